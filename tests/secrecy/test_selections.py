"""What a list says of whom its selection speaks for: nothing of fewer than k ballots, in thousands of meetings."""

from collections import Counter
from random import Random

import pytest

from server.domain.procedure.rules import make_rules
from tests.secrecy.attacker import alike, dealt_anew, is_a_choice_of_few, lists_in
from tests.secrecy.meetings import FOR_AND_AGAINST, Meeting, draw_agreement, draw_meeting, draw_selection
from tests.secrecy.selections import Reader, of_regions, said_of, told_groups

FEW, MANY = 150, 5_000
FEW_WAYS, MANY_WAYS = 2, 30


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_of_regions_it_says_only_what_the_list_says_already(meetings: int) -> None:
    """Whichever method, and however often it was opened again: all of it is worked out from seats and states."""
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"regions {number}")
        meeting = (draw_meeting, draw_selection, draw_agreement)[number % 3](dice)
        for ranked in lists_in(meeting.held(meeting.marks)[0]):
            if told := ranked["audit"]:
                assert (told["large"], told["unspoken"], told["untold"]) == of_regions(ranked), f"meeting {number}"
                seen[meeting.method] += 1
                seen.update(name for name in ("unspoken", "untold") if told[name])
    print(dict(seen))
    assert set(seen) >= {*FOR_AND_AGAINST, "shortlist", "unspoken", "untold"}


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_of_groups_it_says_nothing_that_tells_two_ballots_apart(meetings: int) -> None:
    """Deal the marks of ballots that are alike to one another: k or more always are, and no byte of any list changes.

    So of whatever it says of groups, whoever reads all lists can be certain for k ballots together or for none.
    """
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"selection {number}")
        meeting = draw_selection(dice)
        shown, _ = meeting.held(meeting.marks)
        lists = lists_in(shown)
        if is_a_choice_of_few(meeting, lists):
            continue
        kinds = alike(meeting, lists)
        assert all(len(names) >= meeting.rules.k for kind, names in kinds.items() if set(kind) != {None})
        assert meeting.held(dealt_anew(meeting, kinds, dice))[0] == shown, f"meeting {number}"
        told = told_groups(shown)
        seen.update({"meetings": 1, "lists": len(told), "groups": sum(bool(one["audit"]["groups"]) for one in told)})
        seen["exchanges"] += sum(bool(one["audit"]["swap"]) for one in told)
    print(dict(seen))
    assert min(seen["groups"], seen["exchanges"]) > meetings / 40


@pytest.mark.parametrize("lists", [FEW_WAYS, pytest.param(MANY_WAYS, marks=pytest.mark.long)])
def test_no_group_of_fewer_than_k_can_be_worked_out(lists: int) -> None:
    """Every way is tried in which the ballots of each figure can be ticked, where a group and its exchange are told.

    Of no recommendation is it certain, by these words, that fewer than k approve it and nothing selected, or nobody.

    Holds R151.
    """
    seen: Counter[str] = Counter()
    for number in range(10_000):
        meeting = draw_selection(Random(f"ways {number}"))
        if meeting.method != "shortlist" or len(meeting.slate) > 4 or sum(meeting.sizes) > 12:
            continue
        ranked = lists_in(meeting.held(meeting.marks)[0])[0]
        if not (ranked["audit"] and ranked["audit"]["groups"]):
            continue
        reader = Reader(meeting, ranked)
        least = meeting.rules.k
        assert {reader.tell(world, least) for world in reader.worlds} >= {said_of(ranked)}
        assert reader.small_groups(said_of(ranked), least) == [], f"meeting {number}"
        seen["lists"] += 1
        seen["ways"] += len(reader.worlds)
        seen["exchanges"] += bool(ranked["audit"]["swap"])
        if seen["lists"] == lists:
            break
    print(dict(seen))
    assert seen["lists"] == lists
    assert seen["exchanges"]


def test_the_reader_finds_a_group_of_fewer_than_k_where_it_is_told() -> None:
    """Of eight ballots three tick the fourth of four, and nothing of the three selected; k is four."""
    rules = make_rules({"secrecy": "confidential", "k": 4, "places": 3, "max_choices": 5})
    meeting = Meeting("shortlist", rules, [8], tuple("abcd"))
    meeting.marks = {f"b{at}": dict.fromkeys("abc" if at < 5 else "d", "approve") for at in range(8)}
    meeting.epochs = [{at: (name, 0) for at, name in enumerate(meeting.marks)}]
    (ranked,) = lists_in(meeting.held(meeting.marks)[0])
    reader = Reader(meeting, ranked)
    assert said_of(ranked) == ((), None)
    assert reader.small_groups(said_of(ranked), rules.k) == []
    told = ((("d", 3),), ("a", "d"))
    assert told in {reader.tell(world, 1) for world in reader.worlds}
    assert reader.small_groups(told, 1) == ["d"]
