"""A lot that nobody can steer: one draw a round, whoever closes it, when, and how often."""

import hashlib
import itertools
import json
import random
import uuid
from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.domain.errors import Malformed, TryLater, WrongState
from server.domain.procedure import rounds
from server.domain.procedure.meeting import Proceedings
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import hand_out, ranked_list_of
from server.room.context import Asker, Context
from server.room.views import round_view
from server.store import keys
from server.store.codec import to_json
from server.store.rounds import Rounds
from tests.chambers import Chamber, a_chamber

PEOPLE = {f"{region} {number}": region for region in ("NO", "SO") for number in range(3)}
LOT = {"secrecy": "recorded", "tie_rule": "lot"}


class _Meeting:
    """A round with a lot on items that all stay level, and what phones have sent."""

    def __init__(self, chamber: Chamber, round_id: str, items: list[str]) -> None:
        self.chamber, self.round_id, self.items = chamber, round_id, items
        self.revisions: dict[str, int] = {}

    @classmethod
    async def open(cls, context: Context, items: int = 3, **rules: object) -> "_Meeting":
        chamber = await a_chamber(context, PEOPLE, ("NO", "SO"))
        slate = await chamber.put([f"Number {number}" for number in range(items)])
        return cls(chamber, await chamber.open(slate, **{**LOT, **rules}), slate)

    async def cast(self, name: str, nonce: str = "", mark: str = "for") -> None:
        context = self.chamber.context
        ballot = commands.CastBallot(
            round_id=self.round_id,
            epoch=(await context.round(self.round_id)).epoch,
            base_revision=self.revisions.get(name, 0),
            request_id=uuid.uuid4().hex,
            ballot_id=uuid.uuid4().hex,
            marks=dict.fromkeys(self.items, mark),
            nonce=nonce,
        )
        done = await perform(context, Asker(self.chamber.seated[name], self.chamber.room), ballot)
        self.revisions[name] = done.revision

    async def close(self) -> dict:
        """Close it, and say the file of its list."""
        await self.chamber.close(self.round_id)
        return await self.file()

    async def file(self) -> dict:
        context = self.chamber.context
        return json.loads(await hand_out(context, await context.round(self.round_id), "json"))

    async def reopen(self) -> None:
        await perform(self.chamber.context, self.chamber.chair, commands.ReopenRound(round_id=self.round_id))


def draw_of(listed: Mapping) -> tuple:
    told = listed["tie_break"]
    return told["commitment"], told["nonce"], tuple(told["nonces"]), told["seed"], tuple(told["draw"])


async def test_a_chair_who_closes_and_reopens_ten_times_gets_one_draw(context: Context) -> None:
    """With and without a changed ballot in between, with another nonce or none: every list has the same draw.

    Holds R131.
    """
    meeting = await _Meeting.open(context)
    for name in list(PEOPLE)[:4]:
        await meeting.cast(name, f"nonce-of-{name[:2]}{name[-1]}")
    first = await meeting.close()
    order = [item["recommendation_id"] for item in first["items"]]
    assert order == first["tie_break"]["draw"], "all are level, so that the draw is the order"
    for turn in range(10):
        await meeting.reopen()
        if turn % 2:
            await meeting.cast(list(PEOPLE)[turn % 6], f"another-{turn}")
        listed = await meeting.close()
        assert draw_of(listed) == draw_of(first)
        assert [item["recommendation_id"] for item in listed["items"]] == order


async def test_a_nonce_cast_before_the_first_close_changes_the_draw_and_a_later_one_does_not(context: Context) -> None:
    """The same round twice, as far as anybody outside of it can tell: another nonce, another seed.

    Holds R132.
    """
    meeting = await _Meeting.open(context)
    await meeting.cast("NO 0", "one")
    await meeting.cast("NO 0", "another")  # the ballot that stands brings the one that counts
    await meeting.cast("SO 0")  # an older phone, or a page without scripts
    listed = await meeting.close()
    told = listed["tie_break"]
    assert told["nonces"] == [_sha("another")], "as it stood at the first close"
    assert told["nonces_hash"] == _sha(f"{_sha('another')}\n")
    assert told["seed"] == _sha(told["nonce"] + told["nonces_hash"])
    assert told["seed"] != _sha(told["nonce"] + _sha(f"{_sha('one')}\n"))
    assert told["commitment"] == _sha(told["nonce"])
    await meeting.reopen()
    await meeting.cast("NO 1", "too-late")
    assert draw_of(await meeting.close()) == draw_of(listed)


async def test_a_tie_that_first_arises_later_is_drawn_from_the_same_seed(context: Context) -> None:
    meeting = await _Meeting.open(context, items=2)
    first = meeting.items[0]
    ballot = {"round_id": meeting.round_id, "epoch": 1, "base_revision": 0, "ballot_id": "b1", "request_id": "r1"}
    asker = Asker(meeting.chamber.seated["NO 0"], meeting.chamber.room)
    await perform(context, asker, commands.CastBallot(**ballot, marks={first: "for"}, nonce="n"))
    before = await meeting.close()
    assert not {reason["code"] for item in before["items"] for reason in item["reasons"]} & {"lot_decided"}
    await meeting.reopen()
    ballot |= {"epoch": 2, "base_revision": 1, "request_id": "r2"}
    await perform(context, asker, commands.CastBallot(**ballot, marks=dict.fromkeys(meeting.items, "for")))
    after = await meeting.close()
    assert draw_of(after) == draw_of(before), "it was told before there was a tie"
    assert [item["recommendation_id"] for item in after["items"]] == before["tie_break"]["draw"]
    assert all("lot_decided" in [reason["code"] for reason in item["reasons"]] for item in after["items"])


async def test_the_lot_is_settled_before_a_round_is_opened_again_whoever_counts(context: Context) -> None:
    """A process that dies between closing and counting leaves a round whose nonces nobody has kept: reopening does."""
    meeting = await _Meeting.open(context)
    await meeting.cast("NO 0", "early")
    round_ = await context.round(meeting.round_id)
    closing = await _decided(context, rounds.finish_closing(rounds.close_round(round_, 1), 2))
    assert closing.state == "closed"
    store: Rounds = context.store_of(meeting.round_id).rounds
    assert await store.read_nonces(closing) is None
    await meeting.reopen()
    assert await store.read_nonces(closing) == (_sha("early"),)
    await meeting.cast("NO 0", "late")
    assert (await meeting.close())["tie_break"]["nonces"] == [_sha("early")]


async def test_what_reopens_a_round_that_was_not_yet_closed_when_it_looked_is_refused(context: Context) -> None:
    """Two processes at one instant: nobody reopens what nobody has settled."""
    meeting = await _Meeting.open(context)
    with pytest.raises(WrongState):
        await meeting.reopen()
    reading = context.store_of(meeting.round_id).decisions
    first, look = await reading.read_afresh(await context.meeting(meeting.round_id)), reading.read_proceedings
    await meeting.chamber.close(meeting.round_id)

    async def as_it_was(_: object) -> Proceedings:  # what a process knew an instant ago
        reading.read_proceedings = look  # type: ignore[method-assign]
        return first

    reading.read_proceedings = as_it_was  # type: ignore[method-assign]
    with pytest.raises(TryLater):
        await meeting.reopen()
    await meeting.reopen()


async def test_the_service_says_what_it_added_only_when_nothing_can_be_cast(context: Context) -> None:
    """Its hash from the draft on; the text itself at the close; the seed with the list, which tells how many voted."""
    meeting = await _Meeting.open(context)
    shown = round_view(await context.round(meeting.round_id), 0).lot
    assert shown is not None
    assert (len(shown.commitment), shown.nonce) == (64, "")
    await meeting.cast("NO 0", "n")
    listed = await meeting.close()
    closed = round_view(await context.round(meeting.round_id), 0).lot
    assert closed is not None
    assert (closed.commitment, closed.nonce) == (shown.commitment, listed["tie_break"]["nonce"])
    told = json.loads(await ranked_list_of(context, await context.round(meeting.round_id)))["tie_break"]
    assert "nonces" not in told, "a room of hundreds is told how many and their hash; the file has them all"
    assert told["nonces_counted"] == 1


async def test_a_lot_that_an_older_release_committed_to_stays_what_it_was(context: Context) -> None:
    """It was drawn anew at each reopening; now it is the same for good, and nobody adds to it."""
    meeting = await _Meeting.open(context)
    older = await context.round(meeting.round_id)
    await _decided(context, replace(older, nonce="", seed="5b" * 16))
    context.forget(meeting.chamber.meeting.id)
    await meeting.cast("NO 0", "is passed over")
    box = await context.store_of(meeting.round_id).rounds.read_box(older)
    assert "is" not in " ".join(box[1].values()).split(" ")
    first = (await meeting.close())["tie_break"]
    assert (first["seed"], first["commitment"], first["nonce"]) == ("5b" * 16, _sha("5b" * 16), None)
    await meeting.reopen()
    assert (await meeting.close())["tie_break"] == first


@pytest.mark.parametrize("nonce", ["a b", "ü", "n" * 65, "a\n"])
async def test_a_nonce_is_an_id_like_any_other(context: Context, nonce: str) -> None:
    meeting = await _Meeting.open(context)
    with pytest.raises(Malformed):
        await meeting.cast("NO 0", nonce)


async def test_where_nothing_is_drawn_no_nonce_is_kept(context: Context) -> None:
    meeting = await _Meeting.open(context, tie_rule="declare")
    await meeting.cast("NO 0", "n" * 64)
    records = await context.store_of(meeting.round_id).rounds.read_box(await context.round(meeting.round_id))
    assert "nnn" not in "".join(records[1].values())
    await meeting.close()
    where = keys.of_round(meeting.round_id, "nonces")
    assert not await context.store_of(meeting.round_id)._client.exists(where)


@pytest.mark.parametrize("luck", range(4))
async def test_every_history_has_one_draw(context: Context, luck: int) -> None:
    """Ballots, closes, reopenings, removed draws: the draw is that of the nonces that stood at the first close."""
    dice = random.Random(luck)
    meeting = await _Meeting.open(context, secrecy=dice.choice(["recorded", "confidential", "sealed"]), k=3)
    standing: dict[str, str] = {}
    numbers = itertools.count(1)
    for _ in range(dice.randrange(1, 12)):
        name = dice.choice(list(PEOPLE))
        standing[name] = dice.choice(["", f"nonce-{next(numbers)}"])
        await meeting.cast(name, standing[name], dice.choice(["for", "against", "abstain"]))
    expected = sorted(_sha(nonce) for nonce in standing.values() if nonce)
    draws = set()
    for _ in range(4):
        listed = await meeting.close()
        assert listed["tie_break"]["nonces"] == expected
        draws.add(draw_of(listed))
        await meeting.reopen()
        for name in dice.sample(list(PEOPLE), dice.randrange(4)):
            await meeting.cast(name, f"nonce-{next(numbers)}", dice.choice(["for", "against"]))
    assert len(draws) == 1


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


async def _decided(context: Context, round_: rounds.Round) -> rounds.Round:
    """Write a round as a decision would, and say it as it is read."""
    client = context.store_of(round_.id)._client
    await client.hset(keys.of(round_.id[:5], "rounds"), round_.id, to_json(round_))
    await client.hset(keys.of_round(round_.id), mapping={"state": round_.state, "epoch": str(round_.epoch)})
    await client.hincrby(keys.of(round_.id[:5], "state"), "decision", 1)
    return await context.round(round_.id)
