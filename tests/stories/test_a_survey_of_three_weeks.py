"""A survey before the meeting: three weeks open by link, a restart, a night without anybody, findings, and the hall."""

import json
from dataclasses import dataclass

import pytest

from server.domain.errors import RoundNotOpen, StaleEpoch
from server.domain.procedure.calls import room_at_hand
from server.domain.procedure.closing_dates import instant_of
from server.live.overdue import Overdue
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import hand_out, ranked_list_of
from server.room.context import Context
from server.room.watch.restart import pause_clocks
from server.store.shards import Shards
from tests.builders import a_request, in_days
from tests.chambers import Chamber, a_chamber
from tests.services import Json

DAY_MS = 86_400_000
SEATS = {f"north {number}": "NO" for number in range(8)} | {f"south {number}": "SO" for number in range(5)}
MARKS = {name: "for" if name.startswith("north") else "against" for name in SEATS}
LATE = "north 7"


@dataclass(slots=True)
class Hand:
    """The clock of every process, turned by hand."""

    now_ms: int

    def __call__(self) -> int:
        """Read it."""
        return self.now_ms


async def listed(chamber: Chamber, round_id: str) -> Json:
    """Read the list of a round."""
    return dict(json.loads(await ranked_list_of(chamber.context, await chamber.context.round(round_id))))


async def do(chamber: Chamber, command: commands.Command) -> object:
    """Have the chair do something."""
    return await perform(chamber.context, chamber.chair, command)


async def test_three_weeks_a_restart_and_the_hall(context: Context, shards: Shards) -> None:
    """Two surveys side by side: one is published and becomes a paper, the other is opened again in the hall.

    Holds R9, R22, R261.
    """
    hand = Hand(context.now_ms())
    chamber = await a_chamber(Context(shards, hand), SEATS, ["NO", "SO"], days=60)
    date = in_days(20, "Africa/Nairobi")
    (first,), (second,) = [await chamber.put([title]) for title in ("A shared calendar", "A common fund")]

    # While the meeting is at its first session, the surveys are opened in the room of another; it stays where it is.
    sessions = [session.id for session in (await chamber.context.programme(chamber.meeting.id)).agenda.sessions]
    await do(chamber, commands.SetLive(session_id=sessions[-1]))
    live = (await chamber.context.read_proceedings(chamber.meeting.id)).live
    surveys = [await chamber.open([item], k=4, closes_at=date) for item in (first, second)]
    assert (now := await chamber.context.read_proceedings(chamber.meeting.id)).live == live

    # Whoever comes by their link days before is in that room at once, and free to go once they have voted.
    early = chamber.seated["north 0"]
    assert room_at_hand(now, early).id == chamber.room.id
    assert room_at_hand(now, early, cast=surveys).id != chamber.room.id

    # Ballots come over days; one is replaced; in between the service was away for a night.
    for number, name in enumerate(SEATS):
        if name == LATE:
            continue
        hand.now_ms += DAY_MS // 2
        for round_id, item in zip(surveys, (first, second), strict=True):
            await chamber.cast(name, round_id, {item: MARKS[name]})
        if number == 4:
            hand.now_ms += DAY_MS
            await pause_clocks(chamber.context, alone=True)
            chamber.context = Context(shards, hand)
    await chamber.cast("north 0", surveys[0], {first: "abstain"}, base_revision=1)
    assert (await chamber.context.round(surveys[0])).clock.ends_at_ms == instant_of(date)

    # At its date it closes, though nobody is there; who comes an hour later is too late, and turns up in no count.
    hand.now_ms = instant_of(date) + 3_600_000
    await Overdue(chamber.context).look()
    for round_id, item in zip(surveys, (first, second), strict=True):
        assert (await chamber.context.round(round_id)).closing_at_ms == instant_of(date)
        with pytest.raises(RoundNotOpen):
            await chamber.cast(LATE, round_id, {item: "against"})

    # The first is published: what it says by region becomes a paper of the session, and no figure is another.
    await do(chamber, commands.PublishRound(round_id=surveys[0]))
    asked = {"round_id": surveys[0], "recommendation_id": first}
    await do(chamber, commands.MakeFindings(request_id=a_request(), **asked))
    (paper,) = (await chamber.context.read_proceedings(first)).programme.papers
    told = (await listed(chamber, surveys[0]))["items"][0]["regions"]
    assert (told["NO"]["for"], told["NO"]["abstain"], told["SO"]["for"]) == (6, 1, 0)
    assert [(row.label, row.value) for row in paper.rows] == [("NO", "85.7"), ("SO", "0")]
    assert paper.session_id == chamber.room.agenda_session_id

    # The second is read, and opened again in the hall: what was cast stands, and four of the north change their minds.
    await hand_out(chamber.context, await chamber.context.round(surveys[1]), "json")
    await do(chamber, commands.ReopenRound(round_id=surveys[1], seconds=300))
    opened = await chamber.context.round(surveys[1])
    assert (opened.epoch, opened.clock.dated) == (2, False)
    kept = await chamber.context.store_of(surveys[1]).rounds.read_ballot(surveys[1], early.seat_id)
    assert kept is not None
    assert (kept.revision, kept.epoch) == (1, 1), "of the days before, so that the phone can say so"
    with pytest.raises(StaleEpoch):
        await chamber.cast("north 0", surveys[1], {second: "against"}, base_revision=1)
    for number in range(4):
        await chamber.cast(f"north {number}", surveys[1], {second: "against"}, base_revision=1, epoch=2)
    await chamber.close(surveys[1])
    after = await listed(chamber, surveys[1])
    assert [one["withheld"] for one in after["regions"]] == [True, False]
    assert after["items"][0]["regions"]["SO"]["against"] == 5, "in which nothing changed: it is shown as it was"
