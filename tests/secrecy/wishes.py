"""Meetings whose ballots carry words, drawn by dice, and everything that whoever conducts is told of them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from server.domain.counting.lists_read import ListRead
from server.domain.counting.wishes import Group, Wish, is_some_withheld, told_of
from server.domain.procedure.ballot_words import Remark
from server.domain.procedure.rules import make_rules
from tests.secrecy.meetings import FOR_AND_AGAINST, Marks, Meeting, take_place

Words = Mapping[str, Mapping[str, Remark]]
"""By the name of a ballot what it says of each recommendation."""
Told = Mapping[str, tuple[Group, ...]]

SAID = [
    Remark("add", "and their States"),
    Remark("delete", quote="soon"),
    Remark("replace", "each year", "once"),
    Remark("add", "و"),
]


@dataclass
class WishingMeeting(Meeting):
    """A meeting in which some of those who say With changes say in words what they would change."""

    words: dict[str, Mapping[str, Remark]] = field(default_factory=dict)

    def told(self, words: Words, read: list[ListRead], as_read: Callable[[ListRead], ListRead]) -> list[Told]:
        """Say what is told of words each time that a list is read; `as_read` is what the teller takes the list for."""
        return [
            {item: told_of(item, self._wishes(words, at), self.rules, as_read(one)) for item in self.slate}
            for at, one in enumerate(read)
        ]

    def shown(self, marks: Mapping[str, Marks], words: Words, as_read: Callable[[ListRead], ListRead]) -> list[str]:
        """Hold the meeting with these marks and words: everything that whoever conducts is shown."""
        shown, read = self.held(marks)
        told = self.told(words, read, as_read)
        withheld = [
            is_some_withheld([region for _, region in box.values()], self.rules, one)
            for box, one in zip(self.epochs, read, strict=True)
        ]
        return [
            *shown,
            *(json.dumps([item, repr(groups)]) for each in told for item, groups in each.items()),
            *map(str, withheld),
        ]

    def _wishes(self, words: Words, at: int) -> list[Wish]:
        return [
            Wish(item, remark, region)
            for name, region in self.epochs[at].values()
            for item, remark in words.get(name, {}).items()
        ]


def draw_wishes(dice: Random) -> WishingMeeting:
    """Draw a meeting of 1 to 4 regions of 2 to 8 seats in which many say With changes, and most of these say what."""
    rules = make_rules(
        {
            "secrecy": dice.choice(["confidential", "sealed"]),
            "k": dice.choice([3, 3, 4]),
            "with_changes": True,
            "wishes": True,
        }
    )
    sizes = [dice.randint(2, 8) for _ in range(dice.randint(1, 4))]
    meeting = WishingMeeting(dice.choice(FOR_AND_AGAINST), rules, sizes, ("i0", "i1"))
    marks = ["with_changes"] * dice.randint(1, 4) + ["for", "against", "abstain"]
    take_place(meeting, dice, lambda: {item: dice.choice(marks) for item in meeting.slate})
    for name, marked in meeting.marks.items():
        changed = [item for item, mark in marked.items() if mark == "with_changes"]
        meeting.words[name] = {item: dice.choice(SAID) for item in changed if dice.random() < 0.8}
    return meeting


def dealt_with_words(
    meeting: WishingMeeting, kinds: Mapping[object, list[str]], dice: Random
) -> tuple[dict[str, Marks], dict[str, Mapping[str, Remark]]]:
    """Deal marks and words of ballots that are alike to one another; of those that nothing tells of, to nobody."""
    marks, words = dict(meeting.marks), dict(meeting.words)
    for kind, names in kinds.items():
        dealt = list(names)
        dice.shuffle(dealt)
        nothing = set(kind) == {None}  # type: ignore[call-overload]
        for name, other in zip(names, dealt, strict=True):
            marks[name] = {} if nothing else meeting.marks[other]
            words[name] = {} if nothing else meeting.words[other]
    return marks, words
