"""What the simulated delegates propose: the sample's recommendations, given out to the regions of any meeting.

The file has one recommendation a row: `region_id,title,text`, the guiding question it answers (`question`, 1 or 2 of
the agenda session) and how the room takes it (`appeal`, see `opinions`).
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Draft:
    """A recommendation before anybody has proposed it; `question` counts from 0."""

    title: str
    text: str
    question: int
    appeal: str


def read_drafts(region_ids: Sequence[str]) -> Mapping[str, list[Draft]]:
    """Read what each region proposes; a region the sample does not know takes over the words of one it does."""
    written: dict[str, list[Draft]] = {}
    file = resources.files("server").joinpath("sample", "recommendations.csv")
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        draft = Draft(row["title"], row["text"], int(row["question"]) - 1, row["appeal"])
        written.setdefault(row["region_id"], []).append(draft)
    spare = list(written.values())
    return {
        region_id: written.get(region_id) or spare[place % len(spare)] for place, region_id in enumerate(region_ids)
    }
