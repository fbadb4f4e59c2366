"""The pages of the board, at the desk and beside the podium of a plenary room.

Refuses to lay it out (`domain.procedure.boards`) and to decide what may be done there (the tables of rights do).
Invariants: filters hide cards and change no number; whoever has the desk of one meeting is shown no other.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import to_builtins
from starlette.requests import Request
from starlette.responses import Response

from server.domain.errors import NotPermitted
from server.domain.procedure.boards import Board, Card, Row
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.people import AT_THE_DESK, Person, may, may_enter
from server.domain.procedure.programme import Room
from server.protocol.message import Json
from server.room.boards import board_rooms, read_board
from server.room.programme_views import meeting_view
from server.room.views import recommendation_view, room_view
from server.web.board_signing import Signs, merge_shown, moment, rewordable, wordings_shown
from server.web.guard import person_for
from server.web.page import show_page
from server.web.secretariat import actor_at_desk
from server.web.site import site_of

STATUSES = ("free", "alike", "waiting", "merged")
VIEWS = ("board", "table")
ROOM_FOR_WORDS = 3
"""How many columns the words of a merge take at least; where fewer are free together, they stand below the row."""
WIDEST = 12


class Asked(NamedTuple):
    """What is to be seen of a board."""

    view: str
    status: str
    region: str
    question: str

    def shows(self, card: Card, kind: str) -> bool:
        """Say whether a card is to be seen, as it stands in a row of a kind."""
        one = card.recommendation
        status = "waiting" if kind == "merge" else "free" if kind == "plain" else kind
        return (
            (self.status in ("", status))
            and (not self.region or self.region in one.region_ids)
            and (not self.question or one.question_id == self.question)
        )


async def at_desk(request: Request) -> Response:
    """Show the board at the desk."""
    meeting_id = request.path_params["meeting_id"]
    person, _ = await actor_at_desk(request, meeting_id)
    proceedings = await site_of(request).context.read_proceedings(meeting_id)
    rooms = board_rooms(proceedings)
    wanted = request.query_params.get("room", "")
    room = next((one for one in rooms if one.id == wanted), _first(proceedings, rooms))
    return await _show(request, person, proceedings, rooms, room)


async def at_podium(request: Request) -> Response:
    """Show the board of a room to those who conduct it, or sign there."""
    person = await person_for(request, "podium")
    room_id = request.path_params["room_id"]
    context = site_of(request).context
    room = await context.room(room_id)
    if meeting_of(room_id) != person.meeting_id or not may_enter(person, room):
        raise NotPermitted("room")
    proceedings = await context.read_proceedings(person.meeting_id)
    return await _show(request, person, proceedings, [room], room)


async def _show(
    request: Request, person: Person, proceedings: Proceedings, rooms: Sequence[Room], room: Room | None
) -> Response:
    asked = _asked(request.query_params)
    meeting = meeting_view(proceedings.meeting, proceedings.programme)
    shown: Json = {}
    if room is not None:
        board = await read_board(site_of(request).context, proceedings, room, person)
        shown = board_shown(board, proceedings, room, person, asked)
    return await show_page(
        request,
        "desk/board.html" if person.role in AT_THE_DESK else "board.html",
        person=person,
        meeting=meeting,
        rooms=[to_builtins(room_view(one)) for one in rooms],
        room=to_builtins(room_view(room)) if room else None,
        asked=asked._asdict(),
        statuses=STATUSES,
        board=shown,
    )


def _asked(said: Mapping[str, str]) -> Asked:
    view, status = said.get("view", ""), said.get("status", "")
    return Asked(
        view if view in VIEWS else "board",
        status if status in STATUSES else "",
        said.get("region", ""),
        said.get("question", ""),
    )


def _first(proceedings: Proceedings, rooms: Sequence[Room]) -> Room | None:
    """Choose the room whose board is shown where nobody says: where a merge waits, else the last that has anything."""
    waits = {one.room_id for one in proceedings.recommendations.values() if one.merge and one.status == "proposed"}
    return next((room for room in rooms if room.id in waits), rooms[-1] if rooms else None)


def board_shown(board: Board, proceedings: Proceedings, room: Room, person: Person, asked: Asked) -> Json:
    """Say all that a page shows of a board, as plain values."""
    questions = {question.id: question.text for _, question in proceedings.programme.agenda.all_questions()}
    signs = Signs(person, room)
    parts = []
    for part in board.parts:
        rows = [(row, [card for card in row.cards if asked.shows(card, row.kind)]) for row in part.rows]
        drawn = [_row(row, cards, board.columns, proceedings, signs) for row, cards in rows if cards]
        if drawn:
            count = sum(len(cards) for _, cards in rows)
            parts.append({"question": questions.get(part.question_id, ""), "count": count, "rows": drawn})
    handed = {one.region_id: one.handed_at_ms for one in proceedings.sets_for(room.agenda_session_id)}
    merged = [_card(card, proceedings, signs) for card in board.merged if asked.shows(card, "merged")]
    return {
        "columns": [
            {
                "region_id": column,
                "count": sum(card.column == column for card in board.cards),
                "at": moment(handed.get(column, 0)),
            }
            for column in board.columns
        ],
        "parts": parts,
        "merged": merged,
        "wordings": wordings_shown(proceedings, room, signs),
        "all": len(board.cards),
        "alike": board.alike,
        "waiting": len(board.waiting),
        "slate": list(board.slate),
        "questions": [{"id": part.question_id, "text": questions.get(part.question_id, "")} for part in board.parts],
        "proposes": may(person, "propose_merge", room),
        "rewords": signs.rewords,
        "prepares": may(person, "prepare_round", room) and bool(board.slate),
    }


def _row(
    row: Row, cards: Sequence[Card], columns: Sequence[str], proceedings: Proceedings, signs: Signs
) -> dict[str, object]:
    """Lay a row out in cells, one a column; the words of a merge take the longest run of free ones."""
    of_column = [
        [_card(card, proceedings, signs, free=row.kind != "merge") for card in cards if card.column == column]
        for column in columns
    ]
    cells: list[dict[str, object]] = [
        {"cards": several, "span": 1, "tied": False, "says": False} for several in of_column
    ]
    taken = [place for place, several in enumerate(of_column) if several]
    for place in range(taken[0] + 1, taken[-1]):
        cells[place]["tied"] = row.kind == "alike" and not of_column[place]
    free = [place for place, several in enumerate(of_column) if not several]
    ids = [card.recommendation.id for card in row.cards]
    shown: dict[str, object] = {"kind": row.kind, "nearness": row.nearness, "ids": ids, "above": False}
    if row.kind == "alike":
        outside = [place for place in free if not cells[place].get("tied")]
        if outside:
            cells[outside[0] if outside[0] < taken[0] else outside[-1]]["says"] = True
        shown["above"] = not outside
    if row.merge is not None:
        first, length = _longest_run(free)
        merge = merge_shown(row, proceedings, signs)
        if length >= ROOM_FOR_WORDS:
            cells[first] |= {"merge": merge, "span": min(length, WIDEST)}
            del cells[first + 1 : first + min(length, WIDEST)]
        else:
            shown["below"] = merge
    return shown | {"cells": cells}


def _longest_run(places: Sequence[int]) -> tuple[int, int]:
    """Find the longest run of places that follow each other: where it begins, and how long it is."""
    best, start = (0, 0), 0
    for at, place in enumerate(places):
        if at and place != places[at - 1] + 1:
            start = at
        best = max(best, (places[start], at - start + 1), key=lambda run: run[1])
    return best


def _card(card: Card, proceedings: Proceedings, signs: Signs, *, free: bool = False) -> dict[str, object]:
    """Say all of a card; `free`: it is in no merge that waits, and may be merged."""
    view = to_builtins(recommendation_view(card.recommendation, "floor"))
    rewords = free and rewordable(card.recommendation, proceedings, signs)
    return {"recommendation": view, "number": card.number, "column": card.column, "free": free, "rewords": rewords}
