"""What a new round begins with: a choice for a region's room and one for a plenary, and presets of the meeting's own.

Refuses to know what a method does with its rules (`domain.methods.choosing`), and of any round that there is.
Invariant: a choice is a value that is copied into a draft, so that no round changes with the defaults.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.domain.procedure.rules import Rules

DraftedIn = Literal["region", "plenary"]
"""The kinds of room in which rounds are drafted."""
MOST_PRESETS = 20
LONGEST_PRESET_NAME = 60


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """A method with its rules."""

    method: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class Preset:
    """A choice that the people of a meeting have given a name of their own."""

    name: str
    choice: RoundChoice


@dataclass(frozen=True, slots=True)
class RoundDefaults:
    """What a meeting says of its new rounds.

    Shape:   a choice is None where nobody has said anything: then it is the usual one of that kind of room. The same of
             `hand_over_limit`, which then is that of the founding. Of an older release all is left open.
    """

    region: RoundChoice | None = None
    plenary: RoundChoice | None = None
    presets: tuple[Preset, ...] = ()
    hand_over_limit: int | None = None

    @property
    def choices(self) -> Mapping[DraftedIn, RoundChoice | None]:
        """Say what is chosen, by the kind of room."""
        return {"region": self.region, "plenary": self.plenary}


NOTHING_SAID = RoundDefaults()
