"""What the doctor looks at in a store of one's own: every server that the address names, and those that these name.

Refuses to change anything. Invariants: each server is asked by itself, so that one that is away is named and hides no
other; a password is in no finding.
"""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redis.exceptions import RedisError

from server.host.finding import Finding
from server.secretariat.dangers import SKEW_MS, is_memory_scarce
from server.settings import Settings
from server.store.connection.condition import StoreCondition, read_condition
from server.store.connection.reach import StoreUnavailable, reach
from server.store.connection.slot_map import SlotMap
from server.store.connection.topology import topology_of
from server.store_address import Node, StoreAddress, read_address

_TOLD = {"sentinel": "sentinel", "cluster": "node"}


def look_at_stores(settings: Settings) -> Iterator[Finding]:
    """Look at the store that the settings name, whatever it is made of."""
    address, acknowledgement = read_address(settings.redis_url), settings.acknowledgement
    if address.kind == "one":
        if (refused := _start(address.text)) is not None:
            yield refused
        else:
            yield from _primary(address, "The store", address.text, acknowledgement)
        return
    maps = asyncio.run(_maps(address))
    for node, told in maps.items():
        if told is None:
            what = f"The {_TOLD[address.kind]} {_named(node)} does not answer."
            yield Finding(what, "See that it runs, and that this host may reach it there.")
    known = [told for told in maps.values() if told is not None]
    if not known:
        return
    yield from _agreement(address, known)
    if (refused := _start(address.text)) is not None:
        yield refused
    for primary in dict.fromkeys(shard.primary for told in known for shard in told.shards):
        yield from _primary(address, f"The primary {_named(primary)}", address.of(primary), acknowledgement)


def _start(url: str) -> Finding | None:
    """Look at the store as a start does, and say what would keep it out."""
    try:
        asyncio.run(reach(url, lambda _: None, patience_s=0.0))
    except StoreUnavailable as fault:
        what, _, advice = str(fault).partition(". ")
        return Finding(f"{what}.", advice)
    return None


def look_at_condition(found: StoreCondition | None, name: str = "The store") -> Iterator[Finding]:
    """Say how one server is, from what it says of itself."""
    if found is None:
        yield Finding(f"{name} does not answer.", "See that it runs.")
        return
    yield Finding(f"{name} answers (version {found.version}, {found.used_memory >> 20} MiB in use).")
    if not found.last_write_ok:
        yield Finding(f"{name} cannot write to its disk.", "Free some room where it keeps its data.")
    if found.writes_through is False and found.is_following is None:
        what = "Acknowledged ballots are not on disk." if name == "The store" else f"{name} has ballots in memory only."
        yield Finding(what, "Set `appendonly yes` and `appendfsync always`.")
    if found.is_following is False:
        yield Finding(f"{name} does not hear its primary.", "See the log of both, and the way between them.")
    if is_memory_scarce(found):
        yield Finding(f"{name}'s memory is nearly used up.", "Raise its `maxmemory`.")
    if not found.layout_known:
        yield Finding(f"The data are of a newer Plenum (layout {found.layout}).", "Install that Plenum again.")
    if abs(found.skew_ms) > SKEW_MS:
        what = f"The clocks of {name[:1].lower()}{name[1:]} and service differ by {found.skew_ms} ms."
        yield Finding(what, "Set both from the network.")


async def _maps(address: StoreAddress) -> dict[Node, SlotMap | None]:
    """Ask each server that the address names, and none in the place of another."""

    async def ask(node: Node) -> SlotMap | None:
        topology = topology_of(replace(address, nodes=(node,)))
        try:
            return await topology.look()
        except (RedisError, OSError):
            return None
        finally:
            await topology.close()

    return dict(zip(address.nodes, await asyncio.gather(*map(ask, address.nodes)), strict=True))


def _agreement(address: StoreAddress, maps: Iterable[SlotMap]) -> Iterator[Finding]:
    said = {frozenset(shard.primary for shard in told.shards) for told in maps}
    if len(said) > 1:
        yield Finding(
            f"Not every {_TOLD[address.kind]} names the same primaries.",
            "Where one has just been lost, ask again in half a minute. Else see whether they reach each other.",
        )
    if not all(told.is_whole for told in maps):
        yield Finding(
            "A part of the cluster's slots is held by no node: their meetings are closed.",
            "See `CLUSTER INFO` on a node, and start the node that held them.",
        )


def _primary(address: StoreAddress, name: str, url: str, acknowledgement: str) -> Iterator[Finding]:
    """Look at a primary, and at those that follow it."""
    found = asyncio.run(read_condition(url))
    yield from look_at_condition(found, name)
    if found is None:
        return
    several, named = address.kind != "one", f"{name[:1].lower()}{name[1:]}"
    if found.replicas:
        yield Finding(f"{name} has replicas that keep up: {len(found.replicas)}.")
    elif several or acknowledgement == "replica":
        lost = "if it is lost, its meetings are closed until it is back"
        costs = "with PLENUM_ACK=replica no ballot is acknowledged" if acknowledgement == "replica" else lost
        advice = "Start its replica, or see in its log why it does not follow."
        yield Finding(f"No replica follows {named}: {costs}.", advice)
    for replica in found.replicas if several else ():
        condition = asyncio.run(read_condition(address.of(replica)))
        yield from look_at_condition(condition, f"The replica {_named(replica)}")


def _named(node: Node) -> str:
    host, port = node
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
