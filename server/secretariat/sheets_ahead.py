"""What would be printed of a meeting if somebody pressed now: how many cards, which are new, and what has no letters.

Refuses to draw anything. Invariant: looking makes no code and leaves no entry in the log of acts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme
from server.faces import letters_missing
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials
from server.secretariat.printing.shown import Look, Sheets, digest_of
from server.secretariat.short_links import short_codes
from server.words.strings import Strings

MOST_NAMED = 20
"""How many names that cannot be printed are told one by one."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Letters that no face has, and whose names have them: at most `MOST_NAMED` of `seats`."""

    letters: str
    names: Sequence[str]
    seats: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """What each choice of badges would print, and whether there are rooms to hang signs on.

    Shape:   `first` is the first seat of everybody (under an empty id) and of each region.
    """

    all: int
    new: int
    regions: Mapping[str, int]
    first: Mapping[str, Seat]
    unprintable: Unprintable | None
    doors: int
    links: int


async def read_sheets_ahead(
    context: Context, actor: Actor, credentials: Credentials, meeting_id: str, language: str
) -> Ahead:
    """Read what would be printed, in a language.

    Raises:  NotFound.
    """
    actor.require("read_sheets_ahead", meeting_id)
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    store = context.store_of(meeting_id)
    seats = await store.seats.read_all(meeting_id)
    printed = await store.short_codes.read_printed(meeting_id)
    again = [seat for seat in seats if seat.id in printed]
    codes = await short_codes(context, credentials, meeting, [f"seat:{seat.id}" for seat in again])
    sheets = Sheets(programme, Strings.read(), Look(language=language))

    def is_as_printed(seat: Seat) -> bool:
        code = codes[f"seat:{seat.id}"]
        return printed[seat.id] == digest_of(sheets.badge(seat, code, context.short_url(code)))

    return Ahead(
        all=len(seats),
        new=len(seats) - sum(map(is_as_printed, again)),
        regions={region.id: sum(seat.region_id == region.id for seat in seats) for region in programme.regions},
        first=_first(seats, programme),
        unprintable=_unprintable(seats, programme),
        doors=len({room.region_id for room in programme.rooms if room.region_id}),
        links=3 + len(programme.regions),
    )


def _first(seats: Sequence[Seat], programme: Programme) -> dict[str, Seat]:
    found = {"": seats[0]} if seats else {}
    for seat in seats:
        if programme.region(seat.region_id) is not None:
            found.setdefault(seat.region_id, seat)
    return found


def _unprintable(seats: Sequence[Seat], programme: Programme) -> Unprintable | None:
    """Find what has no letters: names and delegations, and what stands on every card."""
    on_each = letters_missing(programme.title + "".join(region.name for region in programme.regions))
    found = {seat: missing for seat in seats if (missing := letters_missing(seat.name + seat.delegation))}
    letters = "".join(dict.fromkeys(on_each + "".join(found.values())))
    if not letters:
        return None
    names = [seat.name or seat.delegation for seat in found]
    return Unprintable(letters, names[:MOST_NAMED], len(names))
