"""What the defaults of a meeting come to, worked on its own seats: the figures of the examples on the page of the desk.

Every figure comes from what counts rounds. Refuses to word anything, and to know who sits where. Invariant: what is
said of a region is so in a round that is opened with these seats, whoever is there by then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal, get_args

from server.domain.counting.positions import region_state, regions_needed
from server.domain.counting.result_line import for_needed
from server.domain.counting.tallies import ballots_needed
from server.domain.methods import read_method
from server.domain.methods.choosing import Chosen
from server.domain.procedure.defaults import RoundChoice
from server.domain.procedure.opening import RegionSeats, pool_of
from server.domain.procedure.pools import name_of_pool
from server.domain.procedure.rules import Rules

Card = Literal["lists", "across", "secrecy"]
CARDS: tuple[Card, ...] = get_args(Card)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence: its code and the figures in it.

    Units:   `n` is the figure that chooses among plural forms.
    """

    code: str
    figures: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Roll:
    """The regions of a meeting, each with its seats that may vote, and how many delegations have one."""

    regions: Sequence[RegionSeats]
    names: Mapping[str, str]
    delegations: int = 0

    @property
    def seats(self) -> int:
        """Say how many seats may vote."""
        return sum(one.entitled for one in self.regions)

    def counted(self, rules: Rules) -> Sequence[tuple[str, int]]:
        """Name what a round counts, each with its seats: regions, and those that count together as one."""
        pool = pool_of(self.there, rules)
        together = [[one for one in self.there if one.region_id in pool]] if pool else []
        alone = [[one] for one in self.there if one.region_id not in pool]
        return [
            (name_of_pool([self.names[one.region_id] for one in each]), sum(one.entitled for one in each))
            for each in (*alone, *together)
        ]

    @property
    def there(self) -> Sequence[RegionSeats]:
        """Leave out regions without a seat: nobody of them can cast."""
        return [one for one in self.regions if one.entitled]


def examples(chosen: Chosen, roll: Roll) -> Mapping[Card, tuple[Example, ...]]:
    """Work every card on the seats of a meeting; without any, there is nothing to work on."""
    if not roll.seats:
        return dict.fromkeys(CARDS, (Example("no_seats", {}),))
    region, plenary = chosen.choices["region"], chosen.choices["plenary"]
    return {
        "lists": tuple(_lists(region, chosen.hand_over_limit, roll)),
        "across": tuple(_across(plenary, roll)),
        "secrecy": tuple(_secrecy(plenary.rules, roll)),
    }


def _lists(choice: RoundChoice, limit: int, roll: Roll) -> Iterator[Example]:
    rules, card = choice.rules, read_method(choice.method).CARD
    many = len(roll.regions)
    yield Example("hears", {"n": many, "seats": roll.seats, "most": limit, "all": limit * many})
    if "places" in card.rules:
        yield Example("places", {"n": rules.places, "ticks": rules.max_choices})
    if rules.quorum is not None:
        yield from _quorum_of(roll, rules)
    small = [roll.names[one.region_id] for one in roll.regions if 0 < one.entitled < rules.k]
    if card.kind == "choice" and rules.secrecy != "recorded" and small:
        yield Example("readable", {"n": len(small), "regions": ", ".join(small), "k": rules.k})


def _quorum_of(roll: Roll, rules: Rules) -> Iterator[Example]:
    for name, seats in _ends([(roll.names[one.region_id], one.entitled) for one in roll.there]):
        yield Example("quorum_of", {"region": name, "seats": seats, "n": ballots_needed(seats, rules.quorum)})


def _ends(counted: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Name the largest and the smallest; one alone where they are as large."""
    ends = [max(counted, key=itemgetter(1)), min(counted, key=itemgetter(1))]
    return ends[:1] if ends[0][1] == ends[1][1] else ends


def _across(choice: RoundChoice, roll: Roll) -> Iterator[Example]:
    rules, means = choice.rules, read_method(choice.method).CARD.rules
    counted = roll.counted(rules)
    if len(counted) < 2:
        yield Example("one_region", {})
    elif "regions_needed" in means:
        needed = regions_needed(len(counted), rules)
        code = "across_but_one" if rules.opposition_tolerated else "across"
        yield Example(code, {"n": len(counted), "needed": needed})
        for name, seats in _ends(counted):
            yield _backs(name, seats, rules)
    if rules.quorum is not None:
        yield Example("quorum", {"n": ballots_needed(roll.seats, rules.quorum), "seats": roll.seats})
    if "required_majority" in means:
        carries = for_needed(roll.seats, 0, roll.seats, rules.required_majority)
        code = "carried_of_all" if rules.required_majority == "absolute" else "carried"
        yield Example(code, {"n": carries, "seats": roll.seats})


def _backs(name: str, seats: int, rules: Rules) -> Example:
    """Find the fewest For that back where nobody is against."""
    least = next(votes for votes in range(1, seats + 1) if region_state(votes, 0, seats, rules) == "backs")
    code = "backs" if rules.theta.denominator == 2 else "backs_by_two_thirds"
    return Example(code, {"region": name, "seats": seats, "n": least})


def _secrecy(rules: Rules, roll: Roll) -> Iterator[Example]:
    pool = pool_of(roll.there, rules)
    if rules.secrecy == "recorded":
        name, seats = _ends(roll.counted(rules))[-1]
        yield Example("all_figures", {"region": name, "n": seats})
        if rules.roll_call:
            yield Example("roll_call", {"n": roll.delegations})
    elif pool:
        seats = sum(one.entitled for one in roll.regions if one.region_id in pool)
        together = name_of_pool([roll.names[one] for one in pool])
        yield Example("pool", {"regions": together, "n": seats, "k": rules.k})
    else:
        yield Example("each_shown", {"k": rules.k, "n": min(one.entitled for one in roll.there)})
