"""What a secretariat hands in to have a meeting, read and checked: JSON by a call, files by a command.

Invariant: either a whole `Founding` comes out, or problems that say where to look, and nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import resources

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.region_list import SEATS_LIMIT, read_regions
from server.domain.agenda.tree import agenda_from_tree
from server.domain.errors import Malformed
from server.domain.languages import LANGUAGES
from server.domain.procedure.meeting import SEAT_LIMIT
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Region, read_moderation
from server.domain.procedure.rules import Secrecy, read_secrecy
from server.domain.procedure.sets import HAND_OVER_LIMIT
from server.domain.visible import has_visible_character
from server.secretariat.founding import Founding, chip_letters


def read_application(body: object) -> Founding:
    """Read the body of `POST /api/meetings`, whose agenda is a tree: a text was read before, see `with_tree`.

    Raises:  AgendaProblems for an agenda that cannot be read, Malformed for anything else, naming the field.
    """
    if not isinstance(body, Mapping):
        raise Malformed("body")
    by_region = body.get("by_region")
    if by_region is not None and not _is_list_of(by_region, str):
        raise Malformed("field", field="by_region")
    return Founding(
        agenda=agenda_from_tree(body.get("agenda"), by_region),
        regions=read_regions_of(body),
        seats=read_seats_of(body),
        title=_text(body, "title"),
        open_join=_flag(body, "open_join", default=True) if "open_join" in body else None,
        moderation=read_moderation(_text(body, "moderation", "post")),
        secrecy=read_secrecy(_text(body, "secrecy", "confidential")),
        seat_limit=_number(body, "seat_limit", SEAT_LIMIT),
        one_seat_per_device=_flag(body, "one_seat_per_device", default=True),
        nod=_flag(body, "nod", default=True),
        hand_over_limit=_number(body, "hand_over_limit", HAND_OVER_LIMIT),
    )


def read_regions_of(body: Mapping[str, object]) -> tuple[Region, ...]:
    """Read the regions that a program hands in.

    Raises:  Malformed naming the field.
    """
    return tuple(_region(one) for one in _rows(body, "regions"))


def read_seats_of(body: Mapping[str, object]) -> tuple[Seat, ...]:
    """Read the seats that a program or a page hands in.

    Raises:  Malformed naming the field.
    """
    return tuple(_seat(one) for one in _rows(body, "seats"))


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


def read_sample() -> Founding:
    """Read the sample meeting that ships with Plenum: anybody takes a seat in it, and one person several.

    Its votes are recorded, so that every region can be seen.
    """
    agenda, regions = [sample_file(name) for name in ("agenda.txt", "regions.csv")]
    founding = read_files(agenda, regions, secrecy="recorded")
    return replace(founding, trial=True, nod=False, one_seat_per_device=False)


def sample_file(name: str) -> str:
    """Read a file of the sample."""
    return resources.files("server").joinpath("sample", name).read_text(encoding="utf-8")


def _region(row: Mapping[str, object]) -> Region:
    region_id, name = _text(row, "id"), _text(row, "name")
    if not region_id or len(region_id) > 24 or not region_id.replace("-", "").replace("_", "").isalnum():
        raise Malformed("field", field="regions")
    if not region_id.isascii() or not has_visible_character(name):
        raise Malformed("field", field="regions")
    if not 0 <= (seats := _number(row, "seats", 0)) <= SEATS_LIMIT:
        raise Malformed("field", field="seats")
    return Region(region_id, name, chip_letters(_text(row, "short"), region_id, name), seats)


def _seat(row: Mapping[str, object]) -> Seat:
    language = _text(row, "language")
    if language and language not in LANGUAGES:
        raise Malformed("field", field="language")
    votes = _flag(row, "votes", default=True)
    return Seat("", _text(row, "name"), _text(row, "delegation"), _text(row, "region_id"), language, votes)


def _rows(body: Mapping[str, object], field: str) -> list[Mapping[str, object]]:
    rows = body.get(field) or []
    if not _is_list_of(rows, Mapping):
        raise Malformed("field", field=field)
    return rows  # type: ignore[return-value]


def _text(row: Mapping[str, object], field: str, default: str = "") -> str:
    value = row.get(field)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > 200:
        raise Malformed("field", field=field)
    return value.strip()


def _flag(row: Mapping[str, object], field: str, *, default: bool) -> bool:
    value = row.get(field, default)
    if not isinstance(value, bool):
        raise Malformed("field", field=field)
    return value


def _number(row: Mapping[str, object], field: str, default: int) -> int:
    value = row.get(field, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed("field", field=field)
    return value


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)
