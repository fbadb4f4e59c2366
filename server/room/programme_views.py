"""How a meeting and its programme look from outside: the JSON shapes of docs/protocol.md.

Refuses to know who looks: everybody is shown the same. Invariant: what is shown can be said in an edit as it stands,
and changes nothing.
"""

from msgspec import to_builtins

from server.domain.agenda.tree import agenda_tree
from server.domain.methods.choosing import chosen_in
from server.domain.procedure.defaults import RoundChoice
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.programme import Programme
from server.domain.procedure.rules import rules_sheet
from server.domain.procedure.sets import hearing_session
from server.protocol.message import Json
from server.room.paper_views import paper_view
from server.room.views import region_view, room_view


def meeting_view(meeting: Meeting, programme: Programme) -> Json:
    """Show a meeting: its programme, and its limit of sets."""
    shown = programme_view(meeting, programme)
    return {"id": meeting.id, **shown, "hand_over_limit": shown["defaults"]["hand_over_limit"]}


def programme_view(meeting: Meeting, programme: Programme) -> Json:
    """Show a programme: its agenda with the rooms of each agenda session, papers, regions, rooms and defaults.

    Shape:   `heard_in` of a session by region is the plenary session that hears what is handed over there.
    """
    tree: Json = agenda_tree(programme.agenda)
    for session in tree["sessions"]:
        session["room_ids"] = [room.id for room in programme.rooms if room.agenda_session_id == session["id"]]
        session["heard_in"] = hearing_session(programme, session["id"]) if session["by_region"] else ""
    return {
        **tree,
        "title": programme.title,
        "version": programme.version,
        "zone": programme.zone,
        "days": list(programme.agenda.days),
        "report_at_ms": programme.report_at_ms,
        "papers": [paper_view(paper) for paper in programme.papers],
        "defaults": {"moderation": programme.moderation, "secrecy": programme.secrecy, **_defaults(meeting, programme)},
        "regions": [to_builtins(region_view(region)) for region in programme.regions],
        "delegations": [
            {"name": one.name, "short": one.short, "region_id": one.region_id} for one in programme.delegations
        ],
        "rooms": [to_builtins(room_view(room)) for room in programme.rooms],
    }


def _defaults(meeting: Meeting, programme: Programme) -> Json:
    """Show what new rounds begin with: what is said, and of the rest what is usual."""
    chosen = chosen_in(programme, meeting.hand_over_limit)
    return {
        **{kind: _choice(choice) for kind, choice in chosen.choices.items()},
        "presets": [{"name": preset.name, **_choice(preset.choice)} for preset in chosen.presets],
        "hand_over_limit": chosen.hand_over_limit,
    }


def _choice(choice: RoundChoice) -> Json:
    return {"method": choice.method, "rules": rules_sheet(choice.rules)}
