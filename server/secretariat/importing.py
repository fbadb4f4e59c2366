"""What a secretariat hands in to have a meeting, read and checked: JSON by a call, files by a command.

Invariant: either a whole `Founding` comes out, or problems that say where to look, and nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.region_list import read_regions
from server.domain.agenda.tree import agenda_from_tree
from server.domain.errors import Malformed
from server.domain.languages import LANGUAGES
from server.domain.procedure.closing_dates import USUAL_ZONE
from server.domain.procedure.handed_in import (
    chip_letters,
    flag_of,
    is_list_of,
    number_of,
    read_regions_of,
    rows_of,
    text_of,
)
from server.domain.procedure.meeting import SEAT_LIMIT
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region, read_moderation
from server.domain.procedure.rules import Secrecy, read_secrecy
from server.domain.procedure.sets import HAND_OVER_LIMIT
from server.secretariat.founding import Founding


def read_application(body: object) -> Founding:
    """Read the body of `POST /api/meetings`, whose agenda is a tree: a text was read before, see `with_tree`.

    Raises:  AgendaProblems for an agenda that cannot be read, Malformed for anything else, naming the field.
    """
    if not isinstance(body, Mapping):
        raise Malformed("body")
    by_region = body.get("by_region")
    if by_region is not None and not is_list_of(by_region, str):
        raise Malformed("field", field="by_region")
    return Founding(
        agenda=agenda_from_tree(body.get("agenda"), by_region),
        regions=read_regions_of(body),
        seats=read_seats_of(body),
        title=text_of(body, "title"),
        open_join=flag_of(body, "open_join", default=True) if "open_join" in body else None,
        moderation=read_moderation(text_of(body, "moderation", "post")),
        secrecy=read_secrecy(text_of(body, "secrecy", "confidential")),
        seat_limit=number_of(body, "seat_limit", SEAT_LIMIT),
        one_seat_per_device=flag_of(body, "one_seat_per_device", default=True),
        nod=flag_of(body, "nod", default=True),
        hand_over_limit=number_of(body, "hand_over_limit", HAND_OVER_LIMIT),
        zone=text_of(body, "zone", USUAL_ZONE) or USUAL_ZONE,
    )


def read_seats_of(body: Mapping[str, object]) -> tuple[Seat, ...]:
    """Read the seats that a program or a page hands in.

    Raises:  Malformed naming the field.
    """
    return tuple(_seat(one) for one in rows_of(body, "seats"))


def read_files(programme: str | Agenda, regions_csv: str, *, secrecy: Secrecy = "confidential") -> Founding:
    """Read what `plenum new` is given but the seats, without which anybody with the code may join.

    Raises:  AgendaProblems or SeatListProblems, line by line.
    """
    if isinstance(programme, str):
        from server.domain.agenda.text import read_agenda  # noqa: PLC0415 - its patterns take a tenth of a second

        programme = read_agenda(programme)
    return Founding(agenda=programme, regions=regions_in(regions_csv), secrecy=secrecy)


def regions_in(regions_csv: str) -> tuple[Region, ...]:
    """Read a list of regions as CSV.

    Raises:  SeatListProblems, line by line.
    """
    return tuple(
        Region(line.id, line.name, chip_letters(line.short, line.id, line.name), line.seats)
        for line in read_regions(regions_csv)
    )


def read_sample(agenda: Agenda | None = None) -> Founding:
    """Read the sample meeting that ships with Plenum: anybody takes a seat in it, and one person several.

    Its votes are recorded, so that every region can be seen.
    Shape:   `agenda` is that of its programme, where that was read elsewhere already.
    """
    founding = read_files(agenda or sample_file("agenda.txt"), sample_file("regions.csv"), secrecy="recorded")
    return replace(founding, trial=True, nod=False, one_seat_per_device=False)


def sample_regions() -> tuple[Region, ...]:
    """Read the regions of the sample."""
    return regions_in(sample_file("regions.csv"))


def sample_file(name: str) -> str:
    """Read a file of the sample."""
    return resources.files("server").joinpath("sample", name).read_text(encoding="utf-8")


def _seat(row: Mapping[str, object]) -> Seat:
    language = text_of(row, "language")
    if language and language not in LANGUAGES:
        raise Malformed("field", field="language")
    votes = flag_of(row, "votes", default=True)
    return Seat("", text_of(row, "name"), text_of(row, "delegation"), text_of(row, "region_id"), language, votes)
