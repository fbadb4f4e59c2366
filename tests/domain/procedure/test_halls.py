"""What the screens of a room can show, and how long it stands."""

import itertools
from dataclasses import replace

import pytest

from server.domain.errors import Malformed, NotFound, Refusal, WrongState
from server.domain.procedure.halls import OF_LISTS, OF_VOTING, VIEWS, Hall, check_shown, course_of
from server.domain.procedure.readings import ReadingOf
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules

SLATE = tuple(f"r{number}" for number in range(8))
STATES = ("draft", "open", "closing", "closed", "published", "void")


def a_round(state: str, epoch: int = 1, number: int = 1) -> Round:
    """A round of a slate of eight as it stands."""
    opened = 0 if state == "draft" else epoch
    drafted = Round(f"round{number}", "room", number, "across_regions", SLATE, ("AF",), Rules())
    return replace(drafted, state=state, epoch=opened)


def test_each_state_of_a_round_has_its_views_and_all_others_are_refused() -> None:
    """Holds R95."""
    for state, view in itertools.product(STATES, (*VIEWS, "")):
        wanted = Hall("room", "round1", view)
        allowed = OF_LISTS if state == "published" else OF_VOTING
        if view in ("welcome", "presentation", "speakers"):
            assert check_shown(wanted, a_round(state)) == Hall("room", view=view)
        elif view == "paper":
            paper = replace(wanted, item="a paper")
            assert check_shown(paper, a_round(state)) == Hall("room", view="paper", item="a paper")
        elif state == "draft" or (view and view not in allowed) or view == "reading":
            with pytest.raises(WrongState):
                check_shown(wanted, a_round(state))
        else:
            assert check_shown(wanted, a_round(state)).view == view


def test_what_a_region_presents_is_turned_page_by_page() -> None:
    """Long texts stand two or three a page; who speaks is on one."""
    assert check_shown(Hall("room", view="presentation", page=2), None).page == 2
    assert check_shown(Hall("room", view="speakers", page=2), None).page == 0


@pytest.mark.parametrize("view", ["slope", "presented", "List", "x" * 500])
def test_a_view_that_there_is_not_is_refused_by_its_name(view: str) -> None:
    """Views that come later are unknown until then; the refusal says which it was, and not all of a long one."""
    with pytest.raises(Malformed) as refused:
        check_shown(Hall("room", "round1", view), a_round("open"))
    assert refused.value.reason == "view"
    assert refused.value.figures == {"view": view[:40]}


def test_one_recommendation_in_full_is_named_by_place_or_by_id_and_both_are_said() -> None:
    named = check_shown(Hall("room", "round1", "text", item="r5"), a_round("open"))
    placed = check_shown(Hall("room", "round1", "text", page=5), a_round("open"))
    assert named == placed == Hall("room", "round1", "text", 5, "r5")
    assert check_shown(Hall("room", "round1", "text", page=99), a_round("open")).item == "r7"
    with pytest.raises(NotFound):
        check_shown(Hall("room", "round1", "text", item="another"), a_round("open"))


@pytest.mark.parametrize(
    "wanted", [Hall("room", "round1", "list", -1), Hall("room", "round1", "list", 250), Hall("room", "", "list")]
)
def test_no_page_before_the_first_or_beyond_any_slate_and_no_view_of_nothing(wanted: Hall) -> None:
    with pytest.raises(Refusal, match="malformed"):
        check_shown(wanted, a_round("published") if wanted.round_id else None)


def test_what_was_steered_stands_until_a_round_is_opened_published_or_voided() -> None:
    """Preparing, closing and counting change nothing in it; a reopening is an opening. Holds R96."""
    other = a_round("published", 1, 2)
    before = course_of([other])
    path = [a_round(state) for state in ("draft", "open", "closing", "closed")]
    path += [a_round("open", 2), a_round("closed", 2), a_round("published", 2)]
    steps = [course_of([other, round_]) - before for round_ in path]
    assert steps == [0, 1, 1, 1, 2, 2, 3]
    assert course_of([other, a_round("void")]) - before == 2
    assert course_of([other, replace(a_round("draft"), state="void")]) == before


def test_two_readings_are_shown_of_a_later_reading_alone() -> None:
    """A published round that reads nothing again has nothing to stand beside it."""
    wanted = Hall("room", "round1", "reading")
    again = replace(a_round("published"), reading_of=ReadingOf("round0", "one"))
    assert check_shown(wanted, again).view == "reading"
    with pytest.raises(WrongState):
        check_shown(wanted, a_round("published"))
