"""What a question asks of its answers, as plain mappings and lists: the part of the tree below a question.

Refuses to know where the question stands. Invariant: what `asked_tree` writes is read as it was; what is usual is left
out, so that a question without facets is written as it ever was.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.agenda.facets import (
    ANSWER_KINDS,
    FACET_KINDS,
    LONGEST_NAME,
    MOST_FACETS,
    MOST_OPTIONS,
    USUAL_KINDS,
    AnswerKind,
    Facet,
    FacetKind,
    Option,
    id_after,
)
from server.domain.agenda.problems import is_no_text
from server.domain.visible import has_visible_character

_ID = re.compile(r"[A-Za-z0-9_-]{1,24}")
ASKED_FIELDS = ("facets", "kinds")
"""The fields of a question that say what it asks of its answers."""

Fields = Mapping[str, object]
Say = Callable[[str, str], None]
"""Takes a problem: its code, and the path where it stands."""


def asked_tree(question: GuidingQuestion) -> dict[str, object]:
    """Write what a question asks of its answers."""
    said: dict[str, object] = {}
    if question.facets:
        said["facets"] = [_facet_tree(facet) for facet in question.facets]
    if question.kinds != USUAL_KINDS:
        said["kinds"] = list(question.kinds)
    return said


def _facet_tree(facet: Facet) -> dict[str, object]:
    return {
        "id": facet.id,
        "name": facet.name,
        "kind": facet.kind,
        "options": [{"id": one.id, "name": one.name} for one in facet.options],
        "asked": facet.asked,
    }


def read_kinds(data: object, path: str, say: Say) -> tuple[AnswerKind, ...]:
    """Read which kinds of answer a question asks for, in their own order; without any, it asks for recommendations."""
    if data is None or data == []:
        return USUAL_KINDS
    if not isinstance(data, list | tuple) or any(one not in ANSWER_KINDS for one in data):
        say("bad_kind", path)
        return USUAL_KINDS
    return tuple(kind for kind in ANSWER_KINDS if kind in data)


def read_facets(data: object, path: str, say: Say) -> tuple[Facet, ...]:
    """Read the facets of a question; ids may be left out, and so may the options of one that is answered in words."""
    given = _fields_in(data, path, MOST_FACETS, "too_many_facets", say)
    ids = _ids([one for one, _ in given], path, say)
    return tuple(_facet(one, at, id_, say) for (one, at), id_ in zip(given, ids, strict=True))


def _facet(fields: Fields, path: str, id_: str, say: Say) -> Facet:
    kind, asked = _kind(fields.get("kind", "text"), path, say), fields.get("asked", True)
    if not isinstance(asked, bool):
        say("wrong_type", f"{path}.asked")
    given = _fields_in(fields.get("options"), f"{path}.options", MOST_OPTIONS, "too_many_options", say)
    if kind == "text" and given:
        say("facet_options", path)
    if kind != "text" and len(given) < 2:
        say("facet_without_options", path)
    ids = _ids([one for one, _ in given], f"{path}.options", say)
    options = tuple(Option(own, _name(one, at, say)) for (one, at), own in zip(given, ids, strict=True))
    return Facet(id_, _name(fields, path, say), kind, options, asked is True)


def _kind(data: object, path: str, say: Say) -> FacetKind:
    for kind in FACET_KINDS:
        if data == kind:
            return kind
    say("bad_kind", f"{path}.kind")
    return "text"


def _fields_in(data: object, path: str, most: int, too_many: str, say: Say) -> list[tuple[Fields, str]]:
    """Give the members of a list that may be missing, each with its path; one may be its name alone."""
    if data is None:
        return []
    if not isinstance(data, list | tuple):
        say("wrong_type", path)
        return []
    if len(data) > most:
        say(too_many, path)
    found: list[tuple[Fields, str]] = []
    for place, one in enumerate(data[:most]):
        if isinstance(one, str):
            found.append(({"name": one}, f"{path}[{place}]"))
        elif isinstance(one, Mapping):
            found.append((one, f"{path}[{place}]"))
        else:
            say("wrong_type", f"{path}[{place}]")
    return found


def _ids(given: Iterable[Fields], path: str, say: Say) -> list[str]:
    """Keep the ids that were given, and give one to each member without."""
    members = list(given)
    said = [one.get("id") or "" for one in members]
    known = [one for one in said if isinstance(one, str) and _ID.fullmatch(one)]
    if len(known) != sum(one != "" for one in said):
        say("bad_id", path)
    if len(set(known)) != len(known):
        say("duplicate_id", path)
    taken, ids = set(known), []
    for one, own in zip(members, said, strict=True):
        id_ = own if own in known else id_after(str(one.get("name", "")), taken)
        taken.add(str(id_))
        ids.append(str(id_))
    return ids


def _name(fields: Fields, path: str, say: Say) -> str:
    given = fields.get("name")
    if not isinstance(given, str) or any(map(is_no_text, given)):
        say("empty_text" if given is None else "not_text" if isinstance(given, str) else "wrong_type", f"{path}.name")
        return ""
    name = " ".join(given.split())
    if not has_visible_character(name):
        say("empty_text", f"{path}.name")
    if len(name) > LONGEST_NAME:
        say("text_too_long", f"{path}.name")
    return name
