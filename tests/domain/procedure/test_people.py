"""Who may do and read what, written out by hand: every role, every act, and the rooms in which it holds."""

import pytest

from server.domain.errors import NotPermitted
from server.domain.procedure import people
from server.domain.procedure.meeting import seat_id_of
from server.domain.procedure.people import ROLES, Person
from server.domain.procedure.programme import Room, desk_room

PLENARY = Room("m1", "plenary", "s1", "Plenary")
AFRICA, AMERICAS = Room("m2", "region", "s2", "Africa", "AF"), Room("m3", "region", "s2", "Americas", "AM")
ROOMS = {"plenary": PLENARY, "own": AFRICA, "other": AMERICAS, "desk": desk_room("abcde")}
"""As somebody of Africa sees them."""
PEOPLE = {
    role: Person(
        "abcde", role, "AF" if role in ("delegate", "moderator") else "", seat_id_of("abcde", 1) * (role == "delegate")
    )
    for role in ROLES
}
# In which rooms (p plenary, o own region, x another's, d the desk's) each role may do the acts of a line; "": in none.
WHERE = {
    ("propose", "find_similar"): {"delegate": "po", "moderator": "po", "chair": "pox"},
    ("withdraw_recommendation",): {"delegate": "po", "moderator": "o", "chair": "pox"},
    (
        "propose_merge", "agree_merge", "refuse_merge", "undo_merge", "propose_wording", "accept_wording",
        "refuse_wording",
    ): {"moderator": "po", "chair": "pox", "desk": "p", "secretariat": "p"},
    ("edit_recommendation", "read_history"): {"delegate": "po", "moderator": "o", "chair": "pox"},
    ("cast_ballot", "support_recommendation", "confirm_set", "ask_to_speak"): {"delegate": "po"},
    (
        "list_waiting", "accept_recommendation", "reject_recommendation", "return_recommendation",
        "translate_recommendation", "prepare_round", "change_round", "discard_round", "set_countdown",
        "open_round", "close_round", "publish_round", "reopen_round", "pause_round", "resume_round", "extend_round",
        "recount_round", "void_round", "submit_shortlist", "hand_over", "take_back", "list_seats", "admit_seat",
        "refuse_seat", "show_in_hall", "read_wishes", "propose_variant", "ask_confirmation",
        "set_up_speakers", "add_speaker", "remove_speaker", "call_speaker", "pause_speaker", "end_speakers",
    ): {"moderator": "o", "chair": "pox"},
    ("record_position",): {"moderator": "po"},
    ("enter_count", "read_count"): {"moderator": "po", "chair": "pox"},
    ("confirm_position",): {"delegate": "po"},
    ("hall_shown",): {"moderator": "o", "screen": "pox", "chair": "pox"},
    (
        "set_live", "bar_seat", "unbar_seat", "remove_seat", "remove_joins", "close_joining", "open_joining",
        "new_join_code", "set_seat_limit", "set_one_seat",
        "prepare_presentation", "turn_presentation", "pause_presentation", "end_presentation", "publish_report",
        "withdraw_report",
    ): {"chair": "pox"},
    ("make_findings",): {"moderator": "o", "chair": "pox", "desk": "d", "secretariat": "d"},
    ("edit_programme", "rename_delegation", "say_to_all"): {"desk": "d", "secretariat": "d"},
}  # fmt: skip
ACTS = {act: rooms for acts, rooms in WHERE.items() for act in acts}
ENTERS = {
    "delegate": "po", "observer": "p", "moderator": "po", "screen": "pox", "chair": "pox", "desk": "d",
    "secretariat": "d",
}  # fmt: skip
CONDUCTS = {"moderator": "o", "chair": "pox", "desk": "d", "secretariat": "d"}
IN_ROOMS = {"delegate", "observer", "moderator", "screen", "chair"}
READS = {
    "home": set(ROLES),
    "delegate": IN_ROOMS,
    "screen": IN_ROOMS,
    "podium": {"moderator", "chair"},
    "desk": {"desk", "secretariat"},
    "join_code": {"moderator", "screen", "chair"},
    "meeting": set(ROLES),
    "papers": set(ROLES),
    "closed_list": {"moderator", "chair", "desk", "secretariat"},
    "published_list": set(ROLES),
    "report": {"chair", "desk", "secretariat"},
    "published_report": set(ROLES),
}


def test_the_table_is_about_the_acts_that_there_are() -> None:
    assert set(people._MAY) == set(ACTS)
    assert set(people._MAY_READ) == set(READS)


@pytest.mark.parametrize("act", ACTS)
def test_each_role_does_an_act_in_the_rooms_of_its_cell_and_nowhere_else(act: str) -> None:
    """Every role, four rooms; a moderator conducts the room of their region alone. Holds R26, R27, R29."""
    for role, person in PEOPLE.items():
        rooms = {kind for kind, room in ROOMS.items() if _may(person, act, room)}
        assert rooms == _rooms(ACTS[act].get(role, "")), role


@pytest.mark.parametrize("act", ["", "shout", "hello", "cast_ballots", "open"])
def test_what_is_not_in_the_table_nobody_may(act: str) -> None:
    """Holds R26."""
    assert not any(_may(person, act, room) for person in PEOPLE.values() for room in ROOMS.values())


def test_a_role_that_there_is_not_may_nothing() -> None:
    """Holds R26."""
    for role in ("", "Chair", "operator", "Desk"):
        stranger = Person("abcde", role, "AF")
        assert not any(_may(stranger, act, room) for act in ACTS for room in ROOMS.values())
        assert not people.may_enter(stranger, AFRICA)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_enters_and_conducts_its_rooms(role: str) -> None:
    """Plenary is for all of the meeting; a region's room for its own, the chair and the screen. Holds R28."""
    entered = {kind for kind, room in ROOMS.items() if people.may_enter(PEOPLE[role], room)}
    assert entered == _rooms(ENTERS[role])
    conducted = {kind for kind, room in ROOMS.items() if people.conducts(PEOPLE[role], room)}
    assert conducted == _rooms(CONDUCTS.get(role, ""))
    assert conducted <= entered


@pytest.mark.parametrize("what", READS)
def test_each_page_and_file_is_read_by_its_row(what: str) -> None:
    """Holds R61."""
    assert {role for role in (*ROLES, "", "operator") if people.may_read(role, what)} == READS[what]


def test_a_refusal_says_which_act_and_which_role() -> None:
    with pytest.raises(NotPermitted) as refused:
        people.require(PEOPLE["delegate"], "open_round", PLENARY)
    assert (refused.value.reason, refused.value.figures) == ("open_round", {"role": "delegate"})


def test_two_devices_of_one_seat_are_one_holder_and_no_two_holders_are_one() -> None:
    holders = [
        *PEOPLE.values(),
        Person("abcde", "moderator", "AM"),
        Person("abcde", "delegate", "AF", seat_id_of("abcde", 2)),
    ]
    assert len({one.key for one in holders}) == len(holders)
    delegate = PEOPLE["delegate"]
    assert Person("abcde", "delegate", "AF", delegate.seat_id, name="Ada", generation=7).key == delegate.key


def _may(person: Person, act: str, room: Room) -> bool:
    try:
        people.require(person, act, room)
    except NotPermitted:
        return False
    return True


def _rooms(letters: str) -> set[str]:
    return {{"p": "plenary", "o": "own", "x": "other", "d": "desk"}[letter] for letter in letters}
