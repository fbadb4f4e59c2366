"""What commands have in common: they are answered under their `ref`, and most speak of one thing.

Refuses to know any one command.
"""

from typing import Literal

import msgspec

from server.protocol.message import Message


class Command(Message):
    """What a person asks; `ref` comes back with the reply."""

    ref: str = ""


class Have(msgspec.Struct, frozen=True):
    """What a phone last had acknowledged in one round."""

    epoch: int
    revision: int
    proof: str = ""


Pace = Literal[1, 10]
"""How many counts a second are told at most."""
SLOW: Pace = 1


class Hello(Command, kw_only=True):
    """Ask for the whole picture."""

    seen: int = 0
    have: dict[str, Have] = {}
    accepts: list[str] = []
    pace: Pace = 10


class TakenFrom(msgspec.Struct, frozen=True):
    """From which list a slate is taken, which groups of it, and how many at most; 0 is as many as the method takes."""

    round_id: str
    take: list[str]
    most: int = 0


class ReadingOf(msgspec.Struct, frozen=True):
    """The item of an earlier round whose wordings are voted on."""

    round_id: str
    recommendation_id: str


class RoundCommand(Command, kw_only=True):
    """What is asked of one round; the request id lets a resent act be recognised."""

    round_id: str
    request_id: str = ""


class RecommendationCommand(Command, kw_only=True):
    """What is asked of one recommendation."""

    request_id: str
    recommendation_id: str
