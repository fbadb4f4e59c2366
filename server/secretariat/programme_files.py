"""Read a programme in the process of a reader: to show how it is understood, or to make a meeting of its text.

Refuses to know where a file comes from. Invariant: reading stores nothing, in no meeting and on no disk.
"""

import json
from collections.abc import Mapping
from typing import Any

from server.domain.agenda.agenda import Agenda
from server.domain.agenda.problems import AgendaProblems, Problem
from server.domain.agenda.tree import agenda_from_tree
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.importing import sample_file
from server.secretariat.reading.apart import PROGRAMMES, Readers

Json = Mapping[str, Any]


async def read_programme(
    context: Context,  # noqa: ARG001 - an act like every other; a programme is read for whichever meeting
    actor: Actor,
    *,
    readers: Readers,
    given: bytes,
    name: str = "",
    content_type: str = "",
    kinds: Mapping[int, str] | None = None,
) -> Json:
    """Read a programme in any format.

    Shape:   `kinds` are what somebody has said of lines, by their numbers.
    Raises:  as `understand_programme`.
    """
    actor.require("read_programme", actor.meeting_id)
    return await understand_programme(readers, given, name=name, content_type=content_type, kinds=kinds)


async def understand_programme(
    readers: Readers, given: bytes, *, name: str = "", content_type: str = "", kinds: Mapping[int, str] | None = None
) -> Json:
    """Read a programme; what comes of it is JSON, see the protocol.

    Raises:  Malformed with the reason why the file cannot be read; AgendaProblems where it holds no programme.
    """
    said = {"name": name, "content_type": content_type, "kinds": list((kinds or {}).items())}
    found: Json = await readers.read(PROGRAMMES, given, said)
    if "refused" in found:
        raise AgendaProblems(Problem(one["line"], one["code"], one["text"]) for one in found["refused"])
    return found


async def with_tree(readers: Readers, body: Mapping[str, object]) -> Mapping[str, object]:
    """Put the tree of a programme where an application has its text; one that has a tree stays as it is.

    Raises:  as `understand_programme`.
    """
    text = body.get("agenda")
    if not isinstance(text, str):
        return body
    given = json.dumps({"text": text}).encode()
    found = await understand_programme(readers, given, content_type="application/json")
    return {**body, "agenda": found["tree"]}


async def sample_agenda(readers: Readers) -> Agenda:
    """Read the programme of the sample."""
    found = await understand_programme(readers, sample_file("agenda.txt").encode())
    return agenda_from_tree(found["tree"])
