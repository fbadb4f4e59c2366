"""The rehearsal of a meeting from its desk: begun, followed, stopped, and what is ticked by hand beside it.

Refuses to know how it is played, which a process of its own does on a copy (`players`). Invariants: no rehearsal begins
while somebody votes in the meeting; of the copy the desk is told where hall and phones are as long as it is there.
"""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.errors import Malformed, NotFound, TryLater, WrongState
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import VOTING
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials
from server.secretariat.erasing import erase_rehearsed
from server.secretariat.players import Players

CHECKS = ("hall", "wifi", "printer", "chair")
"""What only people can try: the hall seen from the last row, a phone on its wifi, the printer, the chair's tablet."""
FEWEST, MOST = 12, 60
A_REGION = 5
"""How many a region has on average, at least: of fewer, figures of regions are not shown, and nothing is contested."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Where the rehearsal of a meeting is.

    Shape:   `state` is `none`, `playing`, `looking` (the day is over and its copy still there), `done`, `stopped`,
             `failed` or `cut_off` (whoever played it is gone); `told` are lines of code, region and figures; `gone` and
             `left` count keys of the copy once it was wiped; `hall` and `phone` are addresses, empty without a copy.
    """

    state: str
    told: Sequence[dict[str, object]] = ()
    gone: int = 0
    left: int = 0
    hall: str = ""
    phone: str = ""
    checks: Sequence[str] = field(default=())


async def read_rehearsal(context: Context, actor: Actor, credentials: Credentials, meeting_id: str) -> Rehearsal:
    """Read where the rehearsal of a meeting is.

    Raises:  NotFound.
    """
    actor.require("read_rehearsal", meeting_id)
    meeting = await context.meeting(meeting_id)
    kept = await context.store_of(meeting.id).rehearsals.read(meeting.id)
    playing = await context.store_of(meeting.id).rehearsals.is_playing(meeting.id)
    ended = kept.get("ended", "")
    state = "none" if not kept.get("began_ms") else ended or "cut_off"
    if playing:
        state = "looking" if kept.get("copy") and kept.get("over") == kept.get("copy") else "playing"
    hall, phone = await _where(context, credentials, kept.get("copy", "")) if playing else ("", "")
    return Rehearsal(
        state=state,
        told=json.loads(kept.get("told", "[]")),
        gone=int(kept.get("gone", 0)),
        left=int(kept.get("left", 0)),
        hall=hall,
        phone=phone,
        checks=[one for one in CHECKS if kept.get(f"check:{one}") == "yes"],
    )


async def start_rehearsal(context: Context, actor: Actor, players: Players, meeting_id: str) -> None:
    """Have a day played on a copy of a meeting, which is wiped afterwards.

    Raises:  WrongState while somebody votes in it, where there is nothing to rehearse, or where it is such a copy
             itself; TryLater where it is being rehearsed already, or as many other meetings as may be at once;
             NotFound where it was erased meanwhile.
    """
    actor.require("start_rehearsal", meeting_id)
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    if meeting.rehearsal_of:
        raise WrongState("rehearsal_of_a_copy")
    store = context.store_of(meeting.id)
    counted = await store.standing.read(meeting.id, [region.id for region in programme.regions])
    if any(one.state in VOTING for one in counted.rounds):
        raise WrongState("rehearsal_while_voting")
    if not any(room.kind == "plenary" for room in programme.rooms):
        raise WrongState("rehearsal_no_plenary")
    token = secrets.token_hex(8)
    if not await store.rehearsals.claim(meeting, token):
        raise TryLater("rehearsal_playing")
    place = await context.shards.directory.claim_rehearsal(token)
    if place is None:
        await store.rehearsals.let_go(meeting.id, token)
        raise TryLater("rehearsals_busy")
    regions = len(programme.regions)
    delegates = max(regions, min(MOST, max(FEWEST, A_REGION * regions, counted.voters)))
    act = actor.act("start_rehearsal", context.now_ms(), detail=str(delegates))
    if not await store.rehearsals.begin(meeting, act, token):
        await store.rehearsals.let_go(meeting.id, token)
        await context.shards.directory.let_go_rehearsal(place, token)
        if await store.meetings.is_kept(meeting.id):
            raise TryLater("rehearsal_playing")
        raise NotFound("meeting")
    await players.play(meeting.id, delegates, token, place)


async def stop_rehearsal(context: Context, actor: Actor, meeting_id: str) -> bool:
    """Have the rehearsal end and its copy wiped, also where whoever played it is gone; false where there is none."""
    actor.require("stop_rehearsal", meeting_id)
    meeting = await context.meeting(meeting_id)
    store = context.store_of(meeting.id).rehearsals
    kept = await store.read(meeting.id)  # before it is asked who plays it: one that begins meanwhile keeps its copy
    if await store.is_playing(meeting.id):
        return await store.note(meeting, {"stop": 1})
    if not kept.get("began_ms") or kept.get("ended"):
        return False
    gone, left = await erase_rehearsed(context, meeting.id, kept)
    return await store.note(meeting, {"ended": "stopped", "gone": gone, "left": left}, by=kept.get("by", ""))


async def tick_rehearsal(context: Context, actor: Actor, meeting_id: str, check: str, *, on: bool) -> None:
    """Tick something that people have tried, or take the tick away.

    Raises:  Malformed for what is not in the list.
    """
    actor.require("tick_rehearsal", meeting_id)
    if check not in CHECKS:
        raise Malformed("field", field="check")
    meeting = await context.meeting(meeting_id)
    await context.store_of(meeting.id).rehearsals.note(meeting, {f"check:{check}": "yes" if on else "no"})


async def _where(context: Context, credentials: Credentials, copy_id: str) -> tuple[str, str]:
    """Say where hall and phones of a copy are."""
    if not copy_id:
        return "", ""
    try:
        copy = await context.meeting(copy_id)
    except NotFound:
        return "", ""
    screen = await credentials.issue(Person(copy.id, "screen"))
    return context.enter_url(screen), context.join_url(copy.join_code)
