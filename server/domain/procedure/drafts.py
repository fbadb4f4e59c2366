"""A draft: a round that nobody has voted in, as long as its slate, its rules and all else may still be chosen.

Refuses to know who asks, and where a slate comes from. Invariants: what was committed to for a lot stays when a draft
is changed; a draft whose slate stays as it is was made from the same list, and is about the same item, as before.
"""

from collections.abc import Iterable
from dataclasses import replace

from server.domain.errors import Malformed, Overtaken, WrongState
from server.domain.procedure.rounds import LARGEST_SLATE, Round, RoundStep


def numbered(draft: Round, others: Iterable[Round]) -> Round:
    """Give a draft its numbers: the next one of the meeting, and the next one of its room."""
    known = list(others)
    here = [one.called for one in known if one.room_id == draft.room_id]
    number = 1 + max((one.number for one in known), default=0)
    return replace(draft, number=number, number_in_room=1 + max(here, default=0))


def prepare(round_: Round) -> Round:
    """Check a draft before it is shown to anybody.

    Raises:  Malformed if the slate is empty, repeats itself or is longer than the contract allows.
    """
    if not round_.slate:
        raise Malformed("slate_empty")
    if len(round_.slate) > LARGEST_SLATE:
        raise Malformed("slate_too_long", most=LARGEST_SLATE)
    if len(set(round_.slate)) != len(round_.slate):
        raise Malformed("slate_repeats")
    return round_


def require_draft(round_: Round, act: RoundStep, version: int) -> None:
    """Refuse what is done with a draft to anything else, and to a draft that somebody changed since it was read.

    Shape:   `version` is the one that was read; 0 is whatever stands.
    Raises:  WrongState, Overtaken.
    """
    if round_.state != "draft":
        raise WrongState(act, state=round_.state)
    if version not in (0, round_.version):
        raise Overtaken("draft")


def change_draft(round_: Round, wanted: Round, version: int) -> Round:
    """Put another slate, method, rules sheet or guiding question in the place of what a draft has.

    Shape:   of `wanted` nothing else is taken but from which list the slate is and of which item it has the wordings,
             which stay where nobody says so and the slate holds the same; a draft that is so already stays as it is.
    Raises:  WrongState if it is no draft, Overtaken if it was changed since `version`.
    """
    lot = round_ if wanted.nonce and (round_.nonce or round_.seed) else wanted  # what was committed to stays
    chosen = {name: getattr(wanted, name) for name in ("method", "slate", "rules", "question_id")}
    made_from = round_ if set(wanted.slate) == set(round_.slate) else wanted
    changed = replace(
        round_,
        **chosen,
        nonce=lot.nonce,
        seed=lot.seed,
        from_round=wanted.from_round or made_from.from_round,
        reading_of=wanted.reading_of or made_from.reading_of,
    )
    if changed == round_ and round_.state == "draft":
        return round_
    require_draft(round_, "change", version)
    return replace(changed, version=round_.version + 1)
