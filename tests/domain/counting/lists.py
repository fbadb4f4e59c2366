"""Ranked lists by chance: every method and every rule that changes a list, with ids that look like figures."""

from hypothesis import strategies as st

from server.domain.counting.lots import NO_LOT, Lot, nonces_of
from server.domain.counting.ranking import RankedList, SlateItem
from server.domain.counting.tallies import Count, CountedBallot, recount
from server.domain.methods import METHODS, ranked_list
from server.domain.procedure.mandates import Mandate
from server.domain.procedure.rules import make_rules

SLATE, REGIONS = ("1", "2/3", "m1x", "-4"), ("7", "AF", "3/2", "Ωé")
TITLES = ("Say “yes”", "=1+1", "مقعد", 'deux\nlignes, "trois"')


def _mandates(region: str, seat: int) -> st.SearchStrategy[Mandate]:
    """Seats of some delegations, with names like figures and formulas, and seats without one."""
    delegations = st.sampled_from(["", "=1+1", "3/2", "Ωé", "مقعد"])
    return st.builds(Mandate, st.just(region), delegations, st.sampled_from(["", "-4"]), st.just(seat))


@st.composite
def ranked_lists(draw: st.DrawFn) -> RankedList:
    """Draw a method, its rules, who was there and what they cast, and make the list."""
    name = draw(st.sampled_from(sorted(METHODS)))
    rules = make_rules(
        {
            "secrecy": (secrecy := draw(st.sampled_from(["recorded", "confidential"]))),
            "roll_call": secrecy == "recorded" and "roll_call" in METHODS[name].CARD.rules and draw(st.booleans()),
            "k": 3,
            "places": 2,
            "with_changes": draw(st.booleans()),
            "quorum": draw(st.sampled_from([None, "1/3", "2/3"])),
            "deciding_quorum": draw(st.booleans()),
            "no_region_leans": draw(st.booleans()),
            "both_keys": draw(st.booleans()),
            "theta": draw(st.sampled_from(["1/2", "2/3"])),
            "required_majority": draw(st.sampled_from(["simple", "absolute", "two_thirds"])),
            "tie_rule": draw(st.sampled_from(["declare", "lot", "run_off"])),
        }
    )
    columns = METHODS[name].columns(rules)
    regions = REGIONS[: draw(st.integers(1, len(REGIONS)))]
    slate = SLATE[: draw(st.integers(1, len(SLATE)))]
    marks = st.dictionaries(st.sampled_from(slate), st.sampled_from(columns))
    cast = draw(st.lists(st.tuples(st.integers(0, len(regions) - 1), marks), max_size=20))
    known = draw(st.booleans())
    ballots = tuple(
        CountedBallot(region, marked, mandate=draw(_mandates(regions[region], seat)) if known else None)
        for seat, (region, marked) in enumerate(cast, 1)
    )
    tally = recount(slate, regions, columns, ballots)
    there = tuple(ballots_cast + draw(st.integers(0, 2)) for ballots_cast in tally.ballots)
    return ranked_list(
        "m1r1",
        name,
        rules,
        regions=[(region, f"Region {region}") for region in regions],
        count=Count(tally, ballots, there, there),
        recommendations=[
            SlateItem(item, number, title, (regions[0],), (("fr", f"{title} fr"),) if number % 2 else ())
            for number, (item, title) in enumerate(zip(slate, TITLES, strict=False), 1)
        ],
        lot=draw(st.sampled_from([NO_LOT, Lot(given="5eed"), Lot("5eed", nonces_of(["a", "b"]))])),
    )
