"""What was already proposed and sounds like what somebody is typing.

Refuses to decide anything: it says what is there and how close it is, and a proposal goes through all the same.
Invariant: it looks only at what its asker can read in the same room.
"""

from rapidfuzz import fuzz, utils

from server.domain.recommendations import LONGEST_TITLE
from server.protocol import commands, replies
from server.room.place import Asker, Place
from server.room.views import recommendations_in

CLOSE_ENOUGH = 72
MOST_SHOWN = 3
SHORTEST_BYTES = 6  # two Chinese signs say something, two Latin letters do not


async def find_similar(place: Place, asker: Asker, command: commands.FindSimilar) -> replies.Similar:
    """Find the recommendations under one guiding question whose titles come close to a beginning of another.

    Units:   a score of 100 is the same words; in any order, and whatever their capitals and signs.
    """
    asker.require("find_similar")
    typed = command.title.strip()[:LONGEST_TITLE]
    if len(typed.encode()) < SHORTEST_BYTES:
        return replies.Similar(ref=command.ref, recommendations=[])
    standing = recommendations_in(await place.read_proceedings(asker.room.id), asker.room)
    scores = {
        one.id: _closeness(typed, one.title)
        for one in standing
        if one.question_id == command.question_id and one.status in ("proposed", "accepted")
    }
    found = sorted((-score, found_id) for found_id, score in scores.items() if score >= CLOSE_ENOUGH)[:MOST_SHOWN]
    return replies.Similar(
        ref=command.ref, recommendations=[{"id": found_id, "score": -score} for score, found_id in found]
    )


def _closeness(typed: str, title: str) -> int:
    """Compare the words in any order, and the beginning of a title with any part of another; the closer view counts."""
    views = (fuzz.token_set_ratio, fuzz.partial_ratio)
    return round(max(view(typed, title, processor=utils.default_process) for view in views))
