"""Every way in which Plenum says no.

A refusal is a state of affairs, not a defect: it has a stable code that programs rely on, and its words live
in `locales/` under `refusal.<code>` (and, where a finer reason helps, `refusal.<code>.<reason>`). Anything that is
raised and is not a `Refusal` is a defect and is answered `unexpected`, never with its own text.

    Refusal
    ├── Malformed, UnknownType, TooLarge          what was sent cannot be read
    ├── NotPermitted, NotFound, NoFreeSeat        who asked, and for what
    ├── WrongState, RoundNotOpen, RoundFrozen     when it was asked
    ├── InvalidBallot, TextTooLong                what was asked
        InvalidBallot, TextTooLong, LimitReached, Bound, StaleEpoch, StaleRevision, RequestIdReused, Overtaken, TooFast,
        TryLater,
    └── TooFast, TryLater, NotRecorded, NotConfirmed   the service cannot answer now
"""

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - a refusal is a state of affairs, the field says Refusal
    """Say no with a stable code, an optional finer reason and the figures its words need.

    Units:   `figures` fill the placeholders of the locale's sentence; `current` is what the caller should know instead.
    """

    code = "unexpected"

    def __init__(self, reason: str = "", /, current: object = None, **figures: str | int) -> None:
        super().__init__(f"{self.code}.{reason}" if reason else self.code)
        self.reason = reason
        self.current = current
        self.figures: Mapping[str, str | int] = figures


class Malformed(Refusal):
    code = "malformed"


class UnknownType(Refusal):
    code = "unknown_type"


class TooLarge(Refusal):
    code = "too_large"


class NotPermitted(Refusal):
    code = "not_permitted"


class NotFound(Refusal):
    code = "not_found"


class NoFreeSeat(Refusal):
    code = "no_free_seat"


class WrongState(Refusal):
    code = "wrong_state"


class RoundNotOpen(Refusal):
    code = "round_not_open"


class RoundFrozen(Refusal):
    code = "round_frozen"


class InvalidBallot(Refusal):
    code = "invalid_ballot"


class TextTooLong(Refusal):
    code = "text_too_long"


class LimitReached(Refusal):
    code = "limit_reached"


class Bound(Refusal):
    code = "bound"


class StaleEpoch(Refusal):
    code = "stale_epoch"


class StaleRevision(Refusal):
    code = "stale_revision"


class RequestIdReused(Refusal):
    code = "request_id_reused"


class Overtaken(Refusal):
    code = "overtaken"


class TooFast(Refusal):
    code = "too_fast"


class TryLater(Refusal):
    code = "try_later"


class NotRecorded(Refusal):
    code = "not_recorded"


class NotConfirmed(Refusal):
    code = "not_confirmed"


REFUSALS: Mapping[str, type[Refusal]] = {
    kind.code: kind
    for kind in (
        Malformed, UnknownType, TooLarge, NotPermitted, NotFound, NoFreeSeat, WrongState, RoundNotOpen, RoundFrozen,
        InvalidBallot, TextTooLong, LimitReached, Bound, StaleEpoch, StaleRevision, RequestIdReused, Overtaken, TooFast,
        TryLater, NotRecorded, NotConfirmed,
    )
}  # fmt: skip
