"""What a rehearsal came to, told in the terminal: the head of the ranked list as a table."""

from collections import Counter

from server.rehearsal.door import Json
from server.web.strings import Strings

_LINES = 10
_TITLE_WIDTH = 62
_LANGUAGE = "en"


def tell_outcome(ranked_list: Json) -> str:
    """Tell the first lines of a ranked list, and how many recommendations got each verdict."""
    strings = Strings.read()
    items = ranked_list["items"]

    def verdict(item: Json) -> str:
        return strings.translate(_LANGUAGE, f"verdict.{item['verdict']}")

    lines = ["  Rank  Verdict            Back  Oppose  Origin  Recommendation"]
    for item in items[:_LINES]:
        title = item["title"] if len(item["title"]) <= _TITLE_WIDTH else item["title"][: _TITLE_WIDTH - 1] + "…"
        rank = f"{'=' if item['tied'] else ''}{item['rank']}"
        origin = " ".join(item["origin"])
        lines.append(
            f"  {rank:>4}  {verdict(item):<17}  {item['backing']:>4}  {item['opposing']:>6}  {origin:<6}  {title}"
        )
    if len(items) > _LINES:
        lines.append(f"        … and {len(items) - _LINES} more")
    counted = Counter(verdict(item) for item in items)
    return "\n".join([*lines, "", "  " + " · ".join(f"{name}: {count}" for name, count in counted.items())])
