"""What was already proposed and sounds like what somebody is typing.

Refuses to decide anything: it says what is there and how close it is, and a proposal goes through all the same.
Invariant: it looks only at what its asker can read in the same room.
"""

import asyncio
from collections.abc import Mapping
from itertools import islice

from rapidfuzz import fuzz, process

from server.domain.procedure.rewording import LONGEST_TITLE
from server.protocol import commands, replies, shapes
from server.room.context import Asker, Context
from server.room.titles import comparable

CLOSE_ENOUGH = 72
MOST_SHOWN = 3
SHORTEST_BYTES = 6  # two Chinese signs say something, two Latin letters do not
AT_ONCE = 100
_ROUNDS_UP_TO_IT = CLOSE_ENOUGH - 0.5
_VIEWS = (fuzz.token_set_ratio, fuzz.partial_ratio)


async def find_similar(context: Context, asker: Asker, command: commands.FindSimilar) -> replies.Similar:
    """Find the recommendations under one guiding question whose titles come close to a beginning of another.

    Units:   a score of 100 is the same words; in any order, and whatever their capitals and signs.
    """
    asker.require("find_similar")
    typed = command.title.strip()[:LONGEST_TITLE]
    if len(typed.encode()) < SHORTEST_BYTES:
        return replies.Similar(ref=command.ref, recommendations=[])
    typed = comparable(typed)
    proceedings = await context.read_proceedings(asker.room.id)
    titles = context.titles.under(proceedings, asker.room, command.question_id, asker.person.seat_id)
    scores: dict[str, int] = {}
    left = iter(titles.items())
    while some := dict(islice(left, AT_ONCE)):
        scores |= _closeness(typed, some)
        await asyncio.sleep(0)  # ballots pass between some and the next
    found = sorted((-score, found_id) for found_id, score in scores.items())[:MOST_SHOWN]
    return replies.Similar(
        ref=command.ref, recommendations=[shapes.Close(found_id, -score) for score, found_id in found]
    )


def _closeness(typed: str, titles: Mapping[str, str]) -> dict[str, int]:
    """Compare the words in any order, and the beginning of a title with any part of another; the closer view counts."""
    scores: dict[str, int] = {}
    for view in _VIEWS:
        for _, score, found_id in process.extract(
            typed, titles, scorer=view, processor=None, limit=None, score_cutoff=_ROUNDS_UP_TO_IT
        ):
            scores[found_id] = max(scores.get(found_id, 0), round(score))
    return scores
