"""The fuzzing of `make fuzz` in small: the same code, fewer frames, and dice instead of guidance."""

import random
from itertools import cycle, islice

import pytest

from tests.fuzz.oddities import Oddities
from tests.fuzz.running import Asked, fuzz
from tests.fuzz.speech import KINDS
from tests.fuzz.tallies import Tally, table
from tests.fuzz.targets import SEEDS, TARGETS, in_a_still_loop

FRAMES, REQUESTS = 20_000, 2_000
TRIES = 3_000


def test_what_nobody_should_send_breaks_nothing() -> None:
    """Frames, raw frames, departures and requests on a service of their own: no violation of any kind."""
    outcome = fuzz(Asked(FRAMES, REQUESTS, seed=11))
    print(table(outcome.tallies))
    assert [*outcome.violations, *(one for tally in outcome.tallies for one in tally.violations)] == []
    talk, raw, left, asked = outcome.tallies
    assert talk.reached + raw.reached >= FRAMES
    assert asked.reached >= REQUESTS
    assert left.reached > 100
    assert {"malformed", "unknown_type", "not_permitted", "not_found"} <= set(talk.refused)


@pytest.mark.parametrize("name", TARGETS)
def test_a_decoder_refuses_what_it_cannot_read_and_never_breaks(name: str) -> None:
    """Sound inputs, spoilt a little and again, and odd ones."""
    odd = Oddities(random.Random(7))
    with in_a_still_loop():
        for sound in islice(cycle(SEEDS[name]), TRIES):
            said = sound
            for _ in range(odd.dice.randrange(6)):
                said = odd.spoilt(said)
            TARGETS[name](said)
            TARGETS[name](odd.said())


def test_an_unexplained_close_is_a_violation() -> None:
    """And the echo of a code is none."""
    tally = Tally("x")
    tally.close(1011, "x:1")
    tally.close(4_999, "x:2", said=4_999)
    tally.close(1002, "x:3")
    assert tally.violations == ["closed with 1011 (--repeat x:1)"]


def test_every_command_of_the_schema_is_spoken_of() -> None:
    """The kinds come from the message table itself."""
    assert {"hello", "cast_ballot", "propose", "open_round"} <= {kind for kind, _ in KINDS}
