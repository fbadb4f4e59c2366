"""Two hosts on one cluster, meetings in it, and phones that come to whichever host answers, as behind a balancer."""

import asyncio
import os
import random
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from server.rehearsal.phone import Phone
from server.store.shards import Shards
from tests.faults import resources
from tests.faults.hall import Hall, Outcome
from tests.faults.house import House, HouseService, eventually
from tests.store.several import Cluster, Node

ROOT = Path(__file__).parents[2]


class Host(HouseService):
    """One host: a service of its own, which is killed and started again; its folders hold nothing of a meeting."""

    @property
    def program(self) -> list[str]:
        """Start it as anybody does, from wherever its code is."""
        return [sys.executable, "-P", "-m", "server", "serve"]


@dataclass(slots=True)
class _OneHost:
    """What a hall takes for its house: the first host, and the truth behind both."""

    town: "Town"

    @property
    def service(self) -> HouseService:
        """Found meetings there."""
        return self.town.hosts[0]

    @asynccontextmanager
    async def truth(self) -> AsyncIterator[Shards]:
        """Open the cluster directly."""
        shards = Shards(self.town.cluster.url)
        await shards.open()
        try:
            yield shards
        finally:
            await shards.close()

    def defects(self) -> list[str]:
        """What the logs confess; of an outage they may say that something was refused."""
        lines = [line for host in self.town.hosts for line in host.log.read_text(errors="replace").splitlines()]
        return [line for line in lines if line.startswith("Traceback") or "defect " in line]


class TownHall(Hall):
    """One meeting; its phones come to any host that is there."""

    def __init__(self, town: "Town", dice: random.Random) -> None:
        """Take the town for a house."""
        super().__init__(cast("House", _OneHost(town)), dice, long=False)
        self._town = town

    def phone(self, credential: str, *, straight: bool = True) -> Phone:
        """Dial a host: for what is arranged one that is not broken."""
        host = self._town.hosts[0] if straight else self.dice.choice(self._town.hosts)
        return Phone(host.base_url, self.room["id"], credential)

    @property
    def meeting_id(self) -> str:
        """The meeting."""
        return self.kit.id


class Town:
    """All of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Choose where everything is; nothing is started yet."""
        self.folder, self.dice = folder, random.Random(seed)
        self.cluster = Cluster(folder / "cluster")
        self.hosts: list[Host] = []
        self.halls: list[TownHall] = []

    async def open(self, meetings: int, phones: int, environment: dict[str, str]) -> None:
        """Start the cluster and both hosts, the second with an `environment` of its own, and let everybody in."""
        await asyncio.to_thread(self.cluster.__enter__)
        for name, own in (("first", {}), ("second", environment)):
            data = self.folder / name
            data.mkdir()
            host = Host(self.cluster.url, data, join_burst=10_000, joins_per_second=1_000)
            code = os.pathsep.join(filter(None, (own.get("PYTHONPATH", ""), str(ROOT))))
            host._environment |= {
                "PLENUM_PUBLIC_URL": "http://127.0.0.1",
                "PLENUM_ACK": "replica",
                **own,
                "PYTHONPATH": code,
            }
            await asyncio.to_thread(host.start)
            self.hosts.append(host)
        for _ in range(meetings):
            hall = TownHall(self, random.Random(self.dice.random()))
            await hall.fill(phones, 0.1)
            for voter in hall.voters:
                voter.worth = "replica"
            self.halls.append(hall)

    async def close(self) -> None:
        """End all of it."""
        voters = [voter for hall in self.halls for voter in hall.voters]
        await asyncio.gather(*(voter.leave() for voter in voters), return_exceptions=True)
        for host in self.hosts:
            await asyncio.to_thread(host.__exit__)
        await asyncio.to_thread(self.cluster.__exit__)
        shutil.rmtree(self.folder, ignore_errors=True)

    async def begin(self) -> None:
        """Open a round in each meeting, and have everybody vote."""
        for hall in self.halls:
            hall.notes, hall.failures = {}, []
            await hall.begin()
        await self.more(2)

    async def more(self, each: int, patience_s: float = 60.0) -> None:
        """Wait until everybody had so many more ballots acknowledged."""
        journals = [voter.journal for hall in self.halls for voter in hall.voters]
        then = [len(journal.acknowledged) for journal in journals]
        await eventually(
            lambda: all(len(now.acknowledged) >= was + each for now, was in zip(journals, then, strict=True)),
            "ballots of everybody",
            patience_s,
        )

    def gone(self) -> None:
        """Note that something is away from now on."""
        for hall in self.halls:
            hall.gone()

    async def finish(self, outcome: Outcome) -> None:
        """Let everybody finish, and judge all meetings together."""
        for hall in self.halls:
            one = await hall.finish(Outcome(outcome.fault, outcome.seed))
            outcome.judgement += one.judgement
            outcome.refusals_s += one.refusals_s
            outcome.codes.update(one.codes)
            outcome.gap_s = max(outcome.gap_s, one.gap_s)
            outcome.dropped += one.dropped
            outcome.failures += one.failures

    def figures(self) -> dict[str, float]:
        """Say what the hosts take by now: memory, open files, and how much they have logged."""
        pids = [pid for host in self.hosts for pid in (host.pid, *host.workers())]
        held = [int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * 4_096 for pid in pids]
        files = [len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids]
        return {
            "mb": round(sum(held) / 1e6),
            "files": sum(files),
            "log_kb": round(sum(host.log.stat().st_size for host in self.hosts) / 1e3),
        }

    def primary(self) -> Node:
        """Choose a primary that has a meeting."""
        return self.cluster.primary_of(self.dice.choice(self.halls).meeting_id)

    async def another_primary(self, than: Node, meeting_ids: list[str]) -> None:
        """Wait until meetings have another primary."""

        def moved() -> bool:
            return all(self.cluster.primary_of(one) is not than for one in meeting_ids)

        async with asyncio.timeout(30):
            while not await asyncio.to_thread(moved):  # noqa: ASYNC110 - other processes decide it
                await asyncio.sleep(0.1)

    def held_by(self, node: Node) -> list[str]:
        """List the meetings that a primary holds."""
        return [hall.meeting_id for hall in self.halls if self.cluster.primary_of(hall.meeting_id) is node]


def bad_clock(folder: Path, ahead_s: int) -> dict[str, str]:
    """Give a host a clock that is so much ahead."""
    environment = resources.bad_clock(folder)
    Path(environment["PLENUM_CLOCK"]).write_text(str(ahead_s))
    return environment


def other_release(folder: Path) -> dict[str, str]:
    """Give a host a Plenum whose library is another one, as the release before had: the same but for a comment."""
    for name in ("server", "static", "templates", "locales"):
        shutil.copytree(ROOT / name, folder / "other" / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (folder / "other" / "server" / "store" / "votes.lua").open("a") as library:
        library.write("\n-- of another release\n")
    return {"PYTHONPATH": str(folder / "other")}
