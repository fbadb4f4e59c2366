"""Role × command × room, every cell from the table of rights: what it does not permit is refused, the rest is not."""

import asyncio

import pytest

from server.domain.errors import NotPermitted
from server.domain.procedure.people import AT_THE_DESK, ROLES, Person, may_enter, require
from server.domain.procedure.programme import Room
from server.room.actions import ACTIONS
from tests.services import Json, Kit, Service
from tests.web.browsers import code_at

SAID: Json = {
    "request_id": "", "question_id": "", "title": "", "recommendation_id": "", "language": "fr", "round_id": "",
    "method": "shortlist", "slate": [], "reason": "", "epoch": 0, "base_revision": 0, "ballot_id": "", "marks": {},
    "limit": 0, "seat_id": "", "recommendation_ids": [], "version": 0, "seconds": 60, "seq": 1, "on": True,
    "changes": {}, "translations": {}, "region_id": "AF", "name": "Mali", "to": "Mali Two", "text": "", "room_id": "",
    "state": "backs", "words": "",
    "parents": [], "note": "", "ordered_by": "lot", "regions": [], "place": 0, "paused": True, "asked": 1,
    "channel": "hands", "speaker": 0,
}  # fmt: skip


def _credential(kit: Kit, role: str) -> str:
    if role == "delegate":
        return str(kit.a_delegate("AF")["credential"])
    if role in AT_THE_DESK:
        return kit.desk() if role == "desk" else kit.service.key
    credentials = kit.founded["credentials"]
    return str(credentials["moderators"]["AF"] if role == "moderator" else credentials[role])


def _permitted(role: str, act: str, room: Room) -> bool:
    try:
        require(Person("m", role, "AF" if role in ("delegate", "moderator") else ""), act, room)
    except NotPermitted:
        return False
    return True


def _try_by_calls(service: Service, credential: str, role: str, room: Room) -> None:
    """Ask everything of a room that is not to be entered: a call has no door, and hears nothing all the same."""
    path = f"/api/rooms/{room.id}/acts"
    status, heard = service.call("POST", path, {"type": "hello", "ref": "1"}, credential)
    assert (status, heard["current"]["close"]) == (403, 4403)
    for command in ACTIONS:
        act = str(command.__struct_config__.tag)
        fields = {name: SAID[name] for name in command.__struct_fields__ if name in SAID}
        _, said = service.call("POST", path, {"type": act, "ref": "1", **fields}, credential)
        assert (said.get("code") == "not_permitted") != _permitted(role, act, room), f"{role} {act} in {room.kind}"


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_may_do_what_its_column_says(roomy_service: Service, role: str) -> None:
    """In plenary, in the own region's room, another's and the desk's: by what is answered, or by the door."""
    kit = await asyncio.to_thread(roomy_service.new_meeting)
    credential = await asyncio.to_thread(_credential, kit, role)
    person = Person(kit.id, role, "AF" if role in ("delegate", "moderator") else "")
    desk = {"id": f"{kit.id}desk", "kind": "desk", "agenda_session_id": "", "title": "", "region_id": ""}
    for shown in (kit.room("s1"), kit.room("lunch", "AF"), kit.room("lunch", "AM"), desk):
        room = Room(shown["id"], shown["kind"], shown["agenda_session_id"], shown["title"], shown["region_id"])
        if not may_enter(person, room):
            assert await code_at(roomy_service, room.id, credential) == 4403
            await asyncio.to_thread(_try_by_calls, roomy_service, credential, role, room)
            continue
        async with kit.phone(shown, credential) as phone:
            for command in ACTIONS:
                act = str(command.__struct_config__.tag)
                fields = {name: SAID[name] for name in command.__struct_fields__ if name in SAID}
                refused = (await phone.ask(act, **fields)).get("code") == "not_permitted"
                assert refused != _permitted(role, act, room), f"{role} {act} in {room.kind} {room.region_id}"


async def test_nobody_and_the_other_meeting_get_no_further_than_the_door(service: Service) -> None:
    """Without a credential, and with every credential of another meeting."""
    kit, other = [await asyncio.to_thread(service.new_meeting) for _ in range(2)]
    for room in (kit.room("s1"), kit.room("lunch", "AF")):
        assert await code_at(service, room["id"], "nobody") == 4401
        for role in ROLES:
            assert await code_at(service, room["id"], await asyncio.to_thread(_credential, other, role)) == 4403


async def test_a_delegate_touches_their_own_proposal_alone(service: Service) -> None:
    """Another's that stands is refused; one that waits does not exist for them; their own goes."""
    for moderation, code in (("post", "not_permitted"), ("pre", "not_found")):
        kit = await asyncio.to_thread(service.new_meeting, moderation=moderation)
        question = await asyncio.to_thread(kit.question, "s1")
        owner, other = [await asyncio.to_thread(kit.a_delegate, "AF") for _ in range(2)]
        async with kit.phone(kit.room("s1"), owner) as mine, kit.phone(kit.room("s1"), other) as theirs:
            proposed = await mine.act("propose", question_id=question, title="Mine")
            asked = {"recommendation_id": proposed["recommendation_id"]}
            assert (await theirs.act("withdraw_recommendation", **asked))["code"] == code
            assert (await mine.act("withdraw_recommendation", **asked))["type"] == "done"
