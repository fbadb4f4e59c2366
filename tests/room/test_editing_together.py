"""Editing together: a change names what it was made on, so that nobody's words go without being read."""

import pytest

from tests.room.halls import Hall
from tests.services import Json


async def proposed(hall: Hall, title: str = "One calendar", text: str = "For all meetings.") -> str:
    """Put a recommendation forward in English."""
    question = hall.kit.question("s1")
    reply = await hall.chair.act("propose", question_id=question, title=title, text=text, language="en")
    return str(reply["recommendation_id"])


async def edit(hall: Hall, one: str, **words: object) -> Json:
    """Change its words, as the chair."""
    return await hall.chair.act("edit_recommendation", recommendation_id=one, **words)


async def standing(hall: Hall) -> Json:
    """Read the one recommendation of the room."""
    (only,) = (await hall.chair.hello())["recommendations"]
    return dict(only)


async def test_of_two_who_edit_the_second_is_shown_what_stands(hall: Hall) -> None:
    """Until she names it: then her words take its place, knowingly. Holds R90."""
    one = await proposed(hall)
    assert (await edit(hall, one, title="A calendar for all", version=1))["type"] == "done"
    refused = await edit(hall, one, title="One shared calendar", text="Of all.", version=1)
    assert (refused["type"], refused["code"], bool(refused["message"])) == ("refused", "overtaken", True)
    now = await standing(hall)
    assert refused["current"] == now
    assert (now["title"], now["text"], now["version"]) == ("A calendar for all", "For all meetings.", 2)
    assert (await edit(hall, one, title="One shared calendar", text="Of all.", version=2))["type"] == "done"
    now = await standing(hall)
    assert (now["title"], now["text"], now["version"]) == ("One shared calendar", "Of all.", 3)


async def test_an_edit_that_names_no_version_was_made_on_the_first(hall: Hall) -> None:
    """As a page of yesterday says it: it takes the place of the first words, and of no others. Holds R90."""
    one = await proposed(hall)
    assert (await edit(hall, one, title="Better"))["type"] == "done"
    assert (await edit(hall, one, title="Better still"))["code"] == "overtaken"
    assert (await standing(hall))["title"] == "Better"


async def test_words_that_stand_already_are_no_change(hall: Hall) -> None:
    """Whoever wrote them and whatever was read before: nobody is asked to decide between the same words."""
    one = await proposed(hall)
    await edit(hall, one, title="Better", version=1)
    again = await edit(hall, one, title=" Better ", text="For all meetings.\r\n", version=1)
    assert (again["type"], again["already"]) == ("done", True)
    assert (await standing(hall))["version"] == 2


async def test_a_repeated_request_is_answered_as_it_was(hall: Hall) -> None:
    """Also where others have edited since: it was done, and is not done again."""
    one = await proposed(hall)
    command = {"recommendation_id": one, "title": "Mine", "version": 1, "request_id": "edit-1"}
    assert not (await hall.chair.ask("edit_recommendation", **command)).get("already")
    await edit(hall, one, title="Theirs", version=2)
    assert (await hall.chair.ask("edit_recommendation", **command))["already"]
    assert (await standing(hall))["title"] == "Theirs"


async def translate(hall: Hall, one: str, title: str, **more: object) -> Json:
    """Say it in French, as the chair."""
    text = "Pour toutes." if title else ""
    return await hall.chair.act(
        "translate_recommendation", recommendation_id=one, language="fr", title=title, text=text, version=1, **more
    )


async def test_a_translation_takes_the_place_of_the_one_that_was_read(hall: Hall) -> None:
    """Of none, of another, or of one that is gone and came back in other words. Holds R91."""
    one = await proposed(hall)
    assert (await translate(hall, one, "Un calendrier", replaces=0))["type"] == "done"
    refused = await translate(hall, one, "Calendrier commun", replaces=0)
    now = await standing(hall)
    assert (refused["code"], refused["current"]) == ("overtaken", now)
    assert now["translations"]["fr"] == {"title": "Un calendrier", "text": "Pour toutes.", "version": 1}
    assert (await translate(hall, one, "Calendrier commun", replaces=1))["type"] == "done"
    assert (await translate(hall, one, "", replaces=1))["code"] == "overtaken", "taking away overwrites, too"
    assert (await translate(hall, one, "", replaces=2))["type"] == "done"
    assert (await translate(hall, one, "Autre calendrier", replaces=0))["type"] == "done"
    assert (await translate(hall, one, "Mon calendrier", replaces=1))["code"] == "overtaken"
    assert (await standing(hall))["translations"]["fr"]["version"] == 3


async def test_a_translation_that_names_none_replaces_the_first_at_most(hall: Hall) -> None:
    """As a page of yesterday says it. Holds R91."""
    one = await proposed(hall)
    for title in ("Un calendrier", "Calendrier commun"):
        assert (await translate(hall, one, title))["type"] == "done"
    assert (await translate(hall, one, "Mon calendrier"))["code"] == "overtaken"
    assert (await translate(hall, one, "Calendrier commun"))["already"]


async def test_a_translation_of_words_that_have_changed_is_refused_with_these(hall: Hall) -> None:
    """The translator sees at once what is to be translated now."""
    one = await proposed(hall)
    await edit(hall, one, title="Better", version=1)
    refused = await translate(hall, one, "Un calendrier", replaces=0)
    assert (refused["code"], refused["current"]["title"]) == ("wrong_state", "Better")


@pytest.mark.parametrize("unseen", ["\u200b", "\u3164\u3164", "\u00ad\u2060", "\u0301"])
async def test_what_cannot_be_seen_is_refused_on_every_way_in(hall: Hall, unseen: str) -> None:
    """Proposed, edited, translated: nothing changes, and it is said in words. Holds R89."""
    one = await proposed(hall)
    question = hall.kit.question("s1")
    for title, text in ((unseen, "Words"), ("Words", unseen)):
        for refused in (
            await hall.chair.act("propose", question_id=question, title=title, text=text, language="en"),
            await edit(hall, one, title=title, text=text, version=1),
            await hall.chair.act(
                "translate_recommendation", recommendation_id=one, language="fr", title=title, text=text
            ),
        ):
            assert (refused["code"], bool(refused["message"])) == ("malformed", True), (title, text)
    now = await standing(hall)
    assert (now["version"], now["translations"]) == (1, {})


async def test_lines_of_a_proposal_stay_and_its_language_may_be_any(hall: Hall) -> None:
    """As they were typed, whatever a browser writes at their ends. Holds R88, R89."""
    question = hall.kit.question("s1")
    words = {"title": "Um  calend\u0061\u0301rio", "text": "Um\r\nDois\r\n\r\n\r\n\r\nTrês ", "language": "PT-br"}
    reply = await hall.chair.act("propose", question_id=question, **words)
    assert reply["type"] == "proposed"
    said = await standing(hall)
    assert (said["title"], said["text"]) == ("Um calendário", "Um\nDois\n\nTrês")
    assert said["language"] == "pt-BR"
    refused = await hall.chair.act("propose", question_id=question, title="Um", language="português")
    assert (refused["code"], bool(refused["message"])) == ("malformed", True)


async def test_whoever_proposes_is_told_where_it_stands(hall: Hall) -> None:
    """Its number and its status; a repeated request is told as of now."""
    question = hall.kit.question("s1")
    first = await hall.delegate.ask("propose", request_id="p1", question_id=question, title="One")
    assert (first["number"], first["status"]) == (1, "accepted")
    await hall.chair.act("reject_recommendation", recommendation_id=first["recommendation_id"], reason="No.")
    again = await hall.delegate.ask("propose", request_id="p1", question_id=question, title="One")
    assert (again["already"], again["number"], again["status"]) == (True, 1, "rejected")


async def test_a_rapporteur_in_a_regions_room_speaks_for_the_region(hall: Hall) -> None:
    """The chair as well as the moderator; in plenary the chair has no region."""
    lunch = hall.kit.room("lunch", "AF")
    question = hall.kit.question("lunch")
    for who in ("chair", hall.kit.founded["credentials"]["moderators"]["AF"]):
        conductor = await hall.enter(who, lunch)
        await conductor.act("propose", question_id=question, title="What the table agreed")
        assert {tuple(one["region_ids"]) for one in (await conductor.hello())["recommendations"]} == {("AF",)}
    await proposed(hall)
    assert (await standing(hall))["region_ids"] == []
