"""A hunt for what is not for everybody: words that nobody can guess are looked for in all that others are sent."""

import asyncio
import itertools
import json
import re
import uuid
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial

from server.web.routes import _routes
from tests.pictures import NOTHING_SHOWN, Witness
from tests.room.halls import witness
from tests.services import Json, Kit, Service
from tests.web.browsers import raw

HIDDEN = (
    "waits", "edited", "translated", "fell", "taken_back", "fell_reason", "stood_reason", "note", "back", "back_reason",
    "name", "delegation",
)  # fmt: skip
OF_THE_SEAT = {"name", "delegation"}
"""What only whoever sits there, and those who may list seats, are told."""
NOBODY = ""


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
        await chair.act("return_recommendation", recommendation_id=again, note=f"Say {say['note']}")
        for falls in (False, True):  # one that stood, was sent back and changed, and waits again or is rejected
            back = await self.propose(owner, "stood")
            await chair.act("accept_recommendation", recommendation_id=back)
            await chair.act("return_recommendation", recommendation_id=back, note=f"Say {say['note']}")
            words = {"title": f"Changed {say['back']}", "version": 1}
            assert (await owner.act("edit_recommendation", recommendation_id=back, **words))["type"] == "done"
            if falls:
                reason = f"Because {say['back_reason']}"
                await chair.act("reject_recommendation", recommendation_id=back, reason=reason)
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
        await chair.act("hand_over", recommendation_ids=slate, session_id="s1")
    return str(prepared["round_id"])


def _read_everything(service: Service, hunt: _Hunt, credential: str, round_ids: list[str]) -> dict[str, str]:
    """Read every address that there is, as one person, and keep the answers, refusals included."""
    kit, page = hunt.kit, raw(service, "GET", "/").page
    values = {
        "slot": "abcdef", "meeting_id": kit.id, "join_code": kit.founded["join_code"], "language": "en",
        "sheet": "links", "code": "abcd2345",
        "paper_id": f"{kit.id}zzz", "digest": 64 * "0", "ending": "pdf",
        "version": page.partition("/static/")[2].partition("/")[0],
    }  # fmt: skip
    answers = {}
    headers = {"Authorization": f"Bearer {credential}"} if credential else {}
    for route in _routes("{version}"):
        if "GET" not in (getattr(route, "methods", None) or ()):
            continue
        for room, round_id, kind in itertools.product((hunt.room, kit.room("s1")), round_ids, ("json", "csv")):
            path = route.path.format(**values, room_id=room["id"], round_id=round_id, kind=kind)
            if path not in answers:
                answers[path] = raw(service, "GET", path, **headers).page
    names = f"/api/join/names?code={values['join_code']}&q=A+proposal"
    answers["names"] = raw(service, "GET", names, **headers).page
    return answers


def _still(page: str) -> str:
    """Leave out what differs each time a page is drawn: ids made for its forms, what is left of a countdown."""
    return re.sub(r"[0-9a-f]{32}|<!--.*?-->", "", page)


async def _hide_a_count(hunt: _Hunt, chair: Witness, stands: str, voters: list[Witness], others: list[str]) -> None:
    """Vote in a round whose turnout is hidden: for who has not voted, every page stays letter by letter as it was."""
    service = hunt.kit.service
    rules = {"visibility": "hidden", "secrecy": "recorded"}
    drafted = await chair.act("prepare_round", method="across_regions", slate=[stands], rules=rules)
    round_ = (await chair.ask("open_round", round_id=drafted["round_id"]))["round"]

    def pages() -> list[str]:
        paths = [f"/tab/abcdef/{page}/{hunt.room['id']}" for page in ("delegate", "screen")]
        asked = [(one, path) for one in others for path in paths]
        return [_still(raw(service, "GET", path, Authorization=f"Bearer {one}").page) for one, path in asked]

    before = await asyncio.to_thread(pages)
    for voter in voters:
        assert (await voter.cast(round_, {stands: "for"}))["type"] == "ballot_cast"
    assert await asyncio.to_thread(pages) == before
    for ear in (chair, *voters):
        assert not [one for one in ear.told if one["type"].startswith("tally_") and one["round_id"] == round_["id"]]
        assert (await ear.hello())["tallies"][round_["id"]] == NOTHING_SHOWN


async def _a_hunt(service: Service, session: str, region: str) -> None:
    log = len(service.log.read_text())
    kit = await asyncio.to_thread(service.new_meeting, moderation="pre")
    room, plenary = kit.room(session, region), kit.room("s1")
    hunt = _Hunt(kit, room, await asyncio.to_thread(kit.question, session))
    seat = {name: f"Somebody {hunt.words[name]}" for name in OF_THE_SEAT}
    owning = await asyncio.to_thread(partial(kit.a_delegate, "AF", **seat))
    neighbour, stranger = [await asyncio.to_thread(kit.a_delegate, where) for where in ("AF", "AM")]
    moderators = kit.founded["credentials"]["moderators"]
    async with AsyncExitStack() as hall:
        owner = await witness(hall, kit, room, owning)
        chair = await witness(hall, kit, room, "chair")
        ears = [await witness(hall, kit, room, neighbour), await witness(hall, kit, room, "screen")]
        ears += [await witness(hall, kit, plenary, who) for who in (stranger, "observer", "screen", moderators["AM"])]
        stands = await hunt.play(owner, chair)
        round_id = await _publish(hunt, chair, [stands])
        await _try_what_is_not_theirs(hunt, ears[0], owner, stands)
        await ears[0].wait_for("round_published")
        for ear in ears:
            await ear.hello()
            assert not ear.fault
            assert hunt.found_in(json.dumps(ear.told)) == set(), ear.you["role"]
            assert ear.snapshot["waiting"] is None
        # What was looked for is there, for those who may see it.
        queue, listed = await chair.ask("list_waiting"), await chair.ask("list_seats")
        assert hunt.found_in(json.dumps([chair.told, queue, listed])) == set(HIDDEN)
        assert (queue["waiting"], len(queue["recommendations"])) == (3, 3)
        await owner.hello()
        assert hunt.found_in(json.dumps(owner.snapshot)) == set(HIDDEN) - OF_THE_SEAT
        assert hunt.found_in(json.dumps(owner.told)) == set(HIDDEN) - {"delegation"}
        assert {one["number"] for one in owner.snapshot["own"] if one["status"] == "proposed"} == {0, 1}
        screen = kit.founded["credentials"]["screen"]
        others = [screen, *([kit.founded["credentials"]["observer"], stranger["credential"]] if not region else [])]
        await _hide_a_count(hunt, chair, stands, [owner, ears[0]], others)
    await _look_everywhere(service, hunt, {
        "neighbour": neighbour["credential"], "stranger": stranger["credential"], "moderator": moderators["AM"],
        "observer": kit.founded["credentials"]["observer"], "screen": screen, "nobody": NOBODY,
        "another meeting's chair": (await asyncio.to_thread(service.new_meeting)).chair,
    }, round_id)  # fmt: skip
    # And there, where it belongs: on the page of those who conduct the room, and on the owner's own.
    mine = await asyncio.to_thread(_read_everything, service, hunt, owning["credential"], [round_id])
    assert hunt.found_in(mine[f"/tab/abcdef/delegate/{room['id']}"]) >= {"waits", "edited", "name"}
    conducted = await asyncio.to_thread(_read_everything, service, hunt, kit.chair, [round_id])
    assert hunt.found_in(conducted[f"/tab/abcdef/podium/{room['id']}"]) >= {"waits", "edited"}
    assert hunt.found_in(service.log.read_text()[log:]) == set()


async def _try_what_is_not_theirs(hunt: _Hunt, ear: Witness, owner: Witness, stands: str) -> None:
    """Ask for the words of others in every way there is: answers and refusals tell none of them."""
    for word in hunt.words.values():
        found = await ear.ask("find_similar", question_id=hunt.question, title=f"A proposal {word}")
        assert all(one["id"] == stands for one in found["recommendations"]) or word == hunt.words["stood"]
    assert (await ear.ask("list_waiting"))["code"] == "not_permitted"
    await owner.hello()
    assert len(owner.you["recommendations"]) > 4
    for one in (*owner.you["recommendations"], stands):
        for act in ("withdraw_recommendation", "edit_recommendation", "accept_recommendation", "return_recommendation"):
            asked = {"recommendation_id": one, "note": "Say how."}
            assert (await ear.act(act, **asked))["code"] in ("not_permitted", "not_found")
        assert (await ear.ask("read_history", recommendation_id=one))["code"] in ("not_permitted", "not_found")


async def _look_everywhere(service: Service, hunt: _Hunt, people: dict[str, str], round_id: str) -> None:
    """Look for the hidden words in all that every address answers to people who may not know them.

    The code that people join with is for podium and screens, and for whoever has come by it.
    """
    for who, credential in people.items():
        for address, page in (await asyncio.to_thread(_read_everything, service, hunt, credential, [round_id])).items():
            assert hunt.found_in(page) == set(), f"{who} at {address}"
            told = who in ("moderator", "screen") or not address.startswith("/tab/")
            assert told or hunt.kit.founded["join_code"] not in page, f"{who} at {address}"


async def test_what_is_not_accepted_is_seen_by_nobody_else_in_plenary(service: Service) -> None:
    """In no frame, page, file or line of the log of others; those who conduct and the owner have all of it.

    Holds R62, R224.
    """
    await _a_hunt(service, "s1", "")


async def test_what_is_not_accepted_is_seen_by_nobody_else_in_a_region_s_room(service: Service) -> None:
    """Nor does it come to the plenary with what the region hands over."""
    await _a_hunt(service, "lunch", "AF")
