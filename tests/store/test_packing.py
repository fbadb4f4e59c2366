"""How a tally and a ballot lie in the store: what Lua writes, Python reads, at every place and at every size."""

import asyncio
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.tallies import Tally, recount
from server.domain.procedure.rounds import LARGEST_SLATE
from server.store import Store, keys
from server.store.codec import from_json, to_json
from server.store.packing import pack_tally, read_record, read_tally
from tests.counts import both_counts
from tests.store.test_casting_laws import COLUMNS, REGIONS, a_ballot, a_round, cast, put

COUNTS = st.integers(0, 2**32 - 1)


@given(data=st.data(), items=st.integers(1, 5), width=st.integers(1, 4), version=COUNTS)
def test_a_tally_that_was_packed_is_the_same_tally(data: st.DataObject, items: int, width: int, version: int) -> None:
    round_, columns = a_round(slate=items), COLUMNS[:width]
    row = st.tuples(*[COUNTS] * width)
    cells = tuple(data.draw(st.tuples(*[row] * len(REGIONS))) for _ in range(items))
    by_region = st.tuples(*[COUNTS] * len(REGIONS))
    tally = Tally(round_.slate, REGIONS, columns, cells, *(data.draw(by_region) for _ in ("ballots", "late", "new")))
    assert read_tally(pack_tally(version, tally), round_, columns) == (version, tally)


def test_a_tally_that_was_never_written_is_nought() -> None:
    """The store keeps no zeros at the end, and nothing at all before the first ballot."""
    round_ = a_round()
    version, tally = read_tally(b"", round_, COLUMNS)
    assert version == 0
    assert tally == recount(round_.slate, REGIONS, COLUMNS, [])


async def test_each_place_of_the_tally_is_found_by_lua_and_by_python_alike(store: Store) -> None:
    """One ballot in each region with one mark in each column: every cell is one, and nothing else is."""
    round_ = a_round(slate=len(COLUMNS))
    await put(store, round_, "open")
    for region in range(len(REGIONS)):
        for turn in range(len(COLUMNS)):
            marks = "".join(str((turn + item) % len(COLUMNS)) for item in range(len(COLUMNS)))
            seat = region * len(COLUMNS) + turn
            await cast(store, round_, a_ballot(round_, seat, region=region, marks=marks, request_id=f"r{seat}"))
    [(version, tally)] = await store.rounds.read_tallies([(round_, COLUMNS)])
    assert version == len(REGIONS) * len(COLUMNS)
    assert {count for item in tally.cells for row in item for count in row} == {1}
    assert set(tally.ballots) == {len(COLUMNS)}


async def test_the_longest_slate_in_the_largest_batch_is_counted_whole(store: Store) -> None:
    """250 recommendations, six regions, everybody changing everything at once."""
    dice = random.Random(250)
    round_ = a_round(slate=LARGEST_SLATE)
    await put(store, round_, "open")
    for revision in range(2):
        ballots = [
            a_ballot(
                round_,
                seat,
                base_revision=revision,
                request_id=f"r{revision}-{seat}",
                marks="".join(dice.choice("0123.") for _ in round_.slate),
            )
            for seat in range(64)
        ]
        assert {one.code for one in await asyncio.gather(*(cast(store, round_, one) for one in ballots))} == {"cast"}
    counts = await both_counts(store.rounds, round_, COLUMNS)
    assert counts.agree
    assert counts.recounted.cells != recount(round_.slate, REGIONS, COLUMNS, []).cells


async def test_a_record_says_what_was_cast(store: Store) -> None:
    round_ = a_round(slate=3)
    await put(store, round_, "open", epoch=4)
    ballot = a_ballot(round_, 2, epoch=4, request_id="A-Za_9", ballot_id="z" * 64, marks="0.3")
    await cast(store, round_, ballot)
    record = await store.rounds.read_ballot(round_.id, ballot.seat_id)
    assert record is not None
    assert (record.revision, record.epoch, record.region) == (1, 4, 2)
    assert (record.request_id, record.ballot_id, record.marks) == (ballot.request_id, ballot.ballot_id, ballot.marks)
    assert (record.generation, record.nonce) == (1, "")
    assert await store._client.ttl(keys.of_round(round_.id, "ballots")) > 0


async def test_what_a_phone_adds_to_the_lot_stands_beside_its_ballot(store: Store) -> None:
    """It goes with the revision that brought it, and the name of a ballot, kept by an older release, has none of it."""
    round_ = a_round(slate=3)
    await put(store, round_, "open")
    ballot = a_ballot(round_, 2, marks="0.3", generation=7, nonce="n-1_x")
    assert (await cast(store, round_, ballot)).code == "cast"
    assert (await cast(store, round_, ballot)).revision == 1, "the same request is answered as it was"
    record = await store.rounds.read_ballot(round_.id, ballot.seat_id)
    assert record is not None
    assert (record.generation, record.nonce, record.marks) == (7, "n-1_x", "0.3")
    assert str(record) == str(replace(record, nonce=""))
    await cast(store, round_, ballot._replace(base_revision=1, request_id="r1", nonce=""))
    newer = await store.rounds.read_ballot(round_.id, ballot.seat_id)
    assert newer is not None
    assert (newer.revision, newer.generation, newer.nonce) == (2, 7, "")


async def test_a_record_of_an_older_release_is_read_and_replaced(store: Store) -> None:
    """It lacks the generation of the credential: it counts as of the first, and gives way to the next ballot."""
    round_ = a_round(slate=3)
    await put(store, round_, "open")
    old = "1 1 old-request old-ballot 2 0.3"
    assert read_record(old).generation == 1
    blank = a_ballot(round_, 2)
    await store._client.hset(keys.of_round(round_.id, "ballots"), blank.seat_id, old)
    refused = await cast(store, round_, blank._replace(request_id="new-request"))
    assert (refused.code, refused.record) == ("stale_revision", old)
    newer = blank._replace(request_id="new-request", base_revision=1, generation=3)
    assert (await cast(store, round_, newer)).revision == 2
    record = await store.rounds.read_ballot(round_.id, blank.seat_id)
    assert record is not None
    assert (record.revision, record.generation) == (2, 3)


@pytest.mark.parametrize("text", ["", "1 2 3", "one 1 r b 0 .", "1 1 r b 0 . more", "1 1 r b 0 . 1 n n"])
def test_a_record_that_is_none_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_record(text)


@given(st.fractions())
def test_a_fraction_comes_back_as_it_was(share: Fraction) -> None:
    assert from_json(to_json(share), Fraction) == share
