"""`make pythons`: the wheel on every Python that is here, each in an empty environment of its own.

Needs the network, for each Python's own builds of what Plenum stands on. An interpreter is looked for on the path and
among those of pyenv; others are named: `python -m tests.supply.pythons /opt/python3.14/bin/python3`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import server
from tests.services import Service
from tests.supply.locked import ROOT

VERSIONS = ("3.11", "3.12", "3.13", "3.14")
_MOST_S = 600


class WheelService(Service):
    """`plenum serve --sample` as one environment has it, with a store of its own."""

    def __init__(self, programs: Path, data: Path) -> None:
        super().__init__("", data)
        self._plenum = programs / "plenum"

    @property
    def program(self) -> tuple[str, ...]:
        return (str(self._plenum), "serve", "--sample")


def main() -> int:
    """Try each interpreter; the answer is how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="plenum-pythons-") as made:
        folder = Path(made)
        run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder / "wheel", ROOT)
        [wheel] = (folder / "wheel").iterdir()
        found = [Path(named) for named in sys.argv[1:]] or interpreters()
        for number, python in enumerate(found):
            version = run(python, "-c", "import platform; print(platform.python_version())").strip()
            fault = try_one(python, wheel, folder / str(number))
            failed += bool(fault)
            print(f"Python {version:<8} {fault or 'serves its pages'}")
        missing = [version for version in VERSIONS if not any(version in str(python) for python in found)]
        if missing and not sys.argv[1:]:
            print(f"not here, and so not tried: {', '.join(missing)}")
    return failed


def interpreters() -> list[Path]:
    """Find one interpreter of each version that Plenum is said to work on."""
    places = (Path("/usr/bin"), Path("/usr/local/bin"), *sorted(Path.home().glob(".pyenv/versions/*/bin")))
    found = []
    for version in VERSIONS:
        there = [place / f"python{version}" for place in places if (place / f"python{version}").is_file()]
        found += there[-1:]
    return found


def try_one(python: Path, wheel: Path, folder: Path) -> str:
    """Install the wheel and serve from it; say what went wrong, nothing if all went well."""
    try:
        run(python, "-m", "venv", folder / "env")
        programs = folder / "env" / "bin"
        run(programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel)
        if (said := run(programs / "plenum", "--version")) != f"plenum {server.__version__}\n":
            return f"says it is {said}"
        with WheelService(programs, folder) as service:
            for path in ("/", "/ready"):
                status, page = service.call("GET", path)
                if status != 200:
                    return f"answers {path} with {status}"
                if path == "/" and (style := re.search(r'href="(/static/\w+/css/\w+\.css)"', page)):
                    status, _ = service.call("GET", style[1])
                    if status != 200:
                        return f"answers {style[1]} with {status}"
    except (subprocess.SubprocessError, OSError, AssertionError) as fault:
        return f"{type(fault).__name__}: {getattr(fault, 'stderr', '') or fault}"
    return ""


def run(*words: str | Path) -> str:
    """Run a program that finds nothing of the checkout by itself."""
    said = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(words, capture_output=True, text=True, timeout=_MOST_S, check=True, env=said, cwd="/").stdout


if __name__ == "__main__":
    sys.exit(main())
