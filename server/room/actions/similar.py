"""What was already proposed and sounds like what somebody is typing.

What is finished is compared as all pairs of a meeting are (`room/alike`), what is a beginning by its letters. Refuses
to decide anything: it says what is there and how close it is, and a proposal goes through all the same. Invariant: it
looks only at what its asker can read in the same room.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from server.domain.procedure.rewording import LONGEST_TITLE
from server.domain.procedure.whose import whose_question
from server.protocol import commands, replies, shapes
from server.room.alike.comparing import version_of
from server.room.context import Asker, Context
from server.room.titles import Titled, comparable, scripts_of

CLOSE_ENOUGH = 72
MOST_SHOWN = 3
SHORTEST_BYTES = 6  # two Chinese signs say something, two Latin letters do not
AT_ONCE = 100
_ROUNDS_UP_TO_IT = CLOSE_ENOUGH - 0.5
_VIEWS = (fuzz.token_set_ratio, fuzz.partial_ratio)
"""The words in any order, and the beginning of a title as any part of another; the closer one counts."""


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
    async with context.alike.of(proceedings) as pairs:
        near = pairs.scores(version).items()
    scores = {one: score for one, score in near if score >= CLOSE_ENOUGH and one in titles}
    left, scripts = iter(titles.items()), scripts_of(words)
    while some := dict(islice(left, AT_ONCE)):
        written = _written(scripts, some)
        asker.compared += len(written)
        for one, score in _close(words, written):
            scores[one] = max(score, scores.get(one, 0))
        await asyncio.sleep(0)  # ballots pass between some and the next
    asked = command.question_id
    found = sorted((titles[one].question_id != asked, -score, one) for one, score in scores.items())[:MOST_SHOWN]
    return replies.Similar(ref=command.ref, recommendations=[shapes.Close(one, -score) for _, score, one in found])


def _written(scripts: str, some: Mapping[str, Titled]) -> list[tuple[str, str]]:
    """List the titles that have letters of some scripts, or of none that is known, each behind whose it is."""
    return [
        (one, title.words)
        for one, titled in some.items()
        for title in titled.titles
        if not scripts or not title.scripts or not set(scripts).isdisjoint(title.scripts)
    ]


def _close(typed: str, written: Sequence[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    """Name those that have a title close enough to what was typed."""
    words = [title for _, title in written]
    for view in _VIEWS:
        for _, score, place in process.extract(typed, words, scorer=view, score_cutoff=_ROUNDS_UP_TO_IT, limit=None):
            yield written[place][0], round(score)
