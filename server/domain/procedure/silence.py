"""Silence: the rules of a round in which to say nothing is to agree, so that to send anything would tell.

Every phone sends its ballot by itself, at moments that its owner does not choose, and once more while the round closes
(`silence.js`). Refuses to know which methods are silent. Invariants: nobody is shown who has cast, nor how many, before
the list is published; all regions are counted as one; a round whose silence is over is not opened again.
"""

from dataclasses import replace

from server.domain.procedure.rules import Rules

USUAL_S = 60
"""How long silence is waited for where nobody chose a time, in seconds."""
LAST_BALLOTS_S = 10
"""How long a silent round closes: in this time every phone sends its last ballot, at a moment drawn by lot."""


def silenced(rules: Rules) -> Rules:
    """Say by which rules a round is silent: whatever was chosen, nothing of it is seen, and it ends by itself."""
    return replace(
        rules,
        visibility="hidden",
        reservations=True,
        with_changes=False,
        wishes=False,
        quorum=None,
        deciding_quorum=False,
        both_keys=False,
        tie_rule="declare",
        closes_after_s=None if rules.closes_at else rules.closes_after_s or USUAL_S,
    )
