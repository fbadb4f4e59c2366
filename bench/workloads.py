"""The workloads: who does what in which order. Sides take turns: who disturbs the machine disturbs all."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.crowds import Crowd
from bench.floor_side import FloorSide
from bench.machine import cpu_s, resident_bytes
from bench.peer_side import SOCKETIO, PeerSide
from bench.plenum_side import Meeting, PlenumSide
from bench.results import Results

WARM_S = 1.0
MANY, CROWDED, IDLE = 1_000, 5_000, 10_000
STUCK, HALL, STUCK_PAIRS, STUCK_WARM_S = 5, 105, 9, 2.0
FLOOD = 20  # a stuck phone asks so often for the whole picture, and takes none of the answers
PHONES = 1  # tallies a second that a phone hears
IN_TURN = 3  # rounds of the workloads in which Plenum is measured against itself


@dataclass
class Bench:
    """Everything that runs, and how long it is to be measured."""

    crowd: Crowd
    folder: Path
    floor: Path
    plenum: PlenumSide
    peers: dict[str, PeerSide]
    results: Results
    seconds: float
    rounds: int
    seats: int
    scale: float = 1.0

    def of(self, sockets: int) -> int:
        """Give a number of sockets, or of ballots a second, on the scale of this run."""
        return max(10, round(sockets * self.scale))

    @cached_property
    def meeting(self) -> Meeting:
        """Have the meeting of most workloads: 6 regions, 5 recommendations a round."""
        return self.plenum.found(self.of(self.seats))

    @cached_property
    def large(self) -> Meeting:
        """Have a meeting of 8 regions and 50 recommendations a round."""
        return self.plenum.found(max(self.of(MANY), HALL), regions=8, items=50)

    def take(self, workload: str, side: PlenumSide | PeerSide, sockets: int, **how: object) -> None:
        """Take one window of ballots on a fresh round, and see what became of them."""
        options = {"seconds": self.seconds, "warm": WARM_S, "sockets": sockets, **how}
        if isinstance(side, PeerSide):
            opened = side.open()
            window = self.crowd.run(side.pids, **options, **opened.crowd)
            conservation = side.settle(opened, window)
        else:
            meeting: Meeting = options.pop("meeting", None) or self.meeting  # type: ignore[assignment]
            opened = side.open(meeting, visibility=options.pop("visibility", "live"))
            window = self.crowd.run(side.pids, **options, **opened.crowd)
            conservation = side.settle(meeting, opened, window, self.crowd)
        self.results.keep(workload, side.name, window, conservation)


def burst(bench: Bench) -> None:
    """Cast again as soon as acknowledged: 1,000 sockets, Plenum and all peers (the tutorial loop once: it is slow).

    Plenum twice: everybody hears ten tallies a second as with the peers, and one, as the phones of a hall do.
    """
    for turn in range(bench.rounds):
        bench.take("burst", bench.plenum, bench.of(MANY), burst=1)
        bench.take("burst, phones", bench.plenum, bench.of(MANY), burst=1, pace=PHONES)
        for name, peer in bench.peers.items():
            if name != "tutorial" or turn == 0:
                bench.take("burst", peer, bench.of(MANY), burst=1, drain=60 if name == "tutorial" else 10)


def paced(bench: Bench) -> None:
    """Cast 500 ballots a second from 1,000 sockets, and 2,500 from 5,000."""
    for _ in range(min(IN_TURN, bench.rounds)):
        bench.take("paced", bench.plenum, bench.of(MANY), rate=bench.of(500))
        if SOCKETIO in bench.peers:
            bench.take("paced", bench.peers[SOCKETIO], bench.of(MANY), rate=bench.of(500))
        bench.take("paced 5,000", bench.plenum, bench.of(CROWDED), rate=bench.of(2_500))


def fanout(bench: Bench) -> None:
    """Tell 1,000 and 5,000 sockets each tally while hardly anybody casts, against the same frames sent by the floor.

    And cast as few ballots where no tally is told: what they cost alone weighs among 1,000 sockets. And tell 5,000 one
    tally a second, as phones hear it.
    """
    with ExitStack() as stack:
        floor: FloorSide | None = None
        for name, sockets in [("fan-out", MANY), ("fan-out, 5,000", CROWDED)] * bench.rounds:
            bench.take(name, bench.plenum, bench.of(sockets), rate=20)
            if floor is None:
                size = bench.results.of(name, "plenum")[0].figures["tally_bytes"]
                floor = stack.enter_context(FloorSide(bench.floor, bench.folder, size))
            how = {"seconds": bench.seconds, "warm": WARM_S, "sockets": bench.of(sockets)}
            bench.results.keep(name, "floor", bench.crowd.run(floor.pids, **how, **floor.crowd))
            if sockets == CROWDED:
                bench.take("fan-out, phones", bench.plenum, bench.of(CROWDED), rate=20, pace=PHONES)
            if sockets == MANY:
                bench.take("fan-out, untold", bench.plenum, bench.of(MANY), rate=20, visibility="hidden")


def cost(bench: Bench) -> None:
    """Cast at one pace from 1,000 and from 5,000 sockets in rounds that tell no tally: only casting is paid for."""
    for _ in range(min(IN_TURN, bench.rounds)):
        bench.take("cost of a ballot", bench.plenum, bench.of(MANY), rate=bench.of(1_000), visibility="hidden")
        bench.take("cost, 5,000", bench.plenum, bench.of(CROWDED), rate=bench.of(1_000), visibility="hidden")


def store(bench: Bench) -> None:
    """Watch what the store uses for fan-out to 500 and to 2,000 sockets: it should pay ticks, not sockets."""
    used: dict[int, list[float]] = {500: [], 2_000: []}
    for _ in range(min(IN_TURN, bench.rounds)):
        for sockets, seen in used.items():
            marks: list[float] = []
            watch = lambda _edge, marks=marks: marks.append(cpu_s(bench.plenum.store_pids))  # noqa: E731
            bench.take("store", bench.plenum, bench.of(sockets), rate=20, watch=watch)
            seen.append(marks[1] - marks[0])
    bench.results.figures["store_cpu_2000_to_500"] = min(used[2_000]) / max(min(used[500]), 1e-6)


def storm(bench: Bench) -> None:
    """Let 5,000 delegates come back at once: handshake, credential, greeting, the whole picture."""
    for _ in range(min(IN_TURN, bench.rounds)):
        opened = bench.plenum.open(bench.meeting)
        options = {name: value for name, value in opened.crowd.items() if name != "ballots"}
        window = bench.crowd.run(bench.plenum.pids, sockets=bench.of(CROWDED), storm=1, seconds=0, **options)
        bench.results.keep("join storm", "plenum", window)


def stuck(bench: Bench) -> None:
    """Let 5 of 105 readers take nothing, in pairs with windows in which all read; the order changes each time."""
    pairs = STUCK_PAIRS if bench.rounds > 1 else 1
    for turn in range(pairs):
        for number in (0, STUCK) if turn % 2 else (STUCK, 0):
            how = {"rate": 200, "casters": HALL - STUCK, "warm": STUCK_WARM_S, "meeting": bench.large}
            name = "5 of 105 stuck" if number else "nobody stuck"
            bench.take(name, bench.plenum, HALL, stuck=number, flood=FLOOD, **how)


def large(bench: Bench) -> None:
    """Cast on 50 recommendations in 8 regions, 500 ballots a second."""
    for _ in range(min(IN_TURN, bench.rounds)):
        bench.take("50 × 8", bench.plenum, bench.of(MANY), rate=bench.of(500), meeting=bench.large)


def idle(bench: Bench) -> None:
    """Keep 10,000 sockets that say nothing; a service of its own, so that no memory was used before."""
    with PlenumSide(bench.folder, name="idle") as side:
        meeting = side.found(seats=10)
        opened = side.open(meeting)
        watchers = bench.folder / "watchers"
        watchers.write_text(f"{meeting.observer} 0\n", encoding="ascii")
        options = {name: value for name, value in opened.crowd.items() if name not in ("ballots", "people")}
        before, during = resident_bytes(side.pids), []
        window = bench.crowd.run(
            side.pids,
            lambda _edge: during.append(resident_bytes(side.pids)),
            sockets=bench.of(IDLE),
            people=watchers,
            **options,
        )
        bench.results.keep("idle", "plenum", window)
        bench.results.figures["idle_kib_per_socket"] = (max(during) - before) / 1024 / bench.of(IDLE)
        bench.results.figures["idle_mb"] = max(during) / 1e6


def workers(bench: Bench) -> None:
    """Cast in a burst through two workers: on two cores that says nothing of speed, and all of conservation."""
    with PlenumSide(bench.folder, workers=2, name="two workers") as side:
        meeting = side.found(bench.of(MANY))  # fewer would each cast faster than the pace of a socket allows
        for _ in range(min(IN_TURN, bench.rounds)):
            bench.take("burst, 2 workers", side, bench.of(MANY), burst=1, meeting=meeting)


WORKLOADS: dict[str, Callable[[Bench], None]] = {
    "idle": idle,
    "workers": workers,
    "burst": burst,
    "paced": paced,
    "fanout": fanout,
    "cost": cost,
    "store": store,
    "storm": storm,
    "stuck": stuck,
    "large": large,
}
