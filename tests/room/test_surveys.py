"""A round that is open for weeks: it closes at its date, whoever is there, and what came later is not counted."""

from dataclasses import dataclass

import pytest

from server.domain.errors import Malformed, NotFound, RoundNotOpen, WrongState
from server.domain.procedure.closing_dates import instant_of
from server.domain.procedure.people import Person
from server.domain.procedure.programme import desk_room
from server.live.overdue import Overdue
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Asker, Context
from server.room.watch.restart import pause_clocks
from server.store import keys
from server.store.shards import Shards
from tests.builders import a_request, in_days
from tests.chambers import Chamber, a_chamber

DAY_MS = 86_400_000
SEATS = {"Ama": "AF", "Bo": "AM"}


@dataclass(slots=True)
class Hand:
    """The clock of a service, turned by hand."""

    now_ms: int

    def __call__(self) -> int:
        """Read it."""
        return self.now_ms


@pytest.fixture
async def hand(context: Context) -> Hand:
    """Begin at this hour."""
    return Hand(context.now_ms())


@pytest.fixture
async def chamber(shards: Shards, hand: Hand) -> Chamber:
    """A room with two delegates, in a meeting that is kept for two months."""
    return await a_chamber(Context(shards, hand), SEATS, ["AF", "AM"], days=60)


async def test_a_round_closes_at_its_date_though_nobody_is_there(chamber: Chamber, hand: Hand) -> None:
    """As of that instant, and counted. Holds R261."""
    date = in_days(20, "Africa/Nairobi")
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate, closes_at=date)
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    look = Overdue(chamber.context)
    await look.look()
    hand.now_ms = instant_of(date) - 1
    await look.look()
    assert (await chamber.context.round(round_id)).state == "open"
    hand.now_ms = instant_of(date) + 3 * DAY_MS
    await look.look_again()
    closed = await chamber.context.round(round_id)
    assert (closed.state, closed.closing_at_ms) == ("closed", instant_of(date))
    assert await chamber.context.store_of(round_id).rounds.read_list(closed)


async def test_a_ballot_that_comes_after_the_date_is_not_counted(chamber: Chamber, hand: Hand) -> None:
    """Even where nobody else has looked at the room since: the ballot itself closes it. Holds R261."""
    date = in_days(5)
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate, closes_at=date)
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    hand.now_ms = instant_of(date) + 60_000
    with pytest.raises(RoundNotOpen):
        await chamber.cast("Bo", round_id, {slate[0]: "against"})
    assert (await chamber.context.round(round_id)).state == "closed"


async def test_a_service_that_was_away_stops_no_date(chamber: Chamber, hand: Hand) -> None:
    """A countdown beside it stands still. Holds R22, R261."""
    one, two = [await chamber.put([title]) for title in ("One", "Two")]
    dated = await chamber.open(one, closes_at=in_days(5))
    counted = await chamber.open(two, closes_after_s=600)
    hand.now_ms += 60_000
    await pause_clocks(chamber.context, alone=True)
    assert (await chamber.context.round(dated)).clock.ends_at_ms == instant_of(in_days(5))
    assert not (await chamber.context.round(counted)).clock.running


async def test_no_date_is_beyond_what_the_meeting_is_kept_for(chamber: Chamber) -> None:
    """Neither at the opening, nor later, nor when a round is opened again. Holds R262."""
    slate = await chamber.put(["One"])
    with pytest.raises(Malformed) as no:
        await chamber.open(slate, closes_at=in_days(61))
    assert no.value.reason == "closing_late"
    round_id = await chamber.open(slate, closes_at=in_days(50))
    for days, refusal in ((49, WrongState), (61, Malformed)):
        moved = commands.SetCountdown(round_id=round_id, closes_at=in_days(days))
        with pytest.raises(refusal):
            await perform(chamber.context, chamber.chair, moved)
    done = await perform(
        chamber.context, chamber.chair, commands.SetCountdown(round_id=round_id, closes_at=in_days(52))
    )
    assert done.round.clock.ends_at_ms == instant_of(in_days(52))
    await chamber.close(round_id)
    with pytest.raises(Malformed):
        await perform(chamber.context, chamber.chair, commands.ReopenRound(round_id=round_id, closes_at=in_days(61)))
    for both in (commands.ReopenRound, commands.SetCountdown):
        asked = both(round_id=round_id, closes_at=in_days(9), seconds=60)
        with pytest.raises(Malformed) as no:
            await perform(chamber.context, chamber.chair, asked)
        assert no.value.reason == "closing_twice"


async def test_the_look_at_all_meetings_outlives_one_that_is_erased(chamber: Chamber, hand: Hand) -> None:
    """And closes what else is due."""
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate, closes_at=in_days(5))
    gone = await a_chamber(chamber.context, SEATS, ["AF", "AM"], days=60)
    look = Overdue(chamber.context)
    await look.look()
    await chamber.context.shards.erase(gone.meeting.id)
    hand.now_ms = instant_of(in_days(5)) + 2_000
    await look.look()
    hand.now_ms += 2_000
    await look.look()
    assert (await chamber.context.round(round_id)).state == "closed"


async def test_a_meeting_that_cannot_be_read_keeps_no_other_open(chamber: Chamber, hand: Hand, shards: Shards) -> None:
    """Whatever is wrong with one, all others close at their dates, and that one once it is whole. Holds R261."""
    broken = await a_chamber(chamber.context, SEATS, ["AF", "AM"], days=20)
    rounds = [await one.open(await one.put(["One"]), closes_at=in_days(5)) for one in (broken, chamber)]
    where, look = keys.of(broken.meeting.id, "rounds"), Overdue(Context(shards, hand))
    client = shards.of(broken.meeting.id)._client
    whole = await client.hget(where, rounds[0])
    await client.hset(where, rounds[0], "{")
    hand.now_ms = instant_of(in_days(5)) + DAY_MS
    await look.look()
    assert (await chamber.context.round(rounds[1])).state == "closed"
    await client.hset(where, rounds[0], whole)
    await look.look_again()
    assert (await broken.context.round(rounds[0])).state == "closed"


async def published(chamber: Chamber, marks: tuple[str, ...] = ("for", "against")) -> tuple[str, list[str]]:
    """Bring a round on one recommendation to its list."""
    slate = await chamber.put(["A shared calendar"])
    round_id = await chamber.open(slate, secrecy="recorded")
    for name, mark in zip(SEATS, marks, strict=True):
        await chamber.cast(name, round_id, {slate[0]: mark})
    await chamber.close(round_id)
    await perform(chamber.context, chamber.chair, commands.PublishRound(round_id=round_id))
    return round_id, slate


async def test_findings_are_a_paper_of_the_session_made_once(chamber: Chamber) -> None:
    """By whoever conducts, in their language; and by the desk for another session. Holds R190."""
    round_id, slate = await published(chamber)
    asked = {"round_id": round_id, "recommendation_id": slate[0], "language": "fr"}
    for already in (False, True):
        done = await perform(chamber.context, chamber.chair, commands.MakeFindings(request_id=a_request(), **asked))
        assert done.already is already
    desk = Asker(Person(chamber.meeting.id, "desk"), desk_room(chamber.meeting.id))
    whole = commands.MakeFindings(request_id=a_request(), round_id=round_id, session_id="s2")
    assert (await perform(chamber.context, desk, whole)).already is False
    papers = (await chamber.context.read_proceedings(round_id)).programme.papers
    here = chamber.room.agenda_session_id
    assert [(one.session_id, one.title, one.unit) for one in papers] == [
        (here, "A shared calendar", "%"), ("s2", "Findings of round 1", ""),
    ]  # fmt: skip
    assert [(row.label, row.value) for row in papers[0].rows] == [("AF", "100"), ("AM", "0")]
    assert [(row.label, row.value) for row in papers[1].rows] == [("1 A shared calendar", "1")]
    assert papers[0].source.startswith("Scrutin 1, ")
    assert {one.round_id for one in papers} == {round_id}
    acts = [one.act for one in await chamber.context.store_of(round_id).acts.read(chamber.meeting.id)]
    assert acts.count("make_findings") == 2


async def test_only_what_is_published_becomes_a_paper_and_stays_so(chamber: Chamber) -> None:
    """A published round is neither opened again nor void, so no paper outlives its list. Holds R10, R190."""
    slate = await chamber.put(["One"])
    round_id = await chamber.open(slate, secrecy="recorded")
    await chamber.cast("Ama", round_id, {slate[0]: "for"})
    await chamber.close(round_id)
    findings = commands.MakeFindings(request_id=a_request(), round_id=round_id)
    with pytest.raises(WrongState) as no:
        await perform(chamber.context, chamber.chair, findings)
    assert no.value.reason == "unpublished"
    await perform(chamber.context, chamber.chair, commands.PublishRound(round_id=round_id))
    await perform(chamber.context, chamber.chair, findings)
    for undoing in (commands.ReopenRound(round_id=round_id), commands.VoidRound(round_id=round_id, reason="Late.")):
        with pytest.raises(WrongState):
            await perform(chamber.context, chamber.chair, undoing)
    for wrong, refusal in (({"session_id": "s9"}, NotFound), ({"recommendation_id": "r9"}, NotFound)):
        asked = commands.MakeFindings(request_id=a_request(), round_id=round_id, **wrong)
        with pytest.raises(refusal):
            await perform(chamber.context, chamber.chair, asked)
