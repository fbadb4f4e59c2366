"""What `make` says where something is missing that it cannot bring: one line, and at once."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.contracts.tree import ROOT

PACKAGES = "chromium-headless-shell fonts-noto-core"
APT = "#!/bin/sh\necho 'E: Could not resolve deb.debian.org' >&2\nexit 100\n"


@pytest.mark.parametrize("has_apt", [False, True], ids=["without apt-get", "with an apt-get that fails"])
def test_a_missing_browser_is_one_line_that_says_what_to_install(tmp_path: Path, has_apt: bool) -> None:
    """Also where the system's package manager is there and cannot help; make itself adds that it ends."""
    make = shutil.which("make")
    assert make is not None
    for program in ("sh", "id"):
        (tmp_path / program).symlink_to(str(shutil.which(program)))
    if has_apt:
        (tmp_path / "apt-get").write_text(APT)
        (tmp_path / "apt-get").chmod(0o755)
    told = subprocess.run(
        [make, "--no-print-directory", "browser"],
        cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    said = [line for line in told.stderr.splitlines() if not line.startswith("make: ***")]
    assert said == [f"no chromium on the path: please install it (on Debian: apt-get install {PACKAGES})"]
    tried = [f"no chromium on the path: installing {PACKAGES} with apt-get"]
    assert told.stdout.splitlines() == (tried if has_apt and os.getuid() == 0 else [])
    assert told.returncode != 0


def test_whoever_tests_hears_of_a_missing_browser_before_anything_else_runs() -> None:
    """And not after the checks, which take a while."""
    rules = (ROOT / "Makefile").read_text("utf-8").splitlines()
    assert next(rule for rule in rules if rule.startswith("test:")).split() == ["test:", "browser", "check"]
