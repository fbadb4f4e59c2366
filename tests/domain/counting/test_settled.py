"""Settled speaks of seats: whatever those do that were there at the opening and have not cast, the verdict stays.

Every completion is tried, with a verdict worked out by itself, in states with blank ballots and people who came late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random

import pytest

from server.domain.counting.attendance import count_of
from server.domain.counting.live_verdicts import live_verdicts
from server.domain.counting.positions import COLUMNS
from server.domain.counting.tallies import CountedBallot, recount
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules, make_rules

FEW, MANY = 200, 10_000
ITEM = "i1"
MARKS = ("for", "for", "against", "abstain", "")


@dataclass(frozen=True)
class State:
    """A round that is open: who was there in each region, and the ballots so far, with who cast them late."""

    rules: Rules
    there: tuple[int, ...]
    ballots: tuple[CountedBallot, ...]

    def settled(self) -> bool:
        ids = tuple(f"r{at}" for at in range(len(self.there)))
        round_ = Round(
            "m1r1", "m1p1", 1, "across_regions", (ITEM,), ids, self.rules, state="open", epoch=1,
            entitled=self.there, checked_in=self.there, untaken=(0,) * len(ids),
        )  # fmt: skip
        said = live_verdicts(count_of(round_, recount((ITEM,), ids, COLUMNS, self.ballots)), self.rules)
        assert said is not None
        return said[0].settled

    def sizes(self) -> list[tuple[int, int, int, int]]:
        """Say of each region: For, Against, ballots, and how many are there."""
        rows = []
        for region, seats in enumerate(self.there):
            cast = [one for one in self.ballots if one.region == region]
            marks = [one.marks.get(ITEM) for one in cast]
            there = seats + sum(one.came > 0 for one in cast)
            rows.append((marks.count("for"), marks.count("against"), len(cast), there))
        return rows


def draw_state(dice: Random) -> State:
    rules = make_rules(
        {
            "secrecy": dice.choice(["recorded", "recorded", "confidential"]),
            "visibility": "live",
            "k": 3,
            "theta": dice.choice(["1/2", "2/3"]),
            "backing_quorum": dice.choice(["0", "1/4", "1/2"]),
            "regions_needed": dice.choice(["1/2", "2/3", "1"]),
            "opposition_tolerated": dice.randint(0, 1),
            "quorum": dice.choice([None, "1/2", "2/3"]),
            "deciding_quorum": dice.random() < 0.5,
        }
    )
    there = tuple(dice.randint(0, 5) for _ in range(dice.randint(1, 4)))
    out = [0] * len(there)
    for _ in range(dice.randint(0, 4)):
        region = dice.randrange(len(there))
        out[region] += out[region] < there[region]
    ballots = [
        CountedBallot(region, marked(dice.choice(MARKS)))
        for region, seats in enumerate(there)
        for _ in range(seats - out[region])
    ]
    ballots += [
        CountedBallot(dice.randrange(len(there)), marked(dice.choice(MARKS)), came=dice.randint(1, 2))
        for _ in range(dice.choice([0, 0, 1, 3]))
    ]
    return State(rules, there, tuple(ballots))


def marked(mark: str) -> dict[str, str]:
    return {ITEM: mark} if mark else {}


def completions(state: State) -> Iterator[list[tuple[int, int, int, int]]]:
    """Go through all that the seats may do that are out: cast For, Against, anything else, or nothing."""
    ways = []
    for likes, refuses, cast, there in state.sizes():
        out = there - cast
        ways.append([
            (likes + more, refuses + less, cast + more + less + other, there)
            for more in range(out + 1)
            for less in range(out + 1 - more)
            for other in range(out + 1 - more - less)
        ])  # fmt: skip
    yield from map(list, product(*ways))


def verdict_of(rows: Sequence[tuple[int, int, int, int]], entitled: Sequence[int], rules: Rules) -> str:
    """Read the verdict off the page: region states, then the first line that fits."""
    kept = withheld([cast for _, _, cast, _ in rows], rules)
    backing = opposing = counted = 0
    for at, (likes, refuses, cast, there) in enumerate(rows):
        if not there and not cast:
            continue
        counted += 1
        needed = -(-rules.quorum.numerator * entitled[at] // rules.quorum.denominator) if rules.quorum else 0
        if at in kept or (rules.deciding_quorum and cast < needed):
            continue
        enough = likes > refuses if rules.theta.denominator == 2 else likes > 0 and 3 * likes >= 2 * (likes + refuses)
        backs = enough and likes >= rules.backing_quorum * there
        backing += backs
        opposing += not backs and refuses > likes and refuses >= rules.backing_quorum * there
    if counted < 2:
        return "plenary only"
    if opposing <= rules.opposition_tolerated and backing >= rules.regions_needed * counted:
        return "works across"
    if not backing:
        return "opposed" if opposing else "no position"
    return "works in some" if opposing <= rules.opposition_tolerated else "contested"


def withheld(ballots: Sequence[int], rules: Rules) -> set[int]:
    if rules.secrecy == "recorded":
        return set()
    few = {at for at, cast in enumerate(ballots) if 0 < cast < rules.k}
    while few and sum(ballots[at] for at in few) < rules.k:
        others = [at for at, cast in enumerate(ballots) if at not in few and cast]
        if not others:
            break
        few.add(min(others, key=lambda at: (ballots[at], at)))
    return few


@pytest.mark.parametrize("states", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_what_is_settled_stays_in_every_completion(states: int) -> None:
    """Where it is not said in a recorded round without a deciding quorum, some completion has another verdict.

    Holds R137.
    """
    settled = tried = 0
    for number in range(states):
        state = draw_state(Random(f"state {number}"))
        entitled = [
            seats + sum(b.came > 1 and b.region == at for b in state.ballots) for at, seats in enumerate(state.there)
        ]
        entitled = [max(many, there) for many, (*_, there) in zip(entitled, state.sizes(), strict=True)]
        found = {verdict_of(rows, entitled, state.rules) for rows in completions(state)}
        said = state.settled()
        settled += said
        tried += len(found)
        assert not said or len(found) == 1, number
        if state.rules.secrecy == "recorded" and not state.rules.deciding_quorum:
            assert said == (len(found) == 1), number
    print(f"{states} states, {settled} settled, 0 wrong")
    assert settled > states / 10


def test_a_blank_ballot_is_not_waited_for() -> None:
    """The example of the page: all five have cast, one of them nothing about this recommendation."""
    cast = [CountedBallot(region, marked(mark)) for region, marks in enumerate(
        (["for"] * 4, ["for"] * 4, ["for", "for", "against", "against", ""])
    ) for mark in marks]  # fmt: skip
    state = State(make_rules({"secrecy": "recorded", "visibility": "live"}), (4, 4, 5), tuple(cast))
    assert state.settled()
    assert not replace(state, there=(4, 4, 6)).settled(), "one who was there has not cast"
    late = (*cast, CountedBallot(2, marked("for"), came=2))
    assert replace(state, ballots=late).settled(), "who comes late is waited for by nobody before they cast"
