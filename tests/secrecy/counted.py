"""Small secret rounds in which people count hands and paper as well, are opened again, and count anew.

A vote by hand has a name and a mark as a ballot has; what is shown knows of it nothing but the count. Whoever knows a
count knows its sum, and subtracts it; whoever does not sees its votes as ballots that cannot be told from others.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from server.domain.counting.lists_read import ListRead, as_read
from server.domain.counting.ranking import SlateItem
from server.domain.counting.tallies import ByHand, Count, with_counts
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.rules import make_rules
from server.record.csv_file import write_csv
from server.record.ranked_list import write_ranked_list
from tests.secrecy.meetings import Box, Marks, Meeting

Source = tuple[int, str]
"""The region of a count and how its votes came in."""
Votes = tuple[tuple[str, ...], int]
"""The names of the votes of a count, and how often it was agreed anew."""
Counted = Mapping[Source, Votes]

COUNTABLE = sorted(name for name, method in METHODS.items() if method.CARD.by_hand)


@dataclass
class CountedMeeting(Meeting):
    """A meeting with counts: `counts` are those of each list, and `votes` what every counted vote says."""

    counts: list[Counted] = field(default_factory=list)
    votes: dict[str, Marks] = field(default_factory=dict)

    def by_hand(self, counted: Counted, votes: Mapping[str, Marks]) -> tuple[ByHand, ...]:
        """Count the votes of one list."""
        columns = METHODS[self.method].columns(self.rules)
        return tuple(
            ByHand(
                region,
                channel,  # type: ignore[arg-type]
                len(names),
                tuple(
                    tuple(sum(votes[name].get(item) == column for name in names) for column in columns)
                    for item in self.slate
                ),
                version,
            )
            for (region, channel), (names, version) in counted.items()
        )

    def shown(self, marks: Mapping[str, Marks], votes: Mapping[str, Marks]) -> list[dict]:
        """Say what each list shows, as JSON; a file says the same."""
        read: list[ListRead] = []
        lists = []
        for box, counted in zip(self.epochs, self.counts, strict=True):
            by_hand = self.by_hand(counted, votes)
            ballots = self.count(box, marks)
            whole = with_counts(ballots.tally, by_hand)
            there = tuple(map(max, ballots.checked_in, whole.ballots))
            count = Count(whole, ballots.ballots, there, there, by_hand=by_hand)
            listed = ranked_list(
                self.round.id, self.method, self.rules, regions=[(one, one.upper()) for one in self.regions],
                count=count, read=read,
                recommendations=[SlateItem(item, at, f"No. {at}") for at, item in enumerate(self.slate, 1)],
            )  # fmt: skip
            lists.append({**write_ranked_list(listed), "file": write_csv(listed).decode()})
            read.append(as_read(listed, ballots.ballots, by_hand))
        return lists

    def as_known(self, known: Sequence[Source], lists: Sequence[dict]) -> tuple[Meeting, list[dict]]:
        """Show meeting and lists as to somebody who knows some counts: these are subtracted, the others are ballots."""
        seen = Meeting(self.method, self.rules, self.sizes, self.slate, marks={**self.marks, **self.votes})
        for box, counted in zip(self.epochs, self.counts, strict=True):
            hidden = [
                (name, source[0]) for source, (names, _) in counted.items() if source not in known for name in names
            ]
            seen.epochs.append({**box, **{-at: vote for at, vote in enumerate(hidden, 1)}})
        told = [
            self._less(each, self.by_hand({one: counted[one] for one in known if one in counted}, self.votes))
            for each, counted in zip(lists, self.counts, strict=True)
        ]
        return seen, told

    def _less(self, listed: dict, known: Sequence[ByHand]) -> dict:
        columns = METHODS[self.method].columns(self.rules)
        items = []
        for row in listed["items"]:
            at = self.slate.index(row["recommendation_id"])
            line, regions = dict(row["line"]), {name: dict(said) for name, said in row["regions"].items()}
            for one in known:
                said = regions[self.regions[one.region]]
                for column, many in zip(columns, one.cells[at], strict=True):
                    if line[column] is not None:
                        line[column] -= many
                    if column in said:
                        said[column] -= many
            items.append({**row, "line": line, "regions": regions})
        return {**listed, "items": items}


def draw_counted(dice: Random) -> CountedMeeting:
    """Draw a meeting: 1 to 4 regions, a few ballots and counts in each, up to 3 lists read."""
    rules = make_rules(
        {
            "secrecy": dice.choice(["confidential", "sealed"]),
            "k": dice.choice([3, 4]),
            "places": dice.randint(1, 2),
            "max_choices": 3,
        }
    )
    slate = tuple(f"i{at}" for at in range(dice.randint(1, 2)))
    sizes = [dice.randint(4, 30) for _ in range(dice.randint(1, 4))]
    meeting = CountedMeeting(dice.choice(COUNTABLE), rules, sizes, slate)
    columns = [one for one in METHODS[meeting.method].columns(rules) if one != "with_changes"]
    leaning = dice.choice([0.0, 0.6, 1.0])
    favourite = {item: dice.choice(columns) for item in slate}

    def vote() -> Marks:
        return favourite if dice.random() < leaning else {item: dice.choice(columns) for item in slate}

    box: Box = {}
    counted: dict[Source, Votes] = {}
    places = range(len(meeting.regions))
    seats = meeting.seats
    for epoch in range(dice.randint(1, 3)):
        for region in places:
            free = [seat for seat, where in enumerate(seats) if where == region]
            for seat in dice.sample(free, min(len(free), dice.choice([0, 0, 1, 3, 4, 6] if epoch else [0, 2, 4, 8]))):
                name = f"b{epoch}.{seat}"
                meeting.marks[name], box[seat] = vote(), (name, region)
            for channel in ("hands", "paper"):
                if dice.random() < (0.25 if epoch else 0.5):
                    was, where = counted.get((region, channel)), f"{region}{channel}"
                    counted[region, channel] = _anew(dice, meeting, was, where, vote)
        meeting.epochs.append(dict(box))
        meeting.counts.append({one: counted[one] for one in counted if counted[one][0]})
    return meeting


def _anew(dice: Random, meeting: CountedMeeting, was: Votes | None, where: str, vote: Callable[[], Marks]) -> Votes:
    """Count for the first time, or again: some of those who were counted say something else, some are more."""
    names, version = was or ((), 0)
    kept = names[dice.choice([0, 1, 1, 2, 5]) :] if names else ()
    more = dice.choice([0, 1, 2, 3, 4, 7])
    new = tuple(f"{where}.{version}.{at}" for at in range(more))
    meeting.votes.update({name: vote() for name in new})
    if was is not None and kept + new == names:
        return was
    return kept + new, version + 1
