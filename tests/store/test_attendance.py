"""Who is entitled and who is there, with everybody who comes late, held against a computation of its own.

Seats are named or not, come before the opening or after it, are made later, move to another region, cast, cast again
and are taken away; the casting step, the count and the list must say what sets of seats say.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random

import pytest

from server.domain.counting.ranking import RankedList, SlateItem
from server.domain.procedure.ballots import Ballot
from server.domain.procedure.meeting import Meeting, meeting_of
from server.domain.procedure.opening import Elector, electorate_of, open_round, seats_by_region
from server.domain.procedure.people import Seat
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules, make_rules
from server.room.count_sheet import Box, count
from server.store import Store, keys, library
from server.store.acts import Act
from server.store.kept_lists import read_list
from server.store.meetings import new_code
from server.store.packing import read_record, write_electorate

COLUMNS = ("for", "with_changes", "against", "abstain")
FEW, MANY = 40, 10_000
REGIONS = ("AF", "AM", "AP", "EC")


@dataclass
class Course:
    """One round as it went, in sets of seats: what was so at the opening, and who has a ballot."""

    rules: Rules
    given: dict[str, int]
    region: dict[str, str]
    there: set[str]
    opened: set[str] = field(default_factory=set)
    ballots: dict[str, str] = field(default_factory=dict)
    cast_in: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)


def draw_course(dice: Random) -> Course:
    """Draw up to four regions, whom they are entitled to, and who is there."""
    names = REGIONS[: dice.randint(1, 4)]
    region = {f"s{at}": dice.choice(names) for at in range(dice.randint(0, 14))}
    rules = make_rules(
        {
            "secrecy": dice.choice(["recorded", "recorded", "confidential"]),
            "required_majority": dice.choice(["simple", "absolute", "absolute", "two_thirds"]),
            "quorum": dice.choice([None, "1/3", "1/2", "2/3"]),
            "k": 3,
        }
    )
    given = {name: dice.choice([0, 0, 3, 6]) for name in names}
    there = {seat for seat in region if dice.random() < 0.7}
    return Course(rules, given, region, there, set(region))


async def open_in(store: Store, course: Course) -> Round:
    """Open a round on one recommendation, as a decision does."""
    meeting_id = new_code(5)
    draft = Round(f"{meeting_id}r1", f"{meeting_id}000", 1, "across_regions", (f"{meeting_id}001",), (), course.rules)
    electors = [Elector(seat, course.region[seat], seat in course.there) for seat in course.region]
    round_ = open_round(draft, 0, seats_by_region(electors, course.given, named=True))
    casting = keys.of_round(round_.id)
    where = [keys.of(meeting_id, name) for name in ("state", "seqs", "requests")]
    where += [keys.bell(meeting_id), keys.of_round(round_.id, "electorate"), casting]
    asked = {
        "decision": 0, "expires_at_s": int(time.time()) + 3_600, "request": "", "answer": "", "answered_room": "",
        "writes": [[6, "state", "open"], [6, "epoch", "1"], [6, "frozen", "0"]], "drops": [], "events": [],
        "electorates": [[5, write_electorate(electorate_of(round_, electors))]],
    }  # fmt: skip
    assert (await library.call(store._client, "commit", where, [json.dumps(asked)]))[0] == b"done"
    return round_


async def go_on(store: Store, round_: Round, course: Course, dice: Random) -> None:
    """Let people come, move, cast, cast again and be taken away."""
    new = iter(range(100))
    indices = {member: at for at, members in enumerate(round_.members) for member in members}
    for _ in range(dice.randint(0, 18)):
        step = dice.random()
        if step < 0.2:
            course.region[f"n{next(new)}"] = dice.choice(list(course.given))
        elif step < 0.3 and course.region:
            course.region[dice.choice(list(course.region))] = dice.choice(list(course.given))
        elif step < 0.4 and course.ballots:
            await take_away(store, round_, course, dice.choice(list(course.ballots)))
        elif course.region:
            seat = dice.choice(list(course.region))
            await cast(store, round_, course, seat, index=indices[course.region[seat]], mark=dice.choice("02223."))


async def cast(store: Store, round_: Round, course: Course, seat: str, *, index: int, mark: str) -> None:
    kept = await store.rounds.read_ballot(round_.id, seat)
    base = kept.revision if kept else 0
    ballot = Ballot(round_.id, seat, index, 1, base, f"r{seat}-{base}", f"b{seat}-{base}", mark)
    outcome = await store.casting.cast(ballot, round_, len(COLUMNS), int(time.time()) + 3_600)
    assert outcome.code == ("not_permitted" if seat in course.gone else "cast")
    if outcome.code == "cast":
        course.ballots[seat] = mark
        course.cast_in.setdefault(seat, course.region[seat])


async def take_away(store: Store, round_: Round, course: Course, seat: str) -> None:
    meeting = Meeting(meeting_of(round_.id), "", expires_at_s=int(time.time()) + 3_600)
    named = Seat(seat, seat, "", course.region[seat])
    await store._client.hset(keys.of(meeting.id, "seats"), seat, "{}")
    act = Act("remove_seat", "chair", 0, seat)
    assert await store.admission.remove(meeting, named, [(round_, len(COLUMNS))], act) == (1, 1)
    course.gone.add(seat)
    del course.ballots[seat], course.cast_in[seat]


async def list_of(store: Store, round_: Round) -> RankedList:
    items = tuple(SlateItem(item, 1, "One") for item in round_.slate)
    regions = tuple((one, one) for one in round_.regions)
    counted = count(Box(round_, *await store.rounds.read_box(round_), regions, items))
    assert counted.agree, "the tally that Lua keeps is the recount"
    return read_list(counted.kept)


def expected(course: Course, origin: dict[str, str], round_: Round) -> Iterator[tuple[int, int, int, int, int]]:
    """Say of each region, by sets of seats: cast, there, entitled, For, Against."""
    for members in round_.members:
        opened = {seat for seat in course.opened if origin[seat] in members}
        cast = {
            seat for seat in course.ballots
            if (origin[seat] if seat in course.opened else course.cast_in[seat]) in members
        }  # fmt: skip
        entitled = sum(max(course.given[one], sum(origin[seat] == one for seat in opened)) for one in members)
        marks = [course.ballots[seat] for seat in cast]
        there = len(opened & course.there | cast)
        yield len(cast), there, max(entitled, len(opened | cast)), marks.count("0"), marks.count("2")


@pytest.mark.parametrize("rounds", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
async def test_every_figure_is_what_sets_of_seats_say(store: Store, rounds: int) -> None:
    """Cast, there and entitled by region and in all, quorum, majority and n. Holds R135, R136."""
    late = 0
    for number in range(rounds):
        dice = Random(f"course {number}")
        course = draw_course(dice)
        origin = dict(course.region)
        round_ = await open_in(store, course)
        await go_on(store, round_, course, dice)
        ranked = await list_of(store, round_)
        wanted = list(expected(course, origin, round_))
        told = [(one.ballots, one.checked_in, one.entitled) for one in ranked.regions]
        assert told == [each[:3] for each in wanted], number
        line = ranked.items[0].placing.line
        assert (line.cast, line.checked_in, line.entitled) == tuple(map(sum, zip(*told, strict=True))), number
        assert line.cast <= line.checked_in <= line.entitled
        if course.rules.quorum:
            assert line.quorum_needed == -(
                -course.rules.quorum.numerator * line.entitled // course.rules.quorum.denominator
            )
        if course.rules.required_majority == "absolute" and line.for_needed is not None:
            assert 2 * line.for_needed > line.entitled >= 2 * (line.for_needed - 1)
        for (_, there, _, likes, refuses), region, outcome in zip(
            wanted, ranked.regions, ranked.items[0].placing.regions, strict=True
        ):
            if not region.withheld:
                damping = Fraction(max(10, there), 10)
                assert outcome.support == (likes + damping) / (likes + refuses + 2 * damping), number
                backs = likes > refuses and 4 * likes >= there
                opposes = refuses > likes and 4 * refuses >= there
                assert outcome.state == ("backs" if backs else "opposes" if opposes else "no_position"), number
        late += len(course.ballots.keys() - course.there)
        await store._client.delete(*[key async for key in store._client.scan_iter(keys.of(meeting_of(round_.id), "*"))])
    print(f"{rounds} rounds, {late} ballots of who came late")
    assert 2 * late > rounds


async def test_an_older_round_has_no_electorate_and_nobody_came_late_to_it(store: Store) -> None:
    """It goes on as it was opened: whoever casts more than were there raises the figures all the same."""
    meeting_id = new_code(5)
    round_ = Round(
        f"{meeting_id}r1", f"{meeting_id}000", 1, "across_regions", (f"{meeting_id}001",), ("AF",), Rules(),
        epoch=1, entitled=(1,), checked_in=(1,),
    )  # fmt: skip
    await store._client.hset(keys.of_round(round_.id), mapping={"state": "open", "epoch": 1, "frozen": "0"})
    await store._client.expire(keys.of_round(round_.id), 3_600)
    course = Course(Rules(), {"AF": 0}, {"s1": "AF", "s2": "AF"}, set())
    for seat in course.region:
        await cast(store, round_, course, seat, index=0, mark="0")
    kept = await store.rounds.read_ballot(round_.id, "s2")
    assert kept is not None
    assert (kept.came, kept.region) == (0, 0)
    (region,) = (await list_of(store, replace(round_, state="closed"))).regions
    assert (region.ballots, region.checked_in, region.entitled) == (2, 2, 2)


def test_a_record_of_before_is_of_who_was_there() -> None:
    """It has seven words, or six, and no sign of when its seat came; its text, and so its name, is the same."""
    there, late = read_record("1 1 r1 b1 0 02. 3"), read_record("1 1 r1 b1 0 02. 3+2 n0nce")
    assert (there.came, late.came, late.generation, late.nonce) == (0, 2, 3, "n0nce")
    assert str(there) == str(late)
    assert read_record("1 1 r1 b1 0 02.") == read_record("1 1 r1 b1 0 02. 1")
