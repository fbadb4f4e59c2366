"""Counts of a running round, and where its recommendations stand by them."""

from server.protocol.shapes.shape import Shape

Turnout = tuple[int, int, int]
"""Cast, checked in, entitled."""
Cells = tuple[tuple[tuple[int, ...], ...], ...]
"""Counts by recommendation of the slate, then by region, then by column."""


class WayUp(Shape, frozen=True):
    """The verdict that can still be reached, and how many more For it takes in which region, and besides anywhere."""

    verdict: str
    anywhere: int
    votes: dict[str, int]


class Outlook(Shape, frozen=True):
    """Where a recommendation of an open round stands, and the shortest way up."""

    recommendation_id: str
    verdict: str
    backing: int
    opposing: int
    provisional: bool
    settled: bool
    way_up: WayUp | None


class Tally(Shape, frozen=True):
    """A count, as far as the rules sheet shows it."""

    tally_version: int
    turnout: dict[str, Turnout]
    cells: Cells | None
    outlook: tuple[Outlook, ...] | None
