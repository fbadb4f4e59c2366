"""What silence came to: adopted without objection or objected to, by how many, and the reservations in words.

Refuses to know how words are kept. Invariants: who objected is told in recorded rounds alone; a reservation that its
writer did not sign is told without anything that comes from its seat, and stands in the order of its words.

Source: docs/methods.md, "No objection".
"""

from dataclasses import dataclass
from typing import Literal

from server.domain.counting.tallies import Count, CountedBallot
from server.domain.procedure.admission import plain
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import Rules

Consented = Literal["adopted", "objected"]
SIGNED = "signed_reservation"
"""The kind of words that its writer signs with the delegation."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who objected, or signed: a delegation, or a seat that speaks for itself.

    Shape:   `seat` is the number of a seat that speaks for itself, else nought.
    """

    region_id: str
    name: str
    seat: int = 0


@dataclass(frozen=True, slots=True)
class Reservation:
    """Words that are recorded with an item and do not stop it; `by` is None where they are not signed."""

    words: str
    by: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """What silence came to for one item.

    Shape:   `objections` is None where their number may not be told; `objected_by` is empty but in recorded rounds.
    """

    outcome: Consented
    objections: int | None
    objected_by: tuple[Speaker, ...] = ()
    reservations: tuple[Reservation, ...] = ()


def consent_of(count: Count, item: int, rules: Rules) -> Consent:
    """Say what became of an item, as a function of its ballots.

    Why a number of objections may be told: with `k` ballots or more in the count, to exchange what any two of them say
    changes no figure, so it names nobody. With fewer, only that there are some.
    """
    item_id = count.tally.slate[item]
    objecting = sum(count.totals(item))
    recorded = rules.secrecy == "recorded"
    against = [ballot.mandate for ballot in count.ballots if recorded and item_id in ballot.marks]
    return Consent(
        "objected" if objecting else "adopted",
        objecting if recorded or count.totals_shown or not objecting else None,
        tuple(sorted({speaker_of(one) for one in against if one is not None}, key=_in_order)),
        tuple(sorted(_reservations(count.ballots, item_id), key=_by_words)),
    )


def speaker_of(mandate: Mandate) -> Speaker:
    """Say for whom a seat speaks: its delegation or, where it names none, itself."""
    named = mandate.delegation
    return Speaker(mandate.region_id, named or mandate.name, 0 if named else mandate.number)


def _reservations(ballots: tuple[CountedBallot, ...], item_id: str) -> list[Reservation]:
    said: list[tuple[tuple[str, str], Mandate | None]] = [
        (ballot.said[item_id], ballot.mandate) for ballot in ballots if item_id in ballot.said
    ]
    return [
        Reservation(words, speaker_of(mandate) if kind == SIGNED and mandate is not None else None)
        for (kind, words), mandate in said
    ]


def _in_order(one: Speaker) -> tuple[str, str, str, int]:
    return plain(one.name), one.name, one.region_id, one.seat


def _by_words(one: Reservation) -> tuple[bool, tuple[str, str, str, int], str]:
    """Order signed reservations by who signed, then the others by their words: never by when or from where."""
    return one.by is None, _in_order(one.by or Speaker("", "")), one.words
