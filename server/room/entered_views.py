"""How votes by hands and on paper look before their list: who has entered them, and to the two the figures.

Refuses to tell figures to anybody else. Invariant: what one person entered is told to the other only once both have.
"""

from collections.abc import Iterator

from server.domain.methods import read_method
from server.domain.procedure.entered import NONE, Entered, EnteredCount, Figures, Form
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.pools import members_in
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.protocol import replies, shapes
from server.room.views import columns_of, marks_of, rounds_in


def form_of(round_: Round) -> Form:
    """Say what a count in a round looks like."""
    ticks = read_method(round_.method).CARD.form == "ticks"
    return Form(round_.slate, columns_of(round_), marks_of(round_), round_.rules.max_choices if ticks else None)


def count_view(round_: Round, count: EnteredCount) -> shapes.Count:
    """Show who has entered something, and not what."""
    return shapes.Count(
        round_id=round_.id,
        region_id=count.region_id,
        channel=count.channel,
        entered_by=tuple(one.by for one in count.entered),
        differs=count.differs,
        agreed_by=count.agreed_by,
        version=count.version,
    )


def counts_in(proceedings: Proceedings, room: Room, region_id: str = "") -> Iterator[shapes.Count]:
    """List what was entered in the rounds of a room, the oldest round first; with a region, for that one alone."""
    for round_ in rounds_in(proceedings, room):
        for one in round_.counts:
            if not region_id or region_id in members_in(one.region_id):
                yield count_view(round_, one)


def counted(ref: str, round_: Round, count: EnteredCount, by: str) -> replies.Counted:
    """Tell one person what they entered, and the other's figures where they were entered for the same count."""
    own = next((one for one in count.entered if one.by == by), None)
    other = next((one for one in count.entered if own is not None and one.by != by), None)
    return replies.Counted(
        ref=ref,
        round_id=round_.id,
        region_id=count.region_id,
        channel=count.channel,
        entered=_entered(round_, own),
        other=_entered(round_, other),
        agreed=figures_view(round_, count.agreed) if count.agreed is not None and by in count.agreed_by else None,
    )


def _entered(round_: Round, entered: Entered | None) -> shapes.Figures | None:
    return None if entered is None else figures_view(round_, entered.figures)


def figures_view(round_: Round, figures: Figures) -> shapes.Figures:
    """Show figures as they are entered."""
    columns, offered = columns_of(round_), marks_of(round_)
    marks = {}
    for item, cells in zip(round_.slate, figures.cells, strict=True):
        said = {column: many for column, many in zip(columns, cells, strict=True) if column in offered}
        marks[item] = {**said, NONE: figures.votes - sum(cells)}
    return shapes.Figures(figures.votes, marks)
