"""`plenum read --seats` shows how a list is understood and stores nothing; `plenum new` takes what stops nowhere."""

import json
from pathlib import Path

import pytest

from server import cli
from tests.cli.test_seats import run
from tests.handed import handed
from tests.services import Service

AGENDA = "A forum\n\nSession 1. The future\n\nGuiding questions\n\n- What next?\n"
LIST = "Nom;Pays;Groupe;Droit de vote\nZoé;Mali;Afriqe;oui\nBo;Chine;Asie-Pacifique;non\nBo;Chine;Asie-Pacifique;non\n"
CASES = ("headers-french.csv", "region-in-lower-case.csv", "seats.xlsx", "sep-line.csv", "utf16-tabs.csv",
         "windows-1252.csv")  # fmt: skip


def read(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = cli.main(words)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a programme and a list in Windows-1252."""
    (tmp_path / "agenda.txt").write_text(AGENDA, encoding="utf-8")
    (tmp_path / "seats.csv").write_bytes(LIST.encode("cp1252"))
    return tmp_path


def test_a_list_is_shown_as_it_is_understood(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, columns, seats by region, and what was taken for something; no data folder comes to be."""
    code, out, _ = read(capsys, "read", "--seats", str(folder / "seats.csv"), "--data", str(folder / "data"))
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "text, encoding cp1252, header in row 1"
    assert lines[1].split() == ["A", "name", "Nom", "Zoé", "|", "Bo", "|", "Bo"]
    assert "3 seats, 1 with a vote" in lines
    assert "? Rows 3, 4: Bo: twice in one delegation. Is this one person?" in lines
    assert "? “Afriqe” was read as Africa (row 2)" in lines
    assert not (folder / "data").exists()


def test_what_is_said_is_not_guessed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Regions of a file, columns, header, encoding and answers; all of it as programs read it."""
    (folder / "regions.csv").write_text("id,name\nAF,Africa\nX,Asia\n", encoding="utf-8")
    words = ("--regions", str(folder / "regions.csv"), "--columns", "A:name,C:region,B:-", "--header", "1", "--json")
    answer = ("--answer", "Asie-Pacifique=X", "--encoding", "cp1252")
    code, out, _ = read(capsys, "read", str(folder / "seats.csv"), "--seats", *words, *answer)
    found = json.loads(out)
    assert code == 0
    assert [(row["name"], row["delegation"], row["region_id"]) for row in found["rows"]] == [
        ("Zoé", "", "AF"), ("Bo", "", "X"), ("Bo", "", "X"),
    ]  # fmt: skip


def test_a_list_is_read_for_the_regions_of_a_meeting(
    service: Service, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = service.new_meeting(regions=[{"id": "N", "name": "North"}])
    (folder / "seats.csv").write_text("name;region\nAnn;north\nBo;Atlantis\n", encoding="utf-8")
    code, told = run(service, capsys, "read", "--seats", str(folder / "seats.csv"), kit.id)
    assert code == 0
    assert "- Row 3, column B: There is no region “Atlantis”." in told


def test_a_meeting_is_founded_with_a_list_as_it_is(
    service: Service, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = run(service, capsys, "new", str(folder / "agenda.txt"), "--seats", str(folder / "seats.csv"))
    assert code == 0
    assert f"{folder / 'seats.csv'}: “Afriqe” was read as Africa (row 2)" in told
    assert [line.split()[0] for line in told.splitlines() if "#" in line][-3:] != []
    assert "Zoé" in told


def test_a_list_that_is_not_understood_whole_is_refused_by_file_row_and_word(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All of it at once; nothing is founded, and no store is opened."""
    seats = folder / "seats.csv"
    seats.write_text("name,region,votes\nAnn,Eurasia,perhaps\n,Africa,yes\n", encoding="utf-8")
    data = folder / "data"
    words = ("new", str(folder / "agenda.txt"), "--seats", str(seats), "--data", str(data))
    assert read(capsys, *words) == (1, "", f"""plenum: {seats} cannot be read as it is:
Row 2, column B: There is no region “Eurasia”.
Row 2, column C: “perhaps” is neither yes nor no.
Row 3, column A: A name is missing.
""")  # fmt: skip
    seats.write_bytes(b"%PDF-1.7")
    assert read(capsys, *words)[2] == (
        f"plenum: {seats}: This file (PDF) is not a table. Save the table as XLSX, ODS or CSV.\n"
    )
    assert not data.exists()


@pytest.mark.parametrize("name", CASES)
def test_the_lists_of_the_cases_are_shown(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    regions = tmp_path / "regions.csv"
    regions.write_text("id,name\nAF,Africa\nAS,Asia\n", encoding="utf-8")
    path = handed(f"cases/seats/{name}")
    code, out, _ = read(capsys, "read", "--seats", str(path), "--regions", str(regions))
    assert code == 0
    assert not [line for line in out.splitlines() if line.startswith(("-", "?"))]
