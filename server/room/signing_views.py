"""How what regions are asked to sign looks from outside, and in which rooms it is told.

Refuses to decide who may sign it. Invariant: what waits for signatures is told to those who conduct the plenary room
and the rooms of the regions that sign, and in the plenary room to the moderators of these; to nobody else.
"""

from collections.abc import Iterable, Iterator

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.signatures import Agreements, Answer, Wording, regions_in
from server.domain.procedure.wordings import pending
from server.protocol import shapes
from server.room.views import recommendation_view


def signing_regions(proceedings: Proceedings, found: Recommendation) -> tuple[str, ...]:
    """List the regions that are asked to sign something about a recommendation; none where there is nothing to sign."""
    if found.merge is not None and found.status == "proposed":
        return regions_in(found.merge.agreements)
    wording = pending(proceedings, found)
    return regions_in(wording.agreements) if wording else ()


def signed_in(proceedings: Proceedings, room: Room) -> Iterator[Recommendation]:
    """List what there is to sign in a room: of it, or asked of its region."""
    for found in _signed(proceedings.recommendations.values()):
        regions = signing_regions(proceedings, found)
        place = found.room_id if found.status == "proposed" or not found.wording else found.wording.room_id
        if regions and (room.id == place or (room.kind == "region" and room.region_id in regions)):
            yield found


def signing_view(proceedings: Proceedings, found: Recommendation) -> shapes.Signing:
    """Show what regions are asked to sign: of a merge its parents whole, for they may be of other rooms."""
    merge, waits = found.merge, found.status == "proposed"
    agreements = merge.agreements if merge and waits else ()
    wording = pending(proceedings, found)
    parents = [proceedings.recommendations[one] for one in merge.parent_ids] if merge and waits else []
    return shapes.Signing(
        recommendation=recommendation_view(found, "conducting"),
        parents=tuple(recommendation_view(one, "floor") for one in parents),
        asking=merge.asking if merge and waits else 0,
        agreements=_answers(agreements),
        answered_at_ms={one.region_id: one.at_ms for one in agreements},
        wording=_wording_view(wording) if wording else None,
    )


def _signed(known: Iterable[Recommendation]) -> Iterator[Recommendation]:
    return (one for one in known if one.wording is not None or (one.merge is not None and one.status == "proposed"))


def _wording_view(wording: Wording) -> shapes.Wording:
    return shapes.Wording(
        by=wording.by,
        version=wording.version,
        title=wording.title,
        text=wording.text,
        agreements=_answers(wording.agreements),
        chair_agrees=wording.chair_agrees,
        at_ms=wording.at_ms,
        refused=wording.refused,
        note=wording.note,
    )


def _answers(agreements: Agreements) -> dict[str, Answer]:
    return {one.region_id: one.answer for one in agreements}
