"""Printing from the command line: a file that its owner alone can read, and what it holds."""

import io
import stat
from pathlib import Path

import pytest

from tests.cli.test_seats import SEATS, run
from tests.secretariat.printing.paper import Paper
from tests.services import Service


def test_the_command_line_prints_what_a_call_prints(
    service: Service, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the title of the meeting; the wifi's password is read as a line, and is no word of the command."""
    kit = service.new_meeting(seats=SEATS, title="A meeting that prints")
    file = tmp_path / "badges.pdf"
    code, told = run(service, capsys, "badges", "A meeting that prints", str(file), "--paper", "letter", "--each", "10")
    assert code == 0, told
    assert len(Paper(file.read_bytes()).scan()) == len(SEATS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    monkeypatch.setattr("sys.stdin", io.StringIO("a password\n"))
    assert run(service, capsys, "badges", kit.id, str(file), "--wifi", "Hall", "--language", "own")[0] == 0
    assert Paper(file.read_bytes()).scan().count("WIFI:T:WPA;S:Hall;P:a password;;") == len(SEATS)
    code, told = run(service, capsys, "badges", kit.id, str(file), "--only", "new")
    assert (code, "There is no such badge" in told) == (1, True)
    listed = tmp_path / "badges.csv"
    assert run(service, capsys, "badges", kit.id, str(listed))[0] == 0
    assert listed.read_text("utf-8-sig").count("/s#") == len(SEATS)
    assert "badges 3" in run(service, capsys, "acts", kit.id)[1]
