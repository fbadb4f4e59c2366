"""What a list says of one item in sentences: its result line, what was made of it, and why a region is not shown.

Refuses to judge. Invariant: a figure that is withheld is said to be so, never left out as if it were nought.
"""

from collections.abc import Mapping
from typing import Any

from server.words.strings import Strings


class OutcomesInWords:
    """Says what came of the items of one list in one language."""

    def __init__(self, strings: Strings, language: str, ranked: Mapping[str, Any], columns: tuple[str, ...]) -> None:
        """Take the words, the list as it is in a file, and the columns of its tally."""
        self._strings, self._language, self._ranked, self._columns = strings, language, ranked, columns

    def mark(self, column: str) -> str:
        """Name a column of the tally: a mark, a score, or at which place of an order."""
        key = f"mark.{column}"
        return self._say(key) if self._strings.has(key) else column

    def line(self, item: Mapping[str, Any]) -> str:
        """Say the result line: marks, turnout, quorum, the majority that was needed, and the outcome."""
        line = item["line"]
        said = [self._marks(line)] if self._has_marks() else []
        said.append(self._say("line.ballots", n=line["checked_in"], cast=line["cast"]))
        if line["quorum_needed"] is not None:
            said.append(self._say("line.quorum", n=line["quorum_needed"]))
        if line["for_needed"] is not None:
            needed = f"line.needed.{line['required_majority']}"
            said.append(self._say(needed, n=line["for_needed"], all=self._whole(line)))
        if line["outcome"] is not None:
            said.append(self._say(f"line.outcome.{line['outcome']}"))
        return " · ".join(said)

    def figure(self, name: str, figure: str | int) -> str:
        """Say a figure with its name before it."""
        return self._say("outcome.figure", name=name, figure=figure)

    def withheld(self, region: Mapping[str, Any]) -> str:
        """Say why a region is not shown; nothing of one that is shown."""
        if not region["withheld"]:
            return ""
        least = self._ranked["rules"]["k"]
        if region["ballots"] < least:
            return self._say("matrix.few", n=least)
        if region["not_anew"]:
            return self._say("matrix.not_anew")
        few = [one["name"] for one in self._ranked["regions"] if one["withheld"] and one["ballots"] < least]
        return self._say("matrix.cover", regions=self._strings.in_row(self._language, few))

    def delegations(self, item: Mapping[str, Any]) -> str:
        """Say how many delegations are for an item, against it and neither; nothing where it is not told."""
        told = item.get("delegations")
        if not told:
            return ""
        return self._say("delegations.line", in_favour=told["for"], against=told["against"], none=told["none"])

    def _has_marks(self) -> bool:
        """Say whether the columns are marks: a row of scores or of places says nothing in a line."""
        return all(self._strings.has(f"mark.{column}") for column in self._columns)

    def _marks(self, line: Mapping[str, Any]) -> str:
        counted = [(self.mark(column), line[column]) for column in self._columns]
        if any(figure is None for _, figure in counted):
            return self._say("line.outcome.withheld")
        return " · ".join(self.figure(name, count) for name, count in counted)

    def _whole(self, line: Mapping[str, Any]) -> int:
        """Say of how many a majority is counted: of those entitled, or of For and Against."""
        if line["required_majority"] == "absolute":
            return int(line["entitled"])
        return int(line["for"] + line["with_changes"] + line["against"])

    def _say(self, key: str, /, **figures: object) -> str:
        return self._strings.translate(self._language, key, **figures)
