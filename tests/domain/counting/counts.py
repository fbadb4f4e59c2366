"""Builders of counts: what a round came to, without a meeting around it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from server.domain.counting.lots import Lot
from server.domain.counting.positions import COLUMNS
from server.domain.counting.ranking import RankedList, SlateItem
from server.domain.counting.tallies import Count, CountedBallot, Tally, recount
from server.domain.methods import ranked_list
from server.domain.procedure.rules import SECRECIES, Rules, make_rules

RECORDED = make_rules({"secrecy": "recorded"})
SIZES = (0, 1, 2, 3, 9, 10, 11)

Votes = Sequence[Sequence[int]]  # one (for, against[, abstain]) a region


def region_ids(how_many: int) -> tuple[str, ...]:
    return tuple(f"r{index + 1}" for index in range(how_many))


def a_count(
    *items: Votes,
    checked_in: Sequence[int] | None = None,
    entitled: Sequence[int] | None = None,
    ballots: Sequence[int] | None = None,
) -> Count:
    """Make a count from (for, against, abstain) a region; everybody who marked anything cast one ballot."""
    cells = tuple(tuple(_cell(*votes) for votes in item) for item in items)
    cast = (
        tuple(ballots)
        if ballots
        else tuple(max(sum(item[region]) for item in cells) for region in range(len(cells[0])))
    )
    present = cast if checked_in is None else tuple(map(max, checked_in, cast))  # the others came later
    slate = tuple(f"i{index + 1}" for index in range(len(items)))
    tally = Tally(slate, region_ids(len(cells[0])), COLUMNS, cells, cast)
    return Count(tally, (), present, present if entitled is None else tuple(map(max, entitled, present)))


def _cell(backing: int, against: int, abstain: int = 0) -> tuple[int, int, int, int]:
    return (backing, 0, against, abstain)


def count_of(
    columns: Sequence[str],
    slate: Sequence[str],
    regions: Sequence[Sequence[Mapping[str, str]]],
    seats: Sequence[int] | None = None,
) -> Count:
    """Count ballots, given as marks by region; by default everybody entitled was there and cast one."""
    ballots = tuple(CountedBallot(region, marks) for region, cast in enumerate(regions) for marks in cast)
    tally = recount(slate, region_ids(len(regions)), columns, ballots)
    there = tally.ballots if seats is None else tuple(seats)
    return Count(tally, ballots, there, there)


def list_of(
    count: Count, rules: Rules = RECORDED, method: str = "across_regions", seed: str = "", lot: Lot | None = None
) -> RankedList:
    """Rank a count; the items are numbered in slate order from 1."""
    lot = lot or Lot(given=seed)
    regions = [(region, region.upper()) for region in count.tally.regions]
    items = [
        SlateItem(item, number, f"Recommendation {number}", (count.tally.regions[0],))
        for number, item in enumerate(count.tally.slate, 1)
    ]
    named = [(one.region_id, one.region_id.upper()) for one in count.named]
    return ranked_list(
        "round", method, rules, regions=regions, named=named, count=count, recommendations=items, lot=lot
    )


def order_of(ranked: RankedList) -> list[tuple[int, str]]:
    """Say the ranks and ids of a list, top to bottom."""
    return [(item.placing.rank, item.recommendation.id) for item in ranked.items]


@st.composite
def votes_of(draw: st.DrawFn, seats: int) -> tuple[int, int, int]:
    """Draw how the seats of a region voted; some may not have voted at all."""
    backing = draw(st.integers(0, seats))
    against = draw(st.integers(0, seats - backing))
    return backing, against, draw(st.integers(0, seats - backing - against))


@st.composite
def rules_sheets(draw: st.DrawFn, secrecy: str = "recorded") -> Rules:
    """Draw what the chair may choose for across_regions; its quorum labels, for a deciding one breaks the laws."""
    return make_rules(
        {
            "secrecy": secrecy,
            "theta": draw(st.sampled_from(["1/2", "2/3"])),
            "backing_quorum": draw(st.sampled_from(["0", "1/4", "1/3", "1/2"])),
            "regions_needed": draw(st.sampled_from(["1/2", "2/3", "1"])),
            "opposition_tolerated": draw(st.integers(0, 1)),
            "no_region_leans": draw(st.booleans()),
            "both_keys": draw(st.booleans()),
            "required_majority": draw(st.sampled_from(["simple", "absolute", "two_thirds"])),
            "with_changes": draw(st.booleans()),
            "k": draw(st.integers(3, 6)),
            "quorum": draw(st.sampled_from([None, "1/3", "1/2", "2/3"])),
        }
    )


@st.composite
def every_rules_sheet(draw: st.DrawFn) -> Rules:
    """Draw any rules sheet: of any secrecy, and with a quorum that labels or decides."""
    rules = draw(rules_sheets(draw(st.sampled_from(SECRECIES))))
    return replace(rules, deciding_quorum=draw(st.booleans()))


@st.composite
def counts(draw: st.DrawFn, most_items: int = 4) -> Count:
    """Draw a count of 1 to 8 regions whose sizes lean towards the awkward ones."""
    sizes = draw(st.lists(st.one_of(st.sampled_from(SIZES), st.integers(0, 60)), min_size=1, max_size=8))
    items = [[draw(votes_of(seats)) for seats in sizes] for _ in range(draw(st.integers(1, most_items)))]
    late = draw(st.booleans())
    checked_in = [draw(st.integers(0, seats)) for seats in sizes] if late else sizes
    return a_count(*items, checked_in=checked_in, entitled=sizes, ballots=sizes if late else None)


def with_slate(count: Count, items: Sequence[int]) -> Count:
    """Take some items of a slate alone, in an order of their own."""
    tally = count.tally
    taken = {"slate": tuple(tally.slate[item] for item in items), "cells": tuple(tally.cells[item] for item in items)}
    return replace(count, tally=replace(tally, **taken))


def with_regions(count: Count, order: Sequence[int]) -> Count:
    """Seat the regions in another order; they keep the names of their places."""
    return replace(
        count,
        tally=replace(
            count.tally,
            cells=tuple(tuple(item[region] for region in order) for item in count.tally.cells),
            ballots=tuple(count.tally.ballots[region] for region in order),
        ),
        checked_in=tuple(count.checked_in[region] for region in order),
        entitled=tuple(count.entitled[region] for region in order),
    )
