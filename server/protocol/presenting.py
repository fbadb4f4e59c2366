"""Commands of presenting: the regions present in a plenary room what they handed over, one after the other."""

from server.protocol.asking import Command


class PreparePresentation(Command, kw_only=True):
    """Prepare it: in which order, and how many seconds each region has."""

    request_id: str
    ordered_by: str
    seconds: int
    regions: list[str] = []


class TurnPresentation(Command, kw_only=True):
    """Give the floor to the region at a place of the order, from 0 on; the first turn fixes the order."""

    request_id: str
    place: int


class PausePresentation(Command, kw_only=True):
    """Stop the clock of the region that presents, or let it run again."""

    request_id: str
    paused: bool


class EndPresentation(Command, kw_only=True):
    """Say that it is over."""

    request_id: str
