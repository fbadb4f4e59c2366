"""The container engine of this machine, if it has one that runs containers: docker or podman.

Where no image of Debian can be pulled, root makes one with debootstrap: the same packages, and whatever certificates
this machine trusts. Refuses to know what is in a container of ours.
"""

import functools
import os
import re
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.contracts.tree import ROOT

FILE = ROOT / "deploy" / "Containerfile"
BASE_HERE = "localhost/plenum-test-base"
_TRUSTED_HERE = Path("/usr/local/share/ca-certificates")
_MOST_S = 900
ENOUGH = 16_384


class NoEngineError(Exception):
    """Nothing here runs containers; the text says why."""


def run(*words: str | Path, check: bool = True, given: bytes | None = None) -> str:
    """Run a program and say what it says; what it complains of is the error.

    Raises:  NoEngineError where it fails.
    """
    done = subprocess.run(words, input=given, capture_output=True, check=False, timeout=_MOST_S)
    if check and done.returncode:
        raise NoEngineError(f"{words[0]}: {done.stderr.decode(errors='replace').strip()[-300:]}")
    return done.stdout.decode(errors="replace").strip()


def ways() -> list[list[str]]:
    """List the ways in which containers may be run here: podman also with another runtime."""
    found = [[name] for name in ("docker", "podman") if shutil.which(name)]
    return [*found, *([["podman", "--runtime", "runc"]] if shutil.which("podman") and shutil.which("runc") else [])]


def limits() -> list[str]:
    """Ask for no higher limits than this process may give: engines ask for more by themselves, and may not."""
    said = []
    for name, which in (("nofile", resource.RLIMIT_NOFILE), ("nproc", resource.RLIMIT_NPROC)):
        hard = resource.getrlimit(which)[1]
        most = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
        said += ["--ulimit", f"{name}={most}:{most}"]
    return said


@functools.cache
def engine() -> list[str]:
    """Find an engine with which a container really starts, and the image that it starts from.

    Shape:   the words of the engine, and last the name of the base.
    Raises:  NoEngineError.
    """
    why = "neither docker nor podman is here"
    [wanted] = re.findall(r"^ARG BASE=(\S+)$", FILE.read_text("utf-8"), re.MULTILINE)
    for way in ways():
        try:
            run(*way, "info")
            base = _base(way, wanted)
            run(*way, "run", "--rm", "--network", "host", *limits(), base, "true")
        except (NoEngineError, OSError, subprocess.TimeoutExpired) as fault:
            why = str(fault).replace("\n", " ")
            continue
        return [*way, base]
    raise NoEngineError(why)


def _base(way: list[str], wanted: str) -> str:
    """Have the base: as it is, pulled, or made of Debian's packages."""
    for name in (wanted, BASE_HERE):
        if run(*way, "images", "--quiet", name):
            return name
    try:
        run(*way, "pull", "--quiet", wanted)
    except NoEngineError:
        if os.getuid() or not shutil.which("debootstrap"):
            raise
    else:
        return wanted
    with tempfile.TemporaryDirectory(prefix="plenum-base-") as made:
        root = Path(made, "root")
        release = wanted.rpartition(":")[2].removesuffix("-slim")
        run("debootstrap", "--variant=minbase", release, root)
        if _TRUSTED_HERE.is_dir():
            shutil.copytree(_TRUSTED_HERE, root / _TRUSTED_HERE.relative_to("/"), dirs_exist_ok=True)
        packed = Path(made, "root.tar")
        run("tar", "--directory", root, "--exclude=./dev/*", "--create", "--file", packed, ".")
        run(*way, "import", packed, BASE_HERE)
    return BASE_HERE
