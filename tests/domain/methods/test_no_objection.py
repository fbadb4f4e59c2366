"""What nobody objects to is adopted; who objected is nobody's to know but in recorded rounds."""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.consent import Reservation, Speaker
from server.domain.counting.ranking import RankedList
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.errors import InvalidBallot, Malformed
from server.domain.methods import meant
from server.domain.methods.no_objection import COLUMNS, check
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import Rules
from server.store.kept_lists import read_list, write_list
from tests.domain.counting.counts import list_of

SECRET = meant("no_objection", Rules())
RECORDED = meant("no_objection", Rules(secrecy="recorded"))
KENYA, PERU = Mandate("AF", "Kenya", "Asha", 1), Mandate("AM", "Peru", "Luis", 2)
NOBODY = Mandate("AF", "", "", 7)


def said(marks: str = "", mandate: Mandate = NOBODY, **words: tuple[str, str]) -> CountedBallot:
    """One ballot: the letters of what it objects to, and its words by recommendation."""
    return CountedBallot(0, dict.fromkeys(marks, "object"), mandate=mandate, said=words)


def a_silence(ballots: list[CountedBallot], items: str = "abc", rules: Rules = SECRET) -> RankedList:
    """Rank what silence came to; all regions count as one."""
    tally = recount(items, ["AF+AM"], COLUMNS, ballots)
    count = Count(tally, tuple(ballots), (len(ballots),), (len(ballots),))
    return list_of(count, rules, "no_objection")


def outcomes(ranked: RankedList) -> Mapping[str, tuple[str, int | None]]:
    """Say what became of each item, and how many objections are told."""
    found = {item.recommendation.id: item.placing.consent for item in ranked.items}
    return {item: (one.outcome, one.objections) for item, one in found.items() if one}


def test_what_nobody_objects_to_is_adopted() -> None:
    """Eight phones cast by themselves, one of them objects to b."""
    ranked = a_silence([said() for _ in range(7)] + [said("b")])
    assert outcomes(ranked) == {"a": ("adopted", 0), "c": ("adopted", 0), "b": ("objected", 1)}
    assert [(item.placing.rank, item.placing.tied) for item in ranked.items] == [(1, True), (1, True), (3, False)]
    assert [item.placing.reasons[0].code for item in ranked.items] == ["adopted", "adopted", "objected"]


def test_silence_of_all_adopts_all() -> None:
    """Not one ballot: a phone that is not there means nothing. Holds R243."""
    assert set(outcomes(a_silence([])).values()) == {("adopted", 0)}


def test_with_few_ballots_no_number_is_told_but_what_became_of_it_is() -> None:
    """Three ballots, of which two object: some do. Holds R244."""
    ranked = a_silence([said("a"), said("a"), said()])
    assert outcomes(ranked)["a"] == ("objected", None)
    assert ranked.items[-1].placing.reasons[0].code == "objected_by_some"
    assert outcomes(ranked)["b"] == ("adopted", 0)


def test_who_objected_is_told_in_recorded_rounds_alone() -> None:
    """By delegation, once each; a seat without one by its number."""
    ballots = [said("a", KENYA), said("a", KENYA._replace(number=3)), said("a"), said("", PERU), said()]
    for rules, told in ((SECRET, ()), (RECORDED, (Speaker("AF", "", 7), Speaker("AF", "Kenya")))):
        consents = {one.placing.item: one.placing.consent for one in a_silence(ballots, rules=rules).items}
        assert consents[0] is not None
        assert consents[0].objected_by == told


def test_a_reservation_does_not_stop_and_says_where_it_came_from_only_if_it_was_signed() -> None:
    """Signed ones stand first, then the others by their words."""
    ballots = [
        *(said("", KENYA, a=("reservation", "Only by law")), said("", PERU, a=("signed_reservation", "Not in May"))),
        *(said("", NOBODY, a=("reservation", "As budgets allow")), said(), said()),
    ]
    (first, *_) = a_silence(ballots).items
    assert first.placing.consent
    assert first.placing.consent.outcome == "adopted"
    assert first.placing.consent.reservations == (
        Reservation("Not in May", Speaker("AM", "Peru")),
        Reservation("As budgets allow"),
        Reservation("Only by law"),
    )


def test_a_ballot_objects_and_nothing_else() -> None:
    """No other mark is one."""
    check({"a": "object"}, SECRET)
    check({}, SECRET)
    with pytest.raises(InvalidBallot):
        check({"a": "for"}, SECRET)


def test_a_silent_round_has_rules_of_its_own() -> None:
    """Nothing of it is seen, and it ends by itself; others have no reservations."""
    assert (SECRET.visibility, SECRET.closes_after_s, SECRET.reservations) == ("hidden", 60, True)
    assert meant("no_objection", Rules(visibility="live", closes_after_s=86_400)).closes_after_s == 86_400
    with pytest.raises(Malformed):
        meant("across_regions", Rules(reservations=True))


BALLOTS = st.lists(st.tuples(st.sets(st.sampled_from("abc")), st.sampled_from([KENYA, PERU, NOBODY])), max_size=12)


@given(BALLOTS, st.randoms(use_true_random=False))
def test_what_is_told_of_a_confidential_round_stays_when_ballots_are_exchanged(
    drawn: list[tuple[set[str], Mandate]], dice: random.Random
) -> None:
    """Whoever cast which of them: the list is the same, so it tells nobody who objected."""
    marks = [one for one, _ in drawn]
    dice.shuffle(marks)
    first = a_silence([said("".join(sorted(one)), mandate) for one, mandate in drawn])
    again = a_silence([said("".join(sorted(one)), mandate) for one, (_, mandate) in zip(marks, drawn, strict=True)])
    assert first == again
    assert read_list(write_list(first)) == first


@given(BALLOTS)
def test_an_item_is_adopted_if_and_only_if_no_ballot_objects(drawn: list[tuple[set[str], Mandate]]) -> None:
    """And of k ballots or more the number of objections is told."""
    told = outcomes(a_silence([said("".join(sorted(marks)), mandate) for marks, mandate in drawn]))
    for item in "abc":
        objecting = sum(item in marks for marks, _ in drawn)
        shown = objecting if len(drawn) >= SECRET.k or not objecting else None
        assert told[item] == ("objected" if objecting else "adopted", shown)


def test_older_lists_have_no_consent() -> None:
    """A list that was kept before has none, and is read as it was."""
    ranked = a_silence([said()] * 5)
    items = tuple(replace(item, placing=replace(item.placing, consent=None)) for item in ranked.items)
    assert read_list(write_list(replace(ranked, items=items))).items == items
