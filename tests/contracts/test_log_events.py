"""The list of events is the truth: nothing is logged that it does not explain, and it explains nothing else."""

import ast
import re
from pathlib import Path

from server.logs.events import EVENTS, LIBRARY
from tests.contracts.tree import files

_LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}
_LISTED = "server/logs/"


def _said(path: Path) -> set[str]:
    """Find the names of events that a file gives to `log`, to a `RateLimited` or to an `Outage`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        ours = isinstance(called, ast.Attribute) and called.attr in _LEVELS and ast.unparse(called.value) == "log"
        if ours or ast.unparse(called) in ("Outage", "_TOLD"):
            names = node.args[: 2 if ast.unparse(called) == "Outage" else 1]
            found |= {ast.literal_eval(word) for word in names}
    return found


def test_every_event_is_explained_and_every_explained_event_is_said() -> None:
    """Operators look for names; a name without words, and words without an event, help nobody."""
    said = set().union(*(_said(path) for path in files("server/**/*.py") if _LISTED not in path.as_posix()))
    assert said | {LIBRARY} == set(EVENTS)


def test_names_are_snake_case_and_words_are_sentences() -> None:
    """What programs look for is one word; what people read ends with a full stop."""
    assert [name for name in EVENTS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)] == []
    assert [name for name, words in EVENTS.items() if not (words[0].isupper() and words.endswith("."))] == []


def test_nothing_is_logged_past_the_one_log() -> None:
    """A logger of the standard library's own would write lines without event, words and fields."""
    past = [path.as_posix() for path in files("server/**/*.py") if "logging.getLogger" in path.read_text("utf-8")]
    past = [path.partition("server/")[2] for path in past]
    assert sorted(past) == ["host/worker.py", "logs/__init__.py", "logs/ours.py"]
