"""Somebody who reads all lists and all words, twice and after each reopening, singles out nobody."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from server.domain.counting.lists_read import ListRead
from server.domain.counting.wishes import OTHERS
from tests.secrecy.attacker import alike, lists_in, singled_out
from tests.secrecy.wishes import WishingMeeting, dealt_with_words, draw_wishes

FEW, MANY = 300, 5_000


def honest(read: ListRead) -> ListRead:
    """Take a list for what it is."""
    return read


def careless(read: ListRead) -> ListRead:
    """Take a list for one that shows everything."""
    return replace(read, withheld=frozenset(), totals_shown=True)


def is_told_apart(meeting: WishingMeeting, teller: object, dice: Random) -> bool:
    """Say whether dealing marks and words of ballots that are alike changes anything that is shown."""
    shown = meeting.shown(meeting.marks, meeting.words, teller)  # type: ignore[arg-type]
    kinds = alike(meeting, lists_in(shown))
    dealt = dealt_with_words(meeting, kinds, dice)  # type: ignore[arg-type]
    return meeting.shown(*dealt, teller) != shown  # type: ignore[arg-type]


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_words_tell_of_no_fewer_than_k_ballots(meetings: int) -> None:
    """Each ballot of which words or a list tell has k - 1 others alike, and to deal their words anew changes no byte.

    So nobody is certain of fewer than k ballots that they say With changes. No region is named beside fewer than k
    wishes, and no fewer are counted. Holds R227, R228.
    """
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"wishes {number}")
        meeting = draw_wishes(dice)
        shown, read = meeting.held(meeting.marks)
        lists = lists_in(shown)
        assert singled_out(meeting, lists) == []
        kinds = alike(meeting, lists)
        assert all(len(names) >= meeting.rules.k for kind, names in kinds.items() if set(kind) != {None})
        assert not is_told_apart(meeting, honest, dice), f"meeting {number}"
        for told in meeting.told(meeting.words, read, honest):
            for groups in told.values():
                assert all(len(one.remarks) >= meeting.rules.k for one in groups if one.counted)
                assert all(one.counted for one in groups if one.region is not None)
                assert len(groups) == 1 or all(one.counted for one in groups)
                seen["named"] += sum(one.region not in (None, OTHERS) for one in groups)
                seen["others"] += sum(one.region == OTHERS for one in groups)
                seen["alone"] += sum(not one.counted for one in groups)
                seen["nothing"] += not groups
        seen["read again"] += len(read) > 1
    print(dict(seen))
    assert min(seen[name] for name in ("named", "others", "alone", "nothing", "read again")) > meetings / 40


def test_the_reader_finds_who_wrote_it_where_all_words_are_told() -> None:
    """A teller who does not ask which ballots the list tells of is found out, in most meetings."""
    found = sum(is_told_apart(draw_wishes(Random(f"wishes {at}")), careless, Random(at)) for at in range(FEW))
    print(found)
    assert found > FEW / 4


def test_words_say_nothing_of_the_order_in_which_ballots_came() -> None:
    """The same ballots in another order of seats and of casting are told in the same words. Holds R228."""
    for number in range(FEW):
        dice = Random(f"order {number}")
        meeting = draw_wishes(dice)
        _, read = meeting.held(meeting.marks)
        told = meeting.told(meeting.words, read, honest)
        for at, box in enumerate(meeting.epochs):
            seats = list(box.items())
            dice.shuffle(seats)
            meeting.epochs[at] = dict(seats)
        assert meeting.told(meeting.words, read, honest) == told
