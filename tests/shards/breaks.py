"""What is broken: servers of the cluster, its slots, its functions, hosts and their clocks, while everybody votes."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.shards.town import Town, bad_clock, other_release

Break = Callable[[Town], Awaitable[None]]
BREAKS: dict[str, Break] = {}
ENVIRONMENTS: dict[str, Callable[[Path], dict[str, str]]] = {
    "clock_ahead": lambda folder: bad_clock(folder, 20),
    "two_releases": other_release,
}
"""What the second host has of its own."""
FAILOVER_S, MOVED_S = 10.0, 3.0
LONGEST_S = {
    "primary_killed": FAILOVER_S, "primary_stopped": FAILOVER_S, "planned_failover": FAILOVER_S,
    "replica_killed": FAILOVER_S, "slots_moved": MOVED_S, "functions_gone": MOVED_S, "host_killed": FAILOVER_S,
    "clock_ahead": MOVED_S, "two_releases": MOVED_S,
}  # fmt: skip
"""How long nobody may wait for an acknowledgement."""


def broken(act: Break) -> Break:
    """Enter it in the list."""
    BREAKS[act.__name__] = act
    return act


@broken
async def primary_killed(town: Town) -> None:
    """SIGKILL of a primary; its replica takes its place, and it comes back as a replica of that."""
    node = town.primary()
    held = town.held_by(node)
    town.gone()
    node.kill()
    await town.another_primary(node, held)
    await asyncio.to_thread(town.cluster.heal)


@broken
async def replica_killed(town: Town) -> None:
    """SIGKILL of a replica: no ballot is confirmed there until it is back."""
    node = await asyncio.to_thread(lambda: town.cluster.replica_of(town.primary()))
    town.gone()
    node.kill()
    await asyncio.sleep(3)
    await asyncio.to_thread(town.cluster.heal)


@broken
async def primary_stopped(town: Town) -> None:
    """A primary hangs, as in a partition, until its replica has its place; then it goes on, as a replica."""
    node = town.primary()
    held = town.held_by(node)
    town.gone()
    with node.stopped():
        await town.another_primary(node, held)
    await asyncio.to_thread(town.cluster.heal)


@broken
async def planned_failover(town: Town) -> None:
    """A replica is told to take over."""
    node = town.primary()
    held = town.held_by(node)
    replica = await asyncio.to_thread(town.cluster.replica_of, node)
    town.gone()
    await asyncio.to_thread(replica.take_over)
    await town.another_primary(node, held)
    await asyncio.to_thread(town.cluster.heal)


@broken
async def slots_moved(town: Town) -> None:
    """All slots of the meetings of one primary go to another one, a slot at a time."""
    source = town.primary()
    held = town.held_by(source)
    target = next(node for node in town.cluster.nodes if node.is_primary and node is not source)
    town.gone()
    for meeting_id in held:
        await asyncio.to_thread(town.cluster.move, meeting_id, source, target)
    await town.another_primary(source, held)


@broken
async def functions_gone(town: Town) -> None:
    """FUNCTION FLUSH on every primary, again and again."""
    for _ in range(5):
        for node in town.cluster.nodes:
            if node.is_primary:
                await asyncio.to_thread(node.said, "FUNCTION", "FLUSH")
        await town.more(1)


@broken
async def host_killed(town: Town) -> None:
    """SIGKILL of one host: its phones come to the other one; then it is started again."""
    town.gone()
    host = town.hosts[1]
    host.kill()
    await town.more(2)
    await asyncio.to_thread(host.start)


@broken
async def clock_ahead(town: Town) -> None:
    """The second host's clock is 20 s ahead: a countdown of eight seconds ends in its time, and votes count."""
    hall = town.halls[0]
    kept = hall.round
    began = asyncio.get_running_loop().time()
    await hall.open_round(closes_after_s=8)
    state = "open"
    while state == "open":
        await asyncio.sleep(0.2)
        async with hall.phone(hall.kit.chair) as chair:
            state = next(one["state"] for one in chair.snapshot["rounds"] if one["id"] == hall.round["id"])
    lasted_s = asyncio.get_running_loop().time() - began
    hall.notes["countdown_s"] = round(lasted_s, 1)
    if not 7.5 < lasted_s < 15:
        hall.failures.append(f"a countdown of 8 s lasted {lasted_s:.1f} s")
    hall.round = kept


@broken
async def two_releases(town: Town) -> None:
    """The second host is of another release: both libraries stay side by side, and both hosts take ballots."""
    await town.more(5)
    nodes = [node for node in town.cluster.nodes if node.is_primary]
    held = {name for node in nodes for name in re.findall(r"plenum_[0-9a-f]{8}", str(node.said("FUNCTION", "LIST")))}
    if len(held) != 2:
        town.halls[0].failures.append(f"libraries: {held}")
