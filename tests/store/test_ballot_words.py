"""Words of a ballot in the casting step: recorded, replaced and compared with the marks, in one step."""

import pytest

from server.domain.procedure.ballot_words import Remark, read_remarks, write_remarks
from server.store import Store, keys
from tests.counts import both_counts
from tests.store.test_casting_laws import COLUMNS, a_ballot, a_round, cast, put

NONE = write_remarks({})
SOON = write_remarks({"a": Remark("replace", "yearly", "soon")})
LATE = write_remarks({"a": Remark("add", "и их государства")})


@pytest.mark.parametrize("nonce", ["", "n0nce"])
@pytest.mark.parametrize("state", ["open", "closing"])
async def test_words_are_recorded_and_replaced_with_the_ballot(store: Store, nonce: str, state: str) -> None:
    """Whether or not the phone adds to a lot, and whatever else stands in the record. Holds R220."""
    round_ = a_round(slate=3)
    await put(store, round_, state)
    first = a_ballot(round_, 2, marks="1.3", generation=4, nonce=nonce, words=SOON)
    assert (await cast(store, round_, first)).words == SOON
    record = await store.rounds.read_ballot(round_.id, first.seat_id)
    assert record is not None
    assert (record.marks, record.generation, record.nonce, record.words) == ("1.3", 4, nonce, SOON)
    assert SOON not in str(record), "a log must not tell words"
    second = first._replace(base_revision=1, request_id="r1", ballot_id="b1", words=NONE)
    assert (await cast(store, round_, second)).revision == 2
    record = await store.rounds.read_ballot(round_.id, first.seat_id)
    assert record is not None
    assert (record.revision, read_remarks(record.words)) == (2, {})
    assert (await both_counts(store.rounds, round_, COLUMNS)).agree


async def test_the_same_request_with_other_words_is_another_request(store: Store) -> None:
    """With the same words it is answered as it was; a refusal shows the record that stands. Holds R38."""
    round_ = a_round(slate=3)
    await put(store, round_, "open")
    ballot = a_ballot(round_, 2, marks="1..", words=SOON)
    for _ in range(2):
        assert (await cast(store, round_, ballot)).revision == 1
    for other in (LATE, NONE):
        refused = await cast(store, round_, ballot._replace(words=other))
        assert (refused.code, refused.record.endswith(f"~{SOON}")) == ("request_id_reused", True)
    stale = await cast(store, round_, ballot._replace(request_id="r9", words=LATE))
    assert (stale.code, stale.record.endswith(f"~{SOON}")) == ("stale_revision", True)


async def test_every_record_of_such_a_round_is_equally_long(store: Store) -> None:
    """Of one length of ids, with words or without. Holds R218."""
    round_ = a_round(slate=3)
    await put(store, round_, "open")
    for seat, words in enumerate((NONE, SOON, LATE)):
        await cast(store, round_, a_ballot(round_, seat, region=0, marks="1.3", words=words))
    records = await store._client.hvals(keys.of_round(round_.id, "ballots"))
    assert len(records) == 3
    assert len({len(record) for record in records}) == 1


async def test_a_record_of_another_round_is_what_it_was(store: Store) -> None:
    """Without the rule not one byte more lies in the store. Holds R220."""
    round_ = a_round(slate=3)
    await put(store, round_, "open")
    await cast(store, round_, a_ballot(round_, 2, marks="1.3", generation=7))
    await cast(store, round_, a_ballot(round_, 3, marks="1.3", generation=7, nonce="n"))
    records = await store._client.hgetall(keys.of_round(round_.id, "ballots"))
    assert sorted(records.values()) == [b"1 1 r0 b0 2 1.3 7", b"1 1 r0 b0 3 1.3 7 n"]
