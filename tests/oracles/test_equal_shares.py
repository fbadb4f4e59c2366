"""Proportional five against abcvoting: Equal Shares completed by sequential Phragmén, every committee and EJR."""

from itertools import islice

from server.domain.algorithms.equal_shares import all_ways, blocs_of
from server.domain.procedure.rules import make_rules
from tests.domain.counting.counts import count_of, list_of

from . import profiles

preferences = profiles.oracle("abcvoting.preferences", "abcvoting")
abcrules = profiles.oracle("abcvoting.abcrules", "abcvoting")


def test_equal_shares() -> None:
    """Through every tie we find the committees abcvoting finds; what is in all of them is what the list selects."""
    tied = 0
    for dice in islice(profiles.dice_of("equal shares"), profiles.PROFILES):
        ballots = profiles.approvals(dice, 8, blank=False)
        approved = sorted(set().union(*ballots))
        places = dice.randint(1, min(5, len(approved)))
        oracle = preferences.Profile(len(approved))
        oracle.add_voters([{approved.index(item) for item in ballot} for ballot in ballots])
        theirs = {
            frozenset(approved[item] for item in committee)
            for committee in abcrules.compute(
                "equal-shares", oracle, places, algorithm="standard-fractions", resolute=False
            )
        }
        followed = all_ways(blocs_of(ballots), places)
        assert followed.ended
        assert {way.committee for way in followed.ways} == theirs
        tied += len(theirs) > 1
        marks = [{profiles.SLATE[item]: "approve" for item in ballot} for ballot in ballots]
        rules = make_rules({"secrecy": "recorded", "places": places})
        ranked = list_of(count_of(("approve",), profiles.SLATE, [marks]), rules, "proportional_five")
        chosen = {profiles.SLATE.index(row.recommendation.id) for row in ranked.items if row.placing.selected}
        assert chosen == frozenset.intersection(*theirs)
    assert tied > 50
