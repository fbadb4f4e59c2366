"""Seat lists read in this process, and what tests look at of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.secretariat.reading.seats import read_seats

SIX = [["AF", "Africa", "AF"], ["AM", "Americas", "AM"], ["AP", "Asia and the Pacific", "AP"],
       ["EC", "Europe and Central Asia", "EC"], ["AS", "Arab States", "AS"], ["IR", "Interregional", "IR"]]  # fmt: skip
Json = Mapping[str, Any]


def read(given: bytes | str, regions: Sequence[Sequence[str]] = SIX, **said: object) -> Json:
    return read_seats(given if isinstance(given, bytes) else given.encode(), {"regions": regions, **said})


def seats(found: Json) -> list[tuple[object, ...]]:
    return [
        tuple(row[each] for each in ("name", "delegation", "region_id", "language", "votes")) for row in found["rows"]
    ]


def names(found: Json) -> list[str]:
    return [row["name"] for row in found["rows"]]


def problems(found: Json) -> list[tuple[int, str, str, str]]:
    return [(each["row"], each["column"], each["code"], each["text"]) for each in found["problems"]]


def meanings(found: Json) -> list[str]:
    return [column["meaning"] for column in found["columns"]]
