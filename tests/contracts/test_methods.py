"""A method is known by its card: nobody but its own file and its row in the table calls it by its name."""

import json
import re
from dataclasses import fields

import pytest

from server.domain.methods import METHODS, default_method
from server.domain.procedure.rules import Rules
from tests.contracts.tree import ROOT, files, name_of

ENGLISH = json.loads((ROOT / "locales" / "en.json").read_text("utf-8"))
HOME = "server/domain/methods/"
ARGUED = {
    ("server/rehearsal/company.py", "shortlist"): "the day that is rehearsed is this one: regions tick",
    ("server/rehearsal/plenary.py", "across_regions"): "the plenary says For and Against",
    ("server/rehearsal/plenary.py", "no_objection"): "where some of it is not adopted in silence",
    ("server/rehearsal/opinions.py", "shortlist"): "the name of a die, which decides what is ticked",
    ("server/domain/procedure/shapes.py", "shortlist"): "the shape of what a region hands over, by whatever method",
    ("server/domain/counting/regional_scores.py", "score"): "a field, by which any such method orders",
}
_NAMES = "|".join(METHODS)
_NOT_NOUNS = "|".join(name for name in METHODS if "_" in name)
_NAMED = re.compile(rf"""(?<=["'])(?:{_NAMES})(?=["'])|(?<=method\.)(?:{_NAMES})\b|\b(?:{_NOT_NOUNS})\b""")
"""A name in quotes or in the key of a sentence; one that is no English noun also anywhere else."""
_SAID_OF_ALL = "method.{}", "method.{}.sentence", "method.{}.short", "method.{}.about"


def named() -> set[tuple[str, str]]:
    """Find every method that a file outside of its home calls by its name, as a text of its own or in a key."""
    shown = files("server/**/*.py", "server/**/*.lua", "static/js/**/*.js", "templates/**/*.html", "static/css/*.css")
    return {
        (name_of(path), name)
        for path in shown
        if not name_of(path).startswith(HOME)
        for name in _NAMED.findall(path.read_text("utf-8"))
    }


def test_nobody_else_names_a_method() -> None:
    """Whoever wants to know of one asks its card, so that a new one is known everywhere."""
    assert named() == set(ARGUED)


@pytest.mark.parametrize("said", ['"score"', "'method.score'", '"method.score.help"'])
def test_the_check_sees_a_name(said: str) -> None:
    """A check that finds nothing anywhere would be worth nothing."""
    assert _NAMED.findall(f"x = {said}") == ["score"]


@pytest.mark.parametrize("name", METHODS)
def test_a_card_says_what_there_is(name: str) -> None:
    """Its rules are rules, its kind is what its list holds, and its sentences stand in the locales."""
    card = METHODS[name].CARD
    assert set(card.rules) <= {field.name for field in fields(Rules)}
    assert len(set(card.rules)) == len(card.rules)
    assert (card.kind == "verdict") == (card.form == "marks")
    assert card.kind == "verdict" or card.figure
    wanted = {key.format(name) for key in _SAID_OF_ALL}
    wanted |= {f"method.{name}.help"} if card.form == "order" else set()
    wanted |= {f"method.{name}.detail"} if card.figure and card.figure.detail else set()
    wanted |= {f"figure.{card.figure.name}"} if card.figure else set()
    assert sorted(wanted - set(ENGLISH)) == []


def test_no_sentence_is_left_of_a_method_that_is_not_there() -> None:
    """A sentence of a method belongs to one that can be chosen."""
    assert {key.split(".")[1] for key in ENGLISH if key.startswith("method.")} == set(METHODS)


@pytest.mark.parametrize("room_kind", ["region", "plenary"])
def test_one_method_begins_the_drafts_of_a_kind_of_room(room_kind: str) -> None:
    """Two would be a matter of chance, none an empty dialog."""
    default = [name for name, method in METHODS.items() if method.CARD.default_in == room_kind]
    assert default == [default_method(room_kind)]
