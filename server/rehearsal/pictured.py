"""A whole picture of a room, read as the events that it takes the place of.

Whoever is far behind is not told event after event: they are shown the room as it is. Somebody who waits for an event
must find it there. Refuses to guess what is not in a picture: a proposal that waits, a clock, a screen.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def told_by(picture: Json) -> Iterator[Json]:
    """List what a picture says, as the last event of each thing would have said it."""
    yield {"type": "live_changed", "live": picture["live"]}
    for one in picture["rounds"]:
        yield {"type": "round_changed", "round": one}
    for one in picture["recommendations"]:
        yield {"type": "recommendation_changed", "recommendation": one}
    for round_id, ranked in picture["ranked_lists"].items():
        yield {"type": "round_published", "round_id": round_id, "ranked_list": ranked}
    for round_id, tally in picture["tallies"].items():
        yield {"type": "tally_changed", "round_id": round_id, **tally}
    for one in picture["sets"]:
        yield {"type": "set_changed", **one}
    for one in picture["calls"]:
        yield {"type": "round_called", **one}
