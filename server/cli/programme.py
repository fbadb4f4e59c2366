"""A programme that was named on the command line, read: its tree in plain words, or the agenda of a meeting.

Refuses to contain logic: it has a file read, and writes what came of it.
"""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from server.cli.wording import said as said_refusal
from server.cli.wording import told
from server.domain.agenda.agenda import Agenda
from server.domain.agenda.problems import AgendaProblems
from server.domain.agenda.tree import agenda_from_tree
from server.domain.errors import Malformed
from server.secretariat.programme_files import understand_programme
from server.secretariat.reading.apart import Readers
from server.words.problems import told_programme
from server.words.strings import Strings

Json = Mapping[str, Any]
_LANGUAGE = "en"
_UNSURE = 0.6
_LONGEST = 100


def read_file(name: str, given: bytes) -> Json:
    """Have a programme read, told in words.

    Raises:  ValueError naming the file, and why it cannot be read.
    """
    return told_programme(Strings.read(), _LANGUAGE, asyncio.run(_read(name, given)))


async def agenda_in(name: str, given: bytes) -> Agenda:
    """Read the agenda of a meeting that is to be founded.

    Raises:  ValueError naming the file, and why it cannot be read.
    """
    return agenda_from_tree((await _read(name, given))["tree"])


async def _read(name: str, given: bytes) -> Json:
    try:
        return await understand_programme(Readers(), given, name=name)
    except Malformed as refused:
        raise ValueError(f"{name}: {said_refusal(refused)}") from refused
    except AgendaProblems as refused:
        raise ValueError("\n".join([f"{name} cannot be read as a programme:", *told(refused)])) from refused


def said_of(read: Json) -> Iterator[str]:
    """Say how a programme was understood."""
    tree = read["tree"]
    yield tree["title"] or "(no title)"
    yield from _list("  objective", (one["text"] for one in tree["objectives"]))
    yield from _list("  issue", tree["issues"])
    for session in tree["sessions"]:
        when = " ".join(filter(None, [session["day"], "–".join(filter(None, [session["starts"], session["ends"]]))]))
        held = ", one room a region" if session["by_region"] else ""
        number = f"{session['number']}. " if session["number"] else ""
        yield f"{number}{session['title']}{f' ({when})' if when else ''}{held}"
        yield from _list("  objective", (one["text"] for one in session["objectives"]))
        for question in session["questions"]:
            yield f"  question: {question['text']}"
            yield from _list("    sub-question", (one["text"] for one in question["sub"]))
        yield from _list("  note", session["note"].splitlines())
    yield from _list("note before the first session", tree["preamble"].splitlines())
    yield from (f"! {problem['message']}" for problem in read["problems"])
    for line in read["lines"]:
        if line["certain"] < _UNSURE:
            yield f"? line {line['line']} was taken for a {line['kind'].replace('_', '-')}: {line['text'][:_LONGEST]}"


def _list(called: str, texts: Any) -> Iterator[str]:  # noqa: ANN401 - an iterable of JSON texts
    return (f"{called}: {text}" for text in texts)
