"""The history reads as a list of what the service can do: a commit's title fits on one line of any tool."""

import shutil
import subprocess
from collections.abc import Callable

import pytest

from tests.contracts.tree import ROOT

Git = Callable[..., subprocess.CompletedProcess[str]]
LONGEST = 72
KEPT_SINCE = (
    "a915b7cf98c49f7bf1735f1eea215e834e7ebf42"  # the last title that was too long; what came before it stays as it is
)


@pytest.fixture
def git() -> Git:
    """Ask git about the project's own repository; where there is none, skip the test and say so."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("the titles of commits are read with git, and there is none")

    def ask(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([program, *words], cwd=ROOT, capture_output=True, text=True, check=False)

    found = ask("rev-parse", "--verify", "--short", "HEAD")
    if found.returncode or ask("rev-parse", "--show-prefix").stdout.strip():
        said = found.stderr.strip().partition("\n")[0] or "it lies inside another repository"
        pytest.skip(f"the titles of commits are read in a clone, and this is none: {said}")
    return ask


def test_a_title_has_at_most_72_characters(git: Git) -> None:
    """Of all commits that this clone has, be it a shallow one; signs are counted, not bytes."""
    since = [] if git("cat-file", "-e", KEPT_SINCE).returncode else [f"^{KEPT_SINCE}"]
    told = git("log", "--format=%h %s", "HEAD", *since)
    assert told.returncode == 0, told.stderr
    assert [title for title in told.stdout.splitlines() if len(title.partition(" ")[2]) > LONGEST] == []
