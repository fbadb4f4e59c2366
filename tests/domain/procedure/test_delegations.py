"""Delegations: how they are listed, whose seats are theirs, and what a new name does."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.text import read_agenda
from server.domain.errors import Bound, Malformed
from server.domain.procedure.changing import ProgrammeWanted, change_programme
from server.domain.procedure.delegations import (
    MOST_DELEGATIONS,
    edited_delegations,
    read_delegations,
    renamed,
    seated,
    seats_to_rename,
    speaker_of,
)
from server.domain.procedure.mandates import mandate_of
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Delegation, Programme, Region, make_rooms
from server.store.codec import from_json, to_json
from server.words.refusals import words_of
from server.words.strings import Strings
from tests.services import SMALL_AGENDA, Json

MALI, CHAD = Delegation("Mali", "AF", "ML"), Delegation("Chad", "AF")
NAMES = st.sampled_from(("Mali", "mali ", "MALÌ", "Chad", "Kenya", "", "République du Mali"))
SEATS = st.lists(st.tuples(NAMES, st.sampled_from(("AF", "AM")), st.booleans()), max_size=12)


def a_seat(number: int, delegation: str, region_id: str = "AF", *, votes: bool = True) -> Seat:
    """Seat somebody."""
    return Seat(f"aaaaa000{number}", f"Person {number}", delegation, region_id, votes=votes)


def read(*rows: Json) -> tuple[Delegation, ...]:
    """Read a list as an edit hands it in."""
    return read_delegations({"delegations": list(rows)}, ["AF", "AM"])


@pytest.mark.parametrize(
    ("reason", "rows"),
    [
        ("delegation_name", [{"name": " \u200b", "region_id": "AF"}]),
        ("delegation_name", [{"name": "\u0301", "region_id": "AF"}]),
        ("delegation_short", [{"name": "Mali", "region_id": "AF", "short": "M" * 13}]),
        ("delegation_region", [{"name": "Mali", "region_id": "XX"}]),
        ("delegation_twice", [{"name": "Mali", "region_id": "AF"}, {"name": " MALI", "region_id": "AF"}]),
        ("too_many_delegations", [{"name": f"D{n}", "region_id": "AF"} for n in range(MOST_DELEGATIONS + 1)]),
        ("field", ["Mali"]),
        ("field", [{"name": 1, "region_id": "AF"}]),
    ],
)
def test_a_list_that_cannot_be_is_refused_with_a_sentence(reason: str, rows: list[Json]) -> None:
    with pytest.raises(Malformed, match=reason) as refused:
        read(*rows)
    strings = Strings.read()
    assert len({words_of(strings, language, refused.value) for language in strings.languages}) == 6


def edited(**said: object) -> tuple[Delegation, ...]:
    """Edit a list of three as an object says."""
    return edited_delegations((MALI, CHAD, Delegation("Peru", "AM")), {"delegations": said}, ["AF", "AM"])


def test_an_edit_that_speaks_of_some_leaves_the_others_as_they_are() -> None:
    """Each in its place, whatever the others become. Holds R206."""
    peru, togo = Delegation("Peru", "AM"), {"name": "Togo", "region_id": "AF"}
    chad = {"name": " CHAD", "region_id": "AF"}
    assert edited() == (MALI, CHAD, peru)
    assert edited(removed=[chad]) == (MALI, peru)
    assert edited(added=[togo, {**togo, "name": "Cuba", "at": 1}]) == (
        MALI,
        Delegation("Cuba", "AF"),
        CHAD,
        peru,
        Delegation("Togo", "AF"),
    )
    assert edited(changed=[{**chad, "then": {"short": "TD"}}]) == (MALI, replace(CHAD, short="TD"), peru)
    swapped = {**chad, "then": {"name": "Mali"}}, {"name": "Mali", "region_id": "AF", "then": {"name": "Chad"}}
    assert edited(changed=list(swapped)) == (replace(MALI, name="Chad"), replace(CHAD, name="Mali"), peru)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("field", {"all": []}),
        ("field", {"removed": [{"name": "Togo", "region_id": "AF"}]}),
        ("field", {"removed": [{"name": "Mali", "region_id": "AM"}]}),
        ("field", {"removed": "Mali"}),
        ("field", {"changed": [{"name": "Mali", "region_id": "AF"}]}),
        ("field", {"added": [{"name": "Togo", "region_id": "AF", "at": 4}]}),
        ("field", {"added": [{"name": "Togo", "region_id": "AF", "at": -1}]}),
        ("delegation_twice", {"added": [{"name": "mali", "region_id": "AF"}]}),
        ("delegation_twice", {"changed": [{"name": "Mali", "region_id": "AF", "then": {"name": "Chad"}}]}),
        ("delegation_region", {"changed": [{"name": "Mali", "region_id": "AF", "then": {"region_id": "XX"}}]}),
        ("too_many_delegations", {"added": [{"name": f"D{n}", "region_id": "AF"} for n in range(MOST_DELEGATIONS)]}),
    ],
)
def test_an_edit_of_some_that_cannot_be_is_refused(reason: str, said: Json) -> None:
    with pytest.raises(Malformed, match=reason):
        edited(**said)


def test_one_name_in_two_regions_is_two_delegations() -> None:
    """As in a roll call."""
    both = read({"name": "Centre", "region_id": "AF"}, {"name": "Centre", "region_id": "AM", "short": " C "})
    assert both == (Delegation("Centre", "AF"), Delegation("Centre", "AM", "C"))


@given(seats=SEATS)
def test_every_seat_that_names_a_delegation_is_counted_once(seats: list[tuple[str, str, bool]]) -> None:
    """With the listed one it names, however that is written, or with one that is not listed; as a round counts them.

    Holds R206.
    """
    made = [a_seat(n, name, region, votes=votes) for n, (name, region, votes) in enumerate(seats)]
    found = seated((MALI, CHAD), made)
    named = [seat for seat in made if seat.delegation.strip()]
    assert sum(one.votes + one.observers for one in found) == len(named)
    assert [one.delegation for one in found if one.listed] == [MALI, CHAD]
    speakers = {mandate_of(seat).speaker for seat in named}
    assert {speaker_of(one.delegation) for one in found if one.votes + one.observers} == speakers
    assert len({speaker_of(one.delegation) for one in found}) == len(found)


@given(seats=SEATS)
def test_a_new_name_is_on_every_seat_of_the_delegation_and_on_no_other(seats: list[tuple[str, str, bool]]) -> None:
    """Done again it does nothing; nothing else of a seat changes. Holds R207."""
    made = [a_seat(n, name, region, votes=votes) for n, (name, region, votes) in enumerate(seats)]
    changed = {after.id: after for _, after in seats_to_rename(made, "AF", "Mali", "Mali, Republic of")}
    then = [changed.get(seat.id, seat) for seat in made]
    for was, now in zip(made, then, strict=True):
        mine = mandate_of(was).speaker == speaker_of(MALI)
        assert now == (replace(was, delegation="Mali, Republic of") if mine else was)
    assert not seats_to_rename(then, "AF", "Mali", "Mali, Republic of")


def test_a_delegation_keeps_its_place_and_its_short_name_under_another_name() -> None:
    after = renamed((MALI, CHAD), "AF", "mali", " Republic  of Mali ")
    assert after == (replace(MALI, name="Republic of Mali"), CHAD)
    assert renamed((MALI,), "AF", "Kenya", "Republic of Kenya") == (MALI,)
    with pytest.raises(Malformed, match="delegation_twice"):
        renamed((MALI, CHAD), "AF", "Mali", "chad")
    with pytest.raises(Malformed, match="delegation_name"):
        renamed((MALI,), "AF", "Mali", " ")


def test_a_region_with_a_delegation_stays() -> None:
    """And a programme that an older release kept has none."""
    agenda = read_agenda(SMALL_AGENDA, ["lunch"])
    regions = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
    rooms = make_rooms(agenda, regions, (id_of("aaaaa", number) for number in count()))
    programme = Programme("A meeting", agenda, regions, rooms, delegations=(MALI,))
    before = Proceedings(Meeting("aaaaa", "code"), programme)
    wanted = ProgrammeWanted("A meeting", agenda, regions[1:], delegations=(MALI,))
    with pytest.raises(Bound, match="programme") as refused:
        change_programme(before, 1, wanted, fresh=iter(()))
    assert refused.value.current == {"id": "AF"}
    assert change_programme(before, 1, replace(wanted, delegations=()), fresh=iter(())).delegations == ()
    kept = to_json(replace(programme, delegations=()))
    assert from_json(kept.replace(',"delegations":[]', ""), Programme).delegations == ()
