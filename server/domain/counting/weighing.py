"""An item weighed by its own votes: where the regions stand on it, its verdict, and all that it can be ordered by.

Refuses to know any other item, so that nothing else on the slate can change what is said here, and what kind of ballot
was used. Invariant: no vote for an item lowers its standing or its verdict.

Source: docs/methods.md, "Across the regions".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from server.domain.counting.positions import (
    GROUPS,
    NAMED,
    NOT_SHOWN,
    Lean,
    Position,
    RegionState,
    Verdict,
    across,
    position,
    regions_needed,
    verdict,
)
from server.domain.counting.ranking import Figure, Reason
from server.domain.counting.region_outcomes import WITHHELD, Named, RegionOutcome
from server.domain.counting.result_line import PlenaryVotes, plenary_votes
from server.domain.counting.robustness import robustness
from server.domain.counting.sides import Sides, of_cells
from server.domain.counting.tallies import Count
from server.domain.counting.ways import shortest_way_up
from server.domain.procedure.rules import Rules

_SPOKEN_OF: Mapping[tuple[RegionState, Lean], str] = {
    ("backs", ""): "backed_by",
    ("opposes", ""): "opposed_by",
    ("no_position", "leans_for"): "leans_for_in",
    ("no_position", "leans_against"): "leans_against_in",
    ("no_position", "level"): "level_in",
    ("no_position", "abstained"): "abstained_in",
    ("no_position", "no_votes"): "no_votes_in",
    ("no_position", ""): "no_position_in",
    ("not_determined", ""): "not_determined_in",
}


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """What an item is ordered by: the fields, from first to last, and the higher the better.

    Shape:   `group` is how high the verdict is; `weakest_region` has the support of each counted region, ascending: the
             one that likes it least comes first. `margin` and `backing` (For, as the codes of reasons call it) are over
             the counted regions that are shown; the plenary figures take in all of the withheld ones and are 0 where
             totals are withheld. They differ from those two only where something is withheld.
    """

    group: int
    net_backing: int
    weakest_region: tuple[Fraction, ...]
    margin: int
    backing: int
    plenary_margin: int
    plenary_backing: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the regions make of one item.

    Shape:   `positions` has one entry a counted region, keyed by its index; `leaning_against` is how many of them lean
             against it; `plenary` is what the whole room says, None where ballots know no For and Against and where
             totals are withheld.
    """

    verdict: Verdict
    backing: int
    opposing: int
    positions: Mapping[int, Position]
    leaning_against: int = 0
    plenary: PlenaryVotes | None = None


@dataclass(frozen=True, slots=True)
class Weighed(Judged):
    """One item weighed by itself: the verdict, and all that it can be ordered by."""

    standing: Standing = field(kw_only=True)


def judge(count: Count, sides: Sequence[Sides], rules: Rules, item: int) -> Judged:
    """Read positions and verdict from the sides of the regions, one entry a region of the tally; no plenary key."""
    return _judged(_positions(count, item, sides, rules), rules, None, asked=False)


def judge_votes(count: Count, item: int, rules: Rules) -> Judged:
    """Read positions and verdict of an item that was voted For and Against, by both keys where the sheet asks."""
    positions = _positions(count, item, of_cells(count.tally.cells[item]), rules)
    return _judged(positions, rules, plenary_votes(count, item, rules), asked=rules.both_keys)


def _positions(count: Count, item: int, sides: Sequence[Sides], rules: Rules) -> Mapping[int, Position]:
    said = count.tally.slate[item]
    own = {
        region: NOT_SHOWN if region in count.withheld else position(count, region, sides[region], rules)
        for region in count.counted
    }
    return {**own, **{at: NAMED[one.on(said).state] for at, one in count.by_name.items()}}


def _judged(positions: Mapping[int, Position], rules: Rules, votes: PlenaryVotes | None, *, asked: bool) -> Judged:
    """Where the plenary is asked and its totals are withheld, nobody can say that its majority is reached."""
    states = [each.state for each in positions.values()]
    backing, opposing = states.count("backs"), states.count("opposes")
    leaning_against = sum(each.lean == "leans_against" for each in positions.values())
    reached = not asked or (votes is not None and votes.outcome == "carried")
    said = verdict(backing, opposing, len(states), rules, leaning_against=leaning_against, plenary=reached)
    return Judged(said, backing, opposing, positions, leaning_against, votes)


def weigh(count: Count, item: int, rules: Rules) -> Weighed:
    """Weigh one item by its own votes alone: after a changed ballot only the items it marks need it again."""
    judged = judge_votes(count, item, rules)
    cells = [count.tally.cells[item][region] for region in count.shown]
    in_favour = sum(outright + with_changes for outright, with_changes, _, _ in cells)
    votes = judged.plenary
    standing = Standing(
        group=GROUPS[judged.verdict],
        net_backing=judged.backing - judged.opposing,
        weakest_region=tuple(sorted(each.support for each in judged.positions.values())),
        margin=in_favour - sum(against for _, _, against, _ in cells),
        backing=in_favour,
        plenary_margin=votes.in_favour - votes.against if votes else 0,
        plenary_backing=votes.in_favour if votes else 0,
    )
    return Weighed(
        judged.verdict,
        judged.backing,
        judged.opposing,
        judged.positions,
        judged.leaning_against,
        votes,
        standing=standing,
    )


def outcomes(count: Count, item: int, own: Judged, rules: Rules) -> tuple[RegionOutcome, ...]:
    """Say what each region made of an item; a withheld one says nothing, and one with a named position its words."""
    outcomes = []
    for region, cells in enumerate(count.tally.cells[item]):
        if region in count.withheld:
            outcomes.append(WITHHELD)
            continue
        stands = own.positions.get(region) or position(count, region, Sides(), rules)
        marks = dict(zip(count.tally.columns, cells, strict=True))
        outcomes.append(RegionOutcome(stands.state, stands.support, marks, stands.lean))
    for one in count.named:
        said = one.on(count.tally.slate[item])
        outcomes.append(RegionOutcome(said.state, named=Named(said.words, len(one.confirmed), one.of_seats)))
    return tuple(outcomes)


def region_reasons(count: Count, own: Judged, rules: Rules) -> list[Reason]:
    """Give the reasons that lie in the regions, as they are read: how many are needed, who backs, who opposes."""
    names, seen = count.regions, (*count.shown, *count.by_name)
    reasons = []
    if own.verdict != "plenary_only":
        counted = len(own.positions)
        needed = regions_needed(counted, rules)
        reasons.append(Reason("regions_needed", {"backing": own.backing, "needed": needed, "counted": counted}))
        if rules.no_region_leans and own.leaning_against:
            code = "leaning_counts_but_one" if rules.opposition_tolerated else "leaning_counts"
            reasons.append(Reason(code, {"against": own.opposing + own.leaning_against}))
    stand = {region: (own.positions[region].state, own.positions[region].lean) for region in seen}
    for stands, code in _SPOKEN_OF.items():
        if said := tuple(names[region] for region in seen if stand[region] == stands):
            reasons.append(Reason(code, {"regions": said}))
    if few := count.withheld - count.not_anew:
        reasons.append(Reason("withheld_in", {"regions": tuple(names[region] for region in sorted(few))}))
    if count.not_anew:
        not_anew = tuple(names[region] for region in sorted(count.not_anew))
        reasons.append(Reason("not_anew_in", {"regions": not_anew, "k": rules.k}))
    return reasons


def key_reasons(own: Judged, rules: Rules) -> list[Reason]:
    """Say what the plenary makes of what works across the regions, where it says otherwise or is asked for its key."""
    counted, votes = len(own.positions), own.plenary
    works = across(own.backing, own.opposing, counted, rules, own.leaning_against)
    if votes is None:
        return [Reason("plenary_withheld")] if works and rules.both_keys else []
    if counted < 2 or not (rules.both_keys or works) or (votes.outcome == "carried" and not rules.both_keys):
        return []
    among = votes.entitled if votes.majority == "absolute" else votes.in_favour + votes.against
    return [Reason(f"plenary_{votes.outcome}", {"votes": votes.in_favour, "among": among, "needed": votes.needed})]


def way_reasons(count: Count, own: Judged, rules: Rules) -> list[Reason]:
    """Say on how few ballots a verdict rests, and how few more For would lift it, where ballots say For and Against."""
    stands = tuple(own.positions.items())
    ballots = [0 if region in count.withheld else cast for region, cast in enumerate(count.tally.ballots)]
    ballots += [0] * len(count.named)
    reasons = []
    if (firm := robustness(stands, ballots, rules, own.plenary)) is not None:
        said: dict[str, Figure] = {"verdict": firm.verdict}
        if firm.plenary:
            reasons.append(Reason("rests_on_plenary", {**said, "plenary": firm.plenary}))
        else:
            reasons.append(Reason("rests_on", {**said, **_by_region(count, firm.ballots)}))
    if (way := shortest_way_up(stands, rules, own.plenary)) is not None:
        said = {"verdict": way.verdict, **(_by_region(count, way.votes) if way.votes else {})}
        code = "more_for_needed" if way.votes else "more_for_in_plenary"
        if way.anywhere:
            said["anywhere"] = way.anywhere
            code = "more_for_and_anywhere" if way.votes else code
        reasons.append(Reason(code, said))
    return reasons


def _by_region(count: Count, votes: Sequence[tuple[int, int]]) -> dict[str, Figure]:
    regions = tuple(count.tally.regions[region] for region, _ in votes)
    return {"regions": regions, "votes": tuple(many for _, many in votes)}
