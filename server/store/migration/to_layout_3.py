"""Layout 3: a ranked list is kept as a value, in the place of the two files that were kept of it.

Refuses to count: what was published or read is taken as it stands. Invariant: the files that are made of the value are
those that were kept, byte for byte. A figure that was sent as text is told from an id by its name, for ids may look
like a number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from server.store import keys
from server.store.connection.pipe import Command
from server.store.migration.step import Read

_NAMES = frozenset({"above", "above_region", "region", "recommendation_id", "over", "of", "verdict"})
"""Figures and columns that hold an id or a code; every other text that looks like a fraction is one."""

_SHARES = frozenset({"theta", "backing_quorum", "regions_needed", "quorum"})
_FRACTION = re.compile(r"-?\d+(/\d+)?")
_Json = dict[str, Any]
_Places = Mapping[str, int]
"""Where each recommendation stands on its ballots."""


async def convert(read: Read, meeting_id: str, expires_at_s: int) -> Sequence[Command]:
    """Turn every list that a meeting keeps into its value, whichever epoch it is of."""
    writes: list[Command] = []
    for written in await read("HVALS", keys.of(meeting_id, "rounds")):
        round_ = msgspec.json.decode(written)
        for epoch in range(1, round_["epoch"] + 1):
            sent, csv, value = (_key(meeting_id, round_["id"], name, epoch) for name in ("ranked_list", "csv", "list"))
            if kept := await read("GET", sent):
                ranked = value_of(msgspec.json.decode(kept), round_["slate"])
                writes.append(("SET", value, msgspec.json.encode(ranked), "EXAT", expires_at_s))
            writes.append(("DEL", sent, csv))
    return writes


def value_of(sent: _Json, slate: Sequence[str]) -> _Json:
    """Say what a list was, by what was sent of it; `slate` is its round's, in the order of the ballots."""
    line = list(sent["items"][0]["line"])
    columns = line[: line.index("cast")]
    places = {item: place for place, item in enumerate(slate)}
    return {
        "round_id": sent["round_id"],
        "method": sent["method"],
        "rules": {name: _share(rule) if name in _SHARES else rule for name, rule in sent["rules"].items()},
        "columns": columns,
        "regions": sent["regions"],
        "regions_counted": sent["regions_counted"],
        "regions_determined": sent["regions_determined"],
        "items": [
            {"recommendation": _said(item), "placing": _placing(item, columns, places)} for item in sent["items"]
        ],
        "slate": slate,
        "tie_break": _tie_break(sent["tie_break"], places),
        "delegates_equal": _second_view(sent, places),
        "tables": [_table(name, table) for name, table in sent.get("tables", {}).items()],
        "totals_withheld": sent.get("totals_withheld") or "",
    }


def _key(meeting_id: str, round_id: str, name: str, epoch: int) -> str:
    return keys.of(meeting_id, f"round:{round_id}:{name}:{epoch}")


def _said(item: _Json) -> _Json:
    return {
        "id": item["recommendation_id"],
        "number": item["number"],
        "title": item["title"],
        "origin": item["origin"],
        "translations": [[language, words["title"]] for language, words in item.get("translations", {}).items()],
    }


def _placing(item: _Json, columns: Sequence[str], places: _Places) -> _Json:
    judged = ("verdict", "backing", "opposing", "selected", "approvals")
    return {
        "item": places[item["recommendation_id"]],
        "rank": item["rank"],
        "tied": item["tied"],
        "line": {
            "marks": {column: item["line"][column] for column in columns},
            **{name: value for name, value in item["line"].items() if name not in columns},
            "quorum": _share(item["line"]["quorum"]),
        },
        "regions": [_outcome(outcome, columns) for outcome in item["regions"].values()],
        "reasons": _reasons(item["reasons"]),
        **{name: item.get(name) for name in judged},
        "figures": _figures(item.get("figures", {})),
    }


def _outcome(outcome: _Json, columns: Sequence[str]) -> _Json:
    return {
        "state": outcome.get("state", ""),
        "support": _share(outcome.get("support")),
        "marks": {name: value for name, value in outcome.items() if name in columns},
    }


def _tie_break(sent: _Json, places: _Places) -> _Json:
    return {
        "rule": sent["rule"],
        "undecided": [[places[item] for item in group] for group in sent["undecided"]],
        "commitment": sent["commitment"] or "",
        "seed": sent["seed"] or "",
    }


def _second_view(sent: _Json, places: _Places) -> _Json | None:
    if sent["delegates_equal"] is None:
        return None
    return {
        "ranks": [[places[one["recommendation_id"]], one["rank"], one["tied"]] for one in sent["delegates_equal"]],
        "differ_most": [
            {
                "item": places[one["recommendation_id"]],
                "by_regions": one["by_regions"],
                "by_delegates": one["by_delegates"],
                "reasons": _reasons(one["reasons"]),
            }
            for one in sent["differ_most"]
        ],
    }


def _table(name: str, sent: _Json) -> _Json:
    rows = [[_figure(*cell) for cell in zip(sent["columns"], row, strict=True)] for row in sent["rows"]]
    return {"name": name, "columns": sent["columns"], "rows": rows}


def _reasons(sent: Sequence[_Json]) -> list[_Json]:
    return [
        {"code": one["code"], "figures": _figures({name: one[name] for name in one if name != "code"})} for one in sent
    ]


def _figures(sent: _Json) -> _Json:
    return {name: _figure(name, value) for name, value in sent.items()}


def _figure(name: str, value: object) -> object:
    return _share(value) if isinstance(value, str) and name not in _NAMES and _FRACTION.fullmatch(value) else value


def _share(value: object) -> _Json | None:
    return None if value is None else {"share": value}
