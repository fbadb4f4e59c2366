"""Where a meeting is, for the side of its desk: who is there, what voting is open, what there is to consolidate.

Refuses to know what is ready.
"""

from dataclasses import dataclass

from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme
from server.domain.procedure.rounds import VOTING
from server.room.boards import board_rooms
from server.room.context import Context
from server.store.standing import Counted


@dataclass(frozen=True, slots=True)
class OnBoard:
    """What there is to consolidate: texts before plenary sessions, merges that wait, and whether any was voted on."""

    texts: int
    waiting: int
    voted: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a meeting is: what the rows are told from."""

    meeting: Meeting
    programme: Programme
    counted: Counted
    by_code: bool
    now_ms: int
    on_board: OnBoard

    @property
    def open_in(self) -> list[str]:
        """Name the rooms in which voting is open."""
        called = {room.id: room.title for room in self.programme.rooms}
        return [called.get(one.room_id, "") for one in self.counted.rounds if one.state in VOTING]


async def read_standing(context: Context, meeting_id: str) -> Standing:
    """Read where a meeting is.

    Raises:  NotFound.
    """
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    counted = await context.store_of(meeting_id).standing.read(meeting_id, [one.id for one in programme.regions])
    by_code = (await context.joining(meeting)).open
    on_board = _on_board(await context.read_proceedings(meeting_id))
    return Standing(meeting, programme, counted, by_code, context.now_ms(), on_board)


def _on_board(proceedings: Proceedings) -> OnBoard:
    rooms = board_rooms(proceedings)
    sets = [one for room in rooms for one in proceedings.sets_for(room.agenda_session_id)]
    known = proceedings.recommendations
    handed = {item for one in sets for item in one.recommendation_ids if known[item].status == "accepted"}
    own = {one.id for one in known.values() if one.status == "accepted" and one.room_id in {room.id for room in rooms}}
    waiting = sum(one.merge is not None and one.status == "proposed" for one in known.values())
    voted = any(one.epoch and not (handed | own).isdisjoint(one.slate) for one in proceedings.rounds.values())
    return OnBoard(len(handed | own), waiting, voted)
