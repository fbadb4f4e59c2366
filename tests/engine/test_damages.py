"""Start and doctor see the same record: what one refuses the other names, and nobody says *whole* of what is not."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from server.engine.aof import examine_record
from server.engine.embedded import EmbeddedStore, StoreUnavailable
from server.engine.record import FOLDER, Damaged
from server.host import doctor
from server.settings import Settings
from tests.engine.damages import AFTER, BALLOTS, BEFORE, DAMAGES, HARMLESS, Damage, a_record, count_of, increment_of

Copies = Callable[[], Path]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of 600 ballots, half of them in its base."""
    data = tmp_path_factory.mktemp("record") / "data"
    a_record(data)
    return data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    shutil.copytree(whole / FOLDER, tmp_path / "data" / FOLDER)
    (tmp_path / "data").chmod(0o700)
    return tmp_path / "data"


def _bytes_of(data: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (data / FOLDER).iterdir() if path.is_file()}


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_what_a_start_refuses_the_doctor_names_and_neither_changes_a_byte(damage: Damage, data: Path) -> None:
    """No damage is passed over in silence: with it would go whatever stood in the file."""
    damage.inflict(data)
    before = _bytes_of(data)
    with pytest.raises(StoreUnavailable, match="good copy") as refused:
        EmbeddedStore(data).start()
    assert (
        "damaged" in str(refused.value)
        or "record's files" in str(refused.value)
        or "of the record" in str(refused.value)
    )
    found = examine_record(data)
    assert found is not None
    assert found.refusal
    findings = [finding for finding in doctor.examine(Settings(data=data, port=9)) if finding.what == found.refusal]
    assert "plenum doctor --repair" in findings[0].advice
    assert "1 1 r" not in found.refusal, "a ballot is never told"
    assert _bytes_of(data) == before


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_repair_says_what_it_costs_before_it_cuts_and_what_stays_can_be_read(damage: Damage, data: Path) -> None:
    """A base and a list cannot be repaired by cutting: then it says what to do, and changes nothing."""
    damage.inflict(data)
    before = _bytes_of(data)
    if damage.kept is None:
        with pytest.raises(Damaged, match="Put a good copy"):
            doctor.plan_mend(Settings(data=data))
        assert _bytes_of(data) == before
        return
    said, cut = doctor.plan_mend(Settings(data=data))
    assert cut is not None
    assert _bytes_of(data) == before
    assert f"{cut.bytes_cut} bytes with {cut.ballots} readable ballots" in said
    if cut.keep[cut.at]:
        assert "17 March 2030, 17:46:40 UTC" in said
    doctor.mend(cut)
    assert (data / FOLDER / f"{cut.at.name}.damaged-{len(before[cut.at.name])}").read_bytes() == before[cut.at.name]
    assert count_of(data) in damage.kept
    assert doctor.plan_mend(Settings(data=data)) == ("The record is whole; there is nothing to repair.", None)


@pytest.mark.parametrize("harmless", HARMLESS, ids=str)
def test_what_is_no_damage_is_called_none(harmless: Damage, data: Path) -> None:
    """The store starts with every ballot, and the doctor says whole."""
    harmless.inflict(data)
    found = examine_record(data)
    assert found is not None
    assert not found.refusal
    assert found.half_write is None
    assert count_of(data) == BEFORE + AFTER


def test_half_a_write_is_named_and_costs_nothing_that_was_acknowledged(data: Path) -> None:
    """A kill within a write leaves it; the start drops it, and the doctor says so beforehand."""
    file = increment_of(data)
    file.write_bytes(file.read_bytes()[:-5])
    found = examine_record(data)
    assert found is not None
    assert found.half_write == file
    assert doctor.plan_mend(Settings(data=data))[1] is None
    assert count_of(data) == BEFORE + AFTER - 1


def test_an_increment_before_the_last_is_cut_with_all_that_follows(data: Path) -> None:
    """What was written later builds on what is lost."""
    first = increment_of(data)
    second = first.with_name("appendonly.aof.3.incr.aof")
    text = first.read_bytes()
    at = text.index(b"*4\r\n", len(text) // 2)
    first.write_bytes(text[:at] + b"\0")
    second.write_bytes(b"*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n" + text[at:])
    manifest = data / FOLDER / "appendonly.aof.manifest"
    manifest.write_text(manifest.read_text() + f"file {second.name} seq 3 type i\n")
    said, cut = doctor.plan_mend(Settings(data=data))
    assert cut is not None
    assert cut.keep == {first: at, second: 0}
    assert cut.meetings == ("m",)
    assert BALLOTS.partition(":")[0] in "plenum"
    doctor.mend(cut)
    assert count_of(data) == BEFORE + AFTER - cut.ballots
    assert said
