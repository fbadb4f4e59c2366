"""Lists that were read: of all of them together, no ballot is told of with fewer than k - 1 others alike."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.lists_read import ListRead, as_read
from server.domain.counting.ranking import RankedList, SlateItem
from server.domain.counting.secrecy import withhold
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.rules import Rules

K4 = Rules(k=4)
FOR, AGAINST = {"i1": "for"}, {"i1": "against"}


def a_box(*regions: Sequence[str]) -> Count:
    """A count of the ballots named, a sequence a region; what is named in capitals is Against."""
    ballots = tuple(
        CountedBallot(region, AGAINST if name.isupper() else FOR, name)
        for region, names in enumerate(regions)
        for name in names
    )
    ids = tuple(f"r{at}" for at in range(len(regions)))
    seats = (20,) * len(regions)
    return Count(recount(("i1",), ids, METHODS["across_regions"].columns(K4), ballots), ballots, seats, seats)


def listed(count: Count, read: Sequence[ListRead] = (), method: str = "across_regions") -> RankedList:
    regions = [(region, region) for region in count.tally.regions]
    return ranked_list(
        "r", method, K4, regions=regions, count=count, recommendations=[SlateItem("i1", 1, "One")], read=read
    )


def read_in_turn(*counts: Count) -> list[ListRead]:
    """Read the lists of these counts one after the other."""
    read: list[ListRead] = []
    for count in counts:
        read.append(as_read(listed(count, read), count.ballots))
    return read


def shown(read: ListRead) -> tuple[list[int], bool]:
    return [region for region in range(len(read.ballots)) if region not in read.withheld], read.totals_shown


NORTH, SOUTH = "abcdefgh", "uvwxy"


@pytest.mark.parametrize(
    ("north", "south", "expected"),
    [
        (NORTH, SOUTH, ([0, 1], True)),  # nothing has changed
        (NORTH + "1", SOUTH, ([1], False)),  # the example of the document: one came
        (NORTH + "1234", SOUTH, ([0, 1], True)),  # four came
        ("bcdefgh1", SOUTH, ([1], False)),  # one was replaced: who went is alone, whoever comes
        ("bcdefgh1234", SOUTH, ([1], False)),
        ("efgh1234", SOUTH, ([0, 1], True)),  # four were replaced, four stayed
        ("fgh12345", SOUTH, ([1], False)),  # three stayed: they would be what both lists have
        ("efgh", SOUTH, ([0, 1], True)),  # four were removed
        ("bcdefgh", SOUTH + "a", ([], True)),  # one was moved: both regions close, their sum is what it was
        (NORTH + "1", SOUTH + "234", ([], True)),  # four came in both together: the pool is told
        (NORTH + "1", SOUTH + "2345", ([], True)),  # South has enough for itself, and hides North's one
        (NORTH + "1", SOUTH + "23", ([], False)),
    ],
)
def test_a_later_list_shows_what_enough_ballots_hide(north: str, south: str, expected: tuple[list[int], bool]) -> None:
    """North has 8 ballots, South 5, and the list was read."""
    first, second = read_in_turn(a_box(NORTH, SOUTH), a_box(north, south))
    assert shown(first) == ([0, 1], True)
    assert shown(second) == expected


def test_every_list_that_was_read_counts_and_not_only_the_last() -> None:
    """Four come, then three of them and an older one go: four changed each time, and first and last differ by two."""
    lists = read_in_turn(a_box(NORTH, SOUTH), a_box(NORTH + "1234", SOUTH), a_box("bcdefgh4", SOUTH))
    assert [shown(one) for one in lists] == [([0, 1], True), ([0, 1], True), ([1], False)]


def test_a_choice_stands_as_it_was_read() -> None:
    """One ballot more would select another: what was read is told again, without figures."""
    first = listed(a_box(NORTH), method="shortlist")
    read = [as_read(first, a_box(NORTH).ballots)]
    assert read[0].chosen is not None
    later = listed(a_box(NORTH + "1"), read, "shortlist")
    (item,) = later.items
    assert (item.placing.selected, item.placing.approvals) == (bool(read[0].chosen.selected), None)
    assert [reason.code for reason in item.placing.reasons] == ["choice_not_anew"]
    assert later.totals_withheld == "not_anew"


def test_a_recorded_round_shows_everything_whatever_was_read() -> None:
    """Names may be published there."""
    count = a_box(NORTH + "1")
    read = read_in_turn(a_box(NORTH))
    assert withhold(count, replace(K4, secrecy="recorded"), read) == count


_BOXES = st.lists(
    st.lists(st.sets(st.sampled_from("abcdefghijklmnopqrst")), min_size=2, max_size=2), min_size=1, max_size=5
)


@given(_BOXES)
def test_no_ballot_is_told_of_with_fewer_than_three_others_alike(drawn: list[list[set[str]]]) -> None:
    """Whatever lies in the box each time: ballots come, stay, go, come back and change regions. Holds R57."""
    boxes = [a_box(sorted(north), sorted(south - north)) for north, south in drawn]
    lists = read_in_turn(*boxes)
    alike = Counter(
        tuple(next((one.label(at) for at, names in enumerate(one.ballots) if name in names), None) for one in lists)
        for name in "abcdefghijklmnopqrst"
    )
    alike.pop((None,) * len(lists), None)
    assert all(many >= K4.k for many in alike.values())
