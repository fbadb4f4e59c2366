"""What every message is: a tagged value whose class says its type, and the frame it must fit in."""

import re
from typing import Any

import msgspec

SUBPROTOCOL = "plenum.v1"
LARGEST_FRAME = 16_384
DEEPEST = 32
LARGEST_LIST = 65_536

CLOSE_NOT_TEXT = 1003
CLOSE_NOT_UTF8 = 1007
CLOSE_POLICY = 1008
CLOSE_TOO_LARGE = 1009
CLOSE_RESTART = 1012
CLOSE_TRY_LATER = 1013
CLOSE_NO_CREDENTIAL = 4401
CLOSE_NOT_YOUR_ROOM = 4403
CLOSE_OTHER_DEVICE = 4409

Json = dict[str, Any]


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Message(msgspec.Struct, tag_field="type", tag=_snake):
    """Anything said; the class `OpenRound` says its type, `open_round`."""


class Event(Message):
    """What everybody in the room hears."""


class DecisionEvent(Event, kw_only=True):
    """What a decision announces; its number is the store's, and is put in front when the event is told."""

    seq: int | msgspec.UnsetType = msgspec.UNSET
