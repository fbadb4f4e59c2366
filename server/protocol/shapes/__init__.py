"""Shapes: what messages are made of, one class a noun of docs/protocol.md.

Refuses to know how a shape comes to be (`room.views`) and who hears which of its fields (`domain.procedure.shapes`).
Invariant: what is sent is one of these or a message, and written from the class by the encoder.
"""

from server.protocol.shapes.counts import Cells, Outlook, Tally, Turnout, WayUp
from server.protocol.shapes.entered import Count, Figures
from server.protocol.shapes.meeting import Bulletin, Call, Live, Region, Room
from server.protocol.shapes.overview import Latest, Overview, Shown
from server.protocol.shapes.picture import Hall, Lasting, Passing
from server.protocol.shapes.presentation import Presentation
from server.protocol.shapes.recommendations import (
    Alike,
    Close,
    Confirmation,
    Confirmed,
    Entry,
    Reading,
    Recommendation,
    Set,
    Shortlist,
    Signing,
    Translation,
    Wording,
)
from server.protocol.shapes.rounds import Clock, Excess, FromRound, Lot, Named, Position, ReadingOf, Round, Rules
from server.protocol.shapes.seats import Ballot, Joining, Remark, Seat, Source, Totals, Voices, Wished
from server.protocol.shapes.shape import RankedListText, Shape
from server.protocol.shapes.speakers import Speaker, Speakers, Turn

__all__ = [
    "Alike", "Ballot", "Bulletin", "Call", "Cells", "Clock", "Close", "Confirmation", "Confirmed", "Count", "Entry",
    "Excess", "Figures", "FromRound", "Hall", "Joining", "Lasting", "Latest", "Live", "Lot", "Named", "Outlook",
    "Overview", "Passing", "Position", "Presentation", "RankedListText", "Reading", "ReadingOf", "Recommendation",
    "Region", "Remark", "Room", "Round", "Rules", "Seat", "Set", "Shape", "Shortlist", "Shown", "Signing", "Source",
    "Speaker", "Speakers", "Tally", "Totals", "Translation", "Turn", "Turnout", "Voices", "WayUp", "Wished", "Wording",
]  # fmt: skip
