"""Which shard holds which slots, as a cluster or sentinels say it.

Refuses to ask them (`topology`). Invariant: a shard is known by its servers, whichever of them is the primary.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.store.codec import text
from server.store_address import Node

SLOTS = 16_384


@dataclass(frozen=True, slots=True)
class ShardNodes:
    """The servers of one shard: its primary, the ids of all, and how many replicas are well."""

    primary: Node
    ids: frozenset[str]
    replicas: int = 0


@dataclass(frozen=True, slots=True)
class SlotMap:
    """Who holds what.

    Shape:   `ranges` are first slot, last slot and the place of a shard in `shards`, in the order of slots.
    """

    ranges: tuple[tuple[int, int, int], ...]
    shards: tuple[ShardNodes, ...]

    def place_of(self, slot: int) -> int | None:
        """Say which shard holds a slot; None where nobody does."""
        at = bisect_right(self.ranges, (slot, SLOTS, len(self.shards))) - 1
        return self.ranges[at][2] if at >= 0 and slot <= self.ranges[at][1] else None

    @property
    def is_whole(self) -> bool:
        """Say whether every slot is held by somebody."""
        return sum(last - first + 1 for first, last, _ in self.ranges) == SLOTS


def whole_map(primary: Node, name: str, replicas: int) -> SlotMap:
    """Make the map of a store that is one shard, known by a name."""
    return SlotMap(((0, SLOTS - 1, 0),), (ShardNodes(primary, frozenset({name}), replicas),))


def read_map(answer: Sequence[Any], asked: Node) -> SlotMap:
    """Read what `CLUSTER SLOTS` answers; a server that does not know its own host is where it was asked."""
    ranges: list[tuple[int, int, frozenset[str]]] = []
    shards: dict[frozenset[str], ShardNodes] = {}
    for first, last, primary, *replicas in answer:
        ids = frozenset(text(one[2]) for one in (primary, *replicas))
        shards[ids] = ShardNodes((text(primary[0]) or asked[0], int(primary[1])), ids, len(replicas))
        ranges.append((int(first), int(last), ids))
    order = {ids: at for at, ids in enumerate(shards)}
    return SlotMap(tuple(sorted((first, last, order[ids]) for first, last, ids in ranges)), tuple(shards.values()))
