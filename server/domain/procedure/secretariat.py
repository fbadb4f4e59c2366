"""What is done with a meeting as a whole, and by which role: the third table of rights.

The others say what is done in a room (`people`, `whose`) and who hears of it (`shapes`). Whoever asks here asks in no
room: the secretariat, whose acts reach every seat of every meeting, and the desk, whose acts reach those of its own.
Refuses to know how anybody proved who they are. Invariant: what is not in the table is permitted to nobody.
"""

from collections.abc import Mapping

from server.domain.procedure.people import AT_THE_DESK, SECRETARIAT

_SECRETARIAT = frozenset({SECRETARIAT})

ON_MEETINGS: Mapping[str, frozenset[str]] = {
    "found_meeting": _SECRETARIAT,
    "copy_meeting": _SECRETARIAT,
    "read_programme": AT_THE_DESK,
    "read_seat_list": AT_THE_DESK,
    "keep_file": AT_THE_DESK,
    "keep_template": AT_THE_DESK,
    "read_template": AT_THE_DESK,
    "drop_template": AT_THE_DESK,
    "list_meetings": _SECRETARIAT,
    "list_rounds": AT_THE_DESK,
    "list_links": AT_THE_DESK,
    "renew_link": AT_THE_DESK,
    "print_sheets": AT_THE_DESK,
    "list_badges": AT_THE_DESK,
    "print_slips": AT_THE_DESK,
    "find_slip": AT_THE_DESK,
    "enter_slip": AT_THE_DESK,
    "read_sheets_ahead": AT_THE_DESK,
    "read_rehearsal": AT_THE_DESK,
    "start_rehearsal": AT_THE_DESK,
    "stop_rehearsal": AT_THE_DESK,
    "tick_rehearsal": AT_THE_DESK,
    "desk_link": _SECRETARIAT,
    "renew_desk_link": _SECRETARIAT,
    "secretariat_link": _SECRETARIAT,
    "renew_secretariat_link": _SECRETARIAT,
    "give_time": AT_THE_DESK,
    "export_list": AT_THE_DESK,
    "export_report": AT_THE_DESK,
    "erase_meeting": _SECRETARIAT,
    "try_defaults": AT_THE_DESK,
    "list_delegations": AT_THE_DESK,
    "read_acts": AT_THE_DESK,
    "read_whole_log": AT_THE_DESK,
    "read_joining": AT_THE_DESK,
    "open_joining": AT_THE_DESK,
    "close_joining": AT_THE_DESK,
    "new_join_code": AT_THE_DESK,
    "set_seat_limit": AT_THE_DESK,
    "set_one_seat": AT_THE_DESK,
    "list_seats": AT_THE_DESK,
    "read_seats": AT_THE_DESK,
    "find_by_badge": AT_THE_DESK,
    "admit_seat": AT_THE_DESK,
    "refuse_seat": AT_THE_DESK,
    "bar_seat": AT_THE_DESK,
    "unbar_seat": AT_THE_DESK,
    "remove_seat": AT_THE_DESK,
    "remove_joins": AT_THE_DESK,
    "add_seats": AT_THE_DESK,
    "edit_seat": AT_THE_DESK,
    "hand_over_seat": AT_THE_DESK,
    "check_in": AT_THE_DESK,
    "check_out": AT_THE_DESK,
}
"""Which roles may do an act on a meeting as a whole."""

LOGGED = frozenset(
    {
        "found_meeting", "renew_link", "renew_desk_link", "give_time", "export_list", "open_joining", "close_joining",
        "export_report", "keep_template", "drop_template",
        "new_join_code", "set_seat_limit", "set_one_seat", "admit_seat", "refuse_seat", "bar_seat", "unbar_seat",
        "remove_seat", "add_seats", "edit_seat", "hand_over_seat", "check_in", "check_out",
        "print_sheets", "list_badges", "start_rehearsal", "print_slips", "enter_slip",
    }
)  # fmt: skip
"""What stands in the log of acts of its meeting; `remove_joins` does seat by seat, what is erased has no log, nor has
the service as a whole: that its own link was renewed stands in the log of the process."""


def may_do(role: str, act: str) -> bool:
    """Say whether a role may do an act on a meeting as a whole."""
    return role in ON_MEETINGS.get(act, frozenset())
