"""A container of Plenum: built, started, voted in, stopped, and started again on the same volume.

Where no engine runs containers one line says so. `make container`; it builds, which takes a minute and the network.
"""

import json
import re
import uuid
from collections.abc import Iterator

import pytest

from tests.contracts.tree import ROOT
from tests.deploy import engine as engines
from tests.deploy.engine import FILE, limits, run
from tests.deploy.proxies import free_port
from tests.engine.servers import wait_until
from tests.services import Elsewhere
from tests.web.socket.test_the_wire import a_round_goes_all_the_way

KEY = "the-key-of-the-secretariat"
IMAGE = "localhost/plenum-under-test"
CLOSED = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"]


@pytest.fixture(scope="module")
def engine() -> list[str]:
    """The engine of this machine, with the image built."""
    try:
        *way, base = engines.engine()
    except engines.NoEngineError as why:
        pytest.skip(f"no container engine: {why}")
    docker_format = ["--format", "docker"] if way[0] == "podman" else []  # or podman leaves out the look at health
    how = ["--network", "host", *docker_format, *(limits() if way[0] == "podman" else [])]
    run(*way, "build", "--quiet", *how, "--build-arg", f"BASE={base}", "--file", FILE, "--tag", IMAGE, ROOT)
    return way


class Container:
    """A container of the image, on the network of this machine."""

    def __init__(self, way: list[str], volume: str) -> None:
        self._way, self.name, self.port = way, f"plenum-{uuid.uuid4().hex[:8]}", free_port()
        told = {"PLENUM_PORT": self.port, "PLENUM_HOST": "127.0.0.1", "PLENUM_SECRETARIAT_KEY": KEY}
        settings = [word for name, value in told.items() for word in ("--env", f"{name}={value}")]
        run(*way, "run", "--detach", "--name", self.name, "--network", "host", *limits(), *CLOSED, *settings,
            "--volume", f"{volume}:/data", IMAGE)  # fmt: skip
        self.service = Elsewhere(f"http://127.0.0.1:{self.port}", KEY)
        wait_until(lambda: self.service.call("GET", "/ready")[0] == 200, "a container that is ready", 30.0)

    def inside(self, *words: str) -> str:
        """Run a command in it."""
        return run(*self._way, "exec", self.name, *words)

    def stop(self) -> int:
        """Ask it to end, and say with which code it did."""
        run(*self._way, "stop", "--time", "30", self.name)
        return int(run(*self._way, "inspect", "--format", "{{.State.ExitCode}}", self.name))

    def remove(self) -> None:
        """Leave nothing behind."""
        run(*self._way, "rm", "--force", self.name)


@pytest.fixture
def volume(engine: list[str]) -> Iterator[str]:
    """A volume for the data."""
    name = f"plenum-{uuid.uuid4().hex[:8]}"
    run(*engine, "volume", "create", name)
    yield name
    run(*engine, "volume", "rm", name)


@pytest.mark.long
async def test_a_container_starts_votes_stops_and_starts_again_with_all_it_had(engine: list[str], volume: str) -> None:
    """As nobody, with nothing to write to but its volume."""
    first = Container(engine, volume)
    try:
        kit = first.service.new_meeting()
        await a_round_goes_all_the_way(kit)
        assert first.inside("id", "-un") == "plenum"
        first.inside("plenum", "doctor")  # which fails where anything is not well
        [healthy] = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", FILE.read_text("utf-8"), re.MULTILINE)
        first.inside(*json.loads(healthy))
        assert first.stop() == 0
    finally:
        first.remove()
    second = Container(engine, volume)
    try:
        assert second.service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)[0] == 200
    finally:
        second.remove()


def test_a_container_is_made_of_what_is_shipped_and_of_nothing_else() -> None:
    """No history, no tests, no keys of whoever builds; and everything that is copied is let in."""
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", FILE.read_text("utf-8"), re.MULTILINE)
    assert {name for line in copied for name in line.split()} == let_in
    assert {name for name in let_in if not (ROOT / name).exists()} == set()
