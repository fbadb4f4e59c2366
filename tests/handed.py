"""What real meetings left to the project: it lies beside the repository, not in it, and not everybody has it.

Whatever can be tested on the sample in `server/sample` is tested on that. Invariants: this is the one place that knows
the folder, and the one that skips; a test that is skipped for want of it says in one line what is missing, and where.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_SAID = os.environ.get("PLENUM_TEST_DATA", "")
BESIDE = (ROOT / _SAID if _SAID else ROOT.parent / "shared" / "data").resolve().parent
LEFT = {
    "agenda": "the published programme of GRCP 8 and its list of mechanisms",
    "data": "votes that really took place",
    "cases": "the corrections of careful readers",
}


def handed(name: str) -> Path:
    """Find a file by its path in the folder, or skip the test that needs it.

    Raises:  AssertionError where PLENUM_TEST_DATA says that the folder is there, and it is not.
    """
    folder = BESIDE / name.partition("/")[0]
    if not folder.is_dir():
        assert not _SAID, f"PLENUM_TEST_DATA is {_SAID}, but there is no {folder}"
        pytest.skip(f"{LEFT[folder.name]} would lie in {folder}; PLENUM_TEST_DATA may name another place for `data`")
    return BESIDE / name
