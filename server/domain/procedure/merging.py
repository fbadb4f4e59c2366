"""Merging: several recommendations become one, when everybody has agreed whose text is in it.

    proposed ──everybody agreed──▸ accepted ──undone──▸ withdrawn
        └──refused──▸ rejected

Its parents are *merged* for as long as it stands, or is itself merged into another. Refuses to know who asks and what
time it is. Invariants: a parent has one merge at most that waits or stands; what was merged is on no slate that is
opened later; of a round that was opened before nothing changes; undone, its parents are as they were before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.errors import Malformed, NotFound, Overtaken, WrongState
from server.domain.procedure.lineage import is_here, merges_of, opened_with, regions_of, signatories, voted_on_now
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.merged_sets import parents_again, result_instead
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, numbered, shortened_reason
from server.domain.procedure.sets import HandedOver
from server.domain.procedure.signatures import Merge, Parent, answered, asked, asks, regions_in

MOST_PARENTS = 20

Versions = Mapping[str, int]
"""By recommendation the version of its words that was read."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a step of a merge changes: recommendations, and the sets of its room where it has a place in them."""

    recommendations: tuple[Recommendation, ...]
    handed_over: HandedOver | None = None


def propose_merge(
    proceedings: Proceedings,
    room: Room,
    draft: Recommendation,
    parents: Sequence[str],
    *,
    now_ms: int,
    agreed: str = "",
    read: Versions | None = None,
) -> Merged:
    """Propose one text in the place of several of a room; it stands at once where nobody else has to agree.

    Shape:   `draft` has the words, the id and the room; without a question it answers that of its first parent, without
             a language it is in that parent's; `agreed` is the region of whoever proposes it; `read` as of which words,
             None where nobody says.
    Raises:  Malformed for fewer than two parents, too many, or one twice; NotFound for what does not stand here;
             WrongState for what has a merge already or is voted on; Overtaken where other words stand than were read.
    """
    _check_parents(parents)
    found = [_parent(proceedings, room, one) for one in parents]
    if read is not None and any(read.get(one.id) != one.version for one in found):
        raise Overtaken("merge")
    regions = signatories(proceedings, room, parents)
    proposed = replace(
        draft,
        question_id=draft.question_id or found[0].question_id,
        language=draft.language or found[0].language,
        region_ids=regions_of(proceedings, parents),
        status="proposed",
        turn=proceedings.decision + 1,
        merge=Merge(tuple(Parent(one.id, one.version) for one in found), asks(regions, now_ms, agreed)),
    )
    return _settled(proceedings, room, proposed)


def agree_merge(
    proceedings: Proceedings,
    room: Room,
    found: Recommendation,
    region_id: str,
    *,
    aloud: bool,
    now_ms: int,
    asking: int,
) -> Merged:
    """Agree for a region; with the last agreement the merge stands.

    Shape:   `aloud`: the chair records what was said; `asking` is the number of the asking that is answered, nought
             where nobody says: then the first one.
    Raises:  WrongState unless it waits; NotFound for a region that is not asked; Overtaken where it was asked again
             since; what `propose_merge` raises where it would stand.
    """
    merge = _waiting(found, "agree_merge")
    before = next((one for one in merge.agreements if one.region_id == region_id), None)
    if before is None:
        raise NotFound("region")
    if (asking or 1) != merge.asking:
        raise Overtaken("merge")
    if before.answer in ("agreed", "aloud"):
        return Merged(())
    agreements = answered(merge.agreements, region_id, "aloud" if aloud else "agreed", now_ms)
    return _settled(proceedings, room, replace(found, merge=replace(merge, agreements=agreements)))


def refuse_merge(found: Recommendation, region_id: str, note: str, now_ms: int) -> Merged:
    """Refuse a merge that waits: it is gone, and its parents are free.

    Shape:   `region_id` is empty where the chair refuses; `note` says why, and stays as its reason.
    Raises:  WrongState unless it waits.
    """
    if found.merge is not None and found.status == "rejected":
        return Merged(())
    merge = _waiting(found, "refuse_merge")
    merge = replace(merge, agreements=answered(merge.agreements, region_id, "refused", now_ms))
    return Merged((replace(found, status="rejected", reason=shortened_reason(note), merge=merge),))


def undo_merge(proceedings: Proceedings, room: Room, found: Recommendation) -> Merged:
    """Take a merge back that waits or stands; its parents are as they were before.

    Raises:  WrongState once a slate with it was opened, while it is merged or is to be, or refused; LimitReached where
             the set that it stands in has no room for its parents.
    """
    merge = found.merge
    if merge is not None and found.status == "withdrawn":
        return Merged(())
    if merge is None or found.status not in ("proposed", "accepted"):
        raise WrongState("undo_merge", state=found.status)
    if found.status == "proposed":
        return Merged((replace(found, status="withdrawn"),))
    for round_ in opened_with(proceedings, found.id):
        raise WrongState("merge_opened", number=round_.called)
    if merges_of(proceedings, found.id):
        raise WrongState("merge_has_merge")
    undone = replace(found, status="withdrawn", stood=True, wording=None)
    parents = [proceedings.recommendations[one] for one in merge.parent_ids]
    again = [replace(one, status="accepted", merged_into="", merged_as="") for one in parents]
    return Merged((undone, *again), parents_again(proceedings, room, undone))


def fallen_with(proceedings: Proceedings, changed: Recommendation) -> tuple[Recommendation, ...]:
    """Say which merges that wait fall with a text that stands no more: nothing would stand in its place."""
    if changed.status == "accepted" or proceedings.recommendations[changed.id].status != "accepted":
        return ()
    waiting = [one for one in merges_of(proceedings, changed.id) if one.status == "proposed"]
    return tuple(replace(one, status="withdrawn") for one in waiting)


def asked_again(proceedings: Proceedings, changed: Recommendation, now_ms: int) -> tuple[Recommendation, ...]:
    """Say what the merges are that wait after the words of one of them, or of a parent, were changed.

    Shape:   `changed` itself first; what regions had agreed to is void, and they are asked once more.
    """
    before = proceedings.recommendations[changed.id]
    if before.version == changed.version:
        return (changed,)
    if changed.merge is not None and changed.status == "proposed":
        changed = replace(changed, merge=_once_more(changed.merge, changed, now_ms))
    waiting = [one for one in merges_of(proceedings, changed.id) if one.status == "proposed"]
    again = [replace(one, merge=_once_more(one.merge, changed, now_ms)) for one in waiting if one.merge]
    return (changed, *again)


def _once_more(merge: Merge, changed: Recommendation, now_ms: int) -> Merge:
    parents = tuple(Parent(one.id, changed.version) if one.id == changed.id else one for one in merge.parents)
    return Merge(parents, asks(regions_in(merge.agreements), now_ms), merge.asking + 1)


def _check_parents(parents: Sequence[str]) -> None:
    if len(parents) < 2:
        raise Malformed("merge_of_one")
    if len(parents) > MOST_PARENTS:
        raise Malformed("merge_of_many", most=MOST_PARENTS)
    if len(set(parents)) != len(parents):
        raise Malformed("merge_repeats")


def _parent(proceedings: Proceedings, room: Room, recommendation_id: str, merge_id: str = "") -> Recommendation:
    """Find a recommendation that may be merged in a room, by a merge that is there already or a new one.

    Raises:  NotFound, WrongState.
    """
    found = proceedings.recommendations.get(recommendation_id)
    if found is None or not is_here(proceedings, room, found):
        raise NotFound("recommendation")
    if any(one.id != merge_id for one in merges_of(proceedings, found.id)):
        raise WrongState("merge_there", number=found.called)
    if found.status != "accepted":
        raise NotFound("recommendation")
    if (round_ := voted_on_now(proceedings, found.id)) is not None:
        raise WrongState("merge_voted_on", number=round_.called)
    return found


def _waiting(found: Recommendation, act: str) -> Merge:
    if found.merge is None or found.status != "proposed":
        raise WrongState(act, state=found.status)
    return found.merge


def _settled(proceedings: Proceedings, room: Room, proposed: Recommendation) -> Merged:
    """Let a merge stand if everybody has agreed; until then it waits.

    Raises:  NotFound, WrongState where a parent is not what it was.
    """
    merge = proposed.merge
    if merge is None or asked(merge.agreements):
        return Merged((proposed,))
    parents = [_parent(proceedings, room, one, proposed.id) for one in merge.parent_ids]
    counted = proceedings.programme.counted_with(proposed.room_id)
    stands = replace(proposed, status="accepted")
    stands = numbered(stands, proceedings.recommendations.values(), *counted)
    before, handed_over = result_instead(proceedings, room, stands)
    stands = replace(stands, merge=replace(merge, sets=before))
    merged = [
        replace(one, status="merged", merged_into=stands.id, merged_as=stands.called, wording=None) for one in parents
    ]
    return Merged((stands, *merged), handed_over)
