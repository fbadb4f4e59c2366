"""What is handed in as JSON, read field by field: texts, flags, numbers, lists of objects, and a meeting's regions.

Refuses to know where it comes from. Invariant: whatever is wrong is `Malformed`, and names its field.
"""

from collections.abc import Mapping

from server.domain.agenda.region_list import SEATS_LIMIT
from server.domain.errors import Malformed
from server.domain.procedure.programme import Region
from server.domain.visible import has_visible_character

MOST_CHIP_LETTERS = 3


def read_regions_of(body: Mapping[str, object]) -> tuple[Region, ...]:
    """Read the regions that a program hands in.

    Raises:  Malformed naming the field.
    """
    return tuple(_region(one) for one in rows_of(body, "regions"))


def chip_letters(said: str, region_id: str, name: str) -> str:
    """Choose the letters of a region's chip: those given if they fit, else the id or the initials of the name."""
    if 1 <= len(said) <= MOST_CHIP_LETTERS:
        return said
    if len(region_id) <= MOST_CHIP_LETTERS:
        return region_id.upper()
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return (initials if len(initials) > 1 else name[:2]).upper()[:MOST_CHIP_LETTERS]


def _region(row: Mapping[str, object]) -> Region:
    region_id, name = text_of(row, "id"), text_of(row, "name")
    if not region_id or len(region_id) > 24 or not region_id.replace("-", "").replace("_", "").isalnum():
        raise Malformed("field", field="regions")
    if not region_id.isascii() or not has_visible_character(name):
        raise Malformed("field", field="regions")
    if not 0 <= (seats := number_of(row, "seats", 0)) <= SEATS_LIMIT:
        raise Malformed("field", field="seats")
    return Region(region_id, name, chip_letters(text_of(row, "short"), region_id, name), seats)


def rows_of(body: Mapping[str, object], field: str) -> list[Mapping[str, object]]:
    """Read a list of objects; none where it is left out."""
    said = body.get(field)
    rows = [] if said is None else said
    if not is_list_of(rows, Mapping):
        raise Malformed("field", field=field)
    return rows  # type: ignore[return-value]


def text_of(row: Mapping[str, object], field: str, default: str = "") -> str:
    """Read a text of at most 200 characters."""
    value = row.get(field)
    if value is None:
        return default
    if not isinstance(value, str) or len(value) > 200:
        raise Malformed("field", field=field)
    return value.strip()


def flag_of(row: Mapping[str, object], field: str, *, default: bool) -> bool:
    """Read true or false."""
    value = row.get(field, default)
    if not isinstance(value, bool):
        raise Malformed("field", field=field)
    return value


def number_of(row: Mapping[str, object], field: str, default: int) -> int:
    """Read an integer."""
    value = row.get(field, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Malformed("field", field=field)
    return value


def is_list_of(value: object, kind: type) -> bool:
    """Say whether something is a list of one kind of value."""
    return isinstance(value, list) and all(isinstance(one, kind) for one in value)
