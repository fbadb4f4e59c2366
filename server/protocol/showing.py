"""Commands of the hall: what the screens of a room show, and the word of a screen for it."""

from server.protocol.asking import Command


class ShowInHall(Command, kw_only=True):
    """Have the screens of this room show something; nothing said, they follow the room again."""

    request_id: str = ""
    room_id: str = ""
    round_id: str = ""
    view: str = ""
    page: int = 0
    item: str = ""


class HallShown(Command, kw_only=True):
    """Say that a screen shows what was set under a number; -1 where somebody has turned it by hand."""

    seq: int
