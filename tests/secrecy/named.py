"""Small meetings in which regions take part by their named position: what they say, who confirms, lists reopened."""

from dataclasses import dataclass, field, replace
from random import Random

from server.domain.counting.tallies import Count
from server.domain.methods import METHODS
from server.domain.procedure.opening import RegionSeats, open_round
from server.domain.procedure.positions import NAMED_STATES, NamedPosition, NamedRegion
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import make_rules
from tests.secrecy.meetings import Box, Marks, Meeting, ballot_of, take_place

SPOKEN = sorted(name for name, method in METHODS.items() if not method.CARD.silent)
"""Only where ballots are cast by hand does a region take part by its position."""


@dataclass
class NamedMeeting(Meeting):
    """A meeting of which some regions cast no ballots.

    Shape:   `sizes` are the seats of the regions that cast, `small` those of the others; `said` what these say by name,
             by the list that was read.
    """

    small: list[int] = field(default_factory=list)
    said: list[tuple[NamedRegion, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        casting = [RegionSeats(f"r{at}", many, many) for at, many in enumerate(self.sizes)]
        named = [RegionSeats(f"n{at}", many, many) for at, many in enumerate(self.small)]
        self.rules = replace(self.rules, named_positions=tuple(one.region_id for one in named))
        draft = Round("m1r1", "m1p1", 1, self.method, self.slate, (), self.rules)
        self.round = open_round(draft, 0, [*named, *casting])

    def count(self, box: Box, marks: dict[str, Marks]) -> Count:  # type: ignore[override] # of this very meeting
        """Count a box; before a list is read, a region that says by name has said nothing."""
        at = next((place for place, one in enumerate(self.epochs) if one is box), None)
        named = tuple(one.unsaid for one in self.round.named) if at is None else self.said[at]
        return replace(super().count(box, marks), named=named)


def draw_named_meeting(dice: Random) -> NamedMeeting:
    """Draw 1 to 4 regions of 1 to 8 seats that cast, 1 or 2 that do not, and up to 4 lists read in between."""
    k = dice.choice([3, 4, 4, 5])
    rules = make_rules(
        {
            "secrecy": dice.choice(["confidential", "sealed"]),
            "visibility": dice.choice(["turnout", "hidden", "live"]),
            "k": k,
            "places": dice.randint(1, 2),
            "max_choices": 3,
            "tie_rule": dice.choice(["declare", "lot"]),
        }
    )
    sizes = [dice.randint(1, 8) for _ in range(dice.randint(1, 4))]
    small = [dice.randint(1, k - 1) for _ in range(dice.randint(1, 2))]
    slate = tuple(f"i{at}" for at in range(dice.randint(1, 3)))
    meeting = NamedMeeting(dice.choice(SPOKEN), rules, sizes, slate, small=small)
    leaning = dice.choice([0.0, 0.0, 0.5, 0.9, 1.0])
    favourite = ballot_of(meeting, dice)
    take_place(meeting, dice, lambda: favourite if dice.random() < leaning else ballot_of(meeting, dice))
    meeting.said = [said_by(meeting, dice) for _ in meeting.epochs]
    return meeting


def said_by(meeting: NamedMeeting, dice: Random) -> tuple[NamedRegion, ...]:
    """Draw what each region says by name at one close, and which of its seats have confirmed it."""
    return tuple(
        replace(
            one,
            version=dice.randint(1, 9),
            positions=tuple(
                NamedPosition(item, dice.choice(NAMED_STATES), dice.choice(["", "Not before 2030"]))
                for item in meeting.slate
                if dice.random() < 0.8
            ),
            confirmed=tuple(f"{one.region_id}s{seat}" for seat in range(dice.randint(0, one.seats))),
        )
        for one in meeting.round.named
    )
