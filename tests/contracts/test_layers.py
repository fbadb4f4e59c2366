"""Imports point down: `__main__ › cli › … › app › settings › web › room › store | record | protocol › domain`.

The contracts themselves are in pyproject.toml under `[tool.importlinter]`; here they are run, and two things are held
that they cannot say.
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.contracts.tree import ROOT, files, name_of


def test_every_import_contract_is_kept() -> None:
    """`lint-imports` finds no import that points up, and no module without a layer."""
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    """Any other package, also one that nobody has thought of yet, is refused in the domain and in its types."""
    foreign = [
        f"{name_of(path)}: {package}"
        for path in files("server/domain/**/*.py")
        for package in imported(path)
        if package != "server" and package not in sys.stdlib_module_names and package != "_typeshed"
    ]
    assert foreign == []


def test_the_environment_is_read_in_one_place() -> None:
    """`settings.py` reads it, whoever starts a worker hands it on, and figures are where that one says they are."""
    readers = [name_of(path) for path in files("server/**/*.py") if "os.environ" in path.read_text("utf-8")]
    assert readers == ["server/host/started.py", "server/metrics.py", "server/settings.py"]


def imported(path: Path) -> Iterator[str]:
    """Find the packages that a file imports, by their first name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
