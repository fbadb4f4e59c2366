"""Who is entitled and who is there: the opening, and whoever came later and has cast."""

from server.domain.counting.attendance import count_of
from server.domain.counting.positions import COLUMNS
from server.domain.counting.result_line import vote_line
from server.domain.counting.tallies import CountedBallot, recount
from server.domain.procedure.opening import Elector, electorate_of, open_round, seats_by_region
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import make_rules

ABSOLUTE = make_rules({"secrecy": "recorded", "required_majority": "absolute"})


def opened(electors: list[Elector], given: dict[str, int]) -> Round:
    draft = Round("m1r1", "m1p1", 1, "across_regions", ("i1",), (), ABSOLUTE)
    return open_round(draft, 0, seats_by_region(electors, given, named=True))


def test_seats_without_names_are_used_up_before_more_are_entitled() -> None:
    """The example of the page: twelve given, ten taken, eight there; one of two comes, and three are made since."""
    electors = [Elector(f"s{at}", "AF", at < 8) for at in range(10)]
    round_ = opened(electors, {"AF": 12})
    assert (round_.entitled, round_.checked_in, round_.untaken) == ((12,), (8,), (2,))
    came = [0] * 8 + [1] + [2] * 3
    ballots = [CountedBallot(0, {"i1": "for"}, came=one) for one in came]
    count = count_of(round_, recount(("i1",), ("AF",), COLUMNS, ballots))
    line = vote_line(count, 0, ABSOLUTE)
    assert (line.cast, line.checked_in, line.entitled, line.for_needed) == (12, 12, 13, 7)


def test_a_blank_ballot_of_who_came_late_counts_as_any() -> None:
    """A quorum counts ballots, and n the seats that are there."""
    round_ = opened([Elector("s1", "AF", True), Elector("s2", "AF", False)], {"AF": 0})
    ballots = [CountedBallot(0, {}), CountedBallot(0, {}, came=1), CountedBallot(0, {}, came=2)]
    count = count_of(round_, recount(("i1",), ("AF",), COLUMNS, ballots))
    assert (count.checked_in, count.entitled, count.tally.ballots) == ((3,), (3,), (3,))


def test_nobody_counts_before_they_cast() -> None:
    """Of an empty box the figures are those of the opening."""
    round_ = opened([Elector("s1", "AF", True), Elector("s2", "AM", False)], {"AF": 0, "AM": 5})
    count = count_of(round_, recount(("i1",), ("AF", "AM"), COLUMNS, []))
    assert (count.checked_in, count.entitled) == ((1, 0), (1, 5))


def test_an_electorate_says_where_each_seat_is_counted() -> None:
    """By the place of its region at the opening; one whose holder has not come is in it too."""
    electors = [Elector("s1", "AM", True), Elector("s2", "AF", False)]
    round_ = opened(electors, {"AF": 0, "AM": 0})
    assert electorate_of(round_, electors).seats == (("s1", 1, True), ("s2", 0, False))
