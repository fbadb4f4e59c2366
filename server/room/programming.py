"""Editing the programme of a meeting that is under way: one use case for the desk's room, calls and commands alike.

Refuses to know who may do it. Invariants: an edit is made on the version that whoever makes it has read, or it is
refused with what stands now; what is edited stands in the meeting's log of acts, in the step that does it.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import repeat

from server.domain.errors import Overtaken
from server.domain.methods.choosing import wanted_choices
from server.domain.procedure.changing import ProgrammeWanted, change_programme, live_after
from server.domain.procedure.editing import EDITED, defaults_of, wanted_by
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.paper_reading import files_named_in
from server.domain.procedure.papers import KeptFile
from server.domain.procedure.programme import Programme, make_rooms
from server.room import admission
from server.room.context import Asker, Context
from server.room.decided import Decided, Outcome
from server.room.programme_views import programme_view
from server.store.acts import Act
from server.store.changes import Changes


async def edit(
    context: Context, asker: Asker, version: int, changes: Mapping[str, object], request_id: str = ""
) -> Outcome:
    """Change the programme.

    Raises:  Overtaken, whose `current` is the programme that stands; Bound, Malformed.
    """
    meeting = await context.meeting(asker.room.id)
    named = files_named_in(changes.get("papers"))
    files = await context.store_of(meeting.id).paper_files.touch(meeting, named, context.now_ms())
    fresh = await _ids(context, meeting, version, changes, files)
    seated = await _seated(context, meeting) if "regions" in changes else frozenset()

    def make(proceedings: Proceedings) -> Decided:
        now = proceedings.programme
        if version != now.version:  # before it is read: it speaks of what is there no more
            raise Overtaken("programme", current=programme_view(meeting, now))
        wanted = _wanted(meeting, now, changes, files)
        then = change_programme(proceedings, version, wanted, fresh=iter(fresh), seated=seated)
        if then == now:
            return Decided(None)
        live = live_after(proceedings.live, then)
        detail = f"version {then.version}: {', '.join(name for name in EDITED if name in changes)}"
        act = Act("edit_programme", asker.person.key, context.now_ms(), detail=detail)
        return Decided(Changes(programme=then, live=None if live == proceedings.live else live, acts=(act,)))

    return await context.decide(asker, request_id, make)


def _wanted(
    meeting: Meeting, now: Programme, changes: Mapping[str, object], files: Mapping[str, KeptFile]
) -> ProgrammeWanted:
    """Say what the programme is to be after an edit.

    Raises:  Malformed.
    """
    wanted = wanted_by(now, changes, files)
    defaults, secrecy = wanted_choices(now, meeting.hand_over_limit, defaults_of(changes))
    return replace(wanted, defaults=defaults, secrecy=secrecy)


async def _ids(
    context: Context, meeting: Meeting, version: int, changes: Mapping[str, object], files: Mapping[str, KeptFile]
) -> list[str]:
    """Give out as many ids as an edit has new rooms and papers; one on another version is refused, and needs none."""
    now = (await context.read_proceedings(meeting.id)).programme
    if version != now.version:
        return []
    wanted, kept = _wanted(meeting, now, changes, files), {room.id for room in now.rooms}
    rooms = make_rooms(wanted.agenda, wanted.regions, repeat(""), now.rooms)
    new = sum(room.id not in kept for room in rooms) + sum(not paper.id for paper in wanted.papers)
    if not new:
        return []
    last = await context.store_of(meeting.id).decisions.new_id(meeting.id, new)
    return [id_of(meeting.id, number) for number in range(last - new + 1, last + 1)]


async def _seated(context: Context, meeting: Meeting) -> frozenset[str]:
    """Say of which regions there are seats, whoever sits on them or not."""
    return frozenset(one.seat.region_id for one in (await admission.read_roll(context, meeting)).listed)
