"""The ballots of the Python peers: one call of a script a ballot, and the newest tally whole.

Invariant: what is acknowledged is in the store; the store is the only memory, so that two processes could share it.
"""

import json
import os
from pathlib import Path
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis, UnixDomainSocketConnection

MARKS = ("for", "with_changes", "against", "abstain")
TICK_S = 0.1
CONNECTIONS = 64  # more of them only wait for each other in one process
STORE = os.environ["PEER_STORE"]
_SCRIPT = Path(__file__).with_name("cast.lua").read_text(encoding="utf-8")


class Ballots:
    """The store of a peer."""

    def __init__(self) -> None:
        """Connect when the first call is made."""
        pool = BlockingConnectionPool(
            max_connections=CONNECTIONS,
            timeout=None,
            connection_class=UnixDomainSocketConnection,
            path=STORE,
            decode_responses=True,
        )
        self._store = Redis(connection_pool=pool)
        self._cast = self._store.register_script(_SCRIPT)
        self._slate = os.environ["PEER_SLATE"].split(",")
        self._regions = range(int(os.environ["PEER_REGIONS"]))
        self.changed: set[str] = set()

    async def cast(self, seat: str, ballot: dict[str, Any]) -> dict[str, Any]:
        """Keep a ballot; the answer is its acknowledgement."""
        round_id = ballot["round_id"]
        revision = await self._cast(
            keys=[f"ballots:{round_id}", f"counts:{round_id}"],
            args=[seat, int(seat[1:]) % len(self._regions), json.dumps(ballot["marks"])],
        )
        self.changed.add(round_id)
        return {"type": "ballot_cast", "ref": ballot["ref"], "round_id": round_id, "epoch": 1, "revision": revision}

    async def tally(self, round_id: str) -> dict[str, Any]:
        """Give the newest counts of a round."""
        counts = await self._store.hgetall(f"counts:{round_id}")
        return {
            "type": "tally_changed",
            "round_id": round_id,
            "tally_version": int(counts["casts"]),
            "turnout": {region: int(counts.get(f"cast:{region}", 0)) for region in self._regions},
            "cells": [
                [[int(counts.get(f"{item}:{region}:{mark}", 0)) for mark in MARKS] for region in self._regions]
                for item in self._slate
            ],
        }

    def take_changed(self) -> list[str]:
        """Give the rounds that have changed since this was last asked."""
        rounds = list(self.changed)
        self.changed.clear()
        return rounds
