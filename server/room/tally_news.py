"""What is new in a count: written once for all listeners, as a whole and as the step from what was told before.

Refuses to know who listens. Invariant: the tally before, with the step put in, is the tally after; a step that would be
most of the whole is not written.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from server.domain.rounds import Round
from server.domain.tallies import Cells, Tally
from server.protocol.message import Json
from server.room import views

_MOST_OF_THE_WHOLE = 0.75


@dataclass(frozen=True, slots=True)
class TallyNews:
    """One version of one count, ready to be said.

    Shape:   `step` builds on version `since`; it is empty where only the whole will do.
    """

    round_id: str
    since: int
    version: int
    whole: bytes
    step: bytes = b""


class TallyTeller:
    """The counts of one room as they were told last."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._told: dict[str, Json] = {}

    def forget(self) -> None:
        """Tell everything again: the store may have gone backwards."""
        self._told.clear()

    def pass_over(self, round_: Round, version: int) -> None:
        """Take a version as told: everybody has it from the whole picture."""
        self._told[round_.id] = {"tally_version": version}

    def news(self, round_: Round, version: int, tally: Tally, *, steps: bool) -> TallyNews | None:
        """Write what is to be told of a count, None if that version was told, or nobody may see it.

        Shape:   without `steps` nobody listens who would take one.
        """
        before = self._told.get(round_.id, {})
        if before.get("tally_version") == version or not views.shows_turnout(round_):
            return None
        after = views.tally_view(round_, version, tally)
        self._told[round_.id] = after
        whole = msgspec.json.encode({"type": "tally_changed", "round_id": round_.id, **after})
        step = _step(round_.id, before, after) if steps and before.get("cells") and after["cells"] else None
        return TallyNews(round_.id, before.get("tally_version", -1), version, whole, step or b"")


def _step(round_id: str, before: Json, after: Json) -> bytes | None:
    cells = list(_changed(before["cells"], after["cells"]))
    if len(cells) > _MOST_OF_THE_WHOLE * sum(len(region) for item in after["cells"] for region in item):
        return None
    return msgspec.json.encode(
        {
            "type": "tally_stepped",
            "round_id": round_id,
            "since": before["tally_version"],
            "tally_version": after["tally_version"],
            "turnout": {name: seen for name, seen in after["turnout"].items() if before["turnout"].get(name) != seen},
            "cells": cells,
            "outlook": [
                new for old, new in zip(before["outlook"] or (), after["outlook"] or (), strict=True) if old != new
            ],
        }
    )


def _changed(before: Cells, after: Cells) -> Iterator[tuple[int, int, int, int]]:
    """Go through what differs: item, region, column, and how many there are now."""
    for item, (old_item, new_item) in enumerate(zip(before, after, strict=True)):
        if old_item == new_item:
            continue
        for region, (old_region, new_region) in enumerate(zip(old_item, new_item, strict=True)):
            for column, (old, new) in enumerate(zip(old_region, new_region, strict=True)):
                if old != new:
                    yield item, region, column, new
