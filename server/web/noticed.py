"""What of refusals an operator is told: who was not let in, what a role may not do, which limits were reached.

Refuses to know who it was: kinds, roles, rooms and meetings are told, never a credential, a code, a name or an address.
Invariant: at most one line a second for each kind, whatever strangers send.
"""

from server.domain.errors import NotFound, NotPermitted, Refusal, TooFast
from server.logs import RateLimited

_ENTRIES = ("secretariat_key", "credential", "desk_key")
_TOLD = RateLimited()


def notice_entry(kind: str, meeting_id: str = "") -> None:
    """Note that somebody came with a credential, a link, a key or a code that opens nothing."""
    _TOLD("entry_refused", kind, **_known(meeting=meeting_id))


def notice(refusal: Refusal, *, role: str = "", room_id: str = "") -> None:
    """Note a refusal if it is one that an operator should know of."""
    if isinstance(refusal, NotPermitted) and refusal.reason in _ENTRIES:
        notice_entry(refusal.reason)
    elif isinstance(refusal, NotPermitted):
        _TOLD("act_refused", refusal.reason or "role", **_known(role=role, room=room_id))
    elif isinstance(refusal, TooFast):
        _TOLD("limit_reached", refusal.reason or "pace", **_known(role=role, room=room_id))
    elif isinstance(refusal, NotFound) and refusal.reason == "join_code":
        notice_entry("join_code")


def _known(**about: str) -> dict[str, str]:
    return {name: value for name, value in about.items() if value}
