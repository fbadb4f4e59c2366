"""Domain values as JSON and back, exactly: fractions stay fractions."""

from collections.abc import Hashable
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import msgspec

Value = TypeVar("Value")


def _write(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise NotImplementedError(type(value).__name__)


def _read(kind: type, value: object) -> object:
    if kind is Fraction:
        return Fraction(str(value))
    raise NotImplementedError(kind.__name__)


_encoder = msgspec.json.Encoder(enc_hook=_write)


def to_json(value: object) -> str:
    """Write a domain value."""
    return _encoder.encode(value).decode()


def from_json(text: str | bytes, kind: type[Value]) -> Value:
    """Read a domain value that `to_json` wrote."""
    value: Value = _decoder(kind).decode(text)  # type: ignore[arg-type] # every type is hashable
    return value


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind, dec_hook=_read)


def text(word: bytes | str | int | None) -> str:
    """Read a word of the store as text; what is absent is empty."""
    return word.decode() if type(word) is bytes else "" if word is None else str(word)


def raw(word: bytes | str | None) -> bytes:
    """Read a word of the store as bytes; what is absent is empty."""
    return word.encode() if isinstance(word, str) else word or b""
