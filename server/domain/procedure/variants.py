"""Variants: other wordings of one item that was voted on, drafted by whoever conducts its room.

Refuses to know who may draft one, and how a wording is chosen. Invariants: every variant leads back to one original,
whose guiding question and regions of origin it has; its label is that of the original and a letter, and no two have the
same; it is no proposal of a region: it is not counted among them, and not handed over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.errors import LimitReached, Malformed
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round

MOST_VARIANTS = 20
"""How many variants of one original there may ever be, those withdrawn included."""
_LETTERS = "abcdefghijklmnopqrst"

Known = Mapping[str, Recommendation]


def original_of(known: Known, recommendation_id: str) -> str:
    """Say of which recommendation something is a wording: itself, where it is no variant."""
    seen = {recommendation_id}
    while (found := known.get(recommendation_id)) is not None and found.variant_of and found.variant_of not in seen:
        recommendation_id = found.variant_of
        seen.add(recommendation_id)
    return recommendation_id


def variants_of(known: Known, recommendation_id: str) -> tuple[Recommendation, ...]:
    """List every variant of an original, and of its variants, in the order in which they were drafted."""
    root = original_of(known, recommendation_id)
    found = [one for one in known.values() if one.variant_of and original_of(known, one.id) == root]
    return tuple(sorted(found, key=lambda one: one.number))


def variant(known: Known, item: Recommendation, draft: Recommendation) -> Recommendation:
    """Make a draft a variant of an item: it stands at once, under the number that is next and a label of its own.

    Raises:  LimitReached with the bound.
    """
    original, before = known[original_of(known, item.id)], variants_of(known, item.id)
    if len(before) >= MOST_VARIANTS:
        raise LimitReached("variants", current={"limit": MOST_VARIANTS, "count": len(before)}, most=MOST_VARIANTS)
    return replace(
        draft,
        number=1 + max(one.number for one in known.values()),
        question_id=original.question_id,
        region_ids=original.region_ids,
        kind=original.kind,
        facets=original.facets,
        status="accepted",
        label=f"{original.called}{_LETTERS[len(before)]}",
        variant_of=item.id,
    )


def check_wordings(known: Known, slate: Sequence[str], item: str) -> None:
    """Refuse a reading that is not on the wordings of one item, the item itself among them.

    Raises:  Malformed.
    """
    root = original_of(known, item)
    if item not in slate or len(slate) < 2 or any(original_of(known, one) != root for one in slate):
        raise Malformed("reading_slate")


def ordinal_of(rounds: Mapping[str, Round], round_: Round) -> int:
    """Say which reading a round is: 1 where it reads nothing again, one more than the round that it takes up."""
    ordinal, seen = 1, {round_.id}
    while round_.reading_of and (earlier := rounds.get(round_.reading_of.round_id)) and earlier.id not in seen:
        ordinal, round_ = ordinal + 1, earlier
        seen.add(earlier.id)
    return ordinal
