"""Every act of the secretariat is a row of its table and every row an act; what is in no row is done for nobody."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from importlib import import_module

import pytest

from server.domain.errors import NotPermitted
from server.domain.procedure.people import AT_THE_DESK, ROLES
from server.domain.procedure.secretariat import LOGGED, ON_MEETINGS
from server.record.reporting.kept import Asked
from server.room.context import Context
from server.secretariat.actor import SECRETARY, Actor, desk_of
from server.secretariat.credentials import Credentials
from server.secretariat.keeping_files import Uploads
from server.secretariat.players import Players
from server.secretariat.printing.press import Press
from server.secretariat.printing.shown import Look
from server.secretariat.reading.apart import Readers
from server.secretariat.seat_files import Hints
from tests.builders import a_meeting
from tests.contracts.documents import section
from tests.contracts.tree import files
from tests.services import SIX_REGIONS, SMALL_TREE, Service

Act = Callable[..., Awaitable[object]]
SAID: dict[str, object] = {
    "holder": "chair", "seat_id": "nobody", "seconds": 5, "kind": "json", "limit": 7, "words": "Ada", "source": "A1",
    "minute_ms": 60_000, "founding": None, "expires_at_s": 0, "on": True, "said": {},
    "seats": (), "changes": {}, "readers": Readers(), "given": b"", "regions": (), "hints": Hints(),
    "language": "en",
    "players": Players({}), "check": "hall",
    "sheet": "poster", "press": Press(), "look": Look(),
    "uploads": Uploads(), "name": "paper.pdf", "asked": Asked(), "template": b"",
    "typed": "abcd2345", "marks": {}, "request_id": "one",
}  # fmt: skip
"""What is said beside the meeting; that some of it is nonsense shows that rights are looked at first."""


OF_NO_MEETING = {"read_programme"}
"""A programme is read for whichever meeting, and stored in none."""


def acts() -> dict[str, Act]:
    """Find the acts: the public functions of the secretariat that somebody does."""
    modules = [import_module(f"server.secretariat.{path.stem}") for path in files("server/secretariat/[a-z]*.py")]
    return {
        name: act
        for module in modules
        for name, act in inspect.getmembers(module, inspect.iscoroutinefunction)
        if act.__module__ == module.__name__
        and not name.startswith("_")
        and "actor" in inspect.signature(act).parameters
    }


def test_every_act_has_a_row_and_every_row_is_an_act() -> None:
    assert set(acts()) == set(ON_MEETINGS)
    assert all(list(inspect.signature(act).parameters)[:2] == ["context", "actor"] for act in acts().values())


def test_the_document_has_the_rows_of_the_table() -> None:
    shown = [
        [f"`{act}`", ", ".join(sorted(roles)), "yes" if act in LOGGED else "–"] for act, roles in ON_MEETINGS.items()
    ]
    assert set(ON_MEETINGS) >= LOGGED
    assert section("protocol.md", "The secretariat's acts").rows == shown


@pytest.mark.parametrize("name", sorted(acts()))
async def test_whoever_is_in_no_row_is_refused_before_anything_is_looked_at(context: Context, name: str) -> None:
    """A role of the rooms has no right here, and who is bound to one meeting none on another one. Holds R82."""
    meeting = await a_meeting(context)
    fields = {
        **SAID,
        "credentials": Credentials(context, b"secret"),
        "meeting_id": meeting.id,
        "round_id": f"{meeting.id}1",
    }
    act = acts()[name]
    strangers = [Actor(role, role) for role in (*ROLES, "") if role not in ON_MEETINGS[name]]
    bound = [] if name in OF_NO_MEETING else [replace(SECRETARY, meeting_id="aaaaa"), desk_of("aaaaa")]
    for actor in (*strangers, *bound):
        said = {word: fields[word] for word in list(inspect.signature(act).parameters)[2:] if word in fields}
        with pytest.raises(NotPermitted) as refused:
            await act(context, actor, **said)
        assert (refused.value.reason, refused.value.figures["role"]) == (name, actor.role)


def test_a_call_and_the_act_refuse_alike(service: Service) -> None:
    """A chair founds no meeting, by whichever road."""
    body = {"title": "A meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS}
    status, told = service.call("POST", "/api/meetings", body, service.new_meeting().chair)
    assert (status, told["code"]) == (403, NotPermitted.code)
    with pytest.raises(NotPermitted):
        Actor("chair", "chair").require("found_meeting")


def test_the_desk_of_a_meeting_does_all_but_what_is_of_the_service() -> None:
    """It founds, lists and erases no meeting, and hands out no link of a desk. Holds R160."""
    alone = {act for act, roles in ON_MEETINGS.items() if "desk" not in roles}
    assert alone == {
        "found_meeting", "copy_meeting", "list_meetings", "erase_meeting", "desk_link", "renew_desk_link",
        "secretariat_link",
        "renew_secretariat_link",
    }  # fmt: skip
    assert all(roles in (AT_THE_DESK, {"secretariat"}) for roles in ON_MEETINGS.values())


def test_who_is_bound_to_a_meeting_acts_on_that_one_alone() -> None:
    bound = replace(SECRETARY, meeting_id="abcde")
    bound.require("renew_link", "abcde")
    for act, meeting_id in (("renew_link", "fghij"), ("found_meeting", ""), ("list_meetings", "")):
        with pytest.raises(NotPermitted):
            bound.require(act, meeting_id)
