"""A change of the programme is a decision like any other: announced in order, and an open round does not feel it."""

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from redis import Redis

from server.clock import now_ms
from server.domain.agenda.agenda import GuidingQuestion
from server.domain.errors import NotFound, Overtaken
from server.domain.procedure.changing import ProgrammeWanted, change_programme, live_after
from server.domain.procedure.meeting import Proceedings, id_of, meeting_of
from server.domain.procedure.programme import Programme, Region, Room
from server.live.heard import Heard
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.protocol import commands
from server.record.formats import FORMATS
from server.room.actions import perform
from server.room.actions.counting import hand_out
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store import keys
from server.store.changes import Changes
from server.store.shards import Shards
from tests.chambers import a_chamber
from tests.pictures import differences, picture_of, reduce
from tests.services import Json

SEATS = {"Amina": "AF", "Kofi": "AF", "Noah": "AM"}


async def change(context: Context, asker: Asker, version: int, wanted: Callable[[Programme], Programme]) -> None:
    """Change the programme of a meeting, as whoever has read a version of it wishes."""

    def make(proceedings: Proceedings) -> Decided:
        now = proceedings.programme
        then = wanted(now)
        said = ProgrammeWanted(then.title, then.agenda, then.regions, then.moderation, then.secrecy)
        fresh = (id_of(meeting_of(asker.room.id), number) for number in count(1_000))
        changed = change_programme(proceedings, version, said, fresh=fresh, seated=set(SEATS.values()))
        live = live_after(proceedings.live, changed)
        return Decided(Changes(programme=changed, live=None if live == proceedings.live else live))

    await context.decide(asker, "", make)


def turned_round(programme: Programme) -> Programme:
    """Another title, another order, another name and one region more, before all others."""
    first, *others = programme.regions
    regions = (Region("AP", "Asia", "AP"), *others, replace(first, name="All of Africa"))
    return replace(programme, title="Another title", regions=regions)


async def a_picture(context: Context, room: Room) -> Json:
    """Show the room as a fresh hello of the floor would."""
    shown = Shown(await take_picture(context, room), 0)
    return picture_of(json.loads(shown.snapshot("1", outlook=False, audience="floor", person=None)))


async def listed(context: Context, round_id: str) -> Json:
    """Read the file of a closed list without the occasion, which says the meeting's title until it is published."""
    file: Json = json.loads(await hand_out(context, await context.round(round_id), "json"))
    assert file.pop("schema") == "ranked-list-1"
    assert file.pop("occasion")["meeting"]
    return file


async def test_an_open_round_is_counted_by_what_it_was_opened_with(context: Context) -> None:
    """Its regions keep their order and their ballots, before the change and after; a list that was read stays."""
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    slate = await chamber.put(["First", "Second"])
    before, during = await chamber.open(slate[:1], secrecy="recorded"), await chamber.open(slate, secrecy="recorded")
    await chamber.cast("Amina", before, {slate[0]: "for"})
    await chamber.close(before)
    kept = await listed(context, before)
    await chamber.cast("Amina", during, {slate[0]: "for"})
    await change(context, chamber.chair, 1, turned_round)
    await chamber.cast("Kofi", during, {slate[0]: "for"})
    await chamber.cast("Noah", during, {slate[0]: "against"})
    await chamber.close(during)
    round_ = await context.round(during)
    ranked = json.loads(await hand_out(context, round_, "json"))
    assert (round_.regions, round_.entitled) == (("AF", "AM"), (2, 1))
    assert [(region["id"], region["ballots"]) for region in ranked["regions"]] == [("AF", 2), ("AM", 1)]
    assert not round_.frozen
    assert await listed(context, before) == kept
    after = await context.round(await chamber.open(slate, secrecy="recorded"))
    assert (after.regions, after.entitled) == (("AP", "AM", "AF"), (0, 1, 2))


def all_in_other_words(programme: Programme) -> Programme:
    """Every word of a programme is another; nothing comes or goes."""
    agenda = programme.agenda

    def reworded(question: GuidingQuestion) -> GuidingQuestion:
        sub = tuple(replace(one, text=f"Other: {one.text}") for one in question.sub)
        return replace(question, text=f"Other: {question.text}", sub=sub)

    sessions = tuple(
        replace(one, title=f"Other: {one.title}", questions=tuple(map(reworded, one.questions)))
        for one in agenda.sessions
    )
    regions = tuple(replace(one, name=f"Other: {one.name}") for one in programme.regions)
    return replace(programme, title="Other", regions=regions, agenda=replace(agenda, title="Other", sessions=sessions))


@pytest.mark.parametrize("released", ["now", "before"])
async def test_a_published_list_says_for_ever_what_it_said_when_it_was_published(
    context: Context, shards: Shards, store_url: str, released: str
) -> None:
    """In every format, through every process; one that an earlier release published, since it was first read.

    Holds R53.
    """
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    slate = await chamber.put(["First", "Second"])
    published, closed = [await chamber.open(slate) for _ in range(2)]
    for round_id in (published, closed):
        await chamber.close(round_id)
    await perform(context, chamber.chair, commands.PublishRound(round_id=published))
    if released == "before":
        with Redis.from_url(store_url) as client:
            assert client.hdel(keys.of(chamber.meeting.id, "occasions"), published) == 1

    async def files(of: Context, round_id: str) -> list[bytes]:
        return [await hand_out(of, await of.round(round_id), kind) for kind in FORMATS]

    before = {round_id: await files(context, round_id) for round_id in (published, closed)}
    await change(context, chamber.chair, 1, all_in_other_words)
    other = Context(shards, now_ms)
    for reading in (context, other):
        assert await files(reading, published) == before[published]
        assert await files(reading, closed) != before[closed]
    await perform(context, chamber.chair, commands.PublishRound(round_id=closed))
    of_json = (await files(other, closed))[[*FORMATS].index("json")]
    assert json.loads(of_json)["occasion"]["meeting"] == "Other"
    await other.close()


async def test_a_change_is_announced_and_adds_up_to_a_fresh_snapshot(context: Context) -> None:
    """In the room where it was made, with the next number."""
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    told = await a_picture(context, chamber.room)
    await change(context, chamber.chair, 1, turned_round)
    (announced,) = await context.store_of(chamber.room.id).decisions.read_announced(
        chamber.meeting.id, chamber.room.id, told["seq"]
    )
    event = json.loads(Heard(announced).frame("floor", ""))
    assert (event["type"], event["version"], event["title"]) == ("programme_changed", 2, "Another title")
    assert not differences(reduce(told, event), await a_picture(context, chamber.room))


async def test_the_second_of_two_desks_is_told_what_changed(context: Context) -> None:
    """Nothing is written over, and nothing is announced."""
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    await change(context, chamber.chair, 1, turned_round)
    with pytest.raises(Overtaken) as refused:
        await change(context, chamber.chair, 1, lambda programme: replace(programme, title="Mine"))
    assert refused.value.current == 2
    assert (await context.read_proceedings(chamber.meeting.id)).programme.title == "Another title"


async def test_nothing_is_decided_in_a_room_that_is_gone(context: Context) -> None:
    """Whoever is still in it is refused: nobody would hear of it, and the programme could never change again."""
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    before = await context.programme(chamber.meeting.id)
    gone = next(room for room in before.rooms if room.kind == "region")
    sessions = tuple(replace(session, by_region=False) for session in before.agenda.sessions)
    await change(context, chamber.chair, 1, lambda now: replace(now, agenda=replace(before.agenda, sessions=sessions)))
    question_id = before.agenda.session(gone.agenda_session_id).questions[0].id
    for person in (chamber.seated["Amina"], chamber.chair.person):
        asked = commands.Propose(request_id=uuid.uuid4().hex, question_id=question_id, title="Said to nobody")
        with pytest.raises(NotFound, match="room"):
            await perform(context, Asker(person, gone), asked)
    await change(context, chamber.chair, 2, turned_round)
    assert (await context.read_proceedings(chamber.meeting.id)).programme.version == 3


async def test_another_process_follows_within_half_a_second(shards: Shards, context: Context) -> None:
    """A room that is new is found at once; what is remembered is read again."""
    late_ms = [0]
    other = Context(shards, lambda: now_ms() + late_ms[0])
    chamber = await a_chamber(context, SEATS, ["AF", "AM"])
    assert (await other.programme(chamber.meeting.id)).version == 1
    agenda = (await context.programme(chamber.meeting.id)).agenda
    sessions = tuple(replace(session, by_region=session.id == "lunch") for session in agenda.sessions)
    by_region = replace(agenda, sessions=sessions)
    await change(context, chamber.chair, 1, lambda programme: replace(programme, agenda=by_region))
    programme = (await context.read_proceedings(chamber.meeting.id)).programme
    for room in programme.rooms:
        assert await other.room(room.id) == room
    with pytest.raises(NotFound):
        await other.room(id_of(chamber.meeting.id, 40_000))
    late_ms[0] = 500
    assert await other.programme(chamber.meeting.id) == programme
    await other.close()
