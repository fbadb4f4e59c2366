"""Whoever knows what was counted by hands and on paper, all of it, some or none, singles out nobody besides."""

from collections import Counter
from random import Random

import pytest

from tests.secrecy.attacker import alike, is_a_choice_of_few, singled_out
from tests.secrecy.counted import CountedMeeting, Source, draw_counted

FEW, MANY = 300, 5_000


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_no_fewer_than_k_are_left_for_whoever_subtracts_a_count(meetings: int) -> None:
    """In every figure of every list, less the counts that somebody knows, as many as k are alike. Holds R270.

    Looked at for everybody who knows a share of the counts: who knows none of them, one, all, all but one. To deal the
    marks of ballots that are alike anew, and of votes that they cannot tell from them, changes no byte that is shown.
    """
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"counted {number}")
        meeting = draw_counted(dice)
        lists = meeting.shown(meeting.marks, meeting.votes)
        seen["meetings"] += 1
        seen["lists"] += len(lists)
        seen["counted"] += any(one["hands"] + one["paper"] for each in lists for one in each["regions"])
        seen["not anew"] += any(one["not_anew"] for each in lists for one in each["regions"])
        seen["shown with both"] += any(
            not one["withheld"] and 0 < one["hands"] + one["paper"] < one["ballots"]
            for each in lists
            for one in each["regions"]
        )
        sources = sorted({source for counted in meeting.counts for source in counted})
        for known in shares(sources, dice):
            told, without = meeting.as_known(known, lists)
            where = f"meeting {number}, known {known}"
            if is_a_choice_of_few(told, without):
                seen["choices of few"] += 1
                continue
            assert singled_out(told, without) == [], where
            kinds = {kind: names for kind, names in alike(told, without).items() if set(kind) != {None}}
            assert all(len(names) >= meeting.rules.k for names in kinds.values()), where
            assert dealt(meeting, kinds, dice) == lists, where
    print(dict(seen))
    assert min(seen[name] for name in ("counted", "not anew", "shown with both")) > meetings / 20


def shares(sources: list[Source], dice: Random) -> list[list[Source]]:
    """Say who may know what: nothing, everything, one count, all counts but one, or any of them."""
    one = dice.choice(sources) if sources else None
    some = [source for source in sources if dice.random() < 0.5]
    return [[], sources, [one] if one else [], [source for source in sources if source != one], some]


def dealt(meeting: CountedMeeting, kinds: dict, dice: Random) -> list[dict]:
    """Deal the marks of what is alike anew, and hold the meeting again."""
    marks, votes = dict(meeting.marks), dict(meeting.votes)
    for names in kinds.values():
        said = [marks[name] if name in marks else votes[name] for name in names]
        dice.shuffle(said)
        for name, one in zip(names, said, strict=True):
            (marks if name in marks else votes)[name] = one
    return meeting.shown(marks, votes)
