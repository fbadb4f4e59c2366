"""What a recommendation says of facets: checked against its question, and never lost by an edit of the programme."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.agenda.facets import Facet, Option
from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_tree
from server.domain.errors import Bound, Malformed, Overtaken, TextTooLong
from server.domain.procedure.answers import FacetAnswer, alike_in, checked_answers, checked_kind
from server.domain.procedure.changing import change_programme
from server.domain.procedure.editing import wanted_by
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.domain.procedure.recommendations import Recommendation, Translation
from server.domain.procedure.rewording import edit
from server.store.codec import from_json, to_json
from tests.faceted import ANSWERS, FACETS, LEVEL, MEASURE, PARTNERS, with_facets
from tests.services import SMALL_AGENDA, Json

QUESTION = GuidingQuestion("q1", "What?", facets=FACETS, kinds=("recommendation", "lesson"))
SAID = checked_answers(QUESTION, ANSWERS)
AGENDA = with_facets(read_agenda(SMALL_AGENDA, ["lunch"]))
REGIONS = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
PROGRAMME = Programme("A meeting", AGENDA, REGIONS, make_rooms(AGENDA, REGIONS, map(str, range(9))))
ASKED = AGENDA.session("lunch").questions[0]
ONE = Recommendation("aaaaa00y", 1, PROGRAMME.rooms[0].id, ASKED.id, "Title", "", "en", ("AF",), facets=SAID)


def after(question: GuidingQuestion, *answers: Recommendation) -> Programme:
    """Have the asked question be another one, in a meeting where there are answers."""
    before = Proceedings(Meeting("aaaaa", "code"), PROGRAMME, recommendations={one.id: one for one in answers})
    lunch: Json = agenda_tree(replace(AGENDA, sessions=(replace(AGENDA.session("lunch"), questions=(question,)),)))
    changes = {"sessions": [one.id if one.id != "lunch" else lunch["sessions"][0] for one in AGENDA.sessions]}
    return change_programme(before, 1, wanted_by(PROGRAMME, changes), fresh=map(str, range(9, 99)))


def test_answers_are_kept_in_the_order_of_the_question_and_in_one_form() -> None:
    assert (
        FacetAnswer("level", "national"),
        FacetAnswer("partners", ("un", "funds")),
        FacetAnswer("measure", "By a count"),
    ) == SAID


def test_an_empty_answer_is_none() -> None:
    assert checked_answers(QUESTION, {"level": "", "partners": [], "measure": " \u200b "}) == ()
    assert checked_answers(QUESTION, {}) == ()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"elsewhere": "a"}, "facet"),
        ({"level": "global"}, "facet_option"),
        ({"partners": ["un", "who"]}, "facet_option"),
        ({"level": ["national"]}, "facet_form"),
        ({"measure": ["By a count"]}, "facet_form"),
        ({"partners": "un"}, "facet_form"),
    ],
)
def test_what_the_question_does_not_have_is_refused(given: Json, reason: str) -> None:
    """Holds R233."""
    with pytest.raises(Malformed) as refused:
        checked_answers(QUESTION, given)
    assert refused.value.reason == reason


def test_words_are_bounded() -> None:
    assert checked_answers(QUESTION, {"measure": "x" * 200})
    with pytest.raises(TextTooLong) as refused:
        checked_answers(QUESTION, {"measure": "x" * 201})
    assert refused.value.figures == {"most": 200, "facet": "How it is measured"}


def test_a_kind_is_one_that_the_question_asks_for_or_the_one_it_has() -> None:
    """A page of yesterday says none: then it is a recommendation, or the first kind that is asked for."""
    assert checked_kind(QUESTION, "") == "recommendation"
    assert checked_kind(QUESTION, "lesson") == "lesson"
    assert checked_kind(replace(QUESTION, kinds=("lesson", "practice")), "") == "lesson"
    assert checked_kind(QUESTION, "practice", "practice") == "practice"
    for kind in ("practice", "poem"):
        with pytest.raises(Malformed):
            checked_kind(QUESTION, kind)


def test_one_version_counts_words_and_what_stands_beside_them() -> None:
    """Translations are of words: they stay where these do. Holds R234."""
    translated = replace(ONE, translations=(Translation("fr", "Titre", ""),))
    faceted = edit(translated, "Title", "", 1, facets=SAID[:1])
    assert (faceted.version, faceted.facets, faceted.translations) == (2, SAID[:1], translated.translations)
    assert edit(faceted, "Title", "", 1, facets=SAID[:1], kind="recommendation") == faceted
    with pytest.raises(Overtaken):
        edit(faceted, "Title", "", 1, kind="lesson")
    worded = edit(faceted, "Another", "", 2)
    assert (worded.version, worded.facets, worded.translations) == (3, SAID[:1], ())


def test_a_merge_says_what_its_parents_say_alike() -> None:
    other = (FacetAnswer("level", "national"), FacetAnswer("measure", "By weight"))
    assert alike_in("q1", [("q1", SAID), ("q1", other), ("q2", ())]) == SAID[:1]
    assert alike_in("q1", [("q2", SAID)]) == ()


def test_what_an_answer_rests_on_stays_and_may_be_renamed() -> None:
    """Holds R175."""
    renamed = replace(LEVEL, name="At which level", options=(Option("national", "In a country"), *LEVEL.options[1:]))
    stays = replace(ASKED, facets=(MEASURE, PARTNERS, renamed))
    assert after(stays, ONE).agenda.question(ASKED.id) == stays
    fewer = replace(LEVEL, options=(*LEVEL.options[1:], Option("global", "Global")))
    for lost, called in (
        ((LEVEL, PARTNERS), "How it is measured"),
        ((fewer, PARTNERS, MEASURE), "National"),
        ((LEVEL, PARTNERS, replace(LEVEL, id="measure")), "How it is measured"),
    ):
        with pytest.raises(Bound) as refused:
            after(replace(ASKED, facets=lost), ONE)
        assert refused.value.figures == {"what": called}
        assert after(replace(ASKED, facets=lost)).version == 2


def test_an_edit_that_says_nothing_of_facets_keeps_them() -> None:
    """A page that was open before there were facets sends a question without any. Holds R175."""
    tree: Json = agenda_tree(AGENDA)["sessions"]
    lunch = next(one for one in tree if one["id"] == "lunch")
    old: Json = {
        "id": "lunch",
        "questions": [{"id": one["id"], "text": f"{one['text']}!"} for one in lunch["questions"]],
    }
    changes = {"sessions": [old if one["id"] == "lunch" else one["id"] for one in tree]}
    wanted = wanted_by(PROGRAMME, changes).agenda.session("lunch").questions
    assert [(one.facets, one.kinds) for one in wanted] == [(FACETS, ASKED.kinds)] * len(wanted)
    emptied = {"sessions": [{"id": "lunch", "questions": [{**old["questions"][0], "facets": []}]}]}
    assert wanted_by(PROGRAMME, emptied).agenda.session("lunch").questions[0].facets == ()


def test_a_record_of_an_older_release_is_a_recommendation_without_facets() -> None:
    written = to_json(replace(ONE, facets=()))
    for field in ('"kind":"recommendation"', '"facets":[]'):
        written = written.replace(f",{field}", "")
    assert from_json(written, Recommendation) == replace(ONE, facets=())
    assert from_json(to_json(ONE), Recommendation) == ONE
    old = to_json(read_agenda(SMALL_AGENDA)).replace(',"facets":[],"kinds":["recommendation"]', "")
    assert "kinds" not in old
    assert from_json(old, type(AGENDA)) == read_agenda(SMALL_AGENDA)


@st.composite
def a_question(draw: st.DrawFn) -> GuidingQuestion:
    """Draw what the question may be after an edit: facets gone, turned into others, with fewer options."""
    facets: list[Facet] = []
    for facet in draw(st.permutations(FACETS)):
        if draw(st.booleans()) or draw(st.booleans()):
            options = tuple(one for one in facet.options if draw(st.booleans()) or draw(st.booleans()))
            text = draw(st.sampled_from([False, False, True])) or (facet.kind != "text" and len(options) < 2)
            kept = replace(facet, kind="text", options=()) if text else replace(facet, options=options)
            facets.append(replace(kept, name=draw(st.sampled_from(["One", "Two"]))))
    return replace(ASKED, facets=tuple(facets))


@given(
    st.lists(a_question(), max_size=6),
    st.dictionaries(st.sampled_from(["level", "partners", "measure"]), st.integers(0, 2)),
)
def test_whatever_is_edited_every_answer_can_still_be_given(edits: list[GuidingQuestion], asks: dict[str, int]) -> None:
    """Holds R175."""
    choices: Json = {"level": ["", "national", "regional"], "partners": [[], ["un"], ["funds", "un"]]}
    given = {name: choices.get(name, ["", "By a count", "By weight"])[number] for name, number in asks.items()}
    one = replace(ONE, facets=checked_answers(ASKED, given))
    for question in edits:
        try:
            found = after(question, one).agenda.question(ASKED.id)
        except Bound:
            continue
        again = checked_answers(found, {said.facet_id: said.said for said in one.facets})
        assert {said.facet_id: sorted(said.said) for said in again} == {
            said.facet_id: sorted(said.said) for said in one.facets
        }
