"""What of a picture moves by itself, left out: a clock that runs is another each time it is told."""

from tests.services import Json


def still(presentation: Json | None) -> Json | None:
    """Leave out what is left of a clock that runs: it is less each time it is told."""
    if presentation is None or not presentation["clock"]["running"]:
        return presentation
    return {**presentation, "clock": {"running": True}}


def at_rest(speakers: Json | None) -> Json | None:
    """Leave out what a turn that goes on has taken, and what is left of it: each is another each time it is told."""
    if speakers is None or speakers["turn"] is None or speakers["turn"]["paused"]:
        return speakers
    return {**speakers, "turn": {**speakers["turn"], "clock": {"running": True}, "spoken_ms": 0}}
