"""Which report an address asks for: its sessions, rounds and parts, each named once or more often, else all.

Refuses to know what a meeting has. Invariant: the form at the desk and the address of a file say the same by the same
names.
"""

from dataclasses import replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from server.record.report_files import read_parts
from server.record.reporting.kept import Asked
from server.record.reporting.whole import PARTS

NO = "no"


def read_asked(query: QueryParams) -> Asked:
    """Read what is wanted; whoever unticks every round wants no part of rounds.

    Raises:  NotFound for a part that no report has.
    """
    parts, rounds = read_parts(",".join(query.getlist("parts"))), query.getlist("round")
    if rounds and not any(rounds):
        parts = tuple(one for one in parts or PARTS if one != "rounds")
    return Asked(
        sessions=tuple(filter(None, query.getlist("session"))),
        parts=parts,
        rounds=tuple(filter(None, rounds)),
        originals=query.getlist("original")[-1:] != [NO],
    )


def narrowed(asked: Asked, sessions: set[str], rounds: set[str]) -> Asked:
    """Say of what is wanted only what there is, and nothing where that is everything."""
    some = tuple(one for one in asked.sessions if one in sessions)
    held = tuple(one for one in asked.rounds if one in rounds)
    return replace(
        asked,
        sessions=() if set(some) == sessions else some,
        rounds=() if set(held) == rounds else held,
        parts=() if set(asked.parts) == set(PARTS) else asked.parts,
    )


def address_of(asked: Asked, slot: str) -> str:
    """Write what is asked for as an address says it."""
    said = [("slot", slot), ("language", asked.language)]
    said += [("parts", ",".join(asked.parts))] if asked.parts else []
    said += [("session", one) for one in asked.sessions] + [("round", one) for one in asked.rounds]
    return urlencode([*said, *([] if asked.originals else [("original", NO)])])
