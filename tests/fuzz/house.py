"""The service that is fuzzed: a process of its own, with a meeting in it, people of every role, and an eye on it.

Its budgets are widened, since what lies behind them is meant; they have tests of their own.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from server.domain.languages import LANGUAGES
from tests.fuzz.speech import There
from tests.services import Json, Kit, Service

TIMES_WIDER = 100_000
DELEGATES, TALKING = 12, 8
"""Those who talk keep their seats; the others may be barred and removed."""
MIB = 1 << 20
_PAGE = os.sysconf("SC_PAGE_SIZE")
_COMPLAINTS = ("Traceback", "defect", "Exception", "unexpected")
SLOT = "abcdef"
MARKS = ("for", "against", "abstain", "approve", "1", "")


class WideService(Service):
    """A service whose sockets may ask for what they like."""

    def __init__(self, store_url: str, data: Path) -> None:
        """Prepare to start it on this store."""
        super().__init__(store_url, data)
        self._environment["PLENUM_BUDGET_TIMES"] = str(TIMES_WIDER)

    @property
    def host(self) -> str:
        """The `Host` that it answers to."""
        return f"127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that was started."""
        assert self._process is not None
        return self._process.pid


@dataclass(slots=True)
class Watch:
    """An eye on one service: what its log complains of, and how much memory its busiest process takes.

    Units:   `resident` in bytes, one for each look.
    """

    service: WideService
    resident: list[int] = field(default_factory=list)
    _read_to: int = 0
    _worker: int = 0

    def look(self) -> None:
        """Take a figure of the memory."""
        if not self._worker:
            self._worker = max(_family(self.service.pid), key=_ticks)
        try:
            pages = int(Path(f"/proc/{self._worker}/statm").read_text().split()[1])
        except FileNotFoundError:
            raise AssertionError("the worker that was watched has ended") from None
        self.resident.append(pages * _PAGE)

    def complaints(self) -> list[str]:
        """Say which lines of the log since the last time should not be there."""
        said = self.service.log.read_text(errors="replace")
        new, self._read_to = said[self._read_to :], len(said)
        return [line for line in new.splitlines() if any(word in line for word in _COMPLAINTS)]

    def told(self) -> str:
        """Say the newest figure of the memory."""
        return f"{self.resident[-1] / MIB:.1f} MiB" if self.resident else "memory not looked at yet"

    def growth(self) -> float:
        """Say by what share it has grown since the first tenth of the looks."""
        begin = max(1, len(self.resident) // 10) - 1
        return max(self.resident[begin:]) / self.resident[begin] - 1


@dataclass(slots=True)
class House:
    """The service, a meeting in it, and who is there.

    Shape:   `callers` are room and credential by name; delegates are a list, so that each talker has a seat alone.
    """

    service: WideService
    kit: Kit
    watch: Watch
    there: There
    callers: list[tuple[str, str]] = field(default_factory=list)
    delegates: list[tuple[str, str]] = field(default_factory=list)
    seats: list[Json] = field(default_factory=list)


async def furnish(service: WideService) -> House:
    """Found a meeting, let people in, and open a round."""
    kit = service.new_meeting()
    plenary, region, question = kit.room("s1"), kit.room("lunch", "AF"), kit.question("s1")
    seats = [kit.a_delegate("AF" if number % 2 else "AM") for number in range(DELEGATES)]
    async with kit.phone(plenary, "chair") as chair:
        titles = [f"Recommendation {number}" for number in range(5)]
        proposed = [await chair.act("propose", question_id=question, title=title) for title in titles]
        slate = [str(one["recommendation_id"]) for one in proposed]
        rounds = []
        for _ in range(2):
            prepared = await chair.act("prepare_round", method="across_regions", slate=slate)
            rounds.append(str(prepared["round_id"]))
        opened = await chair.ask("open_round", round_id=rounds[0])
        assert opened["type"] == "done", opened
    values: dict[str, object] = {
        "round_id": rounds, "recommendation_id": slate, "question_id": [question, kit.question("lunch")],
        "slate": slate, "marks keys": slate, "have keys": rounds, "language": [*LANGUAGES],
        "method": ["across_regions", "shortlist"], "epoch": [1], "base_revision": [0, 1, 2], "revision": [0, 1],
        "seen": [0], "accepts": ["delta", "outlook"], "seconds": [60], "title": ["A title", "Another"],
        "rules keys": ["k", "theta", "visibility", "quorum", "places", "closes_after_s", "secrecy"],
        "visibility": ["live", "hidden", "turnout"], "theta": ["1/2", "2/3"], "k": [4], "region_id": ["AF", "AM"],
        "seat_id": [seat["seat_id"] for seat in seats[TALKING:]], "room_id": [plenary["id"], region["id"]],
        **dict.fromkeys(slate, MARKS),
    }  # fmt: skip
    house = House(service, kit, Watch(service), There(values, Counter()), seats=seats)  # type: ignore[arg-type]
    held = kit.founded["credentials"]
    house.callers = [(plenary["id"], held[role]) for role in ("chair", "screen", "observer")]
    house.callers += [(region["id"], held["moderators"]["AF"]), (plenary["id"], held["moderators"]["AF"])]
    house.delegates = [(plenary["id"], seat["credential"]) for seat in seats]
    _draw_every_page(house)
    return house


def _draw_every_page(house: House) -> None:
    """Have each template read, which takes MiBs once: what grows later is no template."""
    for path in ("/", "/enter", f"/join/{house.kit.founded['join_code']}"):
        assert house.service.call("GET", path)[0] == 200, path
    for page in ("delegate", "podium", "screen"):
        shown = [
            house.service.call("GET", f"/tab/{SLOT}/{page}/{room}", Cookie=f"plenum-{SLOT}={credential}")[0]
            for room, credential in house.callers + house.delegates[:1]
        ]
        assert 200 in shown, (page, shown)


def _family(pid: int) -> list[int]:
    """Find a process and all that it started."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def _ticks(pid: int) -> int:
    """Say how long a process has turned."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
