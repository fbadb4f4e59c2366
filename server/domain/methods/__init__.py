"""The methods: how the ballots of a round become an order, one file a method.

A method names the columns of its tally, says which ballots it can count and what they say for and against, and orders
the slate. It is pure and total:
any tally that its columns allow has an order. What everybody else needs to know of it stands on its card. Adding one is
a file here, a row in `METHODS`, a section in docs/methods.md with a worked example, and its sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from server.domain.counting.audit import audit
from server.domain.counting.delegations import delegations_of
from server.domain.counting.lists_read import ListRead
from server.domain.counting.lots import NO_LOT, Lot, commitment
from server.domain.counting.ranking import RankedItem, RankedList, RankedRegion, Ranking, SlateItem, TieBreak
from server.domain.counting.secrecy import withhold
from server.domain.counting.sides import SlateSides
from server.domain.counting.tallies import Count
from server.domain.counting.ties import drawn
from server.domain.counting.two_views import delegates_equal
from server.domain.counting.verdicts import with_verdicts
from server.domain.errors import Malformed
from server.domain.methods import (
    across_regions,
    balanced_product,
    no_objection,
    proportional_five,
    ranked_pairs,
    regional_mean,
    score,
    scottish_stv,
    shortlist,
)
from server.domain.methods.card import Card, RoomKind
from server.domain.procedure.entered import Channel
from server.domain.procedure.readings import ReadAgain
from server.domain.procedure.rules import Rules
from server.domain.procedure.silence import silenced


class Method(Protocol):
    """What every method answers; the module that holds it is the method."""

    CARD: Card

    def columns(self, rules: Rules) -> tuple[str, ...]:
        """Name the columns of its tally, which are the marks of its ballots."""

    def check(self, marks: Mapping[str, str], rules: Rules) -> None:
        """Refuse a whole ballot that it cannot count; that the slate holds what is marked is checked elsewhere.

        Raises:  InvalidBallot.
        """

    def sides(self, count: Count) -> SlateSides:
        """Read what the ballots of every region say for each item and against it."""

    def rank(self, count: Count, rules: Rules) -> Ranking:
        """Order the slate, best first; what is withheld in the count must not be found in the answer."""


METHODS: Mapping[str, Method] = {
    "across_regions": across_regions,
    "balanced_product": balanced_product,
    "regional_mean": regional_mean,
    "shortlist": shortlist,
    "proportional_five": proportional_five,
    "score": score,
    "ranked_pairs": ranked_pairs,
    "scottish_stv": scottish_stv,
    "no_objection": no_objection,
}


def read_method(name: str) -> Method:
    """Find a method by the name it has in the contract.

    Raises:  Malformed if there is none of that name.
    """
    if name not in METHODS:
        raise Malformed("method_unknown", method=name[:40])
    return METHODS[name]


def largest_slate(method_name: str) -> int:
    """Say how many recommendations a delegate can be asked to judge at once by a method."""
    return read_method(method_name).CARD.largest_slate


def default_method(room_kind: RoomKind) -> str:
    """Name the method that a draft in a room of this kind begins with."""
    return next(name for name, method in METHODS.items() if method.CARD.default_in == room_kind)


def check_slate(method_name: str, slate_size: int) -> None:
    """Refuse a slate that is too long for a method.

    Raises:  Malformed with the method and how many recommendations it takes at most.
    """
    most = largest_slate(method_name)
    if slate_size > most:
        raise Malformed("slate_too_long_for_method", method=method_name, most=most)


def is_silent(method_name: str) -> bool:
    """Say whether to say nothing is to agree."""
    return read_method(method_name).CARD.silent


def meant(method_name: str, rules: Rules) -> Rules:
    """Say what a rules sheet comes to under a method: a silent one has several rules of its own.

    Raises:  Malformed for a roll call, or wishes, where ballots know no For and Against, and for reservations where
             there is nothing to be silent about: they would be of nothing.
    """
    card = read_method(method_name).CARD
    for rule in ("roll_call", "wishes"):
        if getattr(rules, rule) and rule not in card.rules:
            raise Malformed("rule_out_of_bounds", rule=rule)
    if rules.reservations and not card.silent:
        raise Malformed("rule_out_of_bounds", rule="reservations")
    return silenced(rules) if card.silent else rules


def ranked_list(
    round_id: str,
    method_name: str,
    rules: Rules,
    *,
    regions: Sequence[tuple[str, str]],
    named: Sequence[tuple[str, str]] = (),
    count: Count,
    recommendations: Sequence[SlateItem],
    lot: Lot = NO_LOT,
    read: Sequence[ListRead] = (),
    again: ReadAgain | None = None,
    aside: Sequence[int] = (),
) -> RankedList:
    """Make the ranked list of a round: withhold first, then let the method order what may be read.

    Shape:   `regions` gives id and name in the order of the tally, `named` those of the regions that take part by
             their position, `recommendations` the slate in its order; `lot`
             is what ties are drawn from, and is told in the list; `read` are the lists of the round that were read
             before it was opened again, oldest first; `again` is what a later reading is of; `aside` is by region
             how many votes people counted that are no part of the count.
    Raises:  Malformed for an unknown method; ValueError if regions or slate are not those of the tally.
    """
    tally = count.tally
    if tuple(region for region, _ in (*regions, *named)) != count.regions:
        raise ValueError("the regions are not those of the tally")
    if tuple(item.id for item in recommendations) != tally.slate:
        raise ValueError("the recommendations are not the slate of the tally")
    method = read_method(method_name)
    readable = withhold(replace(count, seed=lot.seed or count.seed), rules, read)
    ranking = method.rank(readable, rules)
    if not method.CARD.silent:  # what is silent says nothing of regions
        ranking = with_verdicts(readable, rules, ranking, method.sides)
    determined = [region for region in readable.counted if readable.has_quorum(region, rules.quorum)]
    return RankedList(
        round_id=round_id,
        method=method_name,
        rules=rules,
        columns=method.columns(rules),
        regions=tuple(
            RankedRegion(
                id=region_id,
                name=name,
                entitled=count.entitled[index],
                checked_in=count.checked_in[index],
                ballots=tally.ballots[index],
                withheld=index in readable.withheld,
                not_anew=index in readable.not_anew,
                hands=_counted(count, index, "hands"),
                paper=_counted(count, index, "paper"),
                aside=aside[index] if aside else 0,
            )
            for index, (region_id, name) in enumerate(regions)
        )
        + tuple(RankedRegion(region_id, name, 0, 0, 0, withheld=False, named=True) for region_id, name in named),
        regions_counted=readable.weighing,
        regions_determined=len(determined) + len(readable.by_name),
        items=tuple(RankedItem(recommendations[placing.item], placing) for placing in ranking.placings),
        slate=tally.slate,
        tie_break=_tie_break(readable, rules, ranking, lot),
        delegates_equal=delegates_equal(readable, ranking.placings),
        tables=ranking.tables,
        totals_withheld=readable.totals_withheld,
        audit=audit(readable, rules, ranking.placings, ticks=method.CARD.form == "ticks"),
        by_verdict=ranking.by_verdict,
        delegations=delegations_of(readable, rules),
        again=again,
    )


def _counted(count: Count, region: int, channel: Channel) -> int:
    return sum(one.votes for one in count.by_hand if (one.region, one.channel) == (region, channel))


def _tie_break(count: Count, rules: Rules, ranking: Ranking, lot: Lot) -> TieBreak:
    """Tell the lot, whether anything was level or not: the draw of a slate is one, however often its round closes."""
    if rules.tie_rule != "lot" or not lot.seed:
        return TieBreak(rules.tie_rule, ranking.undecided)
    return TieBreak(
        rules.tie_rule,
        ranking.undecided,
        commitment(lot.committed),
        lot.seed,
        lot.nonce,
        lot.nonces,
        drawn(count, range(len(count.tally.slate))),
    )
