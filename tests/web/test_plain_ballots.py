"""The plain form, where no script runs: what it sends is equally long, whatever is marked."""

import asyncio
from contextlib import AsyncExitStack
from html.parser import HTMLParser
from random import Random

import pytest

from server.domain.methods import METHODS
from tests.room.halls import witness
from tests.services import Json, Kit

# A tick that is not made is not sent: docs/security.md says so.
TICKED = [name for name, method in METHODS.items() if method.CARD.form == "ticks"]
SILENT = [name for name, method in METHODS.items() if method.CARD.silent]


class Form(HTMLParser):
    """What a form can send: by field, each of its values, and whether one is chosen from the beginning."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.chosen: dict[str, int] = {}
        self._list = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        name = about.get("name", "")
        if tag == "select":
            self._list = name
        if tag == "option":
            self._take(self._list, about, chosen="selected" in about)
        elif tag == "input" and about.get("type") in ("radio", "checkbox"):
            self._take(name, about, chosen="checked" in about)

    def _take(self, name: str, about: dict[str, str], *, chosen: bool) -> None:
        if name.startswith("mark.") and name != "mark.":
            self.values.setdefault(name, []).append(about.get("value", ""))
            self.chosen[name] = self.chosen.get(name, 0) + chosen


async def _a_form(kit: Kit, method: str) -> tuple[Form, Json, Json]:
    """Open a round of a method, and look at the ballot of a delegate as the service writes it."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        question = kit.question("s1")
        proposed = [await chair.act("propose", question_id=question, title=title) for title in ("One", "Two", "Three")]
        slate = [one["recommendation_id"] for one in proposed]
        drafted = await chair.act("prepare_round", method=method, slate=slate)
        round_ = (await chair.ask("open_round", round_id=drafted["round_id"]))["round"]
    delegate = await asyncio.to_thread(kit.a_delegate, "AM")
    status, page = await asyncio.to_thread(_get, kit, delegate)
    assert status == 200, kit.service.log.read_text()[-3000:]
    return Form(page), round_, delegate


def _get(kit: Kit, delegate: Json) -> tuple[int, str]:
    path = f"/tab/{delegate['slot']}/delegate/{kit.room('s1')['id']}"
    return kit.service.call("GET", path, None, delegate["credential"])


@pytest.mark.parametrize("method", sorted(set(METHODS) - set(TICKED) - set(SILENT)))
async def test_every_value_of_a_plain_ballot_is_equally_long_and_one_is_always_sent(kit: Kit, method: str) -> None:
    """A mark, another mark and none: each field sends one value, and all values have one length."""
    form, round_, delegate = await _a_form(kit, method)
    assert set(form.values) == {f"mark.{item}" for item in round_["slate"]}
    assert set(form.chosen.values()) == {1}
    assert len({len(value) for values in form.values.values() for value in values}) == 1

    dice = Random(7)
    marks = {name: dice.choice(values) for name, values in form.values.items()}
    fields = {"round_id": round_["id"], "epoch": 1, "base_revision": 0, "request_id": "a", "ballot_id": "b", **marks}
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    path = f"/tab/{delegate['slot']}/delegate/{kit.room('s1')['id']}/cast"
    status, page = await asyncio.to_thread(kit.service.call, "POST", path, body, delegate["credential"])
    assert status == 200, page
    async with AsyncExitStack() as hall:
        phone = await witness(hall, kit, kit.room("s1"), delegate)
        cast = phone.you["ballots"][round_["id"]]["marks"]
    assert cast == {name.removeprefix("mark."): mark.rstrip(".") for name, mark in marks.items() if mark.rstrip(".")}


async def test_a_plain_page_objects_and_reserves_and_says_that_it_may_be_seen(kit: Kit) -> None:
    """Each item by one choice; words count where a reservation is chosen, signed or not."""
    _, round_, delegate = await _a_form(kit, SILENT[0])
    _, page = await asyncio.to_thread(_get, kit, delegate)
    assert "it may be seen that you sent it" in page
    first, second, *_ = round_["slate"]
    fields = {
        "round_id": round_["id"], "epoch": 1, "base_revision": 0, "request_id": "a", "ballot_id": "b",
        f"say.{first}": "object", f"words.{first}": "not+counted",
        f"say.{second}": "reserve", f"words.{second}": "By+law", f"sign.{second}": "on",
    }  # fmt: skip
    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()
    path = f"/tab/{delegate['slot']}/delegate/{kit.room('s1')['id']}/cast"
    status, page = await asyncio.to_thread(kit.service.call, "POST", path, body, delegate["credential"])
    assert status == 200, page
    async with AsyncExitStack() as hall:
        phone = await witness(hall, kit, kit.room("s1"), delegate)
        cast = phone.you["ballots"][round_["id"]]
    assert cast["marks"] == {first: "object"}
    assert cast["wishes"] == {second: {"kind": "signed_reservation", "words": "By law"}}
