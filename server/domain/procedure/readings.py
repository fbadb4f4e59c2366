"""Readings: an item is put to the vote again, in the same words or in others, and every vote on it is one reading.

Refuses to know rounds, lists and ballots; it only names them. Invariants: the readings of an item are told in the order
in which their lists were published, and the first is of the round in which the item itself was voted on; what is said
of a reading once never changes, but that a verdict which nobody could know is filled in.
"""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from server.domain.errors import Malformed

Take = Literal["works_across", "works_in_some", "contested", "tied", "selected", "first"]
"""What a new slate may take from a list: those of one verdict, those that stand level, those selected, the first."""
TAKES: tuple[Take, ...] = get_args(Take)


@dataclass(frozen=True, slots=True)
class FromRound:
    """From which list the slate of a draft was taken.

    Shape:   `take` are the groups, in the order of the list; `most` how many were wanted at most, nought for as many as
             the method takes; `left_out` how many of the groups were cut off, by rank; `told`: the list was published
             by then, so that everybody may know which groups they were.
    """

    round_id: str
    take: tuple[str, ...]
    most: int = 0
    left_out: int = 0
    told: bool = False


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """The item of an earlier round whose wordings a round is about."""

    round_id: str
    recommendation_id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading of an item came to.

    Shape:   `number` is that of the round in its room; `recommendation_id` is the wording that stood first by itself,
             empty where several shared the first rank; `verdict` is that of this wording, empty where there is none,
             and as long as the list that says it is not published.
    """

    round_id: str
    number: int
    recommendation_id: str
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """What the list of a later reading says of itself: which one it is, of what, and where that was first voted on.

    Shape:   `round_id` and `round_number` are of the round that the item was taken from, `label` is what the item is
             called; `ordinal` is 2 for a second reading.
    """

    round_id: str
    round_number: int
    recommendation_id: str
    label: str
    ordinal: int = 2


def check_take(take: tuple[str, ...], most: int) -> None:
    """Refuse what cannot be taken from a list.

    Raises:  Malformed.
    """
    if not take or set(take) - set(TAKES) or len(set(take)) != len(take):
        raise Malformed("take")
    if most < 0 or ("first" in take and not most):
        raise Malformed("field", field="most")


def with_reading(told: tuple[Reading, ...], first: Reading, now: Reading) -> tuple[Reading, ...]:
    """Add what was published to the readings of an item, behind the first one where nothing was told before."""
    before = told or (first,)
    return before if any(one.round_id == now.round_id for one in before) else (*before, now)


def with_verdict(told: tuple[Reading, ...], round_id: str, verdict: str) -> tuple[Reading, ...]:
    """Fill in the verdict of a reading whose list is published now."""
    return tuple(replace(one, verdict=verdict) if one.round_id == round_id and not one.verdict else one for one in told)
