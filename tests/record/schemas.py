"""Whether a value is as a published schema says: the part of JSON Schema that those in docs/schemas use."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.contracts.tree import ROOT

FOLDER = ROOT / "docs" / "schemas"
_KINDS: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int
}  # fmt: skip
USED = frozenset({
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required", "additionalProperties",
    "items", "pattern", "enum", "const", "anyOf",
})  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    """Read a schema."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def faults(schema: dict[str, Any], value: object) -> list[str]:
    """Say where a value is not as a schema says, and which of its fields that says nothing of."""
    return list(_faults(schema, schema, value, "$"))


def _faults(whole: dict[str, Any], part: dict[str, Any], value: object, where: str) -> Iterator[str]:
    assert part.keys() <= USED, where
    if "$ref" in part:
        yield from _faults(whole, whole["$defs"][part["$ref"].rpartition("/")[2]], value, where)
        return
    if "anyOf" in part:
        if all(list(_faults(whole, one, value, where)) for one in part["anyOf"]):
            yield f"{where}: none of them"
        return
    kinds = [part["type"]] if isinstance(part.get("type"), str) else part.get("type", list(_KINDS))
    if not any(type(value) is _KINDS[kind] for kind in kinds):
        yield f"{where}: {type(value).__name__}"
        return
    if "const" in part and value != part["const"]:
        yield f"{where}: {value}"
    if value not in part.get("enum", [value]):
        yield f"{where}: {value}"
    if isinstance(value, str) and not re.search(part.get("pattern", ""), value):
        yield f"{where}: {value}"
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _faults(whole, part.get("items", {}), one, f"{where}[{at}]")
    if isinstance(value, dict):
        yield from _in_object(whole, part, value, where)


def _in_object(whole: dict[str, Any], part: dict[str, Any], value: dict[str, Any], where: str) -> Iterator[str]:
    known = part.get("properties", {})
    yield from (f"{where}: no {name}" for name in part.get("required", []) if name not in value)
    for name, one in value.items():
        inner = known.get(name, part.get("additionalProperties"))
        if inner is None:
            yield f"{where}: {name} is not described"
        else:
            yield from _faults(whole, inner, one, f"{where}.{name}")
