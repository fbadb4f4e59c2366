"""Delegations in the desk's room: listed by an edit, renamed on their seats by one act, and counted by the seats."""

import pytest

from server.domain.errors import Malformed, Overtaken
from server.domain.procedure.delegations import MOST_DELEGATIONS
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.programme import desk_room
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.secretariat.actor import SECRETARY
from server.secretariat.copying import copy_meeting
from server.secretariat.delegations import list_delegations
from server.secretariat.log_of_acts import read_acts
from server.secretariat.seating import add_seats
from tests.builders import a_meeting, a_request
from tests.services import Json

NAMED = (("Ada", "Mali", True), ("Ben", "MALI ", True), ("Eve", "Mali", False), ("Ida", "Chad", True), ("Oz", "", True))


class Desk:
    """The desk of a meeting with five seats in Africa and one in the Americas."""

    def __init__(self, context: Context, meeting_id: str) -> None:
        """Remember where."""
        self.context, self.meeting_id = context, meeting_id
        self.asker = Asker(Person(meeting_id, "desk"), desk_room(meeting_id))

    async def edit(self, *delegations: Json, version: int = 0) -> bool:
        """List delegations; whether they were so already."""
        return await self.change(list(delegations), version)

    async def change(self, wanted: object, version: int = 0) -> bool:
        """Say the list of delegations otherwise; whether it was so already."""
        request = {"request_id": a_request(), "version": version or await self.version()}
        changes = {"delegations": wanted}
        reply = await perform(self.context, self.asker, commands.EditProgramme(**request, changes=changes))
        return bool(reply.already)

    async def rename(self, name: str, then: str, *, region: str = "AF", request: str = "", version: int = 0) -> bool:
        """Give a delegation another name; whether nothing was called so any more."""
        said = {"region_id": region, "name": name, "to": then, "version": version or await self.version()}
        command = commands.RenameDelegation(request_id=request or a_request(), **said)
        return bool((await perform(self.context, self.asker, command)).already)

    async def version(self) -> int:
        """Read the version of the programme."""
        return (await self.context.read_proceedings(self.meeting_id)).programme.version

    async def counted(self) -> list[tuple[str, str, int, int, bool]]:
        """Read every delegation with its seats."""
        found = (await list_delegations(self.context, SECRETARY, self.meeting_id)).delegations
        return [(one.delegation.region_id, one.delegation.name, one.votes, one.observers, one.listed) for one in found]

    async def acts(self) -> list[tuple[str, str]]:
        """Read what stands in the log of what is done with delegations."""
        acts = await read_acts(self.context, SECRETARY, self.meeting_id)
        return [(one.act, one.detail) for one in acts if one.act in ("edit_programme", "rename_delegation")]


@pytest.fixture
async def desk(context: Context) -> Desk:
    """A meeting with its seats."""
    meeting = await a_meeting(context)
    seats = [Seat("", name, delegation, "AF", votes=votes) for name, delegation, votes in NAMED]
    await add_seats(context, SECRETARY, meeting.id, [*seats, Seat("", "Kim", "Mali", "AM")])
    return Desk(context, meeting.id)


async def test_a_listed_delegation_has_the_seats_that_name_it(desk: Desk) -> None:
    """Nothing that was there before is lost: what no list has is counted all the same. Holds R206."""
    unlisted = [("AF", "Chad", 1, 0, False), ("AF", "Mali", 2, 1, False), ("AM", "Mali", 1, 0, False)]
    assert await desk.counted() == unlisted
    assert not await desk.edit({"name": "Mali", "region_id": "AF", "short": "ML"}, {"name": "Togo", "region_id": "AF"})
    listed = [("AF", "Mali", 2, 1, True), ("AF", "Togo", 0, 0, True), ("AF", "Chad", 1, 0, False), unlisted[2]]
    assert await desk.counted() == listed
    assert await desk.edit({"name": "Mali", "region_id": "AF", "short": "ML"}, {"name": "Togo", "region_id": "AF"})
    assert await desk.acts() == [("edit_programme", "version 2: delegations")]


async def test_the_list_grows_piece_by_piece_to_as_many_as_there_may_be(desk: Desk) -> None:
    """Each edit carries what is new alone. Holds R209."""
    for piece in range(0, MOST_DELEGATIONS, 200):
        assert not await desk.change({"added": [{"name": f"D{piece + n}", "region_id": "AF"} for n in range(200)]})
    assert not await desk.change({"changed": [{"name": "D700", "region_id": "AF", "then": {"short": "D7"}}]})
    programme = (await desk.context.read_proceedings(desk.meeting_id)).programme
    assert [one.name for one in programme.delegations] == [f"D{n}" for n in range(MOST_DELEGATIONS)]
    assert programme.delegations[700].short == "D7"
    with pytest.raises(Malformed, match="too_many_delegations"):
        await desk.change({"added": [{"name": "One more", "region_id": "AF"}]})


async def test_a_copied_meeting_has_the_list_of_delegations(desk: Desk) -> None:
    """With its seats or without: what was prepared is taken along. Holds R205."""
    await desk.edit({"name": "Mali", "region_id": "AF", "short": "ML"})
    listed = (await desk.context.read_proceedings(desk.meeting_id)).programme.delegations
    expires_at_s = (await desk.context.meeting(desk.meeting_id)).expires_at_s
    for seats in (True, False):
        copied = await copy_meeting(desk.context, SECRETARY, desk.meeting_id, expires_at_s, seats=seats)
        assert (await desk.context.read_proceedings(copied.id)).programme.delegations == listed != ()


async def test_a_new_name_is_one_act_in_the_list_and_on_the_seats(desk: Desk) -> None:
    """Asked again it does nothing, and says so; a seat of another region keeps its own. Holds R207."""
    await desk.edit({"name": "Mali", "region_id": "AF", "short": "ML"})
    request, version = a_request(), await desk.version()
    assert not await desk.rename("mali", "Republic of Mali", request=request)
    assert await desk.rename("mali", "Republic of Mali", request=request, version=version)
    assert await desk.counted() == [
        ("AF", "Republic of Mali", 2, 1, True),
        ("AF", "Chad", 1, 0, False),
        ("AM", "Mali", 1, 0, False),
    ]
    assert await desk.version() == version + 1
    assert (await desk.acts())[1:] == [("rename_delegation", "mali → Republic of Mali")]


async def test_seats_of_a_delegation_that_is_not_listed_can_be_given_to_one_that_is(desk: Desk) -> None:
    await desk.edit({"name": "Mali", "region_id": "AF"}, {"name": "Togo", "region_id": "AF"})
    assert not await desk.rename("Chad", "Mali")
    assert (await desk.counted())[0] == ("AF", "Mali", 3, 1, True)
    assert (await desk.acts())[1:] == [("rename_delegation", "Chad → Mali")]
    assert await desk.rename("Chad", "Mali")
    assert len(await desk.acts()) == 2


@pytest.mark.parametrize("listed", [True, False])
async def test_a_request_that_comes_again_late_does_not_undo_what_was_done_since(desk: Desk, *, listed: bool) -> None:
    """List and seats say the same, and the log has one line for each act. Holds R207."""
    await desk.edit(*([{"name": "Mali", "region_id": "AF"}] if listed else []))
    request, version = a_request(), await desk.version()
    assert not await desk.rename("Mali", "Sahel", request=request)
    assert not await desk.rename("Sahel", "Mali")
    before, acts = await desk.counted(), await desk.acts()
    assert await desk.rename("Mali", "Sahel", request=request, version=version)
    assert await desk.counted() == before
    assert ("AF", "Mali", 2, 1, listed) in before
    assert await desk.acts() == acts
    assert [act for act, _ in acts].count("rename_delegation") == 2


async def test_who_asks_again_after_a_fault_has_the_rest_done(desk: Desk) -> None:
    """The list was renamed, and its seats were not: as where the store fails between the two. Holds R207."""
    await desk.edit({"name": "Mali", "region_id": "AF"})
    request, version = a_request(), await desk.version()
    assert not await desk.rename("Mali", "Sahel", request=request)
    await add_seats(desk.context, SECRETARY, desk.meeting_id, [Seat("", "Uma", "Mali", "AF")])
    assert not await desk.rename("Mali", "Sahel", request=request, version=version)
    assert (await desk.counted())[0] == ("AF", "Sahel", 3, 1, True)
    assert [act for act, _ in await desk.acts()].count("rename_delegation") == 1


async def test_what_cannot_be_changes_nothing(desk: Desk) -> None:
    """Two that are listed never become one, and nobody renames what they have not read."""
    await desk.edit({"name": "Mali", "region_id": "AF"}, {"name": "Togo", "region_id": "AF"})
    before = await desk.counted()
    for then, refusal, version in (("Togo", Malformed, 0), ("", Malformed, 0), ("Other", Overtaken, 1)):
        with pytest.raises(refusal):
            await desk.rename("Mali", then, version=version)
    with pytest.raises(Overtaken):
        await desk.edit(version=1)
    assert await desk.counted() == before
    assert len(await desk.acts()) == 1
