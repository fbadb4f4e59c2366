"""Whatever is done with the texts of a room: every change of words is kept once, and every count is its set."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.errors import Refusal
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Room
from server.protocol import encode
from server.protocol.decode import decode
from server.room.actions import perform
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import History, a_delegate, a_meeting
from tests.live.test_snapshot_law import questions_of
from tests.services import Json

VERBS = (
    "propose", "accept_recommendation", "reject_recommendation", "edit_recommendation", "edit_recommendation",
    "translate_recommendation", "withdraw_recommendation", "return_recommendation", "support_recommendation",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 6), st.integers(0, 10**6)), max_size=40),
    before=st.booleans(),
)
async def test_any_history_has_every_change_of_words_once_and_every_count_is_its_set(
    shards: Shards, acts: list[tuple[str, int, int]], before: bool
) -> None:
    """In the order in which they were made, each beginning with the words that the one before it left.

    Holds R225.
    """
    context = Context(shards, lambda: 1_000_000)
    meeting = await a_meeting(context, moderation="pre" if before else "post")
    programme = await context.programme(meeting.id)
    room = next(one for one in programme.rooms if one.region_id == "AF")
    delegates = [await a_delegate(context, meeting, "AF") for _ in range(3)]
    people = [*delegates, *(Person(meeting.id, "moderator", "AF") for _ in range(3)), Person(meeting.id, "chair")]
    history = History({room.id: questions_of(programme, room)})
    changes: dict[str, list[tuple[str, str]]] = {}
    acts = [("propose", 0, 1), ("propose", 1, 2), *acts]
    for verb, who, luck in acts:
        was = (await context.read_proceedings(meeting.id)).recommendations
        await _try(context, people[who], room, history.command(verb, room.id, people[who].key, luck), history)
        now = await context.read_proceedings(meeting.id)
        for one in now.recommendations.values():
            earlier = was.get(one.id)
            if earlier is None or (earlier.title, earlier.text) != (one.title, one.text):
                changes.setdefault(one.id, []).append((one.title, one.text))
        await _holds(context, now, [one.seat_id for one in delegates])
    for id_, words in changes.items():
        (kept,) = await shards.of(meeting.id).decisions.read_histories([id_])
        versions = [one for one in kept if one.act in ("proposed", "edited")]
        assert [(one.title, one.text) for one in versions] == words
        assert [(one.was_title, one.was_text) for one in versions] == [("", ""), *words[:-1]]
        assert [one.version for one in versions] == list(range(1, len(words) + 1))


async def _try(context: Context, person: Person, room: Room, asked: Json, history: History) -> None:
    try:
        reply = await perform(context, Asker(person, room), decode(json.dumps({**asked, "ref": "1"})))
    except Refusal:
        return
    if asked["type"] == "propose":
        history.learn(asked, json.loads(encode(reply)), room.id, person.key)


async def _holds(context: Context, now: Proceedings, seat_ids: list[str]) -> None:
    """A note says that a text was sent back; a count is how many seats support a text; the set has what is accepted."""
    decisions = context.store_of(now.meeting.id).decisions
    held = [(await decisions.read_supported(now.meeting.id, one))[0] for one in seat_ids]
    for one in now.recommendations.values():
        assert one.supporters == sum(one.id in ids for ids in held)
        assert not one.note or one.status == "proposed"
        assert not one.back or one.status != "accepted"
