"""The log of acts says what the secretariat did with a meeting, once for each act, and nothing that opens a door."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest

from server.domain.errors import NotFound, WrongState
from server.domain.procedure.secretariat import LOGGED, ON_MEETINGS
from server.record.reporting.kept import Asked
from server.room.arrivals import ask_for_seat
from server.room.context import Context
from server.secretariat import (
    defaults,
    desks,
    exporting,
    joining,
    links,
    personal_time,
    print_sheets,
    rehearsals,
    seating,
    seats,
)
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.delegations import list_delegations
from server.secretariat.keeping_files import Uploads, keep_file
from server.secretariat.log_of_acts import read_acts, read_whole_log
from server.secretariat.meetings import list_meetings, list_rounds
from server.secretariat.printing.press import Press
from server.secretariat.printing.shown import Look
from server.secretariat.programme_files import read_programme
from server.secretariat.reading.apart import Readers
from server.secretariat.report_template import drop_template, keep_template, read_template
from server.secretariat.seat_files import Hints, read_seat_list
from server.secretariat.sheets_ahead import read_sheets_ahead
from server.secretariat.short_links import short_codes
from tests.files import a_pdf
from tests.record.test_word_template import a_template
from tests.room.cells import World, a_world
from tests.room.halls import Hall
from tests.secretariat.players import NoPlayers
from tests.services import Service

Doing = Callable[["Done"], Awaitable[object]]


@dataclass(slots=True)
class Done:
    """Where an act is done: a meeting, its secretariat, and a seat or a round that fits the act."""

    world: World
    credentials: Credentials
    seat_id: str = ""
    round_id: str = ""

    @property
    def context(self) -> Context:
        """The place of the meeting."""
        return self.world.context

    @property
    def meeting_id(self) -> str:
        """The meeting."""
        return self.world.meeting.id

    async def log(self) -> list[tuple[str, str, str, str]]:
        """Read the log of acts without its instants."""
        acts = await read_acts(self.context, SECRETARY, self.meeting_id)
        return [(one.act, one.actor, one.seat_id, one.detail) for one in acts]


async def keep_a_file(on: "Done") -> object:
    """Hand a file in, for a paper that will speak of it."""

    async def given() -> AsyncIterator[bytes]:
        yield a_pdf()

    return await keep_file(on.context, SECRETARY, on.meeting_id, uploads=Uploads(), given=given(), name="paper.pdf")


async def by_badge(on: Done) -> str:
    """Find a seat by the letters that are printed for it."""
    holder = f"seat:{on.seat_id}"
    codes = await short_codes(on.context, on.credentials, await on.context.meeting(on.meeting_id), [holder])
    return await seats.find_by_badge(on.context, SECRETARY, on.meeting_id, codes[holder])


SEAT_FOR = {"admit_seat": "waited_for", "refuse_seat": "waited_for", "unbar_seat": "barred"}
ACTS: dict[str, tuple[Doing, str]] = {
    "read_programme": (lambda on: read_programme(on.context, SECRETARY, readers=Readers(), given=b"Session 1: A"), ""),
    "read_seat_list": (
        lambda on: read_seat_list(
            on.context, SECRETARY, on.meeting_id, readers=Readers(), given=b"name\nA\n", regions=(), hints=Hints()
        ),
        "",
    ),
    "list_meetings": (lambda on: list_meetings(on.context, SECRETARY), ""),
    "list_rounds": (lambda on: list_rounds(on.context, SECRETARY, on.meeting_id), ""),
    "list_links": (lambda on: links.list_links(on.context, SECRETARY, on.credentials, on.meeting_id), ""),
    "renew_link": (lambda on: links.renew_link(on.context, SECRETARY, on.credentials, on.meeting_id, "chair"), "chair"),
    "desk_link": (lambda on: desks.desk_link(on.context, SECRETARY, on.credentials, on.meeting_id), ""),
    "renew_desk_link": (lambda on: desks.renew_desk_link(on.context, SECRETARY, on.credentials, on.meeting_id), ""),
    "secretariat_link": (lambda on: desks.secretariat_link(on.context, SECRETARY, on.credentials), ""),
    "renew_secretariat_link": (lambda on: desks.renew_secretariat_link(on.context, SECRETARY, on.credentials), ""),
    "print_sheets": (
        lambda on: print_sheets.print_sheets(
            on.context, SECRETARY, on.credentials, on.meeting_id, "links", press=Press(), look=Look()
        ),
        "links",
    ),
    "list_badges": (
        lambda on: print_sheets.list_badges(on.context, SECRETARY, on.credentials, on.meeting_id, "region:AP"),
        "seats 0",
    ),
    "read_sheets_ahead": (lambda on: read_sheets_ahead(on.context, SECRETARY, on.credentials, on.meeting_id, "en"), ""),
    "read_rehearsal": (lambda on: rehearsals.read_rehearsal(on.context, SECRETARY, on.credentials, on.meeting_id), ""),
    "start_rehearsal": (
        lambda on: rehearsals.start_rehearsal(on.context, SECRETARY, NoPlayers({}), on.meeting_id),
        "60",
    ),
    "stop_rehearsal": (lambda on: rehearsals.stop_rehearsal(on.context, SECRETARY, on.meeting_id), ""),
    "tick_rehearsal": (lambda on: rehearsals.tick_rehearsal(on.context, SECRETARY, on.meeting_id, "hall", on=True), ""),
    "give_time": (lambda on: personal_time.give_time(on.context, SECRETARY, on.meeting_id, on.seat_id, 9), "seconds 9"),
    "export_list": (lambda on: exporting.export_list(on.context, SECRETARY, on.round_id, "csv"), "ROUND csv"),
    "export_report": (lambda on: exporting.export_report(on.context, SECRETARY, on.meeting_id, Asked()), "html en"),
    "list_delegations": (lambda on: list_delegations(on.context, SECRETARY, on.meeting_id), ""),
    "try_defaults": (lambda on: defaults.try_defaults(on.context, SECRETARY, on.meeting_id, {}), ""),
    "read_acts": (lambda on: read_acts(on.context, SECRETARY, on.meeting_id), ""),
    "read_whole_log": (lambda on: read_whole_log(on.context, SECRETARY, on.meeting_id), ""),
    "find_by_badge": (by_badge, ""),
    "keep_file": (keep_a_file, ""),
    "keep_template": (lambda on: keep_template(on.context, SECRETARY, on.meeting_id, a_template(), "A.docx"), "A.docx"),
    "read_template": (lambda on: read_template(on.context, SECRETARY, on.meeting_id), ""),
    "drop_template": (lambda on: drop_template(on.context, SECRETARY, on.meeting_id), "A.docx"),
    "read_joining": (lambda on: joining.read_joining(on.context, SECRETARY, on.meeting_id), ""),
    "close_joining": (lambda on: joining.close_joining(on.context, SECRETARY, on.meeting_id), ""),
    "open_joining": (lambda on: joining.open_joining(on.context, SECRETARY, on.meeting_id), ""),
    "new_join_code": (lambda on: joining.new_join_code(on.context, SECRETARY, on.meeting_id), ""),
    "set_seat_limit": (lambda on: joining.set_seat_limit(on.context, SECRETARY, on.meeting_id, 99), "99"),
    "set_one_seat": (lambda on: joining.set_one_seat(on.context, SECRETARY, on.meeting_id, on=False), "off"),
    "list_seats": (lambda on: seats.list_seats(on.context, SECRETARY, on.meeting_id), ""),
    "read_seats": (lambda on: seats.read_seats(on.context, SECRETARY, on.meeting_id), ""),
    "admit_seat": (lambda on: seats.admit_seat(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "refuse_seat": (lambda on: seats.refuse_seat(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "bar_seat": (lambda on: seats.bar_seat(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "unbar_seat": (lambda on: seats.unbar_seat(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "edit_seat": (
        lambda on: seating.edit_seat(on.context, SECRETARY, on.meeting_id, on.seat_id, {"region_id": "AM"}),
        "region_id from AF to AM",
    ),
    "hand_over_seat": (
        lambda on: seating.hand_over_seat(
            on.context, SECRETARY, on.credentials, on.meeting_id, on.seat_id, changes={"name": "Bea"}
        ),
        "name",
    ),
    "check_in": (lambda on: seating.check_in(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "check_out": (lambda on: seating.check_out(on.context, SECRETARY, on.meeting_id, on.seat_id), ""),
    "remove_seat": (lambda on: seats.remove_seat(on.context, SECRETARY, on.meeting_id, on.seat_id), "ballots 0"),
}
"""Each act so that it changes something, in an order in which it can, and what the log says besides."""
ON_SEATS = {
    "give_time", "admit_seat", "refuse_seat", "bar_seat", "unbar_seat", "remove_seat", "edit_seat", "hand_over_seat",
    "check_in", "check_out",
}  # fmt: skip
APART = {"found_meeting", "copy_meeting", "add_seats", "remove_joins", "erase_meeting"}
APART |= {"print_slips", "find_slip", "enter_slip"}  # of a round that is open: test_slips


@pytest.fixture
async def done(context: Context) -> Done:
    """A meeting with a round that is closed."""
    world = await a_world(context)
    closed = await world.a_round(world.room("plenary"), "closed")
    return Done(world, Credentials(context, b"secret"), round_id=closed)


async def test_each_act_that_changes_something_stands_in_the_log_once(done: Done) -> None:
    """Founding is the first; what only reads leaves no entry; the secretariat is the actor of all. Holds R83."""
    assert set(ACTS) | APART == set(ON_MEETINGS)
    assert [entry[:2] for entry in await done.log()] == [("found_meeting", "secretariat")]
    for name, (act, said) in ACTS.items():
        if name == "check_out":
            done.seat_id = done.world.people["delegate"].seat_id
        elif name in ON_SEATS or not done.seat_id:  # a new seat for each act on one; there are not that many
            done.seat_id = await done.world.a_seat("AF", SEAT_FOR.get(name, "free"))
        before = await done.log()
        await act(done)
        seat_id = done.seat_id if name in ON_SEATS else ""
        entry = (name, "secretariat", seat_id, said.replace("ROUND", done.round_id))
        assert await done.log() == [*before, *[entry] * (name in LOGGED)], name


async def test_what_came_from_one_address_is_logged_seat_by_seat(done: Done) -> None:
    """Somebody waits for each of two seats; both are sent away, each by an entry."""
    code = (await done.context.joining(done.world.meeting)).code
    waiting = [await done.world.a_seat("AF"), await done.world.a_seat("AM")]
    for seat_id in waiting:
        await ask_for_seat(done.context, code, seat_id, "203.0.113.7")
    (label,) = {one.source for one in await seats.list_seats(done.context, SECRETARY, done.meeting_id, waiting=True)}
    assert await seats.remove_joins(done.context, SECRETARY, done.meeting_id, label, 0) == 2
    assert sorted(entry[2] for entry in await done.log() if entry[0] == "refuse_seat") == sorted(waiting)


async def test_no_entry_holds_what_opens_a_door(done: Done) -> None:
    """Neither a join code, old or new, nor a credential or a link. Holds R84."""
    opening = [done.world.meeting.join_code]
    for holder in ("chair", "moderator:AF", f"seat:{await done.world.a_seat('AF')}"):
        link = await links.renew_link(done.context, SECRETARY, done.credentials, done.meeting_id, holder)
        opening += [link.credential, link.address]
    await joining.new_join_code(done.context, SECRETARY, done.meeting_id)
    opening.append((await done.context.joining(done.world.meeting)).code)
    log = str(await done.log())
    assert log.count("renew_link") == 3
    assert [one for one in opening if one in log] == []


async def test_a_call_with_the_key_leaves_the_same_entries(service: Service, context: Context) -> None:
    """Founding a meeting and reading a list that is not public yet, by HTTP."""
    kit = await asyncio.to_thread(service.new_meeting)
    async with AsyncExitStack() as stack:
        hall = Hall(kit, stack)
        hall.chair = await hall.enter("chair")
        hall.delegate = await hall.enter(await asyncio.to_thread(kit.a_delegate, "AF"))
        round_ = await hall.open()
        await hall.step(round_, "close")
    path = f"/api/rounds/{round_['id']}/ranked-list.json"
    assert (await asyncio.to_thread(service.call, "GET", path, None, service.key))[0] == 200
    acts = [(one.act, one.actor, one.detail) for one in await read_acts(context, SECRETARY, kit.id)]
    assert acts == [
        ("found_meeting", "secretariat", "seats 0"),
        ("export_list", "secretariat", f"{round_['id']} json"),
    ]


async def test_what_is_refused_leaves_no_entry(done: Done) -> None:
    before = await done.log()
    draft = await done.world.a_round(done.world.room("plenary"), "draft")
    with pytest.raises(WrongState):
        await exporting.export_list(done.context, SECRETARY, draft, "csv")
    with pytest.raises(NotFound):
        await personal_time.give_time(done.context, SECRETARY, done.meeting_id, "nobody", 5)
    with pytest.raises(NotFound):
        await links.renew_link(done.context, SECRETARY, done.credentials, done.meeting_id, "nobody")
    assert await done.log() == before
