"""A wheel holds everything: installed where nothing else of Plenum is, it serves pages, styles and sentences."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import server
from tests.contracts.tree import ROOT, files, name_of
from tests.services import Service

PAGES = ("static", "templates", "locales")
WITNESS = """
import os, sys

def look(event, given):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(given[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(given[0])) + os.sep
        if path.startswith({checkout!r}) and not path.startswith({dependencies!r}):
            with open({seen!r}, "a", encoding="utf-8") as seen:
                seen.write(path[:-1] + chr(10))

sys.addaudithook(look)
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with the wheel and its dependencies, each of whose processes notes what it reads in the checkout.

    The dependencies are those of the tests, lent by a path, so that no registry is asked.
    """

    folder: Path

    @property
    def programs(self) -> Path:
        return self.folder / "bin"

    @property
    def read_in_checkout(self) -> str:
        seen = self.folder / "seen"
        return seen.read_text("utf-8") if seen.exists() else ""

    def prepare(self, wheel: Path) -> None:
        """Make the environment."""
        run(sys.executable, "-m", "venv", "--without-pip", self.folder)
        python = self.programs / "python"
        run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)
        ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = Path(run(python, "-c", ask).strip())
        dependencies = sysconfig.get_path("purelib")
        witness = WITNESS.format(
            checkout=f"{ROOT}{os.sep}", dependencies=f"{dependencies}{os.sep}", seen=f"{self.folder / 'seen'}"
        )
        (packages / "witness.py").write_text(witness, "utf-8")
        (packages / "lent.pth").write_text(f"import witness\n{dependencies}\n", "utf-8")


class InstalledService(Service):
    """`plenum serve --sample` as an installation has it, with a store of its own."""

    def __init__(self, installation: Installation, data: Path) -> None:
        super().__init__("", data)
        self._program = installation.programs / "plenum"

    @property
    def program(self) -> tuple[str, ...]:
        return (str(self._program), "serve", "--sample")


def run(*words: str | Path) -> str:
    ended = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what it is made of."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for path in files("pyproject.toml", "README.md", "LICENSE", "server/**/*", *(f"{folder}/**/*" for folder in PAGES)):
        (copy / name_of(path)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy / name_of(path))
    ways = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir")
    run(sys.executable, "-m", "pip", "wheel", *ways, "--wheel-dir", built, copy)
    [found] = built.iterdir()
    return found


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(tmp_path_factory.mktemp("installation"))
    made.prepare(wheel)
    return made


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder in which other things have the names of ours."""
    folder = tmp_path / "elsewhere"
    for name in PAGES:
        (folder / name).mkdir(parents=True)
    (folder / "server.py").write_text("raise SystemExit('the server of somebody else was run')\n", "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    return folder


def test_a_wheel_holds_what_the_service_is_made_of_and_nothing_else(wheel: Path) -> None:
    """Each file of the package and of the folders of its pages; a package that pyproject.toml forgets is missed."""
    package = {name_of(path) for path in files("server/**/*")}
    pages = {f"server/{name_of(path)}" for path in files(*(f"{folder}/**/*" for folder in PAGES))}
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert len(pages) > 100
    assert held == package | pages


def test_an_installed_service_reads_nothing_but_its_package(
    installation: Installation, elsewhere: Path, tmp_path: Path
) -> None:
    """From a page to its style and to its words in Arabic, whatever lies in the folder it is started from."""
    assert list(elsewhere.iterdir())
    assert run(installation.programs / "plenum", "--version") == f"plenum {server.__version__}\n"
    with InstalledService(installation, tmp_path) as service:
        status, page = service.call("GET", "/")
        assert status == 200
        style = re.search(r'href="(/static/\w+/)css/\w+\.css"', page)
        assert style
        status, rules = service.call("GET", style[0][6:-1])
        assert status == 200
        assert "{" in rules
        drawn = (ROOT / "static" / "img" / "mark.svg").read_text("utf-8")
        assert service.call("GET", f"{style[1]}img/mark.svg") == (200, drawn)
        status, arabic = service.call("GET", "/", accept_language="ar")
        assert status == 200
        assert 'lang="ar" dir="rtl"' in arabic
        assert len(re.findall("[\u0600-\u06ff]", arabic)) > 50
        assert service.call("GET", "/service-worker.js")[0] == 200
    assert installation.read_in_checkout == ""
    # the witness is awake: otherwise its silence would say nothing
    read = ROOT / "locales" / "en.json"
    run(installation.programs / "python", "-c", f"open({str(read)!r}).close()")
    assert installation.read_in_checkout == f"{read}\n"
