"""Small meetings, drawn by dice, with all that happens to a secret round: reopenings, changes, removals, readers.

What is shown is made by the functions that the service itself uses. A meeting can be held again with other marks on the
same ballots, and then shows what it would have shown.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

import msgspec

from server.domain.counting.lists_read import ListRead, as_read
from server.domain.counting.lots import Lot, nonces_of
from server.domain.counting.ranking import SlateItem
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.methods import METHODS, is_silent, meant, ranked_list
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.opening import RegionSeats, open_round
from server.domain.procedure.rounds import Round, close_round, counted_from_ms
from server.domain.procedure.rules import Rules, make_rules
from server.record.csv_file import write_csv
from server.record.ranked_list import write_ranked_list
from server.room.views import outlook_view, tally_view

Marks = Mapping[str, str]
Box = dict[int, tuple[str, int]]
"""What lies in the box: a seat, the name of its ballot, and the region in which it counts."""

LOT = Lot("5b" * 16, nonces_of(["one", "other"]))
LONGEST_OWN_TIME_S = 6
FOR_AND_AGAINST = ("across_regions", "balanced_product", "regional_mean")


@dataclass
class Meeting:
    """One meeting as it went: what lay in the box whenever a list was read, and at every tally before that.

    Shape:   `sizes` are the seats of every region; what the opening made of them is in `round`, and boxes speak of its
             regions; `delegations` says for whom each seat speaks; `marks` by the name of a ballot; `epochs` are the
             boxes of which a list was read; `tallies` the boxes of which a count was told.
    """

    method: str
    rules: Rules
    sizes: list[int]
    slate: tuple[str, ...]
    delegations: list[str] = field(default_factory=list)
    marks: dict[str, Marks] = field(default_factory=dict)
    epochs: list[Box] = field(default_factory=list)
    tallies: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        present = [RegionSeats(f"r{at}", many, many) for at, many in enumerate(self.sizes)]
        draft = Round("m1r1", "m1p1", 1, self.method, self.slate, (), self.rules)
        self.rules = meant(self.method, self.rules)
        opened = replace(draft, rules=self.rules)
        self.round = open_round(opened, 0, present, together=is_silent(self.method))

    @property
    def regions(self) -> tuple[str, ...]:
        return self.round.regions

    @property
    def seats(self) -> list[int]:
        """For each seat in which region of the round it is counted."""
        places = {member: at for at, members in enumerate(self.round.members) for member in members}
        return [places[f"r{at}"] for at, many in enumerate(self.sizes) for _ in range(many)]

    def count(self, box: Box, marks: Mapping[str, Marks]) -> Count:
        at = self.seats
        ballots = tuple(
            CountedBallot(
                region,
                marks[name],
                name,
                mandate=Mandate(f"r{at[seat]}", self.delegations[seat] if self.delegations else "", "", seat),
            )
            for seat, (name, region) in box.items()
        )
        columns = METHODS[self.method].columns(self.rules)
        there = self.round.checked_in
        return Count(recount(self.slate, self.regions, columns, ballots), ballots, there, there)

    def held(self, marks: Mapping[str, Marks]) -> tuple[list[str], list[ListRead]]:
        """Hold the meeting with these marks: everything that anybody is shown, and what its lists told of."""
        round_ = self.round
        tallies = [self.count(box, marks).tally for box in self.tallies]
        shown = [
            msgspec.json.encode(tally_view(round_, version, tally, outlook_view(round_, tally))).decode()
            for version, tally in enumerate(tallies)
        ]
        read: list[ListRead] = []
        for box in self.epochs:
            closing = close_round(round_, 0, LONGEST_OWN_TIME_S)
            count = self.count(box, marks)
            listed = ranked_list(
                round_.id, self.method, self.rules, regions=[(one, one.upper()) for one in self.regions], count=count,
                named=[(one, one.upper()) for one in round_.named_ids],
                recommendations=[SlateItem(item, at, f"No. {at}") for at, item in enumerate(self.slate, 1)],
                lot=LOT,
                read=read,
            )  # fmt: skip
            shown += [str(counted_from_ms(closing)), json.dumps(write_ranked_list(listed)), write_csv(listed).decode()]
            read.append(as_read(listed, count.ballots))
        return shown, read


def draw_meeting(dice: Random) -> Meeting:
    """Draw a meeting: 1 to 5 regions of 1 to 8 seats, 1 to 3 recommendations, any method, up to 4 lists read."""
    method = dice.choice(sorted(METHODS))
    rules = make_rules(
        {
            "secrecy": dice.choice(["confidential", "sealed"]),
            "visibility": dice.choice(["turnout", "hidden", "live"]),
            "k": dice.choice([3, 4, 4, 5]),
            "places": dice.randint(1, 2),
            "max_choices": 3,
            "tie_rule": dice.choice(["declare", "lot"]),
        }
    )
    sizes = [dice.randint(1, 8) for _ in range(dice.randint(1, 5))]
    slate = tuple(f"i{at}" for at in range(dice.randint(1, 3)))
    meeting = Meeting(method, rules, sizes, slate)
    leaning = dice.choice([0.0, 0.0, 0.5, 0.9, 1.0])
    favourite = ballot_of(meeting, dice)
    return take_place(meeting, dice, lambda: favourite if dice.random() < leaning else ballot_of(meeting, dice))


def draw_selection(dice: Random) -> Meeting:
    """Draw a meeting that selects by ticks and is split: 1 to 3 regions of 4 to 8 seats, places for the larger camp."""
    places = dice.choice([1, 2, 3, 3, 3])
    rules = make_rules(
        {
            "secrecy": dice.choice(["confidential", "sealed"]),
            "k": dice.choice([3, 3, 4]),
            "places": places,
            "max_choices": 5,
            "tie_rule": dice.choice(["declare", "lot"]),
        }
    )
    slate = tuple(f"i{at}" for at in range(places + dice.randint(1, 2)))
    sizes = [dice.randint(4, 8) for _ in range(dice.randint(1, 3))]
    meeting = Meeting(dice.choice(["shortlist", "shortlist", "proportional_five"]), rules, sizes, slate)
    camps = [slate[:places]] * 3 + [slate[places:]] * 2 + [slate[places - 1 :]] * dice.randint(0, 1)
    together = dice.choice([0.8, 0.9, 1.0])
    return take_place(
        meeting,
        dice,
        lambda: dict.fromkeys(dice.choice(camps), "approve") if dice.random() < together else ballot_of(meeting, dice),
    )


def draw_agreement(dice: Random) -> Meeting:
    """Draw a meeting of For and Against that mostly agrees: 2 to 4 regions of 3 to 8 seats, each enough for a place."""
    rules = make_rules({"secrecy": "confidential", "k": dice.choice([3, 4]), "places": 5})
    sizes = [dice.randint(3, 8) for _ in range(dice.randint(2, 4))]
    meeting = Meeting(dice.choice(FOR_AND_AGAINST), rules, sizes, ("i0", "i1"))
    marks = ["for"] * dice.randint(2, 6) + ["against", "abstain"]
    return take_place(meeting, dice, lambda: {item: dice.choice(marks) for item in meeting.slate})


def take_place(meeting: Meeting, dice: Random, ballot: Callable[[], Marks]) -> Meeting:
    """Let everybody cast who wants to, and open it again up to three times."""
    region_of = meeting.seats
    own = Random(f"{meeting.method} {meeting.sizes}")
    states = own.choice([2, 8, 100])
    meeting.delegations = [
        "" if own.random() < 0.1 else f"State {seat if states == 100 else own.randrange(states)}"
        for seat in range(len(region_of))
    ]
    box: Box = {}
    names = iter(range(10_000))

    def cast(seat: int) -> None:
        name = f"b{next(names)}"
        meeting.marks[name] = ballot()
        box[seat] = (name, box[seat][1] if seat in box else region_of[seat])
        meeting.tallies.append(dict(box))

    for seat in range(len(region_of)):
        if dice.random() < dice.choice([0.4, 0.8, 1.0]):
            cast(seat)
    for _ in range(0 if is_silent(meeting.method) else dice.randint(1, 4)):  # a silence is not opened again
        if dice.random() < 0.8:
            meeting.epochs.append(dict(box))
        _go_on(meeting, box, dice, cast)
    meeting.epochs.append(dict(box))
    return meeting


def _go_on(meeting: Meeting, box: Box, dice: Random, cast: Callable[[int], None]) -> None:
    """Open again: some cast, some change, some are removed, one may be moved to another region."""
    everybody = range(sum(meeting.sizes))
    some = dice.choice([0, 1, 2, 4, 5, 8])
    for seat in dice.sample(list(everybody), min(some, len(everybody))):
        cast(seat)
    for seat in dice.sample(sorted(box), min(dice.choice([0, 0, 0, 1, 4]), len(box))):
        if dice.random() < 0.7:
            del box[seat]
        else:
            box[seat] = (box[seat][0], dice.randrange(len(meeting.regions)))
        meeting.tallies.append(dict(box))


def ballot_of(meeting: Meeting, dice: Random) -> Marks:
    """Fill in a ballot by dice."""
    columns = [one for one in METHODS[meeting.method].columns(meeting.rules) if one != "with_changes"]
    if meeting.method in ("ranked_pairs", "scottish_stv"):
        ranked = dice.sample(meeting.slate, dice.randint(0, len(meeting.slate)))
        return {item: columns[at] for at, item in enumerate(ranked)}
    return {item: dice.choice(columns) for item in meeting.slate if dice.random() < 0.8}
