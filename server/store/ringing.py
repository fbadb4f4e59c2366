"""Ringing the bell of a meeting: every process that has somebody of it hears that something changed.

On a cluster a ring goes to the servers of its meeting's slot alone. Refuses to know who listens (`connection.bell`).
"""

from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline

from server.store import keys


def ring(client: Redis | Pipeline, meeting_id: str, what: str) -> Any:  # noqa: ANN401 - as the client's own
    """Ring; to be awaited on a client, and part of the transaction on a pipeline."""
    return client.execute_command("SPUBLISH", keys.bell(meeting_id), what)
