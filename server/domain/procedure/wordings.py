"""Rewording by agreement: the chair proposes other words for what was handed over, and the regions of origin answer.

A region may answer with words of its own, which the chair accepts then, and every other region that it comes from.
Refuses to know who asks. Invariants: one wording is pending at a time, made on the words that stand; accepted, it is an
edit like any other: the version grows, translations go, while origin, number and lineage stay.
"""

from dataclasses import replace

from server.domain.errors import NotFound, Overtaken, WrongState
from server.domain.procedure.lineage import is_here, signatories
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Room
from server.domain.procedure.recommendations import Recommendation, shortened_reason
from server.domain.procedure.rewording import checked_words, edit
from server.domain.procedure.signatures import Wording, answered, asks, regions_in


def pending(proceedings: Proceedings, found: Recommendation) -> Wording | None:
    """Find the wording that waits for an answer: as long as the words it was made on stand where it was proposed."""
    wording = found.wording
    room = proceedings.programme.room(wording.room_id) if wording else None
    here = room is not None and is_here(proceedings, room, found)
    return wording if wording and here and found.status == "accepted" and wording.version == found.version else None


def propose_wording(
    proceedings: Proceedings, room: Room, found: Recommendation, wanted: Wording, region_id: str
) -> Recommendation:
    """Propose other words, or answer those that are pending with others.

    Shape:   `wanted` has the words, the version that they were made on and the instant; `region_id` is the region whose
             moderator proposes, empty for the chair; `room` is the plenary room.
    Raises:  Malformed or TextTooLong for words that cannot be; Overtaken where other words stand than were read;
             WrongState for what does not stand, or has only the plenary's own texts in it, which the chair edits, for
             words that stand already, for a second wording of the same side, and for a region that is asked nothing.
    """
    title, text = checked_words(wanted.title, wanted.text)
    if found.status != "accepted":
        raise WrongState("propose_wording", state=found.status)
    regions = signatories(proceedings, room, (found.id,))
    if not regions:
        raise WrongState("wording_of_own")
    if wanted.version != found.version:
        raise Overtaken("words")
    before = pending(proceedings, found)
    again = before is not None and (title, text, region_id) == (before.title, before.text, before.by)
    if before is not None and again and not before.refused:
        return found
    if (title, text) == (found.title, found.text):
        raise WrongState("wording_stands")
    if region_id and before is None:
        raise WrongState("no_wording")
    if before is not None and before.by == region_id and not before.refused:
        raise WrongState("wording_there")
    agreements = asks(regions, wanted.at_ms, region_id)
    wording = replace(
        wanted, room_id=room.id, by=region_id, title=title, text=text, agreements=agreements, chair_agrees=not region_id
    )
    return replace(found, wording=wording)


def accept_wording(
    proceedings: Proceedings, found: Recommendation, region_id: str, *, words: tuple[str, str] | None, now_ms: int
) -> Recommendation:
    """Accept the pending words for a region, or for the chair without one; when all have, they stand.

    Shape:   `words` are title and text that whoever accepts has read, None where they do not say.
    Raises:  WrongState where nothing is pending; NotFound for a region that is not asked; Overtaken where other words
             are pending than were read.
    """
    if pending(proceedings, found) is None and words == (found.title, found.text):
        return found  # accepted already
    wording = _answered(proceedings, found, region_id, words)
    if region_id:
        wording = replace(wording, agreements=answered(wording.agreements, region_id, "agreed", now_ms))
    else:
        wording = replace(wording, chair_agrees=True)
    if wording.is_agreed:
        return edit(found, wording.title, wording.text, wording.version)
    return replace(found, wording=wording)


def refuse_wording(
    proceedings: Proceedings, found: Recommendation, region_id: str, *, note: str, now_ms: int
) -> Recommendation:
    """Refuse the pending words, which stay to be read with the note; whoever proposed them takes them back so.

    Raises:  NotFound for a region that is not asked.
    """
    if (before := pending(proceedings, found)) is None or before.refused:
        return found  # gone already
    wording = _answered(proceedings, found, region_id, None)
    if wording.by == region_id:
        return replace(found, wording=None)
    agreements = answered(wording.agreements, region_id, "refused", now_ms)
    return replace(found, wording=replace(wording, agreements=agreements, refused=True, note=shortened_reason(note)))


def _answered(
    proceedings: Proceedings, found: Recommendation, region_id: str, words: tuple[str, str] | None
) -> Wording:
    """Find the pending wording that somebody answers.

    Raises:  WrongState, NotFound, Overtaken.
    """
    wording = pending(proceedings, found)
    if wording is None or wording.refused:
        raise WrongState("no_wording")
    if region_id and region_id not in regions_in(wording.agreements):
        raise NotFound("region")
    if words is not None and words != (wording.title, wording.text):
        raise Overtaken("wording")
    return wording
