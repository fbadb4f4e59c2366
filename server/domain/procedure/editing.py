"""An edit of the programme, as whoever makes it says it: what is to be otherwise, and of all else nothing.

Refuses to know what may become of it (`changing`). Invariant: what an edit does not speak of stays as it is, ids too.
"""

from collections.abc import Mapping
from typing import Any

from server.domain.agenda.facet_tree import ASKED_FIELDS
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.tree import agenda_from_tree, agenda_tree
from server.domain.errors import Malformed
from server.domain.procedure.changing import ProgrammeWanted
from server.domain.procedure.closing_dates import read_zone
from server.domain.procedure.delegations import edited_delegations
from server.domain.procedure.handed_in import read_regions_of, text_of
from server.domain.procedure.paper_reading import papers_from
from server.domain.procedure.papers import KeptFile
from server.domain.procedure.programme import Programme, read_moderation
from server.domain.visible import has_visible_character

_OF_THE_TREE = ("preamble", "objectives", "issues")
EDITED = ("title", *_OF_THE_TREE, "sessions", "regions", "delegations", "defaults", "papers", "zone")
"""What of a programme can be said anew."""
_Tree = dict[str, Any]
_NO_FILES: Mapping[str, KeptFile] = {}


def wanted_by(
    now: Programme, changes: Mapping[str, object], files: Mapping[str, KeptFile] = _NO_FILES
) -> ProgrammeWanted:
    """Say what the programme is to be after an edit.

    Shape:   `sessions` are all that are to stay or to come, in their order: the id of one stands for it as it is, an
             object with an id for that one otherwise in the fields that it has, an object without for a new one; a
             question that is there keeps its facets and kinds where nothing is said of them;
             `papers` in the same way; `delegations` as `edited_delegations` reads them. `files` are those that are
             kept, by digest. Of the defaults how proposals are taken is read here, what new rounds begin with by
             `methods.choosing`.
    Raises:  Malformed, with what is wrong and where as `current`.
    """
    if unknown := sorted(set(changes) - set(EDITED)):
        raise Malformed("field", field=unknown[0][:40])
    tree: _Tree = {**agenda_tree(now.agenda), **{name: changes[name] for name in _OF_THE_TREE if name in changes}}
    if "sessions" in changes:
        tree["sessions"] = _sessions(tree["sessions"], changes["sessions"])
    title = now.title
    if "title" in changes:
        title = tree["title"] = " ".join(_title(changes).split())
    try:
        agenda = agenda_from_tree(tree)
    except AgendaProblems as refused:
        first = refused.problems[0]
        found = [{"code": one.code, "text": one.text} for one in refused.problems]
        raise Malformed("programme", current=found, where=first.text) from refused
    regions = read_regions_of(changes) if "regions" in changes else now.regions
    delegations = now.delegations
    if "delegations" in changes:
        delegations = edited_delegations(now.delegations, changes, [region.id for region in regions])
    return ProgrammeWanted(
        title=title,
        agenda=agenda,
        regions=regions,
        delegations=delegations,
        moderation=read_moderation(text_of(defaults_of(changes), "moderation", now.moderation)),
        secrecy=now.secrecy,
        defaults=now.defaults,
        papers=papers_from(now.papers, changes["papers"], files) if "papers" in changes else now.papers,
        zone=read_zone(text_of(changes, "zone", now.zone)),
    )


def defaults_of(changes: Mapping[str, object]) -> Mapping[str, object]:
    """Read what an edit says of the defaults.

    Raises:  Malformed.
    """
    defaults = changes.get("defaults", {})
    if not isinstance(defaults, Mapping):
        raise Malformed("field", field="defaults")
    return defaults


def _title(changes: Mapping[str, object]) -> str:
    title = changes["title"]
    if not isinstance(title, str) or not has_visible_character(title):
        raise Malformed("field", field="title")
    return title


def _sessions(before: list[_Tree], wanted: object) -> list[object]:
    """Put what is said of sessions into the tree of those that there are."""
    known = {session["id"]: session for session in before}
    questions = {one["id"]: one for session in before for top in session["questions"] for one in (top, *top["sub"])}
    if not isinstance(wanted, list):
        raise Malformed("field", field="sessions")
    said: list[object] = []
    for one in wanted:
        if isinstance(one, str):
            if one not in known:
                raise Malformed("field", field="sessions")
            said.append(known[one])
        else:
            given = one.get("id") if isinstance(one, Mapping) else None
            whole = {**_but_where(known.get(given, {}), one), **one} if isinstance(given, str) else one
            said.append(_with_asked(whole, "questions", questions))
    return said


def _with_asked(one: object, below: str, questions: Mapping[str, _Tree]) -> object:
    """Have the questions below something ask what they asked, where an edit does not speak of it.

    A page that was open before there were facets, or a draft kept by one, sends questions without any.
    """
    members = one.get(below) if isinstance(one, Mapping) else None
    if not isinstance(one, Mapping) or not isinstance(members, list):
        return one
    said: list[object] = []
    for member in members:
        given = member.get("id") if isinstance(member, Mapping) else None
        before = questions.get(given, {}) if isinstance(given, str) else {}
        kept = {name: before[name] for name in ASKED_FIELDS if name in before}
        whole = {**kept, **member} if isinstance(member, Mapping) else member
        said.append(_with_asked(whole, "sub", questions) if below == "questions" else whole)
    return {**one, below: said}


def _but_where(session: _Tree, edit: Mapping[str, object]) -> _Tree:
    """Leave out where a session is held, where an edit says it in either of the two ways."""
    says = "kind" in edit or "by_region" in edit
    return {name: value for name, value in session.items() if not (says and name in ("kind", "by_region"))}
