"""The history of a recommendation: kept with each decision that changes one, and shown to those who may read it.

Refuses to name whoever acted: it keeps a role and a region. Invariant: an entry is written with its decision or not at
all.
"""

from dataclasses import replace

from msgspec import structs

from server.domain.procedure.history import HistoryEntry, happened
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.shapes import Audience, fields_heard
from server.protocol import shapes
from server.store.changes import Changes

_ENTRY = frozenset(shapes.Entry.__struct_fields__)


def with_history(before: Proceedings, changes: Changes, person: Person, now_ms: int) -> Changes:
    """Add to a decision's changes what they did with each recommendation, and in which role somebody did it."""
    kept = tuple(
        (now.id, replace(entry, at_ms=now_ms, role=person.role, region_id=person.region_id))
        for now in changes.recommendations
        if (entry := happened(before.recommendations.get(now.id), now)) is not None
    )
    # What was done stands in the log at the instant of its decision, as the events do that announce it.
    acts = tuple(replace(act, at_ms=now_ms) for act in changes.acts)
    return replace(changes, history=kept, acts=acts)


def entry_view(entry: HistoryEntry, audience: Audience) -> shapes.Entry:
    """Show an entry: to those who conduct with role and region, to the owner with whether it was an act of theirs."""
    view = shapes.Entry(
        act=entry.act,
        at_ms=entry.at_ms,
        mine=audience == "owner" and entry.role == "delegate",
        role=entry.role,
        region_id=entry.region_id,
        version=entry.version,
        language=entry.language,
        title=entry.title,
        text=entry.text,
        was_title=entry.was_title,
        was_text=entry.was_text,
        note=entry.note,
    )
    hidden = _ENTRY - fields_heard((audience,), "entry")
    return structs.replace(view, **{name: type(getattr(view, name))() for name in hidden}) if hidden else view
