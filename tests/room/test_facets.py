"""Kinds and facets of answers in a room: proposed, edited, bound to ballots, merged, and kept by the programme."""

import pytest

from server.domain.errors import Bound, Malformed, WrongState
from server.domain.procedure.answers import FacetAnswer
from server.domain.procedure.recommendations import Recommendation
from server.protocol import commands
from server.room.context import Context
from tests.builders import a_request
from tests.faceted import ANSWERS
from tests.room.cells import World, a_world
from tests.services import Json


@pytest.fixture
async def world(context: Context) -> World:
    """A meeting whose questions all ask for facets and for every kind of answer."""
    return await a_world(context)


async def propose(world: World, **said: Json) -> str:
    """Propose something in the room of Africa as its moderator."""
    room = world.room("AF")
    proposal = commands.Propose(request_id=a_request(), question_id=world.question(room), title="A proposal", **said)
    return str((await world.do("moderator", room, proposal)).recommendation_id)


async def found(world: World, id_: str) -> Recommendation:
    """Read a recommendation as it stands."""
    return (await world.context.read_proceedings(id_)).recommendations[id_]


async def edit(world: World, id_: str, **said: Json) -> None:
    """Edit it as the moderator."""
    await world.do(
        "moderator",
        world.room("AF"),
        commands.EditRecommendation(
            request_id=a_request(), recommendation_id=id_, version=(await found(world, id_)).version, **said
        ),
    )


async def test_a_page_of_yesterday_proposes_and_edits_without_facets(world: World) -> None:
    """Holds R233."""
    one = await found(world, await propose(world))
    assert (one.kind, one.facets) == ("recommendation", ())
    faceted = await propose(world, facets=ANSWERS, kind="lesson")
    await edit(world, faceted, title="In other words")
    now = await found(world, faceted)
    assert (now.title, now.kind, now.version) == ("In other words", "lesson", 2)
    assert now.facets[0] == FacetAnswer("level", "national")


async def test_what_the_question_does_not_ask_for_is_refused_and_nothing_changes(world: World) -> None:
    for wrong in ({"facets": {"color": "red"}}, {"facets": {"level": "cosmic"}}, {"kind": "poem"}):
        with pytest.raises(Malformed):
            await propose(world, **wrong)
    assert not (await world.context.read_proceedings(world.meeting.id)).recommendations


async def test_ballots_are_bound_to_facets_as_to_words(world: World) -> None:
    """Holds R234."""
    one, room = await propose(world, facets=ANSWERS), world.room("AF")
    draft = commands.PrepareRound(request_id=a_request(), method="shortlist", slate=[one])
    round_id = (await world.do("moderator", room, draft)).round_id
    await edit(world, one, facets={})
    assert ((await found(world, one)).facets, (await found(world, one)).version) == ((), 2)
    await world.do("moderator", room, commands.OpenRound(round_id=round_id))
    with pytest.raises(WrongState, match="bound_to_round"):
        await edit(world, one, facets=ANSWERS)


async def test_a_merge_says_what_its_parents_say_alike_unless_it_says_otherwise(world: World) -> None:
    room, elsewhere = world.room("AF"), {**ANSWERS, "measure": "By weight"}
    parents = [await propose(world, facets=said, kind="practice") for said in (ANSWERS, elsewhere)]
    merge = commands.ProposeMerge(request_id=a_request(), parents=parents, title="One text")
    one = await found(world, (await world.do("moderator", room, merge)).recommendation_id)
    assert (one.kind, [said.facet_id for said in one.facets]) == ("practice", ["level", "partners"])
    undo = commands.UndoMerge(request_id=a_request(), recommendation_id=one.id)
    await world.do("moderator", room, undo)
    said = {"kind": "lesson", "facets": {"measure": "By both"}}
    merge = commands.ProposeMerge(request_id=a_request(), parents=parents, title="One text", **said)
    one = await found(world, (await world.do("moderator", room, merge)).recommendation_id)
    assert (one.kind, one.facets) == ("lesson", (FacetAnswer("measure", "By both"),))


async def test_a_facet_that_was_answered_stays_in_the_programme(world: World) -> None:
    """Holds R175."""
    one = await propose(world, facets={"level": "national"})
    desk, session = world.room("desk"), world.room("AF").agenda_session_id
    question = {"id": (await found(world, one)).question_id, "text": "What?"}

    async def edit_programme(**fields: Json) -> None:
        others = [each.id for each in world.programme.agenda.sessions if each.id != session]
        asked = {"id": session, "questions": [{**question, **fields}]}
        version = (await world.context.read_proceedings(one)).programme.version
        changes = {"sessions": [*others, asked]}
        await world.do("desk", desk, commands.EditProgramme(request_id=a_request(), version=version, changes=changes))

    with pytest.raises(Bound, match="programme"):
        await edit_programme(facets=[])
    options = [{"id": "national", "name": "In a country"}, "Global"]
    await edit_programme(facets=[{"id": "level", "name": "Where", "kind": "one", "options": options}])
    now = (await world.context.read_proceedings(one)).programme.agenda.question(question["id"])
    assert [(facet.name, [one.name for one in facet.options]) for facet in now.facets] == [
        ("Where", ["In a country", "Global"])
    ]
