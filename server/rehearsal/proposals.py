"""What the simulated delegates propose: the sample's recommendations, given out to the regions of any meeting.

One file has a recommendation a row: `region_id,title,text`, the guiding question it answers (`question`, 1 or 2 of the
agenda session) and how the room takes it (`appeal`, see `opinions`). Another has the words of what becomes of some:
`what,language,title,text`; two of them say the same in two languages, and the first two regions propose them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

FOREIGN, ALIKE = "foreign", "alike"
"""What the first region proposes in another language, and the second in English."""
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """A recommendation before anybody has proposed it; `question` counts from 0."""

    title: str
    text: str
    question: int
    appeal: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says on the way to agreement; a remark has no title."""

    language: str
    title: str
    text: str


@cache
def words_of(what: str) -> Words:
    """Find the words of a merge, a wording, a wish or a reservation."""
    return next(
        Words(row["language"], row["title"], row["text"]) for row in _rows("agreement.csv") if row["what"] == what
    )


def in_the_words_of(what: str, said: Mapping[str, str]) -> Words:
    """Word an item of a list otherwise: its title behind what is to be done about it."""
    words = words_of(what)
    return Words(words.language, f"{words.title}: {said['title']}"[:LONGEST_TITLE], words.text)


def read_drafts(region_ids: Sequence[str]) -> Mapping[str, list[Draft]]:
    """Read what each region proposes; a region the sample does not know takes over the words of one it does."""
    written: dict[str, list[Draft]] = {}
    for row in _rows("recommendations.csv"):
        draft = Draft(row["title"], row["text"], int(row["question"]) - 1, row["appeal"])
        written.setdefault(row["region_id"], []).append(draft)
    spare = list(written.values())
    given = {one: written.get(one) or spare[place % len(spare)] for place, one in enumerate(region_ids)}
    for region_id, what in zip(region_ids, (FOREIGN, ALIKE), strict=False):
        said = words_of(what)
        given[region_id] = [Draft(said.title, said.text, 0, "alike", said.language), *given[region_id]]
    return given


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("server").joinpath("sample", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
