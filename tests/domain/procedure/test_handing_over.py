"""What a region hands over: which session hears it, how much, what it may take back, and what an older release kept."""

from dataclasses import replace

import pytest

from server.domain.agenda.agenda import Agenda, AgendaSession, Objective
from server.domain.errors import Bound, LimitReached, Malformed, NotFound, Overtaken, WrongState
from server.domain.procedure.changing import ProgrammeWanted, change_programme
from server.domain.procedure.handing_over import after_change, bound_in, hand_over, take_back
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.programme import Programme, Region, Room, make_rooms
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round, RoundState
from server.domain.procedure.rules import Rules
from server.domain.procedure.sets import HandedOver, check_limit, hearing_session, with_older

BACK, AHEAD, MEANS = (Objective(f"o{number}", text) for number, text in enumerate(("Back", "Ahead", "Means")))
AGENDA = Agenda(
    "A day",
    sessions=(
        AgendaSession("s1", "Session 1. The past", "1", objectives=(BACK,)),
        AgendaSession("lunch", "Working Lunch", by_region=True, objectives=(AHEAD,)),
        AgendaSession("s2", "Session 2. The means", "2", objectives=(MEANS,)),
        AgendaSession("s3", "Session 3. The plenary", "3", objectives=(BACK, AHEAD)),
    ),
)
REGIONS = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
ROOMS = make_rooms(AGENDA, REGIONS, (id_of("aaaaa", number) for number in range(9)))
PROGRAMME = Programme("A day", AGENDA, REGIONS, ROOMS)
LUNCH = next(room for room in ROOMS if room.region_id == "AF")
MEETING = Meeting("aaaaa", "code", hand_over_limit=3)


def a_room(session_id: str) -> Room:
    """Find the plenary room of a session."""
    return next(room for room in ROOMS if room.agenda_session_id == session_id)


def proposed(*names: str, room: Room = LUNCH) -> dict[str, Recommendation]:
    """Have recommendations stand in a room."""
    return {
        name: Recommendation(name, 1, room.id, "", name, "", "en", (room.region_id,), status="accepted")
        for name in names
    }


BEFORE = Proceedings(MEETING, PROGRAMME, recommendations=proposed(*"abcdefg"))


def handed(before: Proceedings, ids: str, session_id: str = "", now_ms: int = 5) -> Proceedings:
    """Hand over, and say how things are then."""
    return after(before, hand_over(before, LUNCH, tuple(ids), session_id, now_ms=now_ms))


def after(before: Proceedings, then: HandedOver) -> Proceedings:
    """Keep what is handed over."""
    return replace(before, handed_over={**before.handed_over, then.room_id: then})


def sets(proceedings: Proceedings, room: Room = LUNCH) -> dict[str, str]:
    """Say what stands where."""
    return {one.session_id: "".join(one.recommendation_ids) for one in proceedings.sets_of(room.id)}


def opened(before: Proceedings, session_id: str, slate: str, state: RoundState = "open") -> Proceedings:
    """Have a round in the plenary of a session."""
    epoch = 0 if state == "draft" else 1
    round_ = Round("r", a_room(session_id).id, 1, "across_regions", tuple(slate), ("AF", "AM"), Rules(), epoch=epoch)
    return replace(before, rounds={"r": replace(round_, state=state)})


def test_a_set_is_heard_by_the_next_session_that_shares_an_objective() -> None:
    """Else by the next plenary session, after the last of them by the last; a plenary hears nothing. Holds R104."""
    assert hearing_session(PROGRAMME, "lunch") == "s3"
    others = tuple(replace(session, objectives=()) for session in AGENDA.sessions)
    assert hearing_session(replace(PROGRAMME, agenda=replace(AGENDA, sessions=others)), "lunch") == "s2"
    last = tuple(sorted(AGENDA.sessions, key=lambda session: session.by_region))
    assert hearing_session(replace(PROGRAMME, agenda=replace(AGENDA, sessions=last)), "lunch") == "s3"
    none = tuple(room for room in ROOMS if room.kind == "region")
    assert hearing_session(replace(PROGRAMME, rooms=none), "lunch") == ""
    assert sets(handed(BEFORE, "ab")) == {"s3": "ab"}


def test_a_set_keeps_its_order_its_hour_and_who_hears_it() -> None:
    """It is heard in the plenary room of that session, in the order of the regions, and nowhere else. Holds R104."""
    then = handed(BEFORE, "cab", "s1", now_ms=77)
    (one,) = then.sets_for("s1")
    assert (one.recommendation_ids, one.handed_at_ms, one.region_id) == (("c", "a", "b"), 77, "AF")
    assert [then.is_handed_to(session, "c") for session in ("s1", "s2", "s3")] == [True, False, False]


def test_no_more_than_the_limit_of_the_meeting_is_handed_over() -> None:
    """Whatever a round selected; the refusal says how many there are and how many there may be. Holds R105."""
    with pytest.raises(LimitReached) as refused:
        handed(BEFORE, "abcd")
    assert refused.value.current == {"limit": 3, "count": 4}
    other = replace(LUNCH, id="another")
    theirs = hand_over(replace(BEFORE, recommendations=proposed("x", room=other)), other, ("x",), "s3", now_ms=1)
    both = replace(BEFORE, programme=replace(PROGRAMME, rooms=(*ROOMS, other)))
    with pytest.raises(LimitReached):  # from two rooms of one region to one session
        handed(after(both, theirs), "abc", "s3")
    assert sets(handed(after(both, theirs), "abc", "s2")) == {"s2": "abc"}


def test_handing_over_again_replaces_the_set_and_moves_what_another_session_had() -> None:
    """Holds R106."""
    then = handed(handed(BEFORE, "abc"), "bd")
    assert sets(then) == {"s3": "bd"}
    assert sets(handed(then, "be", "s1")) == {"s1": "be", "s3": "d"}
    assert sets(handed(then, "db", "s2")) == {"s2": "db"}
    assert handed(then, "bd", now_ms=99) == then


def test_what_is_taken_back_leaves_its_set_and_the_last_one_ends_it() -> None:
    """What stands in no set is taken back already. Holds R106."""
    then = after(BEFORE, take_back(handed(BEFORE, "abc"), LUNCH, ("a", "g")))
    assert sets(then) == {"s3": "bc"}
    assert sets(after(then, take_back(then, LUNCH, ("b", "c")))) == {}
    assert take_back(then, LUNCH, ("g",)).sets == then.sets_of(LUNCH.id)


@pytest.mark.parametrize("state", ["open", "closing", "closed", "published"])
def test_what_is_on_an_opened_slate_stays_where_it_is(state: RoundState) -> None:
    """It is neither taken back nor left out nor moved; more may join it. Holds R107."""
    then = opened(handed(BEFORE, "ab"), "s3", "a", state)
    assert bound_in(then, then.sets_for("s3")[0]) == ("a",)
    for act in (
        lambda: take_back(then, LUNCH, ("b", "a")),
        lambda: handed(then, "bc"),
        lambda: handed(then, "a", "s1"),
    ):
        with pytest.raises(Bound) as refused:
            act()
        assert refused.value.current == {"recommendation_ids": ("a",)}
    assert sets(handed(then, "cag")) == {"s3": "cag"}
    assert sets(after(then, take_back(then, LUNCH, ("b",)))) == {"s3": "a"}


@pytest.mark.parametrize(("session_id", "state"), [("s3", "draft"), ("s3", "void"), ("s1", "open")])
def test_a_draft_a_void_round_and_another_session_bind_nothing(session_id: str, state: RoundState) -> None:
    """Holds R107."""
    then = opened(handed(BEFORE, "ab"), session_id, "a", state)
    assert sets(after(then, take_back(then, LUNCH, ("a",)))) == {"s3": "b"}


def test_what_does_not_stand_any_more_leaves_its_set() -> None:
    """Withdrawn or rejected; words that change stay. Holds R108."""
    then = handed(BEFORE, "ab")
    for status in ("withdrawn", "rejected"):
        (left,) = after_change(then, replace(BEFORE.recommendations["a"], status=status))
        assert sets(after(then, left)) == {"s3": "b"}
    assert after_change(then, replace(BEFORE.recommendations["a"], title="Better", version=2)) == ()
    assert after_change(then, replace(BEFORE.recommendations["c"], status="withdrawn")) == ()


def test_what_cannot_be_handed_over_is_refused() -> None:
    """Nothing, one twice, what does not stand here, to a session that is no plenary, from a plenary room."""
    waits = {"w": replace(BEFORE.recommendations["a"], id="w", status="proposed")}
    before = replace(BEFORE, recommendations={**BEFORE.recommendations, **waits})
    for ids, reason in (("", "set_empty"), ("aa", "set_repeats")):
        with pytest.raises(Malformed, match=reason):
            handed(before, ids)
    for ids, session_id in (("w", ""), ("z", ""), ("a", "lunch"), ("a", "s9")):
        with pytest.raises(NotFound):
            handed(before, ids, session_id)
    with pytest.raises(WrongState):
        hand_over(before, a_room("s1"), ("a",), "", now_ms=1)
    with pytest.raises(WrongState):
        take_back(before, a_room("s1"), ("a",))
    with pytest.raises(Malformed):
        take_back(before, LUNCH, ())


def test_the_limit_has_bounds() -> None:
    assert check_limit(1) == 1
    for limit in (0, 51):
        with pytest.raises(Malformed, match="hand_over_limit"):
            check_limit(limit)


def test_shortlists_that_an_older_release_kept_are_one_set_of_their_room() -> None:
    """Until something is handed over or taken back there; more than the limit stays. Holds R109."""
    rounds = [
        Round(name, LUNCH.id, number, "shortlist", (), ("AF",), Rules(), state="published", shortlist=tuple(shortlist))
        for name, number, shortlist in (("r2", 2, "cd"), ("r1", 1, "abc"), ("r3", 3, ""))
    ]
    (read,) = with_older((), rounds, PROGRAMME).values()
    (one,) = read.sets
    assert (one.session_id, one.recommendation_ids, one.round_id) == ("s3", tuple("abcd"), "r2")
    kept = HandedOver(LUNCH.id, ())
    assert with_older((kept,), rounds, PROGRAMME) == {LUNCH.id: kept}


def test_a_session_that_hears_a_set_stays_in_the_programme() -> None:
    """As what was proposed stays."""
    without = replace(AGENDA, sessions=tuple(session for session in AGENDA.sessions if session.id != "s1"))
    wanted = ProgrammeWanted("A day", without, REGIONS)
    assert change_programme(BEFORE, 1, wanted, fresh=iter(())).version == 2
    with pytest.raises(Bound, match="programme") as refused:
        change_programme(handed(BEFORE, "a", "s1"), 1, wanted, fresh=iter(()))
    assert refused.value.current == {"id": "s1"}


def test_whoever_says_which_sets_they_have_read_takes_the_place_of_no_others() -> None:
    """In all sessions, for what moves here stood somewhere; what is so already is nobody's decision. Holds R129."""
    stands = handed(handed(BEFORE, "ab", "s2"), "cd", "s3")
    read = {"s2": ["a", "b"], "s3": ["c", "d"]}
    assert hand_over(stands, LUNCH, ("a",), "s2", now_ms=6, replaces=read) == hand_over(
        stands, LUNCH, ("a",), "s2", now_ms=6
    )
    for stale in ({}, {"s2": ["a", "b"]}, {**read, "s2": ["b", "a"]}, {**read, "s3": ["c"]}):
        with pytest.raises(Overtaken):
            hand_over(stands, LUNCH, ("a",), "s2", now_ms=6, replaces=stale)
        with pytest.raises(Overtaken):
            take_back(stands, LUNCH, ("a",), replaces=stale)
        assert hand_over(stands, LUNCH, ("a", "b"), "s2", now_ms=6, replaces=stale).sets == stands.sets_of(LUNCH.id)
        assert take_back(stands, LUNCH, ("g",), replaces=stale).sets == stands.sets_of(LUNCH.id)
    assert [one.session_id for one in take_back(stands, LUNCH, ("a", "b"), replaces=read).sets] == ["s3"]
