"""The board of a plenary session: everything that it may vote on, by guiding question and region, numbered as a slate.

Numbers follow the question, then what is alike, then the region, and within a region its own order. Refuses to know how
likeness is found, and who looks. Invariants: each recommendation stands on it once; what is numbered are the items of a
slate, from 1 on without a gap: no parent of a merge, and nothing that a merge waits for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, zip_longest
from typing import Literal

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.programme import Programme, Room
from server.domain.procedure.recommendations import Recommendation

OF_THE_ROOM = ""
"""The column of what comes from no region of the programme."""

Near = Mapping[str, Mapping[str, int]]
"""By recommendation what it is alike to, and how near that is, of 100; from each side."""
RowKind = Literal["merge", "alike", "plain"]


@dataclass(frozen=True, slots=True)
class Card:
    """A recommendation on the board.

    Shape:   `column` is the first of its regions; `number` is nought where it would not be voted on as it stands.
    """

    recommendation: Recommendation
    column: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """Cards beside each other: those of a merge that waits, those that are alike, or one of each region.

    Shape:   `merge` is the merge that waits; `nearness` says how near the nearest of those that are alike are.
    """

    kind: RowKind
    cards: tuple[Card, ...]
    merge: Recommendation | None = None
    nearness: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What answers one guiding question; `question_id` is empty for what answers none of the programme."""

    question_id: str
    rows: tuple[Row, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """List the cards in the order of the page."""
        return tuple(card for row in self.rows for card in row.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """The board of a room; `columns` are its regions in the meeting's order, and what comes from none."""

    columns: tuple[str, ...]
    parts: tuple[Part, ...]
    merged: tuple[Card, ...] = ()

    @property
    def cards(self) -> tuple[Card, ...]:
        """List the cards in the order of the page, without what was merged."""
        return tuple(card for part in self.parts for card in part.cards)

    @property
    def slate(self) -> tuple[str, ...]:
        """List what can be voted on, by its numbers."""
        numbered = sorted((card for card in self.cards if card.number), key=lambda card: card.number)
        return tuple(card.recommendation.id for card in numbered)

    @property
    def waiting(self) -> tuple[Recommendation, ...]:
        """List the merges that wait."""
        return tuple(row.merge for part in self.parts for row in part.rows if row.merge)

    @property
    def alike(self) -> int:
        """Count the groups of what is alike."""
        return sum(row.kind == "alike" for part in self.parts for row in part.rows)


def board_of(proceedings: Proceedings, room: Room, near: Near, merges: Iterable[Recommendation]) -> Board:
    """Lay out the board of a plenary room, or that of a region's with what stands there.

    Shape:   `merges` are those that wait, of which whoever looks may know; for everybody else their parents are free.
    """
    programme = proceedings.programme
    items = [proceedings.recommendations[one] for one in _heard(proceedings, room)]
    waiting = [one for one in merges if one.merge is not None and one.status == "proposed" and one.room_id == room.id]
    bound = {parent for one in waiting if one.merge for parent in one.merge.parent_ids}
    known = {question.id for _, question in programme.agenda.all_questions()}
    standing = [_card(programme, one) for one in items if one.status == "accepted"]
    parts: list[Part] = []
    numbers = count(1)
    for question_id in (*_questions(programme), ""):
        of_it = [card for card in standing if _question(card.recommendation, known) == question_id]
        of_merges = [one for one in waiting if _question(one, known) == question_id]
        free = [card for card in of_it if card.recommendation.id not in bound]
        rows = [_merge_row(programme, proceedings, one) for one in of_merges]
        rows += _numbered(programme, free, near, numbers)
        if rows:
            parts.append(Part(question_id, tuple(rows)))
    merged = tuple(_card(programme, one) for one in items if one.status == "merged")
    own = any(card.column == OF_THE_ROOM for card in (*standing, *merged))
    regions = [region.id for region in programme.regions if room.kind == "plenary" or region.id == room.region_id]
    columns = (*regions, *([OF_THE_ROOM] if own else []))
    return Board(columns, tuple(parts), merged)


def _heard(proceedings: Proceedings, room: Room) -> Iterator[str]:
    """List what the session of a room may vote on: what was handed to it, in its order, then what is the room's own."""
    handed = [item for one in proceedings.sets_for(room.agenda_session_id) for item in one.recommendation_ids]
    own = sorted((one for one in proceedings.recommendations.values() if one.room_id == room.id), key=_number)
    return iter(dict.fromkeys((*handed, *(one.id for one in own))))


def _number(one: Recommendation) -> tuple[int, str]:
    return one.number, one.id


def _questions(programme: Programme) -> list[str]:
    return [question.id for _, question in programme.agenda.all_questions()]


def _question(one: Recommendation, known: set[str]) -> str:
    return one.question_id if one.question_id in known else ""


def _card(programme: Programme, one: Recommendation, number: int = 0) -> Card:
    known = {region.id for region in programme.regions}
    return Card(one, next((region for region in one.region_ids if region in known), OF_THE_ROOM), number)


def _in_columns(programme: Programme, cards: Iterable[Card]) -> list[Card]:
    places = {region.id: place for place, region in enumerate(programme.regions)}
    return sorted(cards, key=lambda card: places.get(card.column, len(places)))


def _merge_row(programme: Programme, proceedings: Proceedings, merge: Recommendation) -> Row:
    parents = merge.merge.parent_ids if merge.merge else ()
    cards = [_card(programme, proceedings.recommendations[one]) for one in parents]
    return Row("merge", tuple(_in_columns(programme, cards)), merge)


def _numbered(programme: Programme, free: Sequence[Card], near: Near, numbers: Iterator[int]) -> list[Row]:
    """Give numbers to the cards of a question: what is alike first, group by group, then the rest, by region."""
    in_order = _in_columns(programme, free)
    rows, grouped = [], set()
    for group in _groups([card.recommendation.id for card in in_order], near):
        cards = tuple(_with(card, next(numbers)) for card in in_order if card.recommendation.id in group)
        nearest = max(near.get(one, {}).get(other, 0) for one in group for other in group)
        rows.append(Row("alike", cards, nearness=nearest))
        grouped |= group
    rest = [_with(card, next(numbers)) for card in in_order if card.recommendation.id not in grouped]
    by_column = [[card for card in rest if card.column == column] for column in dict.fromkeys(c.column for c in rest)]
    plain = [tuple(card for card in beside if card is not None) for beside in zip_longest(*by_column)]
    return rows + [Row("plain", cards) for cards in plain]


def _with(card: Card, number: int) -> Card:
    return Card(card.recommendation, card.column, number)


def _groups(ids: Sequence[str], near: Near) -> list[set[str]]:
    """Put together what is alike, also by way of a third; what is alike to nothing here is in no group."""
    groups: list[set[str]] = []
    left = dict.fromkeys(ids)
    for one in ids:
        if one not in left:
            continue
        group, asked = set[str](), [one]
        while asked:
            each = asked.pop()
            if each in left:
                del left[each]
                group.add(each)
                asked += [other for other in near.get(each, {}) if other in left]
        if len(group) > 1:
            groups.append(group)
    return groups
