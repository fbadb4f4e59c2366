"""Commands of a list of speakers: people ask for the floor or are added, and whoever conducts the room gives it."""

from server.protocol.asking import Command


class SetUpSpeakers(Command, kw_only=True):
    """Say whether phones may ask for the floor, and how many seconds each has; nought is no limit."""

    request_id: str
    on: bool
    seconds: int = 0


class AddSpeaker(Command, kw_only=True):
    """Add a region, or somebody by name, to those who wait."""

    request_id: str
    region_id: str = ""
    name: str = ""


class AskToSpeak(Command, kw_only=True):
    """Ask for the floor with one's seat, or take that back."""

    request_id: str
    on: bool = True


class RemoveSpeaker(Command, kw_only=True):
    """Take somebody who waits off the list."""

    request_id: str
    speaker: int


class CallSpeaker(Command, kw_only=True):
    """Give the floor to somebody who waits; nought gives it to nobody, and whoever spoke is done."""

    request_id: str
    speaker: int


class PauseSpeaker(Command, kw_only=True):
    """Stop the clock of whoever speaks, or let it run again."""

    request_id: str
    paused: bool


class EndSpeakers(Command, kw_only=True):
    """Empty the list: nobody waits or speaks, and no time is kept."""

    request_id: str


AboutSpeakers = SetUpSpeakers | AddSpeaker | AskToSpeak | RemoveSpeaker | CallSpeaker | PauseSpeaker | EndSpeakers
