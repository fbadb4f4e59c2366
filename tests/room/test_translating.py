"""Translations of recommendations in a room: who may, when no more, and where they are heard of."""

import pytest

from server.domain.procedure.recommendations import Recommendation
from server.room.views import recommendation_view
from server.store.codec import from_json, to_json
from tests.pictures import Witness
from tests.room.halls import Hall
from tests.services import Json

FRENCH = {"language": "fr", "title": "Un seul calendrier", "text": "Pour toutes les réunions."}
ARABIC = {"language": "ar", "title": "تقويم واحد", "text": "لجميع الاجتماعات."}


async def proposed(hall: Hall, title: str = "One calendar", text: str = "For all meetings.") -> str:
    """Put a recommendation forward in English."""
    question = hall.kit.question("s1")
    reply = await hall.chair.act("propose", question_id=question, title=title, text=text, language="en")
    return str(reply["recommendation_id"])


async def translate(hall: Hall, recommendation_id: str, words: Json, **more: object) -> Json:
    """Say it in another language, as the chair."""
    return await hall.chair.act("translate_recommendation", recommendation_id=recommendation_id, **words, **more)


async def test_a_translation_is_heard_in_the_room_and_is_in_the_picture(hall: Hall) -> None:
    """One event for each change; an empty title takes it away; words that stand already are no decision."""
    one = await proposed(hall)
    assert (await translate(hall, one, FRENCH))["type"] == "done"
    await translate(hall, one, ARABIC)
    both = {
        words["language"]: {"title": words["title"], "text": words["text"], "version": 1} for words in (ARABIC, FRENCH)
    }
    heard = await hall.delegate.wait_for("recommendation_changed", recommendation__translations=both)
    assert (heard["recommendation"]["version"], heard["recommendation"]["title"]) == (1, "One calendar")
    snapshot = await hall.delegate.hello()
    assert snapshot["recommendations"] == [heard["recommendation"]]
    again = await translate(hall, one, FRENCH)
    assert (again["already"], again["seq"]) == (True, snapshot["seq"])
    await translate(hall, one, {"language": "ar", "title": ""})
    left = await hall.delegate.wait_for("recommendation_changed", seq=snapshot["seq"] + 1)
    assert list(left["recommendation"]["translations"]) == ["fr"]
    await hall.chair.act("edit_recommendation", recommendation_id=one, title="One shared calendar")
    edited = await hall.delegate.wait_for("recommendation_changed", seq=snapshot["seq"] + 2)
    assert (edited["recommendation"]["translations"], edited["recommendation"]["version"]) == ({}, 2)


async def test_only_those_who_conduct_the_room_translate(hall: Hall) -> None:
    """The chair everywhere, a moderator in the room of their region; a delegate not even their own words."""
    one = await proposed(hall)
    for who in (hall.kit.founded["credentials"]["moderators"]["AF"], "observer", "screen"):
        refused = await (await hall.enter(who)).act("translate_recommendation", recommendation_id=one, **FRENCH)
        assert refused["code"] == "not_permitted", who
    own = await hall.delegate.act("propose", question_id=hall.kit.question("s1"), title="Mine", language="en")
    words = {"language": "fr", "title": "La mienne"}
    refused = await hall.delegate.act("translate_recommendation", recommendation_id=own["recommendation_id"], **words)
    assert refused["code"] == "not_permitted"
    lunch = hall.kit.room("lunch", "AF")
    moderator = await hall.enter(hall.kit.founded["credentials"]["moderators"]["AF"], lunch)
    reply = await moderator.act(
        "propose", question_id=hall.kit.question(lunch["agenda_session_id"]), title="A desk", language="en"
    )
    done = await moderator.act(
        "translate_recommendation", recommendation_id=reply["recommendation_id"], language="fr", title="Un bureau"
    )
    assert done["type"] == "done"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({**FRENCH, "language": "de"}, "malformed"),
        ({**FRENCH, "language": "en"}, "malformed"),
        ({**FRENCH, "text": ""}, "malformed"),
        ({**FRENCH, "title": "x" * 121}, "text_too_long"),
        ({**FRENCH, "text": "x" * 501}, "text_too_long"),
        ({**FRENCH, "version": 7}, "wrong_state"),
    ],
    ids=["none of the six", "its own language", "half of it", "a long title", "a long text", "of other words"],
)
async def test_what_is_no_translation_changes_nothing(hall: Hall, words: Json, code: str) -> None:
    """Each is refused with its code and in words."""
    one = await proposed(hall)
    refused = await translate(hall, one, words)
    assert (refused["code"], bool(refused["message"])) == (code, True)
    assert (await hall.chair.hello())["recommendations"][0]["translations"] == {}


async def test_words_that_are_voted_on_take_no_change_of_translation(hall: Hall) -> None:
    """From the opening on until the round is published or void; the list that was published stays as it was."""
    one = await proposed(hall)
    await translate(hall, one, FRENCH)
    for steps in (("open", "void"), ("open", "close", "publish")):
        prepared = await hall.chair.act("prepare_round", method="across_regions", slate=[one])
        for step in steps[:-1]:
            await hall.step({"id": prepared["round_id"]}, step)
            for words in (ARABIC, {"language": "fr", "title": ""}):
                refused = await translate(hall, one, words)
                assert (refused["code"], bool(refused["message"])) == ("wrong_state", True), step
        await hall.step({"id": prepared["round_id"]}, steps[-1])
        assert (await translate(hall, one, ARABIC, replaces=0))["type"] == "done", steps[-1]
        there = (await hall.chair.hello())["recommendations"][0]["translations"]
        away = await translate(hall, one, {"language": "ar", "title": ""}, replaces=there["ar"]["version"])
        assert away["type"] == "done", steps[-1]
    await translate(hall, one, {"language": "fr", "title": ""})
    edited = await hall.chair.act("edit_recommendation", recommendation_id=one, title="Other words")
    assert edited["code"] == "wrong_state"
    snapshot = await hall.delegate.hello()
    assert snapshot["recommendations"][0]["translations"] == {}
    (ranked,) = snapshot["ranked_lists"].values()
    assert ranked["items"][0]["translations"] == {"fr": {"title": FRENCH["title"]}}


async def handed_over(hall: Hall, moderator: Witness) -> str:
    """Take a recommendation of Africa, translated into French, through a shortlist round to this plenary."""
    delegate = await hall.enter(hall.kit.joined[0], hall.kit.room("lunch", "AF"))
    reply = await moderator.act("propose", question_id=hall.kit.question("lunch"), title="A desk", language="en")
    one = str(reply["recommendation_id"])
    await moderator.act("translate_recommendation", recommendation_id=one, language="fr", title="Un bureau")
    prepared = await moderator.act("prepare_round", method="shortlist", slate=[one])
    round_ = (await moderator.ask("open_round", round_id=prepared["round_id"]))["round"]
    assert (await delegate.cast(round_, {one: "approve"}))["type"] == "ballot_cast"
    for step in ("close", "publish"):
        assert (await hall.step(round_, step, moderator))["type"] == "done", step
    early = await hall.chair.act("translate_recommendation", recommendation_id=one, language="ar", title="مكتب")
    assert early["code"] == "not_found"
    session_id = hall.room["agenda_session_id"]
    handed = await moderator.act("hand_over", recommendation_ids=[one], session_id=session_id)
    assert handed["type"] == "done"
    return one


async def test_a_region_hands_its_translations_over_with_its_shortlist(hall: Hall) -> None:
    """The plenary hears of words and translations at once, and they are in its picture."""
    moderator = await hall.enter(hall.kit.founded["credentials"]["moderators"]["AF"], hall.kit.room("lunch", "AF"))
    await handed_over(hall, moderator)
    heard = await hall.chair.wait_for("shortlist_submitted")
    assert [said["translations"] for said in heard["recommendations"]] == [
        {"fr": {"title": "Un bureau", "text": "", "version": 1}}
    ]
    assert (await hall.chair.hello())["recommendations"] == heard["recommendations"]


async def test_in_plenary_the_chair_translates_what_a_region_handed_over(hall: Hall) -> None:
    """Both rooms hear of it; the rest stays the region's, and the plenary's own round binds the words once more."""
    moderators = hall.kit.founded["credentials"]["moderators"]
    lunch = hall.kit.room("lunch", "AF")
    moderator = await hall.enter(moderators["AF"], lunch)
    one = await handed_over(hall, moderator)
    words = {"language": "ar", "title": "مكتب"}
    assert (await translate(hall, one, words))["type"] == "done"
    for room in (hall.delegate, moderator):
        both = {
            "ar": {"title": "مكتب", "text": "", "version": 1},
            "fr": {"title": "Un bureau", "text": "", "version": 1},
        }
        heard = await room.wait_for("recommendation_changed", recommendation__translations=both)
        assert (await room.hello())["recommendations"] == [heard["recommendation"]]

    for token in ("observer", "screen", moderators["AF"], moderators["AM"], hall.kit.joined[0]):
        refused = await (await hall.enter(token)).act("translate_recommendation", recommendation_id=one, **words)
        assert refused["code"] == "not_permitted", token
    for act, more in (("edit", {"title": "Other words"}), ("reject", {}), ("accept", {}), ("withdraw", {})):
        refused = await hall.chair.act(f"{act}_recommendation", recommendation_id=one, **more)
        assert refused["code"] == "not_found", act
    elsewhere = await hall.enter("chair", hall.kit.room("lunch", "AM"))
    refused = await elsewhere.act("translate_recommendation", recommendation_id=one, **words)
    assert refused["code"] == "not_found"

    prepared = await hall.chair.act("prepare_round", method="across_regions", slate=[one])
    assert (await translate(hall, one, {**words, "title": "مكتب واحد"}))["type"] == "done"
    await hall.step({"id": prepared["round_id"]}, "open")
    for conducts in (hall.chair, moderator):
        refused = await conducts.act("translate_recommendation", recommendation_id=one, **words)
        assert refused["code"] == "wrong_state"


def test_a_recommendation_from_before_there_were_translations_reads_well() -> None:
    """What an earlier release kept has no such field; what is kept now comes back as it was."""
    old = Recommendation("r1", 1, "m1", "q1", "One calendar", "", "en", ("AF",))
    kept = to_json(old).replace(',"translations":[]', "").replace(',"past_translations":0', "")
    assert "translations" not in kept
    assert from_json(kept, Recommendation) == old
    assert recommendation_view(old, "conducting").translations == {}
