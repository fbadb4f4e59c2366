"""A ballot and a round as an iPhone and a Firefox live them, in English and in Arabic."""

import asyncio

import pytest

from tests.browser.rounds import TITLES
from tests.engines.driven import PHONE, TABLET, Engine
from tests.services import Json, Kit, Service

STATES = "return document.querySelector('[data-connection]').dataset.state === 'lost' === arguments[0];"
ANOTHER_RECEIPT = """return [...document.querySelectorAll("[data-vote] .receipt code")].some(
    (one) => one.checkVisibility() && one.innerText.length === 10 && one.innerText !== arguments[0]);"""
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


async def propose(kit: Kit, room: Json) -> list[str]:
    """Let the chair propose three recommendations."""
    question = await asyncio.to_thread(kit.question, room["agenda_session_id"])
    async with kit.phone(room, "chair") as chair:
        return [
            (await chair.act("propose", question_id=question, title=title, language="en"))["recommendation_id"]
            for title in TITLES
        ]


async def act(kit: Kit, room: Json, *acts: tuple[str, Json]) -> Json:
    """Let the chair do something, one after the other, and say how the last one was answered."""
    reply: Json = {}
    async with kit.phone(room, "chair") as chair:
        for name, words in acts:
            reply = await chair.act(name, **words)
            assert reply["type"] in ("done", "round_prepared"), reply
    return reply


def is_drawn_in(engine: Engine, language: str) -> bool:
    """Say whether the page is in a language and runs as its letters do."""
    drawn = engine.run("return [document.documentElement.lang, getComputedStyle(document.body).direction];")
    return bool(drawn == [language, "rtl" if language == "ar" else "ltr"])


@LANGUAGES
def test_a_ballot_from_the_door_to_the_list(engine: Engine, house: Service, language: str) -> None:
    """What was acknowledged survives the line; one mark of three is changed in four taps; the list is at the end."""
    kit = house.new_meeting()
    room = kit.room("s2")
    slate = asyncio.run(propose(kit, room))
    engine.as_wide_as(PHONE)
    engine.go(kit.founded["links"]["join"])
    engine.wait("return document.querySelector('[data-tongue-go]').hidden;")  # the page's script listens from here on
    engine.fill(".choice-language", language)
    engine.wait("return document.documentElement.lang === arguments[0];", language)
    engine.click("[data-join] input[name=region_id][value=AF]")
    assert is_drawn_in(engine, language)
    engine.click("[data-join] button")
    engine.wait("return location.pathname.startsWith('/tab/');")
    slot = str(engine.run("return location.pathname.split('/')[2];"))
    engine.go(f"{house.base_url}/tab/{slot}/delegate/{room['id']}")
    sheet = {"method": "across_regions", "slate": slate, "rules": {"secrecy": "recorded"}}
    round_id = asyncio.run(act(kit, room, ("prepare_round", sheet)))["round_id"]
    asyncio.run(act(kit, room, ("open_round", {"round_id": round_id})))

    engine.click(".call a")
    for mark in ("for", "against", "abstain"):
        engine.click(f"[data-card] input[value={mark}]")
        engine.click("[data-card] [data-act=next]")
    engine.click("[data-vote] .cast-bar button")
    receipt = engine.see("[data-vote] .receipt code")[0]
    assert len(receipt) == 10
    assert is_drawn_in(engine, language)

    house.stop()
    engine.wait(STATES, True)
    house.start()
    engine.wait(STATES, False)
    assert engine.see("[data-vote] .receipt code")[0] == receipt

    engine.click("[data-vote] .received a.button-main")
    engine.click("[data-list=cells] a", 2)
    engine.click("[data-card] input[value=for]")
    engine.click("[data-card] [data-act=cast]")
    engine.wait(ANOTHER_RECEIPT, receipt)

    asyncio.run(act(kit, room, ("close_round", {"round_id": round_id}), ("publish_round", {"round_id": round_id})))
    engine.click("[data-vote] [data-if=listed]")
    shown = " ".join(engine.see(".result"))
    assert all(title in shown for title in TITLES)
    _, listed = kit.ranked_list(round_id)
    assert {item["title"]: item["line"]["for"] for item in listed["items"]} == dict(zip(TITLES, (1, 0, 1), strict=True))


@LANGUAGES
def test_a_round_from_its_slate_to_its_list(engine: Engine, house: Service, language: str) -> None:
    """The chair prepares, opens, gives time, closes and publishes; the podium says each step and leads to the file."""
    kit = house.new_meeting()
    room = kit.room("s2")
    asyncio.run(propose(kit, room))
    engine.as_wide_as(TABLET)
    engine.go(kit.founded["links"]["chair"])
    engine.wait("return location.pathname.startsWith('/tab/');")
    slot = str(engine.run("return location.pathname.split('/')[2];"))
    engine.go(f"{house.base_url}/tab/{slot}/podium/{room['id']}?lang={language}")
    assert is_drawn_in(engine, language)

    engine.click("[data-act=next]")
    engine.click("[data-draft=rules]")
    engine.click("[data-draft-form] input[name=secrecy][value=recorded]")
    engine.click("[data-draft-form] [data-answer=draft]")
    engine.wait("return document.querySelector('[data-step=draft]').ariaCurrent === 'step';")
    engine.click("[data-act=next]")
    engine.click("[data-dialog=open] [data-answer=open]")
    engine.wait("return document.querySelector('[data-step=open]').ariaCurrent === 'step';")
    engine.click("[data-act=next]")
    engine.click("[data-dialog=close] [data-answer=close]")
    engine.wait("return document.querySelector('[data-step=closed]').ariaCurrent === 'step';")
    engine.click("[data-act=next]")
    engine.click("dialog[open] .button-main")
    engine.wait("return document.querySelector('[data-step=published]').ariaCurrent === 'step';")
