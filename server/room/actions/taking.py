"""Taking a slate from the list of an earlier round, and checking what is put to the vote as a reading of an item.

Refuses to know how lists are counted. Invariants: what is taken is what the kept list says, and not what a page shows;
a list that was not published is taken from by those alone who may read it, and is noted as read.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from server.domain.counting.taking import Levels, cut, levels_of
from server.domain.errors import Malformed, NotFound, TryLater, WrongState
from server.domain.methods import largest_slate
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.readings import FromRound, check_take
from server.domain.procedure.rounds import COUNTABLE, Round
from server.domain.procedure.variants import check_wordings
from server.protocol.asking import TakenFrom
from server.room.actions.counting import read_out
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context
from server.room.files import AT_ONCE_BYTES
from server.store.kept_lists import read_list

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Source:
    """A list from which a slate is taken: the round as it stood when the list was read, and what it offers."""

    round: Round
    asked: FromRound
    levels: Levels


async def read_source(context: Context, asker: Asker, act: str, asked: TakenFrom | None) -> Source | None:
    """Read what somebody wants to take from a list; None where they take nothing from any.

    Raises:  Malformed, NotFound, WrongState where the round has no list now.
    """
    if asked is None:
        return None
    check_take(tuple(asked.take), asked.most)
    round_ = with_list(await context.read_proceedings(asker.room.id), asker, act, asked.round_id)
    kept, _ = await read_out(context, round_)
    levels = await look(context, _levels, kept, tuple(asked.take))
    told = round_.state == "published"
    return Source(round_, FromRound(round_.id, tuple(asked.take), asked.most, told=told), levels)


def with_list(proceedings: Proceedings, asker: Asker, act: str, round_id: str) -> Round:
    """Find a round of the asker's room that has a list by now.

    Raises:  NotFound, NotPermitted, WrongState.
    """
    round_ = reached_round(proceedings, asker, act, round_id)
    if round_.state not in COUNTABLE:
        raise WrongState("no_list_yet", state=round_.state)
    return round_


async def look(context: Context, at: Callable[..., Found], kept: bytes, *given: object) -> Found:
    """Look at a list that was kept: a long one in a process of its own, for nobody's ballot waits for it."""
    if len(kept) <= AT_ONCE_BYTES:
        return at(kept, *given)
    return await context.files.counter.apart(at, kept, *given)


def _levels(kept: bytes, take: tuple[str, ...]) -> Levels:
    return levels_of(read_list(kept), take)


def taken_slate(proceedings: Proceedings, wanted: Round, source: Source | None) -> Round:
    """Give a draft the slate that its source says; whoever names one besides says the order.

    Raises:  TryLater where the round was opened again since its list was read; Malformed where the slate is another.
    """
    if source is None:
        return wanted
    now = proceedings.rounds.get(source.round.id)
    if now is None or now.epoch != source.round.epoch or now.state not in COUNTABLE:
        raise TryLater("overtaken")
    standing = {one.id for one in proceedings.recommendations.values() if one.status == "accepted"}
    most = largest_slate(wanted.method)
    taken = cut(source.levels, standing, min(most, source.asked.most or most))
    if wanted.slate and set(wanted.slate) != set(taken.slate):
        raise Malformed("slate_not_taken")
    slate = wanted.slate or taken.slate
    return replace(wanted, slate=slate, from_round=replace(source.asked, left_out=taken.left_out))


def require_wordings(proceedings: Proceedings, asker: Asker, act: str, wanted: Round) -> None:
    """Refuse a reading of something that has no list to be read again, or on other things than its wordings.

    Raises:  NotFound, WrongState, Malformed.
    """
    if (of := wanted.reading_of) is None:
        return
    if of.recommendation_id not in with_list(proceedings, asker, act, of.round_id).slate:
        raise NotFound("recommendation")
    check_wordings(proceedings.recommendations, wanted.slate, of.recommendation_id)
