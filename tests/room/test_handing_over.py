"""Handing over in rooms: what every history keeps, and who hears of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Bound, Refusal
from server.domain.procedure.handing_over import bound_in
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.protocol import commands, encode
from server.protocol.decode import decode
from server.room.actions import perform
from server.room.actions.later import Later
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import VERBS, History, a_delegate, a_meeting, a_request
from tests.live.test_snapshot_law import questions_of
from tests.services import Json

LIMIT = 3
OFTEN = ("propose", "propose", "prepare_round", "open_round", "hand_over", "hand_over", "take_back", "void_round")
ACTS = st.tuples(st.sampled_from((*VERBS, *OFTEN)), st.integers(0, 9), st.integers(0, 9), st.integers(0, 10**6))
BEGUN = (("propose", 1), ("propose", 1), ("propose", 2), ("hand_over", 1), ("hand_over", 2), ("prepare_round", 0))
"""Two regions propose and hand over, and a plenary drafts a round: so that no history is about nothing."""


@dataclass
class Day:
    """A small meeting with two rooms of regions and two plenaries, and what must never change any more."""

    context: Context
    clock: list[int]
    rooms: list[Room]
    history: History
    was_handed: set[tuple[str, str]] = field(default_factory=set)
    published: dict[str, Json] = field(default_factory=dict)

    async def do(self, person: Person, room: Room, asked: Json, *, again: bool = False) -> bool:
        """Do one thing; false where it was refused."""
        try:
            reply = await perform(self.context, Asker(person, room), decode(json.dumps({**asked, "ref": "1"})))
            if isinstance(reply, Later):
                self.clock[0] = max(self.clock[0], reply.due_ms)
                reply = await reply.finish()
        except Refusal:
            return False
        if not again:
            self.history.learn(asked, json.loads(encode(reply)), room.id, person.key)
        return True

    async def proceedings(self) -> Proceedings:
        """Read everything decided so far."""
        return await self.context.read_proceedings(self.rooms[0].id)

    async def told(self, room: Room) -> list[Json]:
        """Read the log of acts of a room."""
        decisions = self.context.store_of(room.id).decisions
        found = await decisions.read_announced(meeting_of(room.id), room.id, 0, most=10_000)
        return [json.loads(one.event) for one in found]

    async def hold_what_always_holds(self) -> None:
        """Hold the proceedings, and what was published, against what they may be."""
        now = await self.proceedings()
        everything = [(room, one) for room in self.rooms for one in now.sets_of(room.id)]
        for session_id in {one.session_id for _, one in everything}:
            for region_id in ("AF", "AM"):
                heard = [one for one in now.sets_for(session_id) if one.region_id == region_id]
                assert sum(len(one.recommendation_ids) for one in heard) <= LIMIT
        ids = [item for _, one in everything for item in one.recommendation_ids]
        assert len(set(ids)) == len(ids)
        assert {now.recommendations[item].status for item in ids} <= {"accepted"}
        self.was_handed |= {(one.session_id, item) for _, one in everything for item in one.recommendation_ids}
        for session_id, item in slates(now, [room for room in self.rooms if room.kind == "plenary"]):
            assert now.recommendations[item].room_id in self._plenaries() or (session_id, item) in self.was_handed
        for round_ in (one for one in now.rounds.values() if one.state == "published"):
            kept = await self.context.store_of(round_.id).rounds.read_list(round_)
            _, records = await self.context.store_of(round_.id).rounds.read_box(round_)
            stands = {"list": kept, "ballots": records, "slate": round_.slate}
            assert self.published.setdefault(round_.id, stands) == stands

    def _plenaries(self) -> set[str]:
        return {room.id for room in self.rooms if room.kind == "plenary"}

    async def cannot_take_back(self) -> None:
        """Try to take back everything that has to stay."""
        now = await self.proceedings()
        for room in self.rooms:
            for one in now.sets_of(room.id):
                for item in bound_in(now, one):
                    asked = commands.TakeBack(request_id=a_request(), recommendation_ids=[item])
                    try:
                        await perform(self.context, Asker(Person(now.meeting.id, "chair"), room), asked)
                    except Bound:
                        continue
                    raise AssertionError(item)


def slates(now: Proceedings, plenaries: list[Room]) -> Iterator[tuple[str, str]]:
    """Go through all that is on slates that were opened in plenary, with the session that it was opened in."""
    sessions = {room.id: room.agenda_session_id for room in plenaries}
    for round_ in now.rounds.values():
        if round_.room_id in sessions and round_.epoch:
            yield from ((sessions[round_.room_id], item) for item in round_.slate)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(ACTS, min_size=10, max_size=50))
async def test_no_history_hands_over_too_much_or_changes_what_was_decided(
    shards: Shards, acts: list[tuple[str, int, int, int]]
) -> None:
    """Proposed, edited, withdrawn, handed over, taken back, drafted, opened, void. Holds R105, R107, R108, R110."""
    clock = [1_000_000]
    context = Context(shards, lambda: clock[0])
    meeting = await a_meeting(context, hand_over_limit=LIMIT)
    programme = await context.programme(meeting.id)
    plenaries = [room for room in programme.rooms if room.kind == "plenary"]
    lunches = [room for room in programme.rooms if room.region_id in ("AF", "AM")]
    rooms = [plenaries[-1], *lunches, plenaries[0]]
    day = Day(context, clock, rooms, History({room.id: questions_of(programme, room) for room in rooms}))
    people = [Person(meeting.id, "chair"), Person(meeting.id, "chair"), Person(meeting.id, "moderator", "AF")]
    people += [await a_delegate(context, meeting, region) for region in ("AF", "AM")]
    begun = [(verb, 0, where, 7) for verb, where in BEGUN]
    for verb, who, where, luck in (*begun, *acts):
        person, room = people[who % len(people)], rooms[where % len(rooms)]
        asked = day.history.command(verb, room.id, person.key, luck)
        told = await day.told(room)
        done = await day.do(person, room, asked)
        clock[0] += luck % 500
        await day.hold_what_always_holds()
        if not done:
            assert await day.told(room) == told
        elif "request_id" in asked:  # the same once more is the same once
            told = await day.told(room)
            assert await day.do(person, room, asked, again=True)
            assert await day.told(room) == told
    await day.cannot_take_back()
