"""Votes that people counted, beside ballots: what a list makes of them, and from whom they hide ballots."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.attendance import count_of, set_aside, turnout_of
from server.domain.counting.positions import COLUMNS
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import ByHand, Count, CountedBallot, recount
from server.domain.methods import METHODS
from server.domain.procedure.entered import EnteredCount, Figures
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules, make_rules
from server.record.csv_file import write_csv
from server.record.ranked_list import write_ranked_list
from server.store.kept_lists import read_list, write_list

from .counts import RECORDED, list_of, region_ids

SLATE = ("i1", "i2")
COUNTABLE = sorted(name for name, method in METHODS.items() if method.CARD.by_hand)
Marks = dict[str, str]


def a_round(
    entitled: tuple[int, ...], *counts: EnteredCount, here: tuple[int, ...] = (), state: str = "closed"
) -> Round:
    regions = region_ids(len(entitled))
    there = here or (0,) * len(entitled)
    base = Round("m1r1", "m1p1", 1, "across_regions", SLATE, regions, RECORDED, epoch=1)
    return replace(base, entitled=entitled, checked_in=there, counts=counts, state=state)  # type: ignore[arg-type]


def agreed(region: str, votes: list[Marks], columns: tuple[str, ...] = COLUMNS, channel: str = "hands") -> EnteredCount:
    """Count votes by hand: how many of each mark, for each item."""
    cells = tuple(tuple(sum(one.get(item) == mark for one in votes) for mark in columns) for item in SLATE)
    figures = Figures(len(votes), cells)
    return EnteredCount(region, channel, (), figures, ("chair", "moderator:r"), 1)  # type: ignore[arg-type]


def ballots_of(regions: list[list[Marks]]) -> tuple[CountedBallot, ...]:
    return tuple(CountedBallot(at, marks) for at, cast in enumerate(regions) for marks in cast)


@st.composite
def rooms(draw: st.DrawFn) -> tuple[str, list[list[Marks]], list[list[Marks]]]:
    """Draw a method that people can count for, and of up to four regions the ballots and the votes by hand."""
    method = draw(st.sampled_from(COUNTABLE))
    marks = st.sampled_from(METHODS[method].columns(RECORDED))
    vote = st.dictionaries(st.sampled_from(SLATE), marks)
    sizes = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=4))
    return (
        method,
        [draw(st.lists(vote, min_size=many, max_size=many)) for many, _ in sizes],
        [draw(st.lists(vote, min_size=many, max_size=many)) for _, many in sizes],
    )


@given(rooms(), st.data())
def test_a_vote_by_hand_is_as_a_ballot(
    drawn: tuple[str, list[list[Marks]], list[list[Marks]]], data: st.DataObject
) -> None:
    """Whichever votes come by phone and which by hand: order, verdicts and every total are the same. Holds R268."""
    method, by_phone, by_hand = drawn
    rules, columns = RECORDED, METHODS[method].columns(RECORDED)
    sizes = tuple(len(one) + len(other) for one, other in zip(by_phone, by_hand, strict=True))
    here = tuple(data.draw(st.integers(0, size)) for size in sizes)

    def ranked(phone: list[list[Marks]], hand: list[list[Marks]]) -> dict:
        counts = [agreed(region, votes, columns) for region, votes in zip(region_ids(len(hand)), hand, strict=True)]
        ballots = ballots_of(phone)
        tally = recount(SLATE, region_ids(len(phone)), columns, ballots)
        found = write_ranked_list(list_of(count_of(a_round(sizes, *counts, here=here), tally, ballots), rules, method))
        told = [
            {name: value for name, value in one.items() if name not in ("hands", "paper")} for one in found["regions"]
        ]
        return {**found, "regions": told, "audit": None}

    whole = [[*one, *other] for one, other in zip(by_phone, by_hand, strict=True)]
    none: list[list[Marks]] = [[] for _ in whole]
    assert ranked(by_phone, by_hand) == ranked(whole, none) == ranked(none, whole)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_a_region_never_has_more_votes_than_seats(cast: int, hands: int, paper: int, seats: int, here: int) -> None:
    """Where somebody is counted twice no count of the region is counted, and it is said of how many. Holds R269."""
    entitled, there = max(seats, cast), min(here, max(seats, cast))
    counts = [agreed("r1", [{}] * hands), agreed("r1", [{}] * paper, channel="paper")]
    ballots = ballots_of([[{}] * cast])
    tally = recount(SLATE, ("r1",), COLUMNS, ballots)
    round_ = a_round((entitled,), *counts, here=(there,))
    count = count_of(round_, tally, ballots)
    fits = cast + hands + paper <= entitled
    assert count.tally.ballots == (cast + hands + paper if fits else cast,)
    assert set_aside(round_, tally) == (0 if fits else hands + paper,)
    assert count.tally.ballots[0] <= count.checked_in[0] <= count.entitled[0] == entitled
    assert count.checked_in[0] == max(there, count.tally.ballots[0]), "whoever raised a hand is there"
    assert turnout_of(round_, tally) == ((count.tally.ballots[0], count.checked_in[0], entitled),)
    told = list_of(count)
    assert sum(region.hands + region.paper for region in told.regions) == (hands + paper if fits else 0)


def test_while_ballots_are_cast_a_count_is_in_the_turnout_alone() -> None:
    """No mark of it is in any count before the close."""
    round_ = a_round((9,), agreed("r1", [{"i1": "for"}] * 4), here=(3,), state="open")
    tally = recount(SLATE, ("r1",), COLUMNS, ballots_of([[{"i1": "against"}]]))
    assert count_of(round_, tally).tally == tally
    assert turnout_of(round_, tally) == ((5, 5, 9),)


def test_the_list_says_how_many_came_in_how() -> None:
    """In every file, and in a list that is kept; without a count no column of it."""
    counts = [agreed("r1", [{"i1": "for"}] * 12), agreed("r1", [{}] * 2, channel="paper"), agreed("r2", [{}] * 9)]
    ballots = ballots_of([[{"i1": "for"}] * 5, [{"i1": "against"}] * 3])
    tally = recount(SLATE, ("r1", "r2"), COLUMNS, ballots)
    round_ = a_round((30, 11), *counts)
    ranked = replace(list_of(count_of(round_, tally, ballots)))
    told = [(one.ballots, one.hands, one.paper) for one in ranked.regions]
    assert told == [(19, 12, 2), (3, 0, 0)]
    assert read_list(write_list(ranked)) == ranked
    assert write_ranked_list(ranked)["regions"][0]["hands"] == 12
    header, row, *_ = write_csv(ranked).decode().splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert (cells["hands_r1"], cells["paper_r1"], cells["for_r1"]) == ("12", "2", "17")
    assert b"hands_r1" not in write_csv(list_of(count_of(a_round((30, 11)), tally, ballots)))


def test_a_count_names_no_delegation() -> None:
    """Where people counted votes, nothing is said of delegations, nor of the groups behind ticks."""
    ballots = [replace(one, mandate=Mandate("D", "D", "", 1)) for one in ballots_of([[{"i1": "for"}] * 5])]
    tally = recount(SLATE, ("r1",), COLUMNS, ballots)
    assert list_of(count_of(a_round((9,)), tally, ballots)).delegations is not None
    counted = a_round((9,), agreed("r1", [{"i1": "for"}] * 4))
    assert list_of(count_of(counted, tally, ballots)).delegations is None
    ticks = ballots_of([[{"i1": "approve"}] * 5])
    ticked = recount(SLATE, ("r1",), ("approve",), ticks)
    assert list_of(count_of(a_round((9,)), ticked, ticks), method="shortlist").audit is not None
    counted = a_round((9,), agreed("r1", [{"i2": "approve"}] * 4, ("approve",)))
    assert list_of(count_of(counted, ticked, ticks), method="shortlist").audit is None


@pytest.mark.parametrize(
    ("ballots", "hands", "paper", "withheld"),
    [
        ((2, 9), (12, 0), (0, 0), {0, 1}),  # 14 less the 12 that two persons know is two ballots
        ((4, 9), (12, 0), (0, 0), set()),
        ((0, 9), (12, 0), (0, 0), set()),
        ((4, 9), (3, 0), (0, 0), set()),  # nobody but their owners knows the four
        ((0, 9), (3, 0), (0, 0), {0, 1}),  # alone, three would be what the total lacks
        ((0, 9), (3, 0), (12, 0), {0, 1}),  # whoever knows the paper subtracts it
        ((0, 9), (4, 0), (12, 0), set()),
        ((2, 9, 0), (12, 0, 9), (0, 0, 0), {0, 1}),  # hands alone would hide no ballot in the pool
        ((2, 2), (12, 12), (0, 0), {0, 1}),  # four ballots hide each other
    ],
)
def test_whoever_knows_a_count_is_told_of_no_few_ballots(
    ballots: tuple[int, ...], hands: tuple[int, ...], paper: tuple[int, ...], withheld: set[int]
) -> None:
    """k = 4: as many ballots, or none and as many votes in each count. Holds R270."""
    regions = region_ids(len(ballots))
    cast = tuple(map(sum, zip(ballots, hands, paper, strict=True)))
    counts = tuple(
        ByHand(at, channel, votes, ((0, 0, 0, 0),))  # type: ignore[arg-type]
        for channel, many in (("hands", hands), ("paper", paper))
        for at, votes in enumerate(many)
        if votes
    )
    tally = replace(recount(("i1",), regions, COLUMNS, ()), ballots=cast)
    count = Count(tally, (), cast, cast, by_hand=counts)
    assert withhold(count, Rules(k=4)).withheld == withheld
    assert withhold(count, make_rules({"secrecy": "recorded"})).withheld == frozenset()
