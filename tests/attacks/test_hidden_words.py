"""A hunt for what is not for everybody: words that nobody can guess are looked for in all that others are sent."""

import asyncio
import json
import uuid
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from tests.pictures import Witness
from tests.room.halls import witness
from tests.services import Json, Kit, Service
from tests.web.browsers import a_tab, raw

HIDDEN = ("waits", "edited", "translated", "fell", "taken_back", "fell_reason", "stood_reason")


@dataclass(slots=True)
class _Hunt:
    """One room of a moderated meeting, in which a delegate of Africa proposes and the chair decides."""

    kit: Kit
    room: Json
    question: str
    words: dict[str, str] = field(default_factory=lambda: {name: uuid.uuid4().hex for name in (*HIDDEN, "stood")})

    async def propose(self, owner: Witness, name: str) -> str:
        """Propose something with a hidden word in its title and its text."""
        word = self.words[name]
        asked = {"question_id": self.question, "title": f"A proposal {word}", "text": f"Text {word}", "language": "en"}
        return str((await owner.act("propose", **asked))["recommendation_id"])

    async def play(self, owner: Witness, chair: Witness) -> str:
        """Do everything that can be done to a proposal, and say which one stood in the end."""
        say = self.words
        await self.propose(owner, "waits")
        again = await self.propose(owner, "waits")
        await chair.act("edit_recommendation", recommendation_id=again, title=f"Better {say['edited']}")
        french = {"language": "fr", "title": f"Mieux {say['translated']}", "text": "Texte"}
        await chair.act("translate_recommendation", recommendation_id=again, **french)
        fell = await self.propose(owner, "fell")
        await chair.act("reject_recommendation", recommendation_id=fell, reason=f"Because {say['fell_reason']}")
        taken = await self.propose(owner, "taken_back")
        await owner.act("withdraw_recommendation", recommendation_id=taken)
        stood = await self.propose(owner, "stood")
        await chair.act("accept_recommendation", recommendation_id=stood)
        await chair.act("reject_recommendation", recommendation_id=stood, reason=f"Because {say['stood_reason']}")
        open_one = await chair.act("propose", question_id=self.question, title="One for everybody")
        return str(open_one["recommendation_id"])

    def found_in(self, text: str) -> set[str]:
        """Name the hidden words that stand in something."""
        return {name for name in HIDDEN if self.words[name] in text}


async def _publish(hunt: _Hunt, chair: Witness, slate: list[str]) -> str:
    prepared = await chair.act("prepare_round", method="shortlist", slate=slate, rules={"secrecy": "recorded"})
    for step in ("open_round", "close_round", "publish_round"):
        await chair.ask(step, round_id=prepared["round_id"])
    if hunt.room["kind"] == "region":
        await chair.ask("submit_shortlist", round_id=prepared["round_id"])
    return str(prepared["round_id"])


def _pages(service: Service, kit: Kit, room: Json) -> dict[str, str]:
    """Read every page of a room that is not the podium's, and each person's home."""
    answers = {}
    for region in ("AF", "AM"):
        slot, cookie, _ = a_tab(service, kit, region)
        for page in (f"delegate/{room['id']}", f"delegate/{kit.room('s1')['id']}"):
            answers[f"{region} {page}"] = raw(service, "GET", f"/tab/{slot}/{page}", Cookie=cookie).page  # type: ignore[attr-defined]
    credentials = kit.founded["credentials"]
    others = {"screen": credentials["screen"], "observer": credentials["observer"]}
    others["moderator"] = credentials["moderators"]["AM"]
    for role, credential in others.items():
        answer = raw(service, "POST", "/api/enter", json.dumps({"credential": credential}), Origin=service.base_url)
        slot = json.loads(answer.page)["slot"]  # type: ignore[attr-defined]
        cookie = answer.getheader("set-cookie", "").partition(";")[0]
        for kind, where in (("screen", room), ("delegate", kit.room("s1")), ("podium", kit.room("s1"))):
            page = raw(service, "GET", f"/tab/{slot}/{kind}/{where['id']}", Cookie=cookie)
            answers[f"{role} {kind}"] = page.page  # type: ignore[attr-defined]
    return answers


async def _a_hunt(service: Service, session: str, region: str) -> None:
    kit = await asyncio.to_thread(service.new_meeting, moderation="pre")
    room, plenary = kit.room(session, region), kit.room("s1")
    hunt = _Hunt(kit, room, await asyncio.to_thread(kit.question, session))
    async with AsyncExitStack() as hall:
        owner = await witness(hall, kit, room, await asyncio.to_thread(kit.a_delegate, "AF"))
        chair = await witness(hall, kit, room, "chair")
        neighbour = await asyncio.to_thread(kit.a_delegate, "AF")
        stranger = await asyncio.to_thread(kit.a_delegate, "AM")
        ears = [await witness(hall, kit, room, neighbour), await witness(hall, kit, room, "screen")]
        ears += [await witness(hall, kit, plenary, who) for who in (stranger, "observer", "screen")]
        ears.append(await witness(hall, kit, plenary, kit.founded["credentials"]["moderators"]["AM"]))
        stands = await hunt.play(owner, chair)
        round_id = await _publish(hunt, chair, [stands])
        for word in hunt.words.values():
            for ear in ears[:1]:
                found = await ear.ask("find_similar", question_id=hunt.question, title=f"A proposal {word}")
                assert all(one["id"] == stands for one in found["recommendations"]) or word == hunt.words["stood"]
        assert (await ears[0].ask("list_waiting"))["code"] == "not_permitted"
        await ears[0].wait_for("round_published")
        for ear in ears:
            await ear.hello()
            assert not ear.fault
            assert hunt.found_in(json.dumps(ear.told)) == set(), ear.you["role"]
            assert ear.snapshot["waiting"] is None
        # What was looked for is there, for those who may see it.
        queue = await chair.ask("list_waiting")
        told = json.dumps([chair.told, queue])
        assert hunt.found_in(told) == set(HIDDEN)
        assert (queue["waiting"], len(queue["recommendations"])) == (2, 2)
        await owner.hello()
        assert hunt.found_in(json.dumps(owner.snapshot)) == set(HIDDEN)
        assert hunt.found_in(json.dumps(owner.told)) == set(HIDDEN)
        assert {one["number"] for one in owner.snapshot["own"] if one["status"] == "proposed"} == {0}
    for address, page in (await asyncio.to_thread(_pages, service, kit, room)).items():
        assert hunt.found_in(page) == set(), address
    for kind in ("json", "csv"):
        status, read = await asyncio.to_thread(kit.ranked_list, round_id, kind, stranger["credential"])
        assert status == 200
        assert hunt.found_in(json.dumps(read)) == set()


async def test_what_is_not_accepted_is_seen_by_nobody_else_in_plenary(service: Service) -> None:
    """In no frame, page or file of others; those who conduct and the owner have all of it."""
    await _a_hunt(service, "s1", "")


async def test_what_is_not_accepted_is_seen_by_nobody_else_in_a_region_s_room(service: Service) -> None:
    """Nor does it come to the plenary with what the region hands over."""
    await _a_hunt(service, "lunch", "AF")
