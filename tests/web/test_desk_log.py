"""The whole log of acts at the desk: every act once, in words, and no delegate by name for what they did in a room."""

import asyncio
import csv
import io
import json
from contextlib import AsyncExitStack
from functools import partial
from typing import get_args

import pytest

from server.domain.errors import TryLater
from server.domain.procedure.recommendations import Status
from server.domain.procedure.rounds import RoundState
from server.domain.procedure.secretariat import LOGGED
from server.secretariat.log_of_acts import MOST_WAITING, LogTurns
from server.web.log_details import Details
from server.words.strings import NO_BREAK, Strings
from tests.services import Json, Kit, Service
from tests.web.browsers import raw

SEATS = [
    {"name": "Ama Mensah", "delegation": "Ghana", "region_id": "AF", "language": "en", "votes": True},
    {"name": "Bo Larsen", "delegation": "Norway", "region_id": "EC", "language": "en", "votes": True},
]


def test_every_act_has_a_sentence() -> None:
    """Whatever is done to a meeting, a seat, a round, a recommendation or a set, in every language."""
    acts = [
        *LOGGED,
        *("edit_programme", "show_in_hall", "publish_report", "withdraw_report"),
        *(f"round.{state}" for state in get_args(RoundState)),
        *(f"text.{one}" for one in get_args(Status)),
    ]
    strings = Strings.read()
    for language in strings.languages:
        for act in acts:
            assert f"acts.done.{act}" in strings.table(language), f"{language}: {act}"


@pytest.mark.parametrize(
    ("act", "written", "english", "french"),
    [
        ("found_meeting", "seats 2", "2 seats", "2 sièges"),
        ("print_sheets", "badges 1", "1 badge", "1 badge"),
        ("print_sheets", "poster", "poster", "affiche"),
        ("edit_programme", "version 3: title, sessions", "version 3: title, sessions", "version 3: titre, séances"),
        ("edit_programme", "version one", "version one", "version one"),
        ("renew_link", "moderator:AF", "Moderator Africa", "Modération Africa"),
        ("show_in_hall", "abc1: abc2 matrix", "Matrix", "Matrice"),
        ("turn_presentation", "AF", "Africa", "Africa"),
        ("prepare_presentation", "lot", "Order by lot", "Ordre tiré au sort"),
        ("say_to_all", "abc1 Lunch is served", "The past: Lunch is served", "The past: Lunch is served"),
        ("say_to_all", "seats 12", "seats 12", "seats 12"),
        ("say_to_all", " abc1 is moved", "abc1 is moved", "abc1 is moved"),
        ("say_to_all", "version 2.0 of the list", "version 2.0 of the list", "version 2.0 of the list"),
        ("rename_delegation", "version → poster", "version → poster", "version → poster"),
        ("remove_seat", "of an older release", "of an older release", "of an older release"),
    ],
)
def test_a_detail_is_told_by_its_act_in_the_words_of_its_reader(
    act: str, written: str, english: str, french: str
) -> None:
    """How many, which part, which sheet, whose link; words that people wrote are never taken for anything else."""
    strings = Strings.read()
    for language, told in (("en", english), ("fr", french)):
        say = partial(strings.translate, language)
        details = Details(say, strings.has, {"AF": "Africa"}, {"abc1": "The past"})
        assert details.of(act, written).replace(NO_BREAK, " ") == told


async def a_morning(service: Service) -> Kit:
    """A meeting in which a region chooses and hands over, and what it handed over is voted on."""
    kit = await asyncio.to_thread(service.new_meeting, title="A morning", seats=SEATS)
    token = kit.founded["seats"][0]["seat_token"]
    _, ama = await asyncio.to_thread(service.call, "POST", "/api/seat", {"seat_token": token})
    lunch = kit.room("lunch", "AF")
    async with AsyncExitStack() as stack:
        phone = await stack.enter_async_context(kit.phone(lunch, ama))
        moderator = await stack.enter_async_context(kit.phone(lunch, "moderator:AF"))
        question = await asyncio.to_thread(kit.question, "lunch")
        said = await phone.act("propose", question_id=question, title="=One calendar", text="", language="en")
        drafted = await moderator.act("prepare_round", method="shortlist", slate=[said["recommendation_id"]], rules={})
        round_ = (await moderator.ask("open_round", round_id=drafted["round_id"]))["round"]
        cast = await phone.cast(round_, {said["recommendation_id"]: "approve"})
        assert cast["type"] == "ballot_cast"
        await moderator.ask("close_round", round_id=round_["id"])
        await moderator.ask("publish_round", round_id=round_["id"])
        await moderator.ask("submit_shortlist", round_id=round_["id"])
    return kit


def lines_of(kit: Kit, credential: str, **query: str) -> list[Json]:
    """Read the log as a file."""
    asked = "&".join(f"{name}={word}" for name, word in query.items())
    status, file = kit.service.call("GET", f"/api/meetings/{kit.id}/acts.csv?{asked}", None, credential)
    assert status == 200
    return list(csv.DictReader(io.StringIO(file)))


async def test_every_act_stands_in_the_log_once_in_words(service: Service) -> None:
    """Founding and door beside texts, rounds and sets; a decision that two rooms hear is one line. Holds R186."""
    kit = await a_morning(service)
    lines = await asyncio.to_thread(lines_of, kit, kit.service.key)
    acts = [line["act"] for line in lines]
    assert acts == [
        "found_meeting", "text.proposed", "round.draft", "round.open", "round.closing", "round.closed",
        "round.published", "set.hand_over",
    ]  # fmt: skip
    assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
    by = {line["act"]: line for line in lines}
    assert (by["text.proposed"]["actor"], by["text.proposed"]["region"]) == ("Delegate", "Africa")
    assert (by["round.open"]["actor"], by["round.open"]["region"]) == ("Moderator", "Africa")
    assert by["round.open"]["about"] == "Round 1"
    assert by["set.hand_over"]["about"] == "Africa"
    assert by["text.proposed"]["about"] == "'=One calendar", "no cell of a file is a formula"
    everything = json.dumps(lines)
    assert "Ama" not in everything, "what a delegate did in a room is told of their region"
    assert "approve" not in everything


async def test_the_page_finds_lines_by_words_and_by_kind(service: Service) -> None:
    """Whoever has the desk of this meeting reads it, in their language, and nobody else does."""
    kit = await a_morning(service)
    desk = await asyncio.to_thread(kit.desk)
    came = raw(service, "POST", "/api/desk", json.dumps({"key": desk}), Content_Type="application/json")
    slot, cookie = json.loads(came.page)["slot"], came.getheader("set-cookie", "").partition(";")[0]
    page = f"/tab/{slot}/desk/{kit.id}/log"

    def shown(query: str) -> str:
        answer = raw(service, "GET", f"{page}?{query}", Cookie=cookie)
        assert answer.status == 200
        return answer.page

    assert "One calendar" in shown("")
    assert "Round prepared" not in shown("kind=text")
    assert "Round prepared" in shown("kind=round&page=99")
    assert "Round prepared" in shown(f"kind=round&page={'9' * 5_000}")
    assert "Voting opened" in shown("q=opened+africa")
    assert "nothing of this kind" in shown("q=no+such+words")
    assert "Scrutin ouvert" in shown("lang=fr")
    other = await asyncio.to_thread(service.new_meeting)
    assert raw(service, "GET", f"/tab/{slot}/desk/{other.id}/log", Cookie=cookie).status == 403
    assert (await asyncio.to_thread(lines_of, kit, desk, lang="fr"))[0]["said"] == "Réunion créée"


async def test_logs_are_read_one_after_the_other_and_nobody_waits_behind_many() -> None:
    """A long one takes seconds of a core: of a thousand at once a few are answered, the others told to come back."""
    turns, ends, at_once, most = LogTurns(), asyncio.Event(), 0, 0

    async def read() -> bool:
        nonlocal at_once, most
        async with turns.one():
            at_once += 1
            most = max(most, at_once)
            await ends.wait()
            at_once -= 1
        return True

    asked = [asyncio.create_task(read()) for _ in range(1_000)]
    await asyncio.sleep(0)
    ends.set()
    said = await asyncio.gather(*asked, return_exceptions=True)
    assert (said.count(True), most) == (MOST_WAITING + 1, 1)
    assert all(one is True or isinstance(one, TryLater) for one in said)
    assert await read()
