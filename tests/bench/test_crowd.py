"""The load client of the bench tells the truth: what it counts is what the service has, and what was sent."""

from pathlib import Path

import pytest

from bench.crowds import Crowd, Saturated, Window, compiled, judged
from bench.floor_side import FloorSide
from bench.plenum_side import PlenumSide

pytestmark = pytest.mark.long  # needs gcc and two cores; `make bench` runs it first


@pytest.fixture
def crowd(tmp_path: Path) -> Crowd:
    """The load client, compiled."""
    return Crowd(compiled(tmp_path, "crowd"))


def test_what_the_crowd_was_acknowledged_is_what_the_service_stored(crowd: Crowd, tmp_path: Path) -> None:
    """Six delegates cast and cast again; accepted = stored = tallied, and a recount finds their last ballots."""
    with PlenumSide(tmp_path) as plenum:
        meeting = plenum.found(seats=6)
        opened = plenum.open(meeting)
        window = crowd.run(plenum.pids, sockets=6, rate=100, seconds=1, warm=0.2, **opened.crowd)
        conservation = plenum.settle(meeting, opened, window, crowd)
    assert window.figures["accepted"] >= window.figures["accepted_in_window"] > 0
    assert window.figures["lost"] == window.figures["unanswered"] == 0
    assert conservation.holds, conservation
    assert 0 < window.figures["ack_ms"]["p50"] <= window.figures["ack_ms"]["p99"] <= window.figures["ack_ms"]["max"]
    assert window.figures["tallies"] > 0
    assert window.server_cpu_s > 0


def test_each_frame_of_the_floor_is_counted_once(crowd: Crowd, tmp_path: Path) -> None:
    """Frames of 700 bytes every 100 ms: ten sockets hear ten a second each, and each whole."""
    with FloorSide(compiled(tmp_path, "floor"), tmp_path, 700) as floor:
        window = crowd.run(floor.pids, sockets=10, seconds=1, **floor.crowd)
    assert window.figures["tally_bytes"] == 700
    assert window.figures["deliveries"] == window.figures["tallies"]
    assert window.figures["deliveries"] % 10 == 0
    assert 90 <= window.figures["deliveries"] <= 110


def test_nothing_is_said_of_a_server_when_the_crowd_was_busy_itself() -> None:
    """At half a core of the load client a window is no figure any more."""
    with pytest.raises(Saturated):
        judged(Window({"client_cpu_s": 1.0, "seconds": 2.0}, 0.1))
    assert judged(Window({"client_cpu_s": 0.98, "seconds": 2.0}, 0.1)).client_share < 0.5
