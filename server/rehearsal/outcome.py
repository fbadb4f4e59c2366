"""What a rehearsal came to, told in the terminal: a table of the ranked list's head and of the best of each verdict."""

from collections import Counter

from server.rehearsal.door import Json
from server.words.strings import Strings
from server.words.wording import Wording

_LINES = 8
_TITLE_WIDTH = 62
_LANGUAGE = "en"


def tell_outcome(ranked_list: Json) -> str:
    """Tell the first lines of a ranked list, the best of each further verdict, and how many got each verdict."""
    wording = Wording(Strings.read(), _LANGUAGE)
    items = ranked_list["items"]

    def verdict(item: Json) -> str:
        return wording.verdict(item["verdict"])

    lines = ["  Rank  Verdict            Back  Oppose  Origin  Recommendation"]
    seen = {item["verdict"] for item in items[:_LINES]}
    shown = items[:_LINES]
    for item in items[_LINES:]:  # and the best of each verdict that is not among the first
        if item["verdict"] not in seen:
            seen.add(item["verdict"])
            shown.append(item)
    for item in shown:
        title = item["title"] if len(item["title"]) <= _TITLE_WIDTH else item["title"][: _TITLE_WIDTH - 1] + "…"
        rank = f"{'=' if item['tied'] else ''}{item['rank']}"
        origin = " ".join(item["origin"])
        lines.append(
            f"  {rank:>4}  {verdict(item):<17}  {item['backing']:>4}  {item['opposing']:>6}  {origin:<6}  {title}"
        )
    if len(items) > len(shown):
        lines.append(f"        … and {len(items) - len(shown)} more")
    counted = Counter(verdict(item) for item in items)
    return "\n".join([*lines, "", "  " + " · ".join(f"{name}: {count}" for name, count in counted.items())])
