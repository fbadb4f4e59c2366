"""Scottish STV: ranked ballots fill places by transfers, for bodies whose own rules demand it.

It is offered for its legal text and because a count can be followed by hand, not for its merits: ranking an item higher
can make it lose, which no other method here allows. Refuses to draw a lot that was not committed to: what depends on
one is level. Invariant: the choice follows from the stages that are in the list.

Source: docs/methods.md, "Scottish STV".
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from server.domain.algorithms.transferable_votes import VOTE, Counted, LotNeeded, Papers, Stage, count_papers
from server.domain.counting import rankings
from server.domain.counting.choices import Choice, list_choice
from server.domain.counting.ranking import Figure, Ranking, Reason, Table
from server.domain.counting.sides import of_rankings
from server.domain.counting.tallies import Count
from server.domain.counting.ties import drawn, draws
from server.domain.methods.card import ALWAYS, Card, ReadBy
from server.domain.procedure.rules import Rules

CARD = Card(
    "order",
    "choice",
    ("places", *ALWAYS),
    ReadBy("first_preferences", whole="ballots"),
    largest_slate=8,
    ties=False,
    branches=True,
)
MOST_COUNTS = 1_000
MOST_LOOKS = 500_000
"""How often a paper is looked at, for each recommendation, while every lot is followed."""

columns = rankings.columns
check = rankings.check
sides = of_rankings


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What all ways through the lots have in common: the choice, and the count up to the first of them."""

    choice: Choice
    counted: Counted


def papers_of(count: Count) -> Papers:
    """Read ballots as orders of preference: down to the first position that two items share, gaps being closed."""
    orders: Counter[tuple[int, ...]] = Counter()
    for ranking in rankings.rankings_of(count):
        shared = Counter(ranking.values())
        order: list[int] = []
        for item in sorted(ranking, key=ranking.__getitem__):
            if shared[ranking[item]] > 1:
                break
            order.append(item)
        orders[tuple(order)] += 1
    return tuple(sorted(orders.items()))


def rank(count: Count, rules: Rules) -> Ranking:
    """Fill the places by transfers; the rest are listed from the last excluded to the first."""
    items = len(count.tally.slate)
    papers = papers_of(count)
    outcome = _count(count, papers, items, rules)
    counted, choice = outcome.counted, outcome.choice
    first = counted.stages[0].votes if counted.stages else (0,) * items
    fate = _fates(counted, items)

    def figures(item: int) -> Mapping[str, Figure | None]:
        return {"first_preferences": first[item] // VOTE, "stage": fate[item][1] if item in fate else None}

    def reasons(item: int, above: int | None) -> list[Reason]:  # noqa: ARG001 - a stage decides, not a neighbour
        if item in fate or item in choice.level:
            return _reasons(counted, fate, item)
        return [Reason("on_every_way" if item in choice.selected else "on_no_way")] if counted.waits_for else []

    return list_choice(
        count,
        rules,
        choice,
        key=lambda item: (item in choice.selected, item in choice.level, _height(fate, item)),
        reasons=reasons,
        figures=figures,
        tables=_tables(count, counted, rules),
    )


def _count(count: Count, papers: Papers, items: int, rules: Rules) -> _Outcome:
    """Count with the published lot, or follow every lot that could fall."""
    if draws(count, rules):
        order = drawn(count, range(items))

        def by_lot(equals: tuple[int, ...], act: str) -> int:
            return min(equals, key=order.index) if act == "surplus" else max(equals, key=order.index)

        counted = count_papers(papers, items, rules.places, by_lot)
        return _Outcome(Choice(frozenset(counted.elected)), counted)
    return _follow(papers, items, rules.places)


def _follow(papers: Papers, items: int, places: int) -> _Outcome:
    waiting: list[tuple[int, ...]] = [()]
    first: Counted | None = None
    elected: set[frozenset[int]] = set()
    counts = 0
    while waiting:
        script = waiting.pop()
        counted = count_papers(papers, items, places, _Script(script))
        first = first or counted
        counts += 1
        if counts > min(MOST_COUNTS, MOST_LOOKS // (items * (items + len(papers)))):
            everybody_else = frozenset(range(items)) - set(first.elected) - set(first.excluded)
            return _Outcome(Choice(frozenset(first.elected), everybody_else), first)
        if counted.waits_for:
            waiting.extend((*script, item) for item in counted.waits_for)
        else:
            elected.add(frozenset(counted.elected))
    assert first is not None  # noqa: S101 - the first script is the empty one
    selected = frozenset.intersection(*elected)
    return _Outcome(Choice(selected, frozenset.union(*elected) - selected), first)


class _Script:
    """Decides lots as written down, and asks for more when the script has ended."""

    def __init__(self, script: tuple[int, ...]) -> None:
        self._left = list(script)

    def __call__(self, equals: tuple[int, ...], act: str) -> int:  # noqa: ARG002 - whatever the act, it is written down
        if not self._left:
            raise LotNeeded(equals)
        return self._left.pop(0)


def _fates(counted: Counted, items: int) -> dict[int, tuple[str, int]]:
    """Say at which stage each item was elected or excluded, as far as the count has come."""
    fate: dict[int, tuple[str, int]] = {}
    for number, stage in enumerate(counted.stages, 1):
        fate.update(dict.fromkeys(stage.elected, ("elected", number)))
        if stage.act == "exclusion":
            fate[stage.of] = ("excluded", number)
    ended = len(counted.stages)
    if not counted.waits_for and counted.stages:
        fate.update({item: ("not_elected", ended) for item in range(items) if item not in fate})
    return fate


def _height(fate: Mapping[int, tuple[str, int]], item: int) -> tuple[int, int]:
    said, stage = fate.get(item, ("open", 0))
    return {"elected": (3, -stage), "not_elected": (2, 0), "open": (1, 0), "excluded": (0, stage)}[said]


def _reasons(counted: Counted, fate: Mapping[int, tuple[str, int]], item: int) -> list[Reason]:
    if item not in fate:
        return []
    said, number = fate[item]
    stage = counted.stages[number - 1]
    before = counted.stages[number - 2] if said == "excluded" else stage
    figures: dict[str, Figure] = {"stage": number, "votes": Fraction(before.votes[item], VOTE)}
    if said == "elected":
        reached = stage.votes[item] >= counted.quota * VOTE
        reasons = [Reason("elected_at_quota" if reached else "elected_last", {**figures, "quota": counted.quota})]
    else:
        reasons = [Reason("excluded_at_stage" if said == "excluded" else "not_elected", figures)]
    if said == "excluded" and stage.tie:
        reasons.append(Reason("excluded_by_lot" if stage.tie == "lot" else "excluded_by_earlier_stage"))
    return reasons


def _tables(count: Count, counted: Counted, rules: Rules) -> tuple[Table, ...]:
    slate = count.tally.slate
    rows: list[tuple[Figure | None, ...]] = []
    for number, stage in enumerate(counted.stages, 1):
        act = (number, stage.act, slate[stage.of] if stage.of >= 0 else None, stage.tie)
        rows += [
            (*act, slate[item], Fraction(votes, VOTE), _standing(counted.stages[:number], item))
            for item, votes in enumerate(stage.votes)
        ]
        rows.append((*act, None, Fraction(stage.not_transferable, VOTE), "not_transferable"))
    stage_columns = ("stage", "act", "of", "tie", "recommendation_id", "votes", "standing")
    return (
        Table("quota", ("valid", "places", "quota"), ((counted.valid, rules.places, counted.quota),)),
        Table("stages", stage_columns, tuple(rows)),
    )


def _standing(stages: tuple[Stage, ...], item: int) -> str:
    if any(item in stage.elected for stage in stages):
        return "elected"
    return "excluded" if any(stage.of == item for stage in stages) else "continuing"
