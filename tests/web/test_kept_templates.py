"""Templates that were compiled once are not compiled at the next start; what is kept and not sound is never run."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from server.web.kept_templates import KeptTemplates

Compile = Callable[..., list[str]]


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compile:
    """Start with a page of some text, and say what had to be compiled, and what the page then says."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    class Watched(Environment):
        def _generate(self, *words: object, **more: object) -> str:
            had_to.append("compiled")
            return super()._generate(*words, **more)

    had_to: list[str] = []

    def start(text: str, **options: object) -> list[str]:
        had_to.clear()
        kept = KeptTemplates(tmp_path / "kept")
        page = Watched(loader=DictLoader({"page.html": text}), bytecode_cache=kept, **options).get_template("page.html")
        return [*had_to, page.render(name="A & B")]

    return start


def test_a_template_is_compiled_at_the_first_start_only(compiled: Compile, tmp_path: Path) -> None:
    assert compiled("Hello {{ name }}") == ["compiled", "Hello A & B"]
    assert compiled("Hello {{ name }}") == ["Hello A & B"]
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_another_text_and_another_way_are_compiled_again(compiled: Compile) -> None:
    """A newer Plenum is installed in the place of an older one."""
    compiled("Hello {{ name }}")
    assert compiled("Goodbye {{ name }}") == ["compiled", "Goodbye A & B"]
    assert compiled("Goodbye {{ name }}", autoescape=True) == ["compiled", "Goodbye A &amp; B"]


def test_what_is_damaged_is_not_run(compiled: Compile, tmp_path: Path) -> None:
    """The power went while it was written: it is cut, or has other bytes than it should."""
    compiled("Hello {{ name }}")
    (kept,) = (tmp_path / "kept").iterdir()
    whole = kept.read_bytes()
    for damaged in (b"", whole[:20], whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        kept.write_bytes(damaged)
        assert compiled("Hello {{ name }}") == ["compiled", "Hello A & B"]
        assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_a_page_is_there_all_the_same(compiled: Compile, tmp_path: Path) -> None:
    (tmp_path / "kept").touch()
    assert compiled("Hello {{ name }}") == ["compiled", "Hello A & B"]


def test_who_told_python_to_keep_nothing_finds_nothing_kept(
    compiled: Compile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled("Hello {{ name }}") == ["compiled", "Hello A & B"]
    assert not (tmp_path / "kept").exists()
