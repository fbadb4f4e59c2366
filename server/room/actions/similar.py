"""What was already proposed and sounds like what somebody is typing.

What is finished is compared as all pairs of a meeting are (`room/alike`), what is a beginning by its letters. Refuses
to decide anything: it says what is there and how close it is, and a proposal goes through all the same. Invariant: it
looks only at what its asker can read in the same room.
"""

import asyncio
from itertools import islice

from rapidfuzz import fuzz

from server.domain.procedure.rewording import LONGEST_TITLE
from server.domain.procedure.whose import whose_question
from server.protocol import commands, replies, shapes
from server.room.alike.comparing import version_of
from server.room.context import Asker, Context
from server.room.titles import Titled, comparable

CLOSE_ENOUGH = 72
MOST_SHOWN = 3
SHORTEST_BYTES = 6  # two Chinese signs say something, two Latin letters do not
AT_ONCE = 100
_ROUNDS_UP_TO_IT = CLOSE_ENOUGH - 0.5
_VIEWS = (fuzz.token_set_ratio, fuzz.partial_ratio)


async def find_similar(context: Context, asker: Asker, command: commands.FindSimilar) -> replies.Similar:
    """Find the recommendations of the room whose titles come close, or to a beginning of which they do.

    Shape:   those under the guiding question come first, then those under others; the closest first in each; nothing
             where the room does not have that question.
    Units:   a score of 100 is the same words; in any order, and whatever their capitals and signs.
    """
    asker.require("find_similar")
    typed = command.title.strip()[:LONGEST_TITLE]
    if len(typed.encode()) < SHORTEST_BYTES:
        return replies.Similar(ref=command.ref, recommendations=[])
    proceedings = await context.read_proceedings(asker.room.id)
    asked_in = proceedings.programme.agenda.session_of(command.question_id)
    if whose_question(asker.room.agenda_session_id, asked_in) == "elsewhere":
        return replies.Similar(ref=command.ref, recommendations=[])
    words, version = comparable(typed), version_of("", typed, "")
    titles = context.titles.of(proceedings, asker.room, asker.person.seat_id)
    scores: dict[str, int] = {}
    async with context.alike.of(proceedings) as pairs:
        left = iter(titles.items())
        while some := list(islice(left, AT_ONCE)):
            for found_id, titled in some:
                if (score := max(_closeness(words, titled), pairs.score(found_id, version))) >= CLOSE_ENOUGH:
                    scores[found_id] = score
            await asyncio.sleep(0)  # ballots pass between some and the next
    asked = command.question_id
    found = sorted((titles[one].question_id != asked, -score, one) for one, score in scores.items())[:MOST_SHOWN]
    return replies.Similar(ref=command.ref, recommendations=[shapes.Close(one, -score) for _, score, one in found])


def _closeness(typed: str, titled: Titled) -> int:
    """Compare the words in any order, and the beginning of a title with any part of another; the closer view counts."""
    views = (view(typed, title, score_cutoff=_ROUNDS_UP_TO_IT) for title in titled.titles for view in _VIEWS)
    return round(max(views, default=0.0))
