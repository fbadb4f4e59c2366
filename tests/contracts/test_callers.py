"""What the service and its scripts offer is called somewhere: code without a caller goes, or its reason stands here.

A caller in a test alone is none: what only its test needs is not needed.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.tree import files

CALLED_FROM_ELSEWHERE = {
    "main_loop": "uvicorn's own, made another by our worker",
    "load_bytecode": "what Jinja asks before it compiles a template",
    "dump_bytecode": "what Jinja tells once it has compiled one",
    "AgendaChanged": "`live_changed` under its old name, which is put in the place of the new one",
    "Snapshot": "written in two parts that many share; the class says what they come to",
    "withheld_regions": "the rule for small regions by itself, as docs/methods.md states it and its tests hold it",
    "default_method": "what the card of a method says, for whoever asks from outside",
    "alike_pairs": "what is kept of pairs, worked out from nothing: for whoever needs all of them once, and for laws",
    "read_ballot": "how faults and laws look at what is kept of one seat",
    "wait_closed": "how simulated people that have no more to say see what became of their line",
}
"""Public names of the server that nothing in it calls, and why they are there."""
EXPORTED_FOR_ELSEWHERE = {
    "drawApart": "called by the engine that draws pictures for files (server/record/pictures)",
}
"""Exports that no script uses, and why they are there."""
_WORD = re.compile(r"\b[A-Za-z_]\w*\b")
_EXPORT = re.compile(r"^export (?:async )?(?:const|let|function\*?|class) (\w+)", re.MULTILINE)
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def offered(path: Path) -> Iterator[str]:
    """Name the functions, classes and methods of a file, but those that Python itself calls."""
    for node in ast.parse(path.read_text("utf-8")).body:
        inside = node.body if isinstance(node, ast.ClassDef) else []
        for one in (node, *inside):
            if isinstance(one, _DEFINITION) and not one.name.startswith("__"):
                yield one.name


def words_of(*patterns: str) -> Counter[str]:
    """Count the words of some files."""
    return Counter(word for path in files(*patterns) for word in _WORD.findall(path.read_text("utf-8")))


def test_everything_that_the_server_offers_is_called() -> None:
    """A name that stands nowhere but where it is defined is called by nobody."""
    said = words_of("server/**/*.py") + words_of("templates/**/*.html")
    alone = {name for path in files("server/**/*.py") for name in offered(path) if said[name] == 1}
    assert alone - set(CALLED_FROM_ELSEWHERE) == set()


def test_everything_that_a_script_exports_is_used() -> None:
    """By another script, or in its own file."""
    said = words_of("static/js/**/*.js")
    exported = [name for path in files("static/js/**/*.js") for name in _EXPORT.findall(path.read_text("utf-8"))]
    assert {name for name in exported if said[name] == 1} == set(EXPORTED_FOR_ELSEWHERE)
