"""Show how a seat list is understood, before anything is made of it; and make seats of one that is understood whole.

Refuses to know where a file comes from. Invariants: reading stores nothing, in no meeting and on no disk; no seat is
made of a list in which something stops it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.reading.apart import SEAT_LISTS, Readers

Json = Mapping[str, Any]
_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Hints:
    """What somebody has said of a seat list, so that it is not guessed.

    Shape:   `columns` what each is, by its letter; `header` the number of its row, 0 for none; `answers` a region's id
             by the word that is used for it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    header: int | None = None
    sheet: str = ""
    encoding: str = ""


async def read_seat_list(
    context: Context,
    actor: Actor,
    meeting_id: str,
    *,
    readers: Readers,
    given: bytes,
    regions: Sequence[Region],
    hints: Hints,
) -> Json:
    """Read a seat list for the regions of a meeting, or without a `meeting_id` for those that one is to have.

    Raises:  as `understand`; NotFound where there is no such meeting.
    """
    actor.require("read_seat_list", meeting_id or actor.meeting_id)
    known = (await context.programme(meeting_id)).regions if meeting_id else regions
    return await understand(readers, given, known, hints)


async def understand(readers: Readers, given: bytes, regions: Sequence[Region], hints: Hints) -> Json:
    """Read a seat list; what comes of it is JSON, see the protocol.

    Raises:  Malformed with the reason why the file cannot be read, or what was said of it cannot be so.
    """
    said = {
        "regions": [[region.id, region.name, region.short] for region in regions],
        "columns": dict(hints.columns),
        "answers": dict(hints.answers),
        "header": hints.header,
        "sheet": hints.sheet,
        "encoding": hints.encoding,
    }
    found: Json = await readers.read(SEAT_LISTS, given, said)
    return found


def seats_of(read: Json) -> tuple[Seat, ...]:
    """Make seats of a list; none where a row of it cannot be stored."""
    if any(problem["stops"] for problem in read["problems"]):
        return ()
    return tuple(
        Seat("", row["name"], row["delegation"], row["region_id"], row["language"] or _LANGUAGE, row["votes"])
        for row in read["rows"]
    )
