"""What cannot be read is said in a sentence that names it, and nothing is opened for it."""

from pathlib import Path

import pytest

from server import cli


def test_a_file_of_another_encoding_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a spreadsheet saves a list of regions, unless it is told otherwise."""
    agenda, regions = tmp_path / "agenda.txt", tmp_path / "regions.csv"
    agenda.write_text("Session 1. The past", encoding="utf-8")
    regions.write_text("id,name\nEU,Europe orientale et centrale é\n", encoding="cp1252")
    assert cli.main(["new", str(agenda), "--regions", str(regions), "--data", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err.startswith(f"plenum: {regions} is not text in UTF-8. ")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("minute", ["25:99", "noon", "7"])
def test_a_minute_that_there_is_not_is_named(minute: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is shown as it was typed, beside how one is."""
    assert cli.main(["remove", "aaaaa", "--minute", minute, "--data", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err == (
        f"plenum: There is no minute {minute!r}. Say hours and minutes of a day, like 14:05.\n"
    )
