"""Words of a ballot in a room: cast with the marks, told back to their writer alone, refused where there are none."""

import msgspec
import pytest

from server.domain.errors import InvalidBallot, RequestIdReused, StaleRevision, TextTooLong
from server.protocol import commands, shapes
from server.room.actions import perform
from server.room.actions.ballots import ballot_view, cast_at_once
from server.room.context import Asker, Context
from tests.chambers import Chamber, a_chamber

SEATS = {"Ada": "NO", "Ben": "SO"}
YEARLY = shapes.Remark("replace", "every two years", "once a year")


async def a_round_with_words(context: Context, **rules: object) -> tuple[Chamber, str, list[str]]:
    """Open a round of two recommendations whose ballots may carry words."""
    chamber = await a_chamber(context, SEATS, ("NO", "SO"))
    slate = await chamber.put(["Train once a year", "Report twice"])
    return chamber, await chamber.open(slate, with_changes=True, **{"wishes": True, **rules}), slate


def a_ballot(round_id: str, marks: dict[str, str], **said: object) -> commands.CastBallot:
    """Make a first ballot, but for what is said."""
    ids = {"round_id": round_id, "request_id": "q1", "ballot_id": "b1"}
    fields = {"epoch": 1, "base_revision": 0, **ids, "marks": marks, **said}
    return commands.CastBallot(**fields)  # type: ignore[arg-type]


async def test_a_wish_is_cast_with_its_mark_and_told_back_to_its_writer(context: Context) -> None:
    """As it was understood, in one line; a new ballot replaces it whole, and another seat never hears of it.

    Holds R220.
    """
    chamber, round_id, (one, two) = await a_round_with_words(context)
    ada = Asker(chamber.seated["Ada"], chamber.room)
    marks = {one: "with_changes", two: "for"}
    said = shapes.Remark("replace", " every \n two years", "once a year ")
    first = await perform(context, ada, a_ballot(round_id, marks, wishes={one: said}))
    again = await perform(context, ada, a_ballot(round_id, marks, wishes={one: said}))
    assert (first.revision, again.receipt) == (1, first.receipt)
    with pytest.raises(RequestIdReused) as other:
        await perform(context, ada, a_ballot(round_id, marks, wishes={one: shapes.Remark("add", "soon")}))
    assert isinstance(other.value.current, shapes.Ballot)
    assert other.value.current.wishes == {one: YEARLY}
    with pytest.raises(StaleRevision) as stale:
        await perform(context, ada, a_ballot(round_id, marks, request_id="q2"))
    assert isinstance(stale.value.current, shapes.Ballot)
    assert stale.value.current.receipt == first.receipt
    blank = a_ballot(round_id, marks, request_id="q3", ballot_id="b3", base_revision=1)
    assert (await perform(context, ada, blank)).receipt != first.receipt
    record = await context.store_of(round_id).rounds.read_ballot(round_id, ada.person.seat_id)
    assert record is not None
    assert ballot_view(record, await context.round(round_id), 1).wishes == {}


async def test_who_holds_the_seat_later_is_not_told_the_words(context: Context) -> None:
    """But in a recorded round, whose marks are told too. Holds R60, R220."""
    for secrecy, told in (("confidential", False), ("recorded", True)):
        chamber, round_id, (one, _) = await a_round_with_words(context, secrecy=secrecy)
        ada = Asker(chamber.seated["Ada"], chamber.room)
        await perform(context, ada, a_ballot(round_id, {one: "with_changes"}, wishes={one: YEARLY}))
        record = await context.store_of(round_id).rounds.read_ballot(round_id, ada.person.seat_id)
        assert record is not None
        view = ballot_view(record, await context.round(round_id), record.generation + 1)
        assert (view.wishes == {one: YEARLY}, view.earlier) == (told, not told)


async def test_words_that_cannot_be_taken_change_nothing(context: Context) -> None:
    """Whether a ballot goes at once or is waited for. Holds R36, R219."""
    chamber, round_id, (one, two) = await a_round_with_words(context)
    ada = Asker(chamber.seated["Ada"], chamber.room)
    marks = {one: "with_changes", two: "for"}
    for wishes, refusal in (
        ({two: YEARLY}, InvalidBallot),
        ({"zzz": YEARLY}, InvalidBallot),
        ({one: shapes.Remark("sing", "x")}, InvalidBallot),
        ({one: shapes.Remark("add", "x" * 201)}, TextTooLong),
    ):
        with pytest.raises(refusal):
            await perform(context, ada, a_ballot(round_id, marks, wishes=wishes))
        with pytest.raises(refusal):
            cast_at_once(context, ada, a_ballot(round_id, marks, wishes=wishes), lambda *_: None)
    assert await context.store_of(round_id).rounds.read_ballot(round_id, ada.person.seat_id) is None


async def test_a_round_without_the_rule_takes_no_words_and_says_none(context: Context) -> None:
    """Holds R219, R220."""
    chamber, round_id, (one, _) = await a_round_with_words(context, wishes=False)
    ada = Asker(chamber.seated["Ada"], chamber.room)
    with pytest.raises(InvalidBallot, match="no_words"):
        await perform(context, ada, a_ballot(round_id, {one: "with_changes"}, wishes={one: YEARLY}))
    await perform(context, ada, a_ballot(round_id, {one: "with_changes"}))
    record = await context.store_of(round_id).rounds.read_ballot(round_id, ada.person.seat_id)
    assert record is not None
    assert not record.words
    assert "wishes" not in shapes_said(ballot_view(record, await context.round(round_id), 1))


async def test_the_page_of_yesterday_keeps_voting_where_there_are_words(context: Context) -> None:
    """Its ballot has none, is recorded as long as any other, and is counted. Holds R81, R218."""
    chamber, round_id, slate = await a_round_with_words(context)
    await perform(context, Asker(chamber.seated["Ada"], chamber.room), a_ballot(round_id, {slate[0]: "with_changes"}))
    said = {slate[0]: YEARLY}
    new = a_ballot(round_id, {slate[0]: "with_changes"}, wishes=said)
    await perform(context, Asker(chamber.seated["Ben"], chamber.room), new)
    _, records = await context.store_of(round_id).rounds.read_box(await context.round(round_id))
    assert len({len(record) for record in records.values()}) == 1
    await chamber.close(round_id)
    assert (await context.round(round_id)).state == "closed"


def shapes_said(view: shapes.Ballot) -> list[str]:
    """Name the fields that are sent."""
    return list(msgspec.to_builtins(view))
