"""The reader of programmes: a function of the bytes of any document, for the process of a reader.

Invariant: what it gives is JSON, and everything of the document is in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from server.domain.agenda.problems import AgendaProblems, Problem
from server.domain.agenda.reading import Reading
from server.domain.agenda.text import read_programme
from server.domain.agenda.tree import agenda_from_tree, agenda_tree
from server.secretariat.documents.opened import module_for, read_document

Json = Any


def read_programme_file(given: bytes, said: Mapping[str, Any]) -> object:
    """Read a programme.

    Shape:   `said` has the `name` and the `content_type` of the file, and `kinds`, pairs of a line and what somebody
             has said that it is; the answer is its `tree`, the `lines` with what
             each was taken for, and `problems`; where it is no programme at all, `refused` has the problems alone.
    Raises:  Malformed with the reason why the file cannot be read.
    """
    name, content_type = str(said.get("name", "")), str(said.get("content_type", ""))
    try:
        if module_for(given, name, content_type) == "tree":
            from server.secretariat.documents.tree import tree_in  # noqa: PLC0415 - for JSON alone

            if (tree := tree_in(given)) is not None:
                return shown(Reading(agenda_from_tree(tree), (), {}))
        kinds = {int(line): str(kind) for line, kind in said.get("kinds", ())}
        return shown(read_programme(read_document(given, name, content_type), said=kinds))
    except AgendaProblems as refused:
        return {"refused": [_problem(one) for one in refused.problems]}


def shown(reading: Reading) -> dict[str, object]:
    """Write what was read as JSON; the tree can be handed in to found a meeting."""
    return {
        "tree": _tree(reading),
        "lines": [
            {
                "line": one.line,
                "text": one.text,
                "kind": one.kind,
                "certain": round(one.certain, 2),
                "begins": one.begins,
                "shape": one.shape,
            }
            for one in reading.lines
        ],
        "problems": [_problem(one) for one in reading.problems],
    }


def _tree(reading: Reading) -> Json:
    agenda, sessions = reading.agenda, []
    for session in agenda.sessions:
        when = reading.when_of(session.id)
        at = {name: getattr(when, name) or getattr(session, name) for name in ("day", "starts", "ends")}
        sessions.append(replace(session, **at))
    tree: Json = _placed(agenda_tree(replace(agenda, sessions=tuple(sessions))), reading.places)
    return tree


def _placed(part: Json, places: Mapping[str, int]) -> Json:
    """Write beside the id of every part of a tree on which line it stands; nought where there is none."""
    if isinstance(part, list):
        return [_placed(each, places) for each in part]
    if not isinstance(part, Mapping):
        return part
    placed = {name: _placed(each, places) for name, each in part.items()}
    return {**placed, "line": places.get(part["id"], 0)} if "id" in part else placed


def _problem(problem: Problem) -> dict[str, object]:
    return {"line": problem.line, "code": problem.code, "text": problem.text}
