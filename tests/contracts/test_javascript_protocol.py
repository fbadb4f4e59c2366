"""The scripts speak the protocol that the service speaks: no command, reply or event of their own, none forgotten."""

import re
from pathlib import Path

import msgspec
import pytest

from server.protocol import events
from tests.contracts import message_types
from tests.contracts.test_protocol_document import messages_of
from tests.contracts.tree import ROOT, files, name_of

COMMANDS, REPLIES, EVENTS = (messages_of(family) for family in ("Commands", "Replies", "Events"))
OF_THE_PAGE = {
    "opened": "the line to the room is open again: what is known may be old",
    "ranked_list_read": "a list that was too long for a frame has come from its address",
    "rest_read": "what a picture of a long room has left out has come from its address",
}
"""What a page tells its own reducer; never sent, never received."""
NO_MESSAGES = {"conjunction", "language"}
"""What else `type:` says in a script: the kind of an `Intl.ListFormat`, or of `Intl.DisplayNames`."""

_TYPE = re.compile(r"\btype: \"(\w+)\"")
_COMMAND = re.compile(r"[\"'`](\w+_(?:round|recommendation|ballot|shortlist)|set_live|propose)[\"'`]")
_ATTRIBUTE = re.compile(r"data-(?:act|recommend)=\"(\w+_\w+)\"")
_ANSWER = re.compile(r"data-answer=\"(\w+)\"")
_REDUCER = re.compile(r"^  (\w+): (?:\(state(?:, (?:\{ ([^}]*) \}|\w+))?(?:, now)?\) =>|readSnapshot)", re.MULTILINE)
SCRIPTS = files("static/js/**/*.js")


def test_no_page_asks_for_verdicts_before_the_close() -> None:
    """What the service works out of an open round goes to those alone whose hello accepts it. Holds R158."""
    scripts = {name_of(path): path.read_text("utf-8") for path in SCRIPTS}
    asked = {name: re.findall(r"accepts: \[([^\]]*)\]", text) for name, text in scripts.items()}
    assert {said for each in asked.values() for said in each} == {'"hall"', '...takes, "pulse"'}
    assert [name for name, text in scripts.items() if ".outlook" in text] == []


def test_the_types_of_the_scripts_are_those_of_the_classes() -> None:
    """`python -m tests.contracts.message_types` writes them anew; `make types` checks the scripts against them."""
    assert message_types.FILE.read_text("utf-8") == message_types.written()


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_names_no_message_that_does_not_exist(path: Path) -> None:
    """Whatever stands after `type:` is a message of the table, or the page's own news."""
    named = set(_TYPE.findall(path.read_text("utf-8")))
    assert named - {*COMMANDS, *REPLIES, *EVENTS, *OF_THE_PAGE, *NO_MESSAGES} == set()


@pytest.mark.parametrize("path", [*SCRIPTS, *files("templates/**/*.html")], ids=name_of)
def test_every_act_that_is_named_is_a_command(path: Path) -> None:
    """Buttons name commands in attributes and in tables; a name that nobody understands would do nothing."""
    text = path.read_text("utf-8")
    named = {*_ATTRIBUTE.findall(text), *(_COMMAND.findall(text) if path.suffix == ".js" else [])}
    assert named - COMMANDS.keys() == set()


def test_every_answer_of_a_dialog_leads_to_a_command() -> None:
    """A dialog answers with the name of an act on the round, or with one of those that are told apart by name."""
    told_apart = {"keep", "edit", "draft", "void", "hand_over", "reject", "translate", "untranslate", "return"}
    told_apart |= {"merge", "aloud"}  # of the board
    answers = {answer for path in files("templates/**/*.html") for answer in _ANSWER.findall(path.read_text("utf-8"))}
    assert {answer for answer in answers - told_apart if f"{answer}_round" not in COMMANDS} == set()


def reducers(name: str) -> dict[str, set[str]]:
    """Read a table of state.js: the message each row takes in, and the fields it looks at by name."""
    text = (ROOT / "static" / "js" / "line" / "state.js").read_text("utf-8")
    table = text.split(f"const {name} = {{\n", 1)[1].split("\n};", 1)[0]
    return {
        kind: {field.split(":")[0].strip() for field in fields.split(",") if field.strip()}
        for kind, fields in _REDUCER.findall(table)
    }


def test_every_event_changes_what_a_page_knows() -> None:
    """Decisions are applied by their number, everything else as it comes; no event is passed over."""
    numbered = {kind for kind, message in EVENTS.items() if issubclass(message, events.DecisionEvent)}
    assert set(reducers("decisions")) == numbered
    assert EVENTS.keys() - numbered <= reducers("others").keys()


def test_a_page_takes_in_nothing_that_is_never_said() -> None:
    """A row for a message that does not exist is dead, or misspelt."""
    assert reducers("others").keys() <= {*REPLIES, *EVENTS, *OF_THE_PAGE}
    assert set(OF_THE_PAGE) <= reducers("others").keys()


def test_a_page_looks_at_fields_that_exist() -> None:
    """A misspelt field is silently undefined in a browser; `asked` is what the page itself puts beside a reply."""
    for kind, looked_at in (reducers("decisions") | reducers("others")).items():
        message = {**REPLIES, **EVENTS}.get(kind)
        if message is not None:
            known = {field.encode_name for field in msgspec.structs.fields(message)}
            assert looked_at - known - {"asked"} == set(), kind


def test_the_tables_of_state_js_were_found() -> None:
    """The checks above are worth nothing if the tables are no longer where they look."""
    assert events.RoundChanged.__struct_config__.tag in reducers("decisions")
    assert "snapshot" in reducers("others")
