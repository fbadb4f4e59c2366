"""What is done with a meeting as a whole, and by which role: the third table of rights.

The others say what is done in a room (`people`, `whose`) and who hears of it (`shapes`). Whoever asks here asks in no
room: the secretariat, whose acts reach every seat of a meeting. Refuses to know how anybody proved who they are.
Invariant: what is not in the table is permitted to nobody.
"""

from collections.abc import Mapping

from server.domain.procedure.people import SECRETARIAT

_SECRETARIAT = frozenset({SECRETARIAT})

ON_MEETINGS: Mapping[str, frozenset[str]] = {
    "found_meeting": _SECRETARIAT,
    "read_programme": _SECRETARIAT,
    "read_seat_list": _SECRETARIAT,
    "list_meetings": _SECRETARIAT,
    "list_rounds": _SECRETARIAT,
    "list_links": _SECRETARIAT,
    "renew_link": _SECRETARIAT,
    "give_time": _SECRETARIAT,
    "export_list": _SECRETARIAT,
    "erase_meeting": _SECRETARIAT,
    "read_acts": _SECRETARIAT,
    "read_joining": _SECRETARIAT,
    "open_joining": _SECRETARIAT,
    "close_joining": _SECRETARIAT,
    "new_join_code": _SECRETARIAT,
    "set_seat_limit": _SECRETARIAT,
    "set_one_seat": _SECRETARIAT,
    "list_seats": _SECRETARIAT,
    "read_seats": _SECRETARIAT,
    "admit_seat": _SECRETARIAT,
    "refuse_seat": _SECRETARIAT,
    "bar_seat": _SECRETARIAT,
    "unbar_seat": _SECRETARIAT,
    "remove_seat": _SECRETARIAT,
    "remove_joins": _SECRETARIAT,
    "add_seats": _SECRETARIAT,
    "edit_seat": _SECRETARIAT,
    "hand_over_seat": _SECRETARIAT,
    "check_in": _SECRETARIAT,
    "check_out": _SECRETARIAT,
}
"""Which roles may do an act on a meeting as a whole."""

LOGGED = frozenset(
    {
        "found_meeting", "renew_link", "give_time", "export_list", "open_joining", "close_joining", "new_join_code",
        "set_seat_limit", "set_one_seat", "admit_seat", "refuse_seat", "bar_seat", "unbar_seat", "remove_seat",
        "add_seats", "edit_seat", "hand_over_seat", "check_in", "check_out",
    }
)  # fmt: skip
"""What stands in the log of acts of its meeting; `remove_joins` does seat by seat, and what is erased has no log."""


def may_do(role: str, act: str) -> bool:
    """Say whether a role may do an act on a meeting as a whole."""
    return role in ON_MEETINGS.get(act, frozenset())
