"""The clock of the store as a process reads it: right within half a round trip, and moved by proofs alone."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from server.engine.embedded import EmbeddedStore
from server.store import Store
from server.store.connection.store_clock import OFF_MS, RIGHT_MS, StoreClock

MS, S = 1_000_000, 1_000_000_000
SLACK_NS = 2_000  # the store says whole microseconds


@dataclass
class Host:
    """A machine: a steady counter, and a clock that somebody may set."""

    steady_ns: int = 5 * S
    ahead_ns: int = 0
    began_ns: int = 1_790_000_000 * S

    def store_ns(self) -> int:
        return self.began_ns + self.steady_ns

    def host_ns(self) -> int:
        return self.store_ns() + self.ahead_ns

    def clock(self) -> StoreClock:
        return StoreClock(self.host_ns, lambda: self.steady_ns)

    def read(self, clock: StoreClock, there_ns: int, back_ns: int) -> None:
        """Ask, and hear the answer after a way there and a way back."""
        asked_ns = self.steady_ns
        self.steady_ns += there_ns
        said_us = self.store_ns() // 1_000
        self.steady_ns += back_ns
        clock.take(asked_ns, said_us, self.steady_ns)


WAYS = st.integers(0, 400 * MS)


@given(st.integers(-60 * S, 60 * S), st.lists(st.tuples(WAYS, WAYS), min_size=1, max_size=8))
def test_after_every_reading_it_is_right_within_its_round_trip(ahead_ns: int, ways: list[tuple[int, int]]) -> None:
    """However uneven the ways there and back were, and however wrong the host's clock is. Holds R286."""
    host = Host(ahead_ns=ahead_ns)
    clock = host.clock()
    for there_ns, back_ns in ways:
        before, wrong_before_ns = clock._shift, abs(clock._shift - host.began_ns)
        host.read(clock, there_ns, back_ns)
        wrong_ns, round_trip_ns = abs(clock._shift - host.began_ns), there_ns + back_ns
        assert wrong_ns <= round_trip_ns + SLACK_NS, "never outside what the answer allows"
        assert clock._shift == before or wrong_ns <= round_trip_ns / 2 + SLACK_NS, "moved to the middle of it"
        assert wrong_ns <= max(wrong_before_ns, round_trip_ns / 2) + SLACK_NS, "a slow answer spoils nothing"
    host.read(clock, 0, 0)
    assert abs(clock.now_ms() - host.store_ns() // MS) <= 1


@given(WAYS, WAYS, st.floats(0, 1))
def test_a_host_that_no_answer_proves_wrong_is_believed(there_ns: int, back_ns: int, where: float) -> None:
    """On one machine with its store no time is ever corrected by what the way took."""
    host = Host(ahead_ns=-back_ns + int(where * (there_ns + back_ns)))
    clock = host.clock()
    before = clock._shift
    host.read(clock, there_ns, back_ns)
    assert clock._shift == before


def test_setting_the_clock_of_the_host_moves_nothing() -> None:
    """Somebody sets it an hour forward in the middle of a round: the time goes on, and the difference is told."""
    host = Host()
    clock = host.clock()
    host.read(clock, MS, MS)
    before_ms = clock.now_ms()
    host.ahead_ns = 3_600 * S
    assert clock.now_ms() == before_ms
    host.read(clock, MS, MS)
    assert clock.now_ms() == before_ms + 2
    assert clock.is_off
    assert clock.offset_ms == 3_600_000


def test_a_host_is_off_beyond_a_second_and_right_again_within_half_of_one() -> None:
    """Either way; in between it stays what it was, so that the log has one line and not one a second."""
    host = Host()
    clock = host.clock()
    seen = []
    for ahead_ms in (0, OFF_MS, OFF_MS + 1, OFF_MS - 1, RIGHT_MS + 1, RIGHT_MS, -OFF_MS - 2, -RIGHT_MS):
        host.ahead_ns = ahead_ms * MS
        host.read(clock, 0, 0)
        seen.append(clock.is_off)
    assert seen == [False, False, True, True, True, False, True, False]


async def test_an_opened_store_has_said_what_time_it_is(server: EmbeddedStore) -> None:
    """Also to a command, which watches nothing: it is asked on opening."""
    store = Store(server.url)
    store.health.clock._shift += 20 * S
    await store.open()
    try:
        assert abs(store.health.clock.offset_ms) <= 50
    finally:
        await store.close()
