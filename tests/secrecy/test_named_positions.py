"""Regions that say by name where they stand, beside others that vote in secret: nobody learns a mark."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from tests.secrecy.attacker import alike, dealt_anew, is_a_choice_of_few, lists_in, singled_out
from tests.secrecy.named import NamedMeeting, draw_named_meeting, said_by

FEW, MANY = 200, 10_000
OF_BALLOTS = ("ballots", "checked_in", "entitled", "withheld", "not_anew")


@pytest.mark.parametrize("meetings", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
def test_beside_regions_named_fewer_than_k_ballots_are_certain_in_no_meeting(meetings: int) -> None:
    """Though lists are read in between and what is said by name changes from one to the next. Holds R254, R273."""
    seen: Counter[str] = Counter()
    for number in range(meetings):
        dice = Random(f"named {number}")
        meeting = draw_named_meeting(dice)
        shown, _ = meeting.held(meeting.marks)
        lists = lists_in(shown)
        assert singled_out(meeting, lists) == [], f"meeting {number}"
        seen["reopened"] += len(lists) > 1
        seen["pools"] += bool(meeting.round.pool)
        seen["not anew"] += any(one["not_anew"] for each in lists for one in each["regions"])
        if is_a_choice_of_few(meeting, lists):
            continue
        kinds = alike(meeting, lists)
        told = {kind: names for kind, names in kinds.items() if set(kind) != {None}}
        assert all(len(names) >= meeting.rules.k for names in told.values()), f"meeting {number}"
        assert meeting.held(dealt_anew(meeting, kinds, dice))[0] == shown, f"meeting {number}"
    assert min(seen["reopened"], seen["pools"], seen["not anew"]) > meetings / 20, dict(seen)


@pytest.mark.parametrize("number", range(60))
def test_what_is_said_by_name_and_by_how_many_seats_moves_no_figure_of_ballots(number: int) -> None:
    """Nor how many seats the region has: whoever subtracts one list from another finds nothing of it. Holds R254."""
    dice = Random(f"named anew {number}")
    meeting = draw_named_meeting(dice)
    said = [said_by(meeting, dice) for _ in meeting.epochs]
    larger = [tuple(replace(one, seats=one.seats + 1, here=1) for one in each) for each in said]
    others = [replace(meeting, said=one) for one in (said, larger)]
    for other in others:
        other.marks, other.epochs, other.tallies = meeting.marks, meeting.epochs, meeting.tallies
        other.delegations = meeting.delegations
    assert len({repr(figures_of(one)) for one in (meeting, *others)}) == 1


@pytest.mark.parametrize("number", range(60))
def test_nothing_that_is_shown_tells_which_seats_have_confirmed(number: int) -> None:
    """As many others of the same region: every byte of lists, files and counts stays. Holds R273."""
    dice = Random(f"named confirmed {number}")
    meeting = draw_named_meeting(dice)
    shown, _ = meeting.held(meeting.marks)
    meeting.said = [
        tuple(replace(one, confirmed=tuple(f"x{seat}" for seat in one.confirmed)) for one in each)
        for each in meeting.said
    ]
    assert meeting.held(meeting.marks)[0] == shown
    assert all(f"n{at}s" not in text for text in shown for at in range(len(meeting.small)))


def test_the_opening_is_the_same_however_many_seats_a_named_region_has() -> None:
    """Pools, entitled and those there: nobody subtracts from them how many take part by name. Holds R254."""
    for number in range(100):
        meeting = draw_named_meeting(Random(f"named opened {number}"))
        one_seat = replace(meeting, small=[1 for _ in meeting.small])
        assert replace(meeting.round, named=()) == replace(one_seat.round, named=())


def figures_of(meeting: NamedMeeting) -> list[object]:
    """Read from everything that is shown what it tells of ballots."""
    shown, _ = meeting.held(meeting.marks)
    lists = lists_in(shown)
    told: list[object] = [one for one in shown if one.startswith('{"tally_version"')]
    assert told
    for each in lists:
        casting = [one for one in each["regions"] if not one["named"]]
        told.append([[one[name] for name in OF_BALLOTS] for one in casting])
        ids = {one["id"] for one in casting}
        rows = sorted(each["items"], key=lambda item: item["recommendation_id"])
        told.append([
            [item["line"], {one: said for one, said in item["regions"].items() if one in ids}] for item in rows
        ])  # fmt: skip
        told.append(each["totals_withheld"])
    return told
