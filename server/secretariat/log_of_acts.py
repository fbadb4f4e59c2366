"""The log of acts of a meeting: what was done with it as a whole, at its door and in its rooms, by whom and when.

Refuses to say which delegate did what in a room: a seat that acts there is told as one of its region. Invariants: of
one decision that several rooms hear, every thing it changed stands in the log once; no line holds a mark, a code or a
link.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from server.domain.errors import TryLater
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import SIGNING, Seat
from server.room.context import Context
from server.room.round_acts import act_on_round
from server.secretariat.actor import Actor
from server.store.acts import Act
from server.store.announced import Announced

KINDS = ("meeting", "seat", "round", "text", "set")
"""What is acted on: the meeting as a whole, a seat, a round, the words of a recommendation, a set of a region."""

_OF_TEXTS = frozenset({"recommendation_changed", "waiting_changed"})
ON_TEXTS = SIGNING | {"agree_merge_aloud", "edit_merge", "merge_fell", "record_position", "confirm_position"}
"""What is said of merges and wordings: entries of their own, written with the decision."""
_OF_REGION = "delegate:"
"""Who supports a text is kept as one of a region from the beginning."""
_OF_MEETING = frozenset({"live_changed"})
"""Its programme is changed by an act of its own."""

MOST_WAITING = 3
"""How many wait for a log at a process: a long one takes seconds of a core, which ballots share."""

Event = Mapping[str, Any]
Found = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the whole log.

    Shape:   `kind` is one of `KINDS`, `act` what was done with it;
             `actor` a role, a holder, or `seat` with the region in `region_id`; `thing` is the id of what it was done
             to, `named` what that is called where it has words of its own.
    Units:   `at_ms` is the service's clock.
    """

    at_ms: int
    actor: str
    kind: str
    act: str
    region_id: str = ""
    room_id: str = ""
    thing: str = ""
    named: str = ""
    detail: str = ""


class LogTurns:
    """Logs of a process are read and written one after the other, so that they never take more than a part of it."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._here, self._turn = 0, asyncio.Lock()

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Take one's turn.

        Raises:  TryLater where too many wait.
        """
        if self._here > MOST_WAITING:
            raise TryLater
        self._here += 1
        try:
            async with self._turn:
                yield
        finally:
            self._here -= 1


async def read_acts(context: Context, actor: Actor, meeting_id: str) -> list[Act]:
    """Read what was done with a meeting as a whole and at its door, oldest first."""
    actor.require("read_acts", meeting_id)
    meeting = await context.meeting(meeting_id)
    return await context.store_of(meeting.id).acts.read(meeting.id)


async def read_whole_log(context: Context, actor: Actor, meeting_id: str) -> list[Line]:
    """Read everything that was done in a meeting, oldest first.

    Raises:  NotFound.
    """
    actor.require("read_whole_log", meeting_id)
    acts = await read_acts(context, actor, meeting_id)
    proceedings = await context.read_proceedings(meeting_id)
    store = context.store_of(meeting_id)
    seats = {seat.id: seat for seat in await store.seats.read_all(meeting_id)}
    told: list[tuple[str, Announced]] = []
    for room in proceedings.programme.rooms:
        told += [(room.id, one) for one in await store.acts.read_room(meeting_id, room.id)]
    # Of a long meeting that is seconds of work: in a thread, for the loop takes ballots.
    return await asyncio.to_thread(_in_order, acts, told, proceedings, seats)


def _in_order(
    acts: Sequence[Act], told: Sequence[tuple[str, Announced]], proceedings: Proceedings, seats: Mapping[str, Seat]
) -> list[Line]:
    lines = [_of_meeting(act, seats) for act in acts]
    accepted = {(act.at_ms, act.actor) for act in acts if act.act == "accept_wording"}
    rooms = _of_rooms(sorted(told, key=lambda one: one[1].at_ms), proceedings, seats)
    # That words were accepted says that they have changed: one act, one line.
    lines += [line for line in rooms if line.act != "text.change" or (line.at_ms, line.actor) not in accepted]
    return sorted(lines, key=lambda line: line.at_ms)


def _of_meeting(act: Act, seats: Mapping[str, Seat]) -> Line:
    if act.act in ON_TEXTS:
        region_id, _, title = act.detail.partition(" ")
        return Line(act.at_ms, act.actor, "text", act.act, named=title, detail=region_id)
    if act.act == "enter_count":
        round_id, room_id, number, detail = act.detail.split(" ", 3)
        return Line(act.at_ms, act.actor, "round", act.act, "", room_id, round_id, number, detail)
    kind = "seat" if act.seat_id or act.act == "add_seats" else "meeting"
    named = seats[act.seat_id].name if act.seat_id in seats else ""
    return Line(act.at_ms, act.actor, kind, act.act, thing=act.seat_id, named=named, detail=act.detail)


def _of_rooms(
    told: Sequence[tuple[str, Announced]], proceedings: Proceedings, seats: Mapping[str, Seat]
) -> Iterator[Line]:
    """Say what changed with each event: the state of a round, the standing or the words of a recommendation."""
    was: dict[str, str] = {}
    said: dict[tuple[object, ...], str] = {}
    for room_id, one in told:
        event = json.loads(one.event)
        text = (one.at_ms, event["recommendation"]["id"]) if event["type"] in _OF_TEXTS else None
        # Of two acts of one instant a second room tells the older one after the first room's newer one: as if undone.
        if text and said.setdefault(text, room_id) != room_id:
            continue
        found = _changed(event, was, proceedings)
        if found is None:
            continue
        kind, act, thing, named = found
        once = (one.at_ms, one.actor, act, thing, named)
        if said.setdefault(once, room_id) != room_id:  # another room heard it; in one room each is an act of its own
            continue
        holder, _, seat_id = one.actor.partition("seat:")
        actor, region_id = (
            (holder, "") if not seat_id else ("seat", seats[seat_id].region_id if seat_id in seats else "")
        )
        if holder.startswith(_OF_REGION):
            actor, region_id = "seat", holder.removeprefix(_OF_REGION)
        where = "" if kind == "meeting" else event.get("recommendation", {}).get("room_id", room_id)
        yield Line(one.at_ms, actor, kind, act, region_id, where, thing, named)


def _changed(event: Event, was: dict[str, str], proceedings: Proceedings) -> Found | None:
    """Say of what kind a thing is, what was done with it, its id, and what it is called; None where nobody did it."""
    what = event["type"]
    if what == "round_changed":
        return _of_round(event["round"], was)
    if what == "round_discarded":
        return "round", "round.discarded", event["round_id"], ""
    if what in _OF_TEXTS:
        return None if _is_told_as_act(event["recommendation"], was) else _of_text(event["recommendation"], was)
    if what == "confirmation_changed":
        return _of_confirmation(event, was, proceedings)
    if what == "set_changed":
        return _of_set(event, was, proceedings)
    return ("meeting", what, "", "") if what in _OF_MEETING else None


def _of_round(round_: Event, was: dict[str, str]) -> Found | None:
    act = act_on_round(round_, was)
    return ("round", act, round_["id"], str(round_.get("number_in_room") or round_["number"])) if act else None


def _of_text(one: Event, was: dict[str, str]) -> Found | None:
    before, was[one["id"]] = was.get(one["id"], ""), _told(one)
    if before == was[one["id"]]:  # what is read again is told by its rounds
        return None
    return "text", f"text.{_done_to(one, json.loads(before) if before else {})}", one["id"], one["title"]


def _done_to(one: Event, before: Event) -> str:
    """Say what became of a text, from what stood before and what stands now."""
    if not before:
        return "variant" if one.get("variant_of") else "proposed"
    if before["version"] != one["version"]:
        return "change"
    if one.get("note") and one.get("note") != before["note"]:
        return "sent_back"
    if before["status"] != one["status"]:
        restored = one["status"] == "accepted" and before["status"] in ("rejected", "withdrawn")
        return "restored" if restored else str(one["status"])
    if (now := one.get("supporters", 0)) != (then := before["supporters"] or 0):
        return "supported" if now > then else "support_withdrawn"
    return "change"


def _is_told_as_act(one: Event, was: dict[str, str]) -> bool:
    """Say whether what happened to a merge stands in the log by the act that did it: it stands, or not any more."""
    before = was.get(one["id"], "")
    if not one.get("parents") or (before and json.loads(before)["status"] == one["status"]):
        return False
    was[one["id"]] = _told(one)
    return True


def _told(one: Event) -> str:
    told = {name: one.get(name) for name in ("status", "version", "note", "supporters")}
    return json.dumps({**told, "rest": {**one, "readings": None}})


def _of_confirmation(event: Event, was: dict[str, str], proceedings: Proceedings) -> Found | None:
    """Say that a region was asked, or that somebody of it said yes; that its texts changed is said of them."""
    told, room = event["confirmation"], proceedings.programme.room(event["room_id"])
    if not told or not told["recommendation_ids"]:  # asked no more, or told in another room
        return None
    key, region = f"confirmation {event['room_id']}", proceedings.programme.region(room.region_id) if room else None
    before, was[key] = was.get(key, ""), str(told["asked"])
    return "set", "set.confirm" if before == was[key] else "set.ask", event["room_id"], region.name if region else ""


def _of_set(event: Event, was: dict[str, str], proceedings: Proceedings) -> Found | None:
    key, items = f"{event['region_id']} {event['session_id']}", [one["id"] for one in event["recommendations"]]
    before, was[key] = was.get(key, ""), " ".join(items)
    if before == was[key]:  # what of it has to stay is another, which nobody did
        return None
    region = proceedings.programme.region(event["region_id"])
    return "set", "set.hand_over" if items else "set.take_back", event["session_id"], region.name if region else ""
