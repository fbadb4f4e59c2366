"""The unit of systemd: systemd itself reads it without a complaint, and finds little that is open."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.engine.socket_folder import make_socket_folder, remove_socket_folder
from tests.contracts.tree import ROOT

UNIT = ROOT / "deploy" / "plenum.service"
MOST_EXPOSED = 2.0
"""Of ten, as `systemd-analyze security` counts; an ordinary service has 9.6."""
_COMMAND = "/opt/plenum/bin/plenum serve"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The unit with a program that is on this machine."""
    text = UNIT.read_text("utf-8")
    assert text.count(f"ExecStart={_COMMAND}\n") == 1
    (tmp_path / UNIT.name).write_text(text.replace(_COMMAND, f"{sys.executable} -m server serve"))
    return tmp_path / UNIT.name


def analyze(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Ask systemd."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not here (on Debian: apt-get install systemd)")
    return subprocess.run([program, *words], capture_output=True, text=True, check=False, timeout=60)


def test_systemd_reads_the_unit_without_a_complaint(here: Path) -> None:
    """No key is unknown, no value is passed over."""
    said = analyze("verify", "--man=no", here)
    ours = [line for line in said.stderr.splitlines() if UNIT.name in line]
    assert (said.returncode, ours) == (0, [])


def test_little_is_open_to_it(here: Path) -> None:
    """By systemd's own counting."""
    said = analyze("security", "--offline=yes", "--no-pager", here)
    told = re.search(r"Overall exposure level for .*: ([0-9.]+)", said.stdout)
    assert told, said.stdout + said.stderr
    assert float(told[1]) <= MOST_EXPOSED


def test_a_command_beside_it_finds_the_store_though_its_tmp_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket lies in a folder that both see; in a private /tmp no command would find it."""
    said = UNIT.read_text("utf-8").splitlines()
    assert {
        "PrivateTmp=yes", "StateDirectory=plenum", "Environment=PLENUM_DATA=/var/lib/plenum",
        "RuntimeDirectory=plenum", "Environment=TMPDIR=/run/plenum",
    } <= set(said)  # fmt: skip
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    socket = make_socket_folder(None)
    assert socket.parents[1] == tmp_path
    remove_socket_folder(socket)
