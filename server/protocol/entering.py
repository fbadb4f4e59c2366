"""Commands of two persons who count votes by hands or on paper: what one counted, and what may be read of it."""

from server.protocol.asking import RoundCommand


class EnterCount(RoundCommand, kw_only=True):
    """Enter what one counted in a region of an open round: by item how many of each mark, and of none."""

    region_id: str
    channel: str
    marks: dict[str, dict[str, int]]


class ReadCount(RoundCommand, kw_only=True):
    """Ask for the figures of a count that one has entered, and for the other's once both have."""

    region_id: str
    channel: str
