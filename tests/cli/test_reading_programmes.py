"""`plenum read` shows how a programme is understood, in plain words or as JSON, and stores nothing."""

import json
from pathlib import Path

import pytest

from tests.cli.test_reading import read

TEXT = (
    "Forum on mills\n\nDay 1\n\nSession 1: Water\n9:00-10:30\nObjective: Compare weirs.\nGuiding questions\n"
    "- Who owns the weir?\n  - in summer?\n\nWorking lunch\n- Who pays?\n"
)


def test_a_programme_is_shown_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mills.txt").write_text(TEXT, encoding="utf-8")
    code, out, err = read(capsys, "read", str(tmp_path / "mills.txt"), "--data", str(tmp_path / "data"))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Forum on mills",
        "1. Water (Day 1 09:00–10:30)",
        "  objective: Compare weirs.",
        "  question: Who owns the weir?",
        "    sub-question: in summer?",
        "  note: Day 1",
        "  note: 9:00-10:30",
        "Working lunch (Day 1), one room a region",
        "  question: Who pays?",
    ]
    assert not (tmp_path / "data").exists()


def test_what_is_odd_and_what_is_a_guess_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.md").write_text("Once upon a time there was a meeting.\n", encoding="utf-8")
    code, out, _ = read(capsys, "read", str(tmp_path / "x.md"))
    assert code == 0
    assert "! Line 1: No session has a guiding question." in out.splitlines()
    code, out, _ = read(capsys, "read", str(tmp_path / "x.md"), "--json")
    assert (code, sorted(json.loads(out))) == (0, ["lines", "problems", "tree"])


def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, given, words in (
        ("x.png", b"\x89PNG\r\n\x1a\n", "x.png: There are only pictures in this file"),
        ("x.txt", "\u200b".encode(), "x.txt cannot be read as a programme:\nLine 1: There is nothing in this text."),
    ):
        (tmp_path / name).write_bytes(given)
        code, _, err = read(capsys, "read", str(tmp_path / name))
        assert code == 1
        assert words in err
