"""What silence came to, in words: adopted without objection or not, who objected where that is told, and reservations.

Refuses to judge. Invariant: `static/js/page/consent.js` says the same, to the letter.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Say = Callable[..., str]


def consent_words(say: Say, item: Mapping[str, Any]) -> str:
    """Say what became of an item, and how many reservations there are; nothing of another list."""
    if not item.get("consent"):
        return ""
    outcome = say(f"silence.outcome.{item['consent']}")
    many = len(item["reservations"])
    return f"{outcome} · {say('silence.reservations', figure=many)}" if many else outcome


def objections_of(say: Say, item: Mapping[str, Any]) -> str:
    """Say how many object where it is not told; nothing of another list, and where it is a figure."""
    return say("silence.some") if item.get("consent") and item["objections"] is None else ""


def consent_count(say: Say, item: Mapping[str, Any]) -> str:
    """Say beside what became of an item how many object, and how many reservations there are."""
    said = []
    if item["consent"] == "objected":
        figure = say("silence.some") if item["objections"] is None else item["objections"]
        said.append(say("outcome.figure", name=say("figure.objections"), figure=figure))
    if many := len(item["reservations"]):
        said.append(say("silence.reservations", figure=many))
    return " · ".join(said)


def consent_sentence(say: Say, items: Sequence[Mapping[str, Any]]) -> str:
    """Count in one line what a silence came to."""
    sums = {
        "adopted": sum(item["consent"] == "adopted" for item in items),
        "objected": sum(item["consent"] == "objected" for item in items),
        "reserved": sum(bool(item["reservations"]) for item in items),
    }
    return " · ".join(say("outcome.figure", name=say(f"silence.sum.{code}"), figure=n) for code, n in sums.items())


def consent_lines(say: Say, item: Mapping[str, Any]) -> list[str]:
    """Say who objected and what was reserved, a line each."""
    against = [_called(say, one) for one in item.get("objected_by", ())]
    lines = [say("silence.objected_by", names=", ".join(against))] if against else []
    for one in item.get("reservations", ()):
        by, words = one["by"], one["words"]
        signed = by and say("silence.reserved", by=_called(say, by), words=words)
        lines.append(signed or say("silence.unsigned", words=words))
    return lines


def _called(say: Say, who: Mapping[str, Any]) -> str:
    return str(who["name"]) or say("silence.seat", figure=who["seat"] or 0)
