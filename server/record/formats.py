"""The files that are made of a ranked list: one row a kind, and nobody makes another.

Refuses to know where a list is kept and who may have it. Invariant: a file is a function of the list and what it
is of, so that the same list is the same file, however often and wherever it is made.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from server.domain.counting.ranking import RankedList
from server.domain.errors import NotFound
from server.record.csv_file import write_csv
from server.record.occasion import Occasion
from server.record.ranked_list import write_json
from server.words.wording import Wording


class Write(Protocol):
    """How a list is written.

    Shape:   without an occasion, as it is told in a room, where everybody knows what it is of; without a wording, its
             reasons are told by their codes alone.
    """

    def __call__(
        self, ranked: RankedList, occasion: Occasion | None = None, wording: Wording | None = None, /
    ) -> bytes:
        """Write it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    Shape:   `media` is its type in HTTP; `worded` says whether it has sentences for whoever asks for no language, in
             that of the reader.
    """

    kind: str
    media: str
    write: Write
    worded: bool

    def file_name(self, place: str, round_number: int) -> str:
        """Name the file of a round by where it was held and its number there, so that those of two rooms differ.

        Shape:   `place` has the ids of the agenda session and, in a room of a region, of the region; what cannot stand
                 in the name of a file is left out.
        """
        where = "-".join(re.findall(r"[a-z0-9]+", place.lower()))
        return f"plenum-{f'{where}-' if where else ''}round-{round_number}-ranked-list.{self.kind}"


FORMATS: Mapping[str, Format] = {
    each.kind: each
    for each in (
        Format("csv", "text/csv; charset=utf-8", write_csv, worded=True),
        Format("json", "application/json", write_json, worded=False),
    )
}


def read_format(kind: str) -> Format:
    """Find a kind of file by its name.

    Raises:  NotFound if there is none of that name.
    """
    if kind not in FORMATS:
        raise NotFound("file")
    return FORMATS[kind]
