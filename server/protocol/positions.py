"""Commands of regions that take part by their named position: what is said for one, and who confirms it."""

from server.protocol.asking import RoundCommand


class RecordPosition(RoundCommand, kw_only=True):
    """Say where one's region stands on an item of an open round, with words if it has any."""

    recommendation_id: str
    state: str
    words: str = ""
    region_id: str = ""


class ConfirmPosition(RoundCommand, kw_only=True):
    """Confirm what one's region says in an open round, as of the version that was read."""

    version: int
