"""The bounds that a draft must keep before it can be opened: of its slate, its rules sheet and its regions.

What a count can be is known by them before anybody votes. They are checked when a draft is made; one that an older
release made, with wider bounds, is shown with what of it is too much. Refuses to open anything.

Source: docs/methods.md, "How much a count can be".
"""

from server.domain.errors import Malformed
from server.domain.methods import check_slate
from server.domain.procedure.programme import check_regions
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import check_rules
from server.protocol import shapes


def check_bounds(draft: Round) -> None:
    """Check what a count of this draft would be at most.

    Raises:  Malformed with the first bound that it does not keep.
    """
    check_slate(draft.method, len(draft.slate))
    check_rules(draft.rules)
    check_regions(draft.taking_part)


def excess_of(round_: Round) -> shapes.Excess | None:
    """Say what of a draft is too much for it to be opened; None where nothing is, and of whatever was opened."""
    if round_.state != "draft":
        return None
    try:
        check_bounds(round_)
    except Malformed as refusal:
        figures = refusal.figures
        return shapes.Excess(refusal.reason, str(figures.get("rule", "")), int(figures.get("most", 0)))
    return None
