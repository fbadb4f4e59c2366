"""What records are composed of in tests: lists of every method, and occasions that know everything."""

import random
from collections.abc import Iterator
from dataclasses import replace

from server.domain.counting.delegations import Called, Delegations
from server.domain.counting.ranking import RankedItem, RankedList
from server.domain.counting.wordings import Movement
from server.domain.methods import METHODS
from server.domain.procedure.rules import Rules
from server.record.occasion import Occasion, SaidAct, SaidFacet, SaidIn, SaidOf
from tests.domain.counting.counts import RECORDED, a_count, count_of, list_of

OPENED_MS = 1_790_000_000_000
ACTS = tuple(
    SaidAct(act, OPENED_MS + at * 60_000, actor, region)
    for act, at, actor, region in (
        ("round.draft", -9, "moderator", "r1"),
        ("round.open", 0, "chair", ""),
        ("round.closing", 4, "chair", ""),
        ("round.closed", 5, "service", ""),
        ("round.published", 7, "chair", ""),
    )
)


def an_occasion(ranked: RankedList, said: str = "First line.\nSecond line.") -> Occasion:
    """Say everything that can be said of a list."""
    words = {
        item.recommendation.id: SaidOf(
            f"{said} {item.recommendation.id}",
            "fr" if at % 2 else "en",
            "What can be done?",
            "lesson" if at % 3 == 0 else "recommendation",
            (SaidFacet("level", "Level", ("national", "global")),),
            (SaidIn("ar", f"عنوان {at}", f"نص {at}"),) if at % 2 else (),
        )
        for at, item in enumerate(ranked.items)
    }
    return Occasion(
        *("maaaa", "The meeting", "s4", "Session 4", "Plenary", "", 3, "What now?"),
        *(OPENED_MS, OPENED_MS + 300_000, words),
        movement=tuple(Movement(region.id, "opposes", "backs", "now_on_board", 2) for region in ranked.regions),
        published_at_ms=OPENED_MS + 420_000,
        acts=ACTS,
    )


def a_list(method: str = "across_regions", rules: Rules = RECORDED, items: int = 4, regions: int = 3) -> RankedList:
    """Rank a slate by a method, from ballots that dice wrote."""
    dice = random.Random(f"{method} {items} {regions}")
    columns = METHODS[method].columns(rules)
    slate = [f"i{index + 1}" for index in range(items)]
    cast = [[_ballot(dice, method, columns, slate) for _ in range(6 + 3 * at)] for at in range(regions)]
    ranked = list_of(count_of(columns, slate, cast), rules, method)
    return _with_translations(ranked)


def _ballot(dice: random.Random, method: str, columns: tuple[str, ...], slate: list[str]) -> dict[str, str]:
    if method in ("ranked_pairs", "scottish_stv"):
        order = dice.sample(slate, dice.randint(1, min(len(slate), len(columns))))
        return {item: str(place) for place, item in enumerate(order, 1)}
    marks = [column for column in columns if column != "with_changes"]
    return {item: dice.choice(marks) for item in slate if dice.random() < (0.1 if method == "no_objection" else 0.8)}


def _with_translations(ranked: RankedList) -> RankedList:
    items = tuple(
        RankedItem(replace(one.recommendation, translations=(("ar", f"عنوان {at}"),) if at % 2 else ()), one.placing)
        for at, one in enumerate(ranked.items)
    )
    return replace(ranked, items=items)


def every_list() -> Iterator[tuple[str, RankedList]]:
    """Give a list of every method, and those that withhold or publish more than others."""
    for method in METHODS:
        yield method, a_list(method)
    yield "withheld", list_of(a_count([(9, 1), (5, 0), (3, 0)], [(2, 8), (1, 4), (0, 3)]), Rules(k=4))
    called = tuple(Called(f"Delegation {at}", at % 3, 0, 1, ((1, 0, 0, 0),) * 4) for at in range(6))
    rolled = replace(a_list(), rules=replace(RECORDED, roll_call=True))
    yield "roll call", replace(rolled, delegations=Delegations(6, ((6, 0, 0),) * 4, roll=called))
    yield "one region", a_list(regions=1)


LISTS = dict(every_list())
