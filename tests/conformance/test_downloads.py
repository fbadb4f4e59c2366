"""The ranked list as a file: who may have it, and from when on."""

import csv
import io
import re
from contextlib import AsyncExitStack

from server.words.strings import Strings
from server.words.wording import Wording
from tests.room.halls import an_open_round, witness
from tests.services import Kit, Service


async def test_a_ranked_list_is_the_chairs_once_closed_and_everybodys_once_published(
    service: Service, kit: Kit
) -> None:
    """409 before, 200 after; nothing without a credential of the meeting, and nothing of another meeting's.

    Holds R52.
    """
    delegate, stranger = kit.a_delegate("AM")["credential"], service.new_meeting().chair
    observer = kit.founded["credentials"]["observer"]

    def status(who: str, kind: str = "json") -> int:
        return kit.service.call("GET", f"/api/rounds/{round_['id']}/ranked-list.{kind}", None, who)[0]

    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        round_ = await an_open_round(chair, kit)
        assert (status(kit.chair), status(service.key), status(delegate)) == (409, 409, 409)
        await chair.ask("close_round", round_id=round_["id"])
        assert (status(kit.chair), status(service.key), status(kit.chair, "csv")) == (200, 200, 200)
        assert (status(delegate), status(observer), status(delegate, "csv")) == (409, 409, 409)
        await chair.ask("publish_round", round_id=round_["id"])
        assert {status(who, kind) for who in (kit.chair, delegate, observer) for kind in ("json", "csv")} == {200}
        assert (status(stranger), status(""), status("none")) == (403, 403, 403)
        assert (status(delegate, "exe"), status(stranger, "csv")) == (404, 403)


async def test_a_regions_published_shortlist_is_everybodys_of_the_meeting(kit: Kit) -> None:
    """The plenary votes on it: who is not of the region may read it, once it is published and not before."""
    other = kit.a_delegate("AM")["credential"]
    async with AsyncExitStack() as hall:
        moderator = await witness(hall, kit, kit.room("lunch", "AF"), kit.founded["credentials"]["moderators"]["AF"])
        proposed = await moderator.act("propose", question_id=kit.question("lunch"), title="One")
        drafted = await moderator.act("prepare_round", method="shortlist", slate=[proposed["recommendation_id"]])
        await moderator.ask("open_round", round_id=drafted["round_id"])
        await moderator.ask("close_round", round_id=drafted["round_id"])
        own = kit.founded["credentials"]["moderators"]
        assert kit.ranked_list(drafted["round_id"], credential=own["AF"])[0] == 200
        assert kit.ranked_list(drafted["round_id"], credential=own["AM"])[0] == 409
        assert kit.ranked_list(drafted["round_id"], credential=other)[0] == 409
        await moderator.ask("publish_round", round_id=drafted["round_id"])
        assert kit.ranked_list(drafted["round_id"], credential=other)[0] == 200


async def test_a_file_can_be_read_without_the_meeting(kit: Kit) -> None:
    """Text, question, session, meeting, room, round and times stand in both formats, and are not said in the room."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        question_id = kit.question("s1")
        said = {"title": "2/3", "text": "In full;=1+1;", "question_id": question_id}
        proposed = await chair.act("propose", **said)
        drafted = await chair.act("prepare_round", method="across_regions", slate=[proposed["recommendation_id"]])
        await chair.ask("open_round", round_id=drafted["round_id"])
        await chair.ask("close_round", round_id=drafted["round_id"])
        await chair.ask("publish_round", round_id=drafted["round_id"])
        heard = await chair.wait_for("round_published", round_id=drafted["round_id"])
    _, meeting = kit.service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)
    session = next(one for one in meeting["sessions"] if one["id"] == "s1")
    question = next(one["text"] for one in session["questions"] if one["id"] == question_id)
    _, listed = kit.ranked_list(drafted["round_id"])
    occasion = listed["occasion"]
    named = [occasion[key] for key in ("meeting_id", "meeting", "session_id", "session", "room", "round_number")]
    assert named == [kit.id, meeting["title"], "s1", session["title"], kit.room("s1")["title"], 1]
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", occasion["closed_at"])
    (item,) = listed["items"]
    assert (item["title"], item["text"], item["question"]) == (said["title"], said["text"], question)
    assert {**heard["ranked_list"], "items": []} == {
        key: [] if key == "items" else value for key, value in listed.items() if key not in ("occasion", "schema")
    }
    (row,) = csv.DictReader(io.StringIO(kit.ranked_list(drafted["round_id"], "csv")[1].removeprefix("\ufeff")))
    assert (row["title"], row["text"], row["question"]) == ("'2/3", "In full;'=1+1;", question)
    assert [row[key] for key in ("meeting", "session", "room", "round_number", "closed_at")] == [
        *(occasion[key] if key != "round_number" else "1" for key in ("meeting", "session", "room", "round_number")),
        occasion["closed_at"],
    ]


async def test_a_file_says_why_in_the_language_of_whoever_asks(kit: Kit) -> None:
    """CSV always, JSON where a language is asked for; to the secretariat, and as to everybody."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        delegate = await witness(hall, kit, kit.room("s1"), kit.a_delegate("AM"))
        round_ = await an_open_round(chair, kit, secrecy="recorded")
        await delegate.cast(round_, {round_["slate"][0]: "for"})
        await chair.ask("close_round", round_id=round_["id"])
    path, (_, listed) = f"/api/rounds/{round_['id']}/ranked-list", kit.ranked_list(round_["id"])
    assert [[*item] for item in listed["items"] if "why" in item] == []

    def said(language: str) -> list[list[str]]:
        return [Wording(Strings.read(), language).why(item, listed["regions"]) for item in listed["items"]]

    assert all(said("en"))
    for asked, language in (("", "en"), ("?lang=es", "es"), ("?lang=xx", "en")):
        for who in (kit.chair, kit.service.key):
            _, file = kit.service.call("GET", f"{path}.csv{asked}", None, who)
            rows = csv.DictReader(io.StringIO(file.removeprefix("\ufeff")))
            assert [row["why"] for row in rows] == [" ".join(sentences) for sentences in said(language)]
    _, asked_for = kit.service.call("GET", f"{path}.json?lang=ar", None, kit.chair)
    assert [item["why"] for item in asked_for["items"]] == said("ar")
