"""A ranked list as it is kept: the value itself, written so that an equal one is read back.

Refuses to know how a list is shown: every file and every frame is made from the value. Invariants: reading what was
written gives an equal list, fractions exactly; a fraction stands in an object of its own, so that no text is taken for
one.
"""

from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from server.domain.counting.ranking import (
    DelegatesEqual,
    Difference,
    Figure,
    Placing,
    RankedItem,
    RankedList,
    Reason,
    Table,
)

_SHARE = "share"
_Kind = TypeVar("_Kind")
_Raw = dict[str, Any]


def write_list(ranked: RankedList) -> bytes:
    """Write a ranked list, to be kept."""
    return _encoder.encode(ranked)


def read_list(kept: bytes) -> RankedList:
    """Read a ranked list that `write_list` wrote."""
    return _ranked_list(msgspec.json.decode(kept))


def _write(value: object) -> object:
    if isinstance(value, Fraction):
        return {_SHARE: str(value)}
    raise NotImplementedError(type(value).__name__)


_encoder = msgspec.json.Encoder(enc_hook=_write)


def _ranked_list(raw: _Raw) -> RankedList:
    second = raw["delegates_equal"]
    return _build(
        RankedList,
        raw,
        items=tuple(
            RankedItem(_read(item["recommendation"], _kinds(RankedItem)["recommendation"]), _placing(item["placing"]))
            for item in raw["items"]
        ),
        delegates_equal=None if second is None else _second_view(second),
        tables=tuple(_table(table) for table in raw["tables"]),
    )


def _placing(raw: _Raw) -> Placing:
    return _build(Placing, raw, reasons=_reasons(raw["reasons"]), figures=_figures(raw["figures"]))


def _second_view(raw: _Raw) -> DelegatesEqual:
    differ_most = tuple(_build(Difference, each, reasons=_reasons(each["reasons"])) for each in raw["differ_most"])
    return _build(DelegatesEqual, raw, differ_most=differ_most)


def _table(raw: _Raw) -> Table:
    return _build(Table, raw, rows=tuple(tuple(_figure(cell) for cell in row) for row in raw["rows"]))


def _reasons(raw: list[_Raw]) -> tuple[Reason, ...]:
    return tuple(Reason(reason["code"], _figures(reason["figures"])) for reason in raw)


def _figures(raw: _Raw) -> Mapping[str, Any]:
    return {name: _figure(value) for name, value in raw.items()}


def _figure(raw: object) -> Figure | None:
    if isinstance(raw, dict):
        return Fraction(raw[_SHARE])
    return tuple(raw) if isinstance(raw, list) else raw  # type: ignore[return-value] # what `Figure` may be besides


def _build(kind: type[_Kind], raw: _Raw, **read: object) -> _Kind:
    """Make a value of fields that were read already, and of the others, which hold no figures of several kinds."""
    kinds = _kinds(kind)  # type: ignore[arg-type] # every type is hashable
    known = [name for name in kinds if name in raw]  # what an earlier release did not keep has its default
    return kind(**{name: read[name] if name in read else _read(raw[name], kinds[name]) for name in known})


def _read(raw: object, kind: Any) -> Any:  # noqa: ANN401 - what the annotation of a field says
    return msgspec.convert(raw, kind, dec_hook=_read_share)


def _read_share(kind: type, raw: Any) -> object:  # noqa: ANN401 - any JSON value
    if kind is Fraction:
        return Fraction(raw[_SHARE])
    raise NotImplementedError(kind.__name__)


@cache
def _kinds(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a dataclass, each of them
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
