"""A million on paper: docs/scale.md has the program's own table, and its sums are what happens, event by event."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bench import sizing
from bench.million import BEGIN, END, MOST_SEATS, PACES, SIZES, Costs, Crowd, latest, needs_of, slot_of, written
from server.domain.procedure.meeting import HIGHEST_SEAT_LIMIT
from server.live import pump
from server.store import casting
from tests.bench.simulated_meeting import SimulatedMeeting, all_back_s
from tests.contracts.tree import ROOT

SECONDS = 60.0
SLOW = replace(Costs(), store_batch_us=4_000, store_cast_us=400, ring_us=300, store_read_us=200, answered_us=12_000)
"""A store so slow that few phones keep it as busy as a million would."""


def test_the_document_has_the_table_that_the_program_writes() -> None:
    """`make million` writes it, after each run of the bench that is kept."""
    text = (ROOT / "docs" / "scale.md").read_text("utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == written(latest())


def test_the_table_of_sizes_is_what_the_program_writes() -> None:
    """In the guide of those who choose a host."""
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert text.partition(sizing.BEGIN)[2].partition(sizing.END)[0].strip() == sizing.written(latest())


def test_the_numbers_of_the_code_are_those_of_the_code() -> None:
    """What is no measurement but a decision of ours is the same there."""
    costs = Costs()
    assert MOST_SEATS == HIGHEST_SEAT_LIMIT
    assert (costs.largest_batch, costs.under_way) == (casting.LARGEST_BATCH, casting.BATCHES_UNDER_WAY)
    assert costs.answered_within_s == casting.ANSWERED_WITHIN_S
    assert costs.reads_a_second * pump.TICK_MS == 1_000


@pytest.mark.parametrize(
    ("phones", "workers", "ballots", "pace", "costs"),
    [
        (200, 1, 20.0, 10, Costs()),
        (200, 4, 50.0, 10, Costs()),
        (150, 8, 50.0, 1, Costs()),
        (200, 2, 100.0, 10, SLOW),
        (200, 4, 400.0, 10, SLOW),
        (200, 4, 1_200.0, 1, SLOW),
        (120, 12, 900.0, 10, SLOW),
    ],
)
def test_the_sums_are_what_happens(phones: int, workers: int, ballots: float, pace: int, costs: Costs) -> None:
    """A round of a minute, of a store that has time, is busy, or has none to spare: counted and worked out."""
    costs = replace(costs, cast_within_s=phones / ballots)
    told = slot_of(Crowd(phones, phones, pace), workers, workers, costs)
    seen = SimulatedMeeting(phones, workers, pace, costs, seed=7).run(ballots, SECONDS)
    assert seen.batches / SECONDS == pytest.approx(told.batches, rel=0.12)
    assert seen.rings / SECONDS == pytest.approx(told.rings, rel=0.12)
    assert seen.reads / SECONDS == pytest.approx(told.reads, rel=0.12)
    assert seen.busy_s / SECONDS == pytest.approx(told.share, rel=0.12)
    assert seen.told / SECONDS == pytest.approx(phones * told.heard, rel=0.12)
    taken = sorted(seen.answered_s)
    assert taken[len(taken) // 2] <= told.answered_s
    assert taken[len(taken) * 99 // 100] <= told.answered_s * 1.6


@pytest.mark.parametrize(("phones", "seats", "workers"), [(200, 200, 1), (200, 50, 4), (200, 0, 8), (200, 200, 20)])
def test_everybody_is_back_when_the_sums_say(phones: int, seats: int, workers: int) -> None:
    """Where the workers are slow, and where the store is, which rings once for each seat."""
    told = slot_of(Crowd(phones, seats, 1), workers, workers, SLOW)
    seen = all_back_s(phones, seats, workers, SLOW)
    assert told.back_s <= seen <= told.back_s * 1.15 + SLOW.join_us / 1e6


@pytest.mark.parametrize("pace", PACES)
def test_more_phones_never_need_less(pace: int) -> None:
    """And a crowd that is asked for fits what is worked out for it."""
    costs = latest()
    needs = [needs_of(Crowd(phones, min(phones, MOST_SEATS), pace), costs) for phones in SIZES]
    for fewer, more in pairwise(needs):
        assert (fewer.workers, fewer.hosts, fewer.memory) <= (more.workers, more.hosts, more.memory)
        assert fewer.slot.back_s <= more.slot.back_s
    for one in needs:
        a_second = one.crowd.phones * pace * costs.delivery_us + one.slot.batches * costs.batch_us
        assert a_second / 1e6 <= one.workers * costs.busy
        assert one.bytes <= one.hosts * costs.host_gbit * 1e9 / 8


def test_relays_spare_the_store_and_nothing_else() -> None:
    """The store rings them alone; ballots cost it what they did."""
    crowd, costs = Crowd(SIZES[-1], SIZES[-1], 10), latest()
    bare, helped = needs_of(crowd, costs), needs_of(crowd, costs, relays=True)
    assert bare.relays == 0 < helped.relays < bare.workers
    assert helped.slot.back_s < bare.slot.back_s
    assert helped.slot.ballots == bare.slot.ballots
