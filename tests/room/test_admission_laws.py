"""Random histories of people who join, enter, vote, are barred and removed: what is told is what a plain model says."""

import random
from dataclasses import dataclass, field

import pytest

from server.clock import now_ms
from server.domain.errors import NoFreeSeat, NotPermitted, Refusal
from server.domain.procedure.admission import YOUNG_MS
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person
from server.domain.procedure.programme import Programme
from server.protocol import commands
from server.room import admission
from server.room.actions import perform
from server.room.arrivals import enter, join_by_code, person_of
from server.room.context import Asker, Context
from server.store.shards import Shards
from tests.builders import SIX, a_meeting, a_request
from tests.counts import both_counts

REGIONS = ("AF", "AM")
LIMIT = 6
REGIONS = [region.id for region in SIX]


@dataclass(slots=True)
class Model:
    """What should be so, kept as plainly as it can be."""

    now_ms: int
    arriving: dict[str, int] = field(default_factory=dict)
    here: dict[str, Person] = field(default_factory=dict)
    barred: dict[str, int | None] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    ballots: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """Say how many seats count towards the limit."""
        return len(self.here) + sum(at > self.now_ms - YOUNG_MS for at in self.arriving.values())


class Hall:
    """A meeting of a random history, with an open round."""

    def __init__(
        self, context: Context, meeting: Meeting, programme: Programme, model: Model, dice: random.Random
    ) -> None:
        self.context, self.meeting, self.model, self.dice = context, meeting, model, dice
        self.programme = programme
        self.room = next(room for room in programme.rooms if room.kind == "plenary")
        self.chair = Asker(Person(meeting.id, "chair"), self.room)
        self.round_id = ""

    async def open(self) -> None:
        question = self.programme.agenda.session(self.room.agenda_session_id).questions[0].id
        asked = [commands.Propose(request_id=a_request(), question_id=question, title=title) for title in ("A", "B")]
        slate = [(await perform(self.context, self.chair, one)).recommendation_id for one in asked]
        draft = commands.PrepareRound(request_id=a_request(), method="across_regions", slate=slate)
        self.round_id = (await perform(self.context, self.chair, draft)).round_id
        await perform(self.context, self.chair, commands.OpenRound(round_id=self.round_id))

    async def join(self) -> None:
        """A stranger takes a seat; the limit counts who is here and who came less than two minutes ago."""
        full = self.model.counted >= LIMIT
        try:
            _, seat = await join_by_code(
                self.context, self.meeting.join_code, self.dice.choice(REGIONS), {}, "192.0.2.1"
            )
        except NoFreeSeat:
            assert full
            return
        assert not full
        self.model.arriving[seat.id] = self.model.now_ms
        self.model.people[seat.id] = person_of(seat, self.meeting.id)
        while len(self.model.arriving) > LIMIT:
            del self.model.arriving[min(self.model.arriving, key=lambda one: (self.model.arriving[one], one))]

    async def enter(self) -> None:
        """Somebody opens a room: whoever is arriving is checked in, if there is a seat left."""
        if not self.model.people:
            return
        seat_id, person = self.dice.choice(list(self.model.people.items()))
        may = seat_id in self.model.here or (seat_id in self.model.arriving and len(self.model.here) < LIMIT)
        try:
            await enter(self.context, person)
            assert may
        except NotPermitted:
            assert not may
            return
        self.model.arriving.pop(seat_id, None)
        self.model.here[seat_id] = person

    async def cast(self) -> None:
        """Somebody casts, or tries to after they were barred or removed."""
        if not self.model.people:
            return
        seat_id, person = self.dice.choice(list(self.model.people.items()))
        if seat_id not in self.model.here and seat_id not in self.model.barred:
            return
        revision, _ = self.model.ballots.get(seat_id, (0, ""))
        slate = (await self.context.terms(self.round_id)).round.slate
        mark = self.dice.choice(("for", "against", "abstain"))
        ballot = commands.CastBallot(
            round_id=self.round_id, epoch=1, base_revision=revision, request_id=a_request(), ballot_id=a_request(),
            marks={slate[0]: mark},
        )  # fmt: skip
        try:
            await perform(self.context, Asker(person, self.room), ballot)
        except NotPermitted:
            assert seat_id in self.model.barred
            return
        assert seat_id in self.model.here
        self.model.ballots[seat_id] = (revision + 1, mark)

    async def bar(self) -> None:
        await self._change("bar_seat", [*self.model.here, *self.model.arriving])

    async def unbar(self) -> None:
        await self._change("unbar_seat", list(self.model.barred))

    async def _change(self, act: str, among: list[str]) -> None:
        if not among:
            return
        seat_id = self.dice.choice(among)
        asked = commands.BarSeat if act == "bar_seat" else commands.UnbarSeat
        done = await perform(self.context, self.chair, asked(seat_id=seat_id))
        assert not done.already
        if act == "bar_seat":
            self.model.here.pop(seat_id, None)
            self.model.barred[seat_id] = self.model.arriving.pop(seat_id, None)
        elif (joined_at_ms := self.model.barred.pop(seat_id)) is not None:
            self.model.arriving[seat_id] = joined_at_ms
        else:
            self.model.here[seat_id] = self.model.people[seat_id]

    async def remove(self) -> None:
        """The chair takes a seat away, and its ballot with it."""
        among = [*self.model.here, *self.model.arriving, *self.model.barred]
        if not among:
            return
        seat_id = self.dice.choice(among)
        await perform(self.context, self.chair, commands.RemoveSeat(seat_id=seat_id))
        for kept in (self.model.here, self.model.arriving, self.model.barred, self.model.ballots, self.model.people):
            kept.pop(seat_id, None)

    async def wait(self) -> None:
        self.model.now_ms += self.dice.choice((1_000, YOUNG_MS // 2, YOUNG_MS))

    async def check(self) -> None:
        """What is told is what the model says, and the live tally is what a recount gives."""
        model = self.model
        roll = await admission.read_roll(self.context, self.meeting)
        states = {one.seat.id: one.state for one in roll.listed}
        assert states == {
            **dict.fromkeys(model.here, "here"),
            **dict.fromkeys(model.arriving, "arriving"),
            **dict.fromkeys(model.barred, "barred"),
        }
        totals, _ = await self.context.store_of(self.meeting.id).admission.read_totals(
            self.meeting, LIMIT, model.now_ms
        )
        assert totals == roll.totals
        assert (totals.seats, totals.here, totals.barred) == (model.counted, len(model.here), len(model.barred))
        electors = await self.context.store_of(self.meeting.id).seats.read_electors(self.meeting.id, REGIONS)
        assert all(one.here for one in electors)
        by_region = [sum(one.region_id == region for one in model.here.values()) for region in ("AF", "AM")]
        assert [sum(one.region_id == region for one in electors) for region in ("AF", "AM")] == by_region
        round_ = await self.context.round(self.round_id)
        counts = await both_counts(self.context.store_of(self.meeting.id).rounds, round_)
        assert counts.agree
        assert len(counts.ballots) == len(model.ballots)
        said = sorted(mark for _, mark in model.ballots.values())
        assert sorted(mark for one in counts.ballots for mark in one.marks.values()) == said


@pytest.mark.parametrize("seed", range(12))
async def test_every_history_of_joining_voting_and_removing_adds_up(shards: Shards, seed: int) -> None:
    """Counts, limit and tally are those of a model after each step, whatever happened before."""
    dice, model = random.Random(seed), Model(now_ms())
    context = Context(shards, lambda: model.now_ms)
    meeting = await a_meeting(context, seat_limit=LIMIT)
    hall = Hall(context, meeting, await context.programme(meeting.id), model, dice)
    await hall.open()
    steps = (hall.join, hall.join, hall.join, hall.enter, hall.enter, hall.enter, hall.cast, hall.cast, hall.cast,
             hall.bar, hall.unbar, hall.remove, hall.wait)  # fmt: skip
    for _ in range(60):
        await dice.choice(steps)()
        await hall.check()


async def test_a_ballot_that_was_taken_out_is_told_and_cannot_come_back(context: Context) -> None:
    """The tally moves on by one version; the same phone casts no more, with no request. Holds R46."""
    model = Model(context.now_ms())
    meeting = await a_meeting(context)
    hall = Hall(context, meeting, await context.programme(meeting.id), model, random.Random(1))
    await hall.open()
    await hall.join()
    await hall.enter()
    await hall.cast()
    round_ = await context.round(hall.round_id)
    before = await both_counts(context.store_of(round_.id).rounds, round_)
    (seat_id,) = model.here
    person = model.people[seat_id]
    done = await perform(context, hall.chair, commands.RemoveSeat(seat_id=seat_id))
    after = await both_counts(context.store_of(round_.id).rounds, round_)
    assert not done.already
    assert (before.version, sum(before.tally.ballots)) == (1, 1)
    assert (after.version, sum(after.tally.ballots), after.ballots) == (2, 0, ())
    assert after.agree
    ballot = commands.CastBallot(
        round_id=round_.id, epoch=1, base_revision=0, request_id="again", ballot_id="again", marks={}
    )
    with pytest.raises(Refusal, match="not_permitted"):
        await perform(context, Asker(person, hall.room), ballot)
    log = await context.store_of(hall.meeting.id).acts.read(hall.meeting.id)
    assert [(one.act, one.actor, one.seat_id, one.detail) for one in log] == [
        ("found_meeting", "secretariat", "", "seats 0"),
        ("remove_seat", "chair", seat_id, "ballots 1"),
    ]


async def test_a_seat_that_never_opened_a_room_changes_nothing_but_the_limit(context: Context) -> None:
    """It is neither entitled nor checked in, and stands in no quorum's way."""
    meeting = await a_meeting(context)
    _, seat = await join_by_code(context, meeting.join_code, "AF", {})
    seats = context.store_of(meeting.id).seats
    assert await seats.read_electors(meeting.id, REGIONS) == ()
    await enter(context, person_of(seat, meeting.id))
    (elector,) = await seats.read_electors(meeting.id, REGIONS)
    assert (elector.seat_id, elector.region_id, elector.here) == (seat.id, "AF", True)
