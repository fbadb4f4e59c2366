"""What a round's ballots come to on both roads: the live tally, and every ballot counted again."""

from server.domain.procedure.rounds import Round
from server.room.views import columns_of
from server.store.packing import TwoCounts, two_counts
from server.store.rounds import Rounds


async def both_counts(rounds: Rounds, round_: Round, columns: tuple[str, ...] = ()) -> TwoCounts:
    """Read the live tally and count the ballots again, both as of one instant; the round's own columns, or these."""
    packed, records = await rounds.read_box(round_)
    return two_counts(packed, records.values(), round_, columns or columns_of(round_))
