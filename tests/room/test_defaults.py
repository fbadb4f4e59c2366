"""Defaults of new rounds in rooms: whatever they become, no round that there is changes, and each edit is heard."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Bound, LimitReached, Malformed
from server.domain.methods import METHODS
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room, desk_room
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.room.programme_views import meeting_view
from server.room.views import round_view
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import read_acts
from server.store.codec import to_json
from server.store.shards import Shards
from tests.builders import a_delegate, a_meeting, a_request
from tests.services import Json

RULES = st.fixed_dictionaries(
    {},
    optional={
        "secrecy": st.sampled_from(("confidential", "recorded", "sealed")),
        "visibility": st.sampled_from(("turnout", "hidden", "live")),
        "k": st.integers(3, 9),
        "quorum": st.sampled_from((None, "1/3", "1/2", "2/3")),
        "deciding_quorum": st.booleans(),
        "roll_call": st.booleans(),
        "no_region_leans": st.booleans(),
        "opposition_tolerated": st.integers(0, 1),
        "places": st.integers(1, 9),
        "required_majority": st.sampled_from(("simple", "absolute", "two_thirds")),
        "tie_rule": st.sampled_from(("declare", "lot", "run_off")),
        "closes_after_s": st.sampled_from((None, 60, 600)),
    },
)
CHOICES = st.fixed_dictionaries({"method": st.sampled_from(sorted(METHODS)), "rules": RULES})
SAID = st.fixed_dictionaries(
    {},
    optional={
        "region": CHOICES,
        "plenary": CHOICES,
        "presets": st.lists(CHOICES, max_size=3).map(
            lambda found: [{"name": f"Preset {place}", **one} for place, one in enumerate(found)]
        ),
        "secrecy": st.sampled_from(("confidential", "recorded", "sealed")),
        "hand_over_limit": st.integers(1, 9),
    },
)


class Day:
    """A meeting whose region has proposed, handed over and voted, and its desk."""

    def __init__(self, context: Context, meeting_id: str, rooms: tuple[Room, ...]) -> None:
        """Remember who does what where."""
        self.context, self.meeting_id = context, meeting_id
        self.desk = Asker(Person(meeting_id, "desk"), desk_room(meeting_id))
        self.lunch = next(room for room in rooms if room.region_id == "AF")
        self.plenary = next(room for room in rooms if room.agenda_session_id == "s2")
        self.chair = Person(meeting_id, "chair")

    async def do(self, room: Room, command: commands.Command) -> Json:
        """Have the chair do something in a room."""
        reply = await perform(self.context, Asker(self.chair, room), command)
        return {name: getattr(reply, name) for name in getattr(reply, "__struct_fields__", ())}

    async def propose(self, room: Room, many: int) -> list[str]:
        """Put so many recommendations."""
        programme = await self.context.programme(self.meeting_id)
        session = programme.agenda.session(room.agenda_session_id)
        assert session is not None
        question = session.questions[0].id
        titles = [f"Recommendation {number}" for number in range(many)]
        made = [
            await self.do(room, commands.Propose(request_id=a_request(), question_id=question, title=title))
            for title in titles
        ]
        return [one["recommendation_id"] for one in made]

    async def open(self, room: Room, slate: list[str], method: str) -> None:
        """Prepare a round and open it."""
        wanted = commands.PrepareRound(request_id=a_request(), method=method, slate=slate)
        made = await self.do(room, wanted)
        await self.do(room, commands.OpenRound(request_id=a_request(), round_id=made["round_id"]))

    async def hand_over(self, items: list[str]) -> None:
        """Hand over from the region's room."""
        await self.do(self.lunch, commands.HandOver(request_id=a_request(), recommendation_ids=items, session_id="s2"))

    async def edit(self, said: Json) -> bool:
        """Say something of the defaults; whether it was so already."""
        version = (await self.context.read_proceedings(self.meeting_id)).programme.version
        request = {"request_id": a_request(), "version": version, "changes": {"defaults": said}}
        reply = await perform(self.context, self.desk, commands.EditProgramme(**request))
        return bool(reply.already)

    async def shown(self) -> Json:
        """Read the meeting as everybody is shown it."""
        now = await self.context.read_proceedings(self.meeting_id)
        return json.loads(to_json(meeting_view(now.meeting, now.programme)))

    async def rounds(self) -> list[tuple[str, Json]]:
        """Read every round, and how it looks."""
        now = await self.context.read_proceedings(self.meeting_id)
        views = [(to_json(one), json.loads(to_json(round_view(one, 1_000_000)))) for one in now.rounds.values()]
        return sorted(views, key=lambda view: view[0])


async def a_day(shards: Shards) -> Day:
    """Begin."""
    context = Context(shards, lambda: 1_000_000)
    meeting = await a_meeting(context)
    return Day(context, meeting.id, (await context.programme(meeting.id)).rooms)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(SAID, min_size=1, max_size=6))
async def test_defaults_never_change_a_round_that_there_is(shards: Shards, edits: list[Json]) -> None:
    """Neither an open one nor a draft, nor whose ballots are in; what is refused changes nothing at all. Holds R195."""
    day = await a_day(shards)
    await a_delegate(day.context, await day.context.meeting(day.meeting_id))
    slate = await day.propose(day.lunch, 3)
    await day.open(day.lunch, slate, "shortlist")
    await day.hand_over(slate[:2])
    await day.open(day.plenary, slate[:2], "across_regions")
    await day.do(day.lunch, commands.PrepareRound(request_id=a_request(), method="shortlist", slate=slate))
    before, shown, told = await day.rounds(), await day.shown(), 0
    for said in edits:
        try:
            already = await day.edit(said)
        except (Malformed, Bound):
            assert await day.shown() == shown, said
        else:
            then = await day.shown()
            told += not already
            assert (then == shown) is already, said
            assert then["version"] == shown["version"] + (not already)
            for name in set(said) - {"secrecy"}:
                assert _within(said[name], then["defaults"][name]), name
            assert await day.edit(then["defaults"]), "what is shown can be said as it stands, and changes nothing"
            shown = then
        assert await day.rounds() == before, said
    acts = [one for one in await read_acts(day.context, SECRETARY, day.meeting_id) if one.act == "edit_programme"]
    assert len(acts) == told
    assert all(one.detail.endswith(": defaults") for one in acts)


def _within(said: object, shown: object) -> bool:
    """Say whether what was said is shown, beside what it left out."""
    if isinstance(said, dict):
        return isinstance(shown, dict) and all(_within(value, shown[name]) for name, value in said.items())
    if isinstance(said, list):
        return isinstance(shown, list) and all(map(_within, said, shown)) and len(said) == len(shown)
    return said == shown


async def test_how_many_a_region_hands_over_is_the_meetings_to_say(shards: Shards) -> None:
    """Raised, lowered, and never below what one session has been handed. Holds R194."""
    day = await a_day(shards)
    slate = await day.propose(day.lunch, 7)
    with pytest.raises(LimitReached):
        await day.hand_over(slate)
    await day.edit({"hand_over_limit": 7})
    await day.hand_over(slate)
    with pytest.raises(Bound) as refused:
        await day.edit({"hand_over_limit": 6})
    assert refused.value.figures == {"region": "Africa", "n": 7, "most": 6}
    await day.do(day.lunch, commands.TakeBack(request_id=a_request(), recommendation_ids=slate[3:]))
    await day.edit({"hand_over_limit": 3})
    with pytest.raises(LimitReached):
        await day.hand_over(slate[:4])
    assert (await day.shown())["hand_over_limit"] == 3
