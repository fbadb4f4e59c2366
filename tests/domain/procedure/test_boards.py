"""The board: what stands on it, in which row, under which number."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda, AgendaSession, GuidingQuestion
from server.domain.procedure.boards import Board, board_of
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.sets import HandedOver, HandedSet
from server.domain.procedure.signatures import Agreement, Merge, Parent

QUESTIONS = ("q1", "q2")
AGENDA = Agenda(
    "A day",
    sessions=(
        AgendaSession("lunch", "Lunch", by_region=True, questions=tuple(GuidingQuestion(q, q) for q in QUESTIONS)),
        AgendaSession("s1", "The plenary", "1"),
    ),
)
REGIONS = tuple(Region(short, short, short) for short in ("AF", "AM", "AP"))
ROOMS = make_rooms(AGENDA, REGIONS, (id_of("aaaaa", number) for number in range(9)))
PLENARY = next(room for room in ROOMS if room.kind == "plenary")
PROGRAMME = Programme("A day", AGENDA, REGIONS, ROOMS)
ORDER = ("AF", "AM", "AP", "")
Said = tuple[str, str]


def a_text(name: str, region: str, question: str) -> Recommendation:
    """Write a text that stands."""
    room = next((room.id for room in ROOMS if region and room.region_id == region), PLENARY.id)
    number = int(name[1:])
    origin = (region,) if region else ()
    return Recommendation(name, number, room, question, name, "", "en", origin, status="accepted", label=name)


def handed(texts: Sequence[Said]) -> Proceedings:
    """Have every region hand its texts to the plenary; what is of none is the plenary's own."""
    known = [a_text(f"r{place}", region, question) for place, (region, question) in enumerate(texts)]
    sets = {}
    for room in ROOMS:
        ids = tuple(one.id for one in known if one.room_id == room.id)
        if room.kind == "region" and ids:
            sets[room.id] = HandedOver(room.id, (HandedSet(room.id, room.region_id, "s1", ids),))
    return Proceedings(
        Meeting("aaaaa", "code"), PROGRAMME, recommendations={one.id: one for one in known}, handed_over=sets
    )


def both_ways(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Say of pairs that they are alike, from each side."""
    near: dict[str, dict[str, int]] = {}
    for one, other in pairs:
        near.setdefault(one, {})[other] = 80
        near.setdefault(other, {})[one] = 80
    return near


def merging(now: Proceedings, *parents: str) -> tuple[Proceedings, Recommendation]:
    """Have a merge of some texts wait."""
    regions = tuple(dict.fromkeys(region for one in parents for region in now.recommendations[one].region_ids))
    made = Merge(tuple(Parent(one, 1) for one in parents), tuple(Agreement(one) for one in regions))
    question = now.recommendations[parents[0]].question_id
    merge = Recommendation("m1", 0, PLENARY.id, question, "One", "", "en", regions, merge=made)
    return replace(now, recommendations={**now.recommendations, merge.id: merge}), merge


def numbers_of(board: Board) -> dict[str, int]:
    """Say what number each text has."""
    return {card.recommendation.id: card.number for card in board.cards}


def test_numbers_follow_the_question_then_what_is_alike_then_the_region() -> None:
    """As they are read: the alike row of a question first, then each region's own order. Holds R240."""
    now = handed([("AF", "q2"), ("AF", "q1"), ("AF", "q1"), ("AM", "q1"), ("AP", "q1"), ("AM", "q1"), ("", "")])
    board = board_of(now, PLENARY, both_ways([("r2", "r5")]), ())
    assert board.slate == ("r2", "r5", "r1", "r3", "r4", "r0", "r6")
    assert [(part.question_id, [row.kind for row in part.rows]) for part in board.parts] == [
        ("q1", ["alike", "plain"]), ("q2", ["plain"]), ("", ["plain"]),
    ]  # fmt: skip
    assert (board.columns, board.alike) == (("AF", "AM", "AP", ""), 1)


def test_the_parents_of_a_merge_have_no_number_until_it_stands() -> None:
    """And in the place of both stands one, with theirs gone from the slate. Holds R240."""
    now, merge = merging(handed([("AF", "q1"), ("AM", "q1"), ("AP", "q1")]), "r0", "r1")
    board = board_of(now, PLENARY, both_ways([("r0", "r2")]), [merge])
    assert numbers_of(board) == {"r0": 0, "r1": 0, "r2": 1}
    assert [(row.kind, row.merge) for row in board.parts[0].rows] == [("merge", merge), ("plain", None)]
    known = dict(now.recommendations)
    known["m1"] = replace(merge, status="accepted", number=1, label="1")
    known |= {one: replace(known[one], status="merged", merged_into="m1", merged_as="1") for one in ("r0", "r1")}
    stands = board_of(replace(now, recommendations=known), PLENARY, {}, ())
    assert stands.slate == ("m1", "r2")
    assert [card.recommendation.id for card in stands.merged] == ["r0", "r1"]


def test_whoever_may_not_know_of_a_merge_sees_its_parents_free() -> None:
    """Holds R242."""
    now, merge = merging(handed([("AF", "q1"), ("AM", "q1")]), "r0", "r1")
    assert board_of(now, PLENARY, {}, ()).slate == ("r0", "r1")
    assert board_of(now, PLENARY, {}, [merge]).slate == ()


TEXTS = st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from((*QUESTIONS, "gone"))), min_size=1, max_size=14)


@given(TEXTS, st.data())
def test_everything_stands_once_and_is_numbered_without_a_gap(texts: list[Said], data: st.DataObject) -> None:
    """Whatever is alike, and whatever waits; rows hold no region twice unless its texts are alike. Holds R240."""
    now = handed(texts)
    ids = sorted(now.recommendations)
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=6))
    near = both_ways([(one, other) for one, other in pairs if one != other])
    parents = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=3))
    merges = []
    if len(parents) > 1:
        now, merge = merging(now, *parents)
        merges = [merge]
    board = board_of(now, PLENARY, near, merges)
    shown = [card.recommendation.id for card in board.cards]
    assert sorted(shown) == ids
    assert set(board.slate) == set(ids) - (set(parents) if merges else set())
    numbers = [card.number for part in board.parts for row in part.rows for card in row.cards if card.number]
    assert sorted(numbers) == list(range(1, len(board.slate) + 1))
    places = {region: place for place, region in enumerate(ORDER)}
    asked = {question: place for place, question in enumerate((*QUESTIONS, "gone"))}
    order = [now.recommendations[one] for one in board.slate]
    assert [asked[one.question_id] for one in order] == sorted(asked[one.question_id] for one in order)
    for part in board.parts:
        plain = sorted(
            (card.number, places[card.column]) for row in part.rows if row.kind == "plain" for card in row.cards
        )
        assert [place for _, place in plain] == sorted(place for _, place in plain)
        for row in part.rows:
            if row.kind == "plain":
                assert len({card.column for card in row.cards}) == len(row.cards)
            elif row.kind == "alike":
                assert all(near.get(card.recommendation.id) for card in row.cards)
                assert row.nearness == 80
