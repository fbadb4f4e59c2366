"""Lineage: from which proposals a recommendation comes, by which merges, and whose signature it therefore needs.

Refuses to know who asks. Invariants: whatever the merges, a lineage ends in recommendations that nobody merged to make;
the regions of a merge are those of its parents, in the meeting's order.
"""

from collections.abc import Iterable, Iterator

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import VOTING, Round


def origins_of(proceedings: Proceedings, recommendation_id: str) -> tuple[str, ...]:
    """List the proposals that a recommendation leads back to, each once: itself where nothing was merged for it."""
    found = proceedings.recommendations[recommendation_id]
    if found.merge is None:
        return (found.id,)
    leads = [origins_of(proceedings, parent) for parent in found.merge.parent_ids]
    return tuple(dict.fromkeys(one for several in leads for one in several))


def in_order(programme: Programme, region_ids: Iterable[str]) -> tuple[str, ...]:
    """Put regions in the meeting's order, each once; one that the programme has no more comes last."""
    wanted = dict.fromkeys(region_ids)
    known = [region.id for region in programme.regions if region.id in wanted]
    return (*known, *(one for one in wanted if one not in known))


def regions_of(proceedings: Proceedings, recommendation_ids: Iterable[str]) -> tuple[str, ...]:
    """List the regions that several recommendations come from together."""
    found = (proceedings.recommendations[one] for one in recommendation_ids)
    return in_order(proceedings.programme, (region for one in found for region in one.region_ids))


def signatories(proceedings: Proceedings, room: Room, recommendation_ids: Iterable[str]) -> tuple[str, ...]:
    """List the regions whose moderators sign what becomes of recommendations in a room.

    Shape:   none in a region's room, which its moderator conducts, nor where all comes from the plenary room alone.
    """
    items = tuple(recommendation_ids)
    leads = {origin for one in items for origin in origins_of(proceedings, one)}
    if room.kind == "region" or all(proceedings.recommendations[one].room_id == room.id for one in leads):
        return ()
    return regions_of(proceedings, items)


def is_here(proceedings: Proceedings, room: Room, found: Recommendation) -> bool:
    """Say whether a recommendation is of a room: as its own, or handed to its plenary session."""
    handed = room.kind == "plenary" and proceedings.is_handed_to(room.agenda_session_id, found.id)
    return found.room_id == room.id or handed


def opened_with(proceedings: Proceedings, recommendation_id: str) -> Iterator[Round]:
    """List the rounds that were opened with a recommendation on their slate; void ones do not count."""
    for round_ in proceedings.rounds.values():
        if round_.epoch and round_.state != "void" and recommendation_id in round_.slate:
            yield round_


def voted_on_now(proceedings: Proceedings, recommendation_id: str) -> Round | None:
    """Find a round in which ballots about a recommendation are being cast."""
    rounds = opened_with(proceedings, recommendation_id)
    return next((round_ for round_ in rounds if round_.state in VOTING), None)


def merges_of(proceedings: Proceedings, recommendation_id: str) -> list[Recommendation]:
    """List the merges that wait or stand with a recommendation as a parent: one at most."""
    return [
        one
        for one in proceedings.recommendations.values()
        if one.merge is not None and one.status in ("proposed", "accepted", "merged")
        and recommendation_id in one.merge.parent_ids
    ]  # fmt: skip
