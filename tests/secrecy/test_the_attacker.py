"""An attacker with every frame, time, list, page and file singles out nobody: 0 of 10,000 meetings."""

from collections import Counter
from random import Random

import pytest

from tests.secrecy.attacker import alike, dealt_anew, is_a_choice_of_few, lists_in, singled_out
from tests.secrecy.meetings import Meeting, draw_meeting

FEW, MANY = 300, 10_000


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_fewer_than_k_ballots_are_certain_in_no_meeting(meetings: int) -> None:
    """Of no set of fewer than k ballots are the marks the same in every assignment that fits what was seen.

    Two things make that so, and both are looked at in every meeting: each ballot that a list tells of has k - 1 others
    that stand in the same figures of the same lists, and to deal the marks of such ballots anew changes no byte. A
    kind that happens to be of one mind is counted apart, and so is a choice made by fewer than k.
    """
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"meeting {number}")
        meeting = draw_meeting(dice)
        shown, _ = meeting.held(meeting.marks)
        lists = lists_in(shown)
        assert singled_out(meeting, lists) == [], f"meeting {number}"
        seen["meetings"] += 1
        seen["pools"] += bool(meeting.round.pool) and len(meeting.regions) > 1
        seen["lists"] += len(lists)
        seen["not anew"] += any(one["not_anew"] for each in lists for one in each["regions"])
        if is_a_choice_of_few(meeting, lists):
            seen["choices of few"] += 1
            continue
        kinds = alike(meeting, lists)
        told = {kind: names for kind, names in kinds.items() if set(kind) != {None}}
        assert all(len(names) >= meeting.rules.k for names in told.values()), f"meeting {number}"
        seen["of one mind"] += any(_of_one_mind(meeting, names) for names in told.values())
        assert meeting.held(dealt_anew(meeting, kinds, dice))[0] == shown, f"meeting {number}"
    print(dict(seen))
    assert seen["pools"] > meetings / 20, "some regions counted together beside others"
    assert seen["not anew"] > meetings / 20, "the lists read before mattered"


def _of_one_mind(meeting: Meeting, names: list[str]) -> bool:
    return any(len({meeting.marks[name].get(item) for name in names}) == 1 for item in meeting.slate)
