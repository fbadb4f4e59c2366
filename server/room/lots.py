"""How the lot of a round looks from outside while it is no part of a list yet."""

from server.domain.counting.lots import commitment
from server.domain.procedure.audiences import standing_of_lot
from server.domain.procedure.rounds import Round
from server.domain.procedure.shapes import hears
from server.protocol import shapes


def lot_view(round_: Round) -> shapes.Lot | None:
    """Show what the service adds to the lot: its hash from the first draft on, itself once nothing can be cast.

    Shape:   the seed, to which phones add as well, is told with the list; of a round that an older release prepared,
             it is what was committed to.
    """
    committed = round_.nonce or round_.seed
    if not committed:
        return None
    known = hears("floor", "lot", "nonce", standing_of_lot(round_))
    return shapes.Lot(commitment(committed), committed if known else "")
