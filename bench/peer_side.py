"""The peers in the bench: a Valkey of their own, and one server each, written in the best form of that library.

Everything that a peer needs is installed into one folder of the project that is not kept (`build/bench`).
Invariant: all do the same job for the same crowd on the same cores; their store syncs each second (`everysec`).
"""

import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import redis

from bench.crowds import Window
from bench.machine import CLIENT_CORE, SERVER_CORE, start
from bench.rounds import Conservation, OpenRound, write_ballots

_HERE = Path(__file__).parent
_PATIENCE_S = 20
_UVICORN = "--loop uvloop --http httptools --ws websockets-sansio --ws-per-message-deflate false --no-access-log"
PYTHON_PEERS = {
    "python-socketio": ("python_socketio_peer:app", "socketio", "/socket.io/?EIO=4&transport=websocket&seat={}"),
    "channels": ("channels_peer:app", "plain", "/vote?seat={}"),
    "tutorial": ("tutorial_peer:app", "plain", "/vote?seat={}"),
}
SOCKETIO, WS, UWEBSOCKETS = "socketio", "ws", "uwebsockets"
NODE_PEERS = {SOCKETIO: "socketio_peer.mjs", WS: "ws_peer.mjs"}
PEERS = (SOCKETIO, WS, UWEBSOCKETS, *PYTHON_PEERS)
_PLAIN = ("", "plain", "/vote?seat={}")


class Installed:
    """What the peers run on: an environment of Python packages, and one of Node's."""

    def __init__(self, folder: Path) -> None:
        """Install what has changed since the last time."""
        self._folder = folder
        self.python = folder.absolute() / "venv" / "bin" / "python"
        self.node = folder / "node"
        self._renew("venv", _HERE / "requirements.txt", self._install_python)
        self._renew("node", _HERE / "peers" / "package-lock.json", self._install_node)

    def _renew(self, name: str, wish: Path, install: object) -> None:
        done = self._folder / f"{name}.installed"
        if done.exists() and done.read_bytes() == wish.read_bytes():
            return
        print(f"installing {name} for the peers …", flush=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        install()  # type: ignore[operator]
        done.write_bytes(wish.read_bytes())

    def _install_python(self) -> None:
        subprocess.run(  # noqa: S603 - our own command lines, here and below
            [sys.executable, "-m", "venv", self._folder / "venv"], check=True
        )
        pip = [self.python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
        subprocess.run([*pip, "-r", _HERE / "requirements.txt"], check=True)  # noqa: S603

    def _install_node(self) -> None:
        self.node.mkdir(exist_ok=True)
        for file in (_HERE / "peers").iterdir():
            if file.suffix in (".json", ".mjs", ".lua"):
                shutil.copy(file, self.node)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=self.node, check=True)  # noqa: S607


class PeerStore:
    """A Valkey for the peers, with the append-only file synced each second."""

    def __init__(self, folder: Path, binary: Path) -> None:
        """Prepare; nothing is started yet."""
        self._folder = folder / "peer-store"
        self._binary = binary
        self.socket = self._folder / "valkey.sock"

    def __enter__(self) -> "PeerStore":
        """Start it on the core that Plenum's store is on, too."""
        self._folder.mkdir(parents=True)
        options = f"--port 0 --unixsocket {self.socket} --dir {self._folder} --appendonly yes --appendfsync everysec"
        command = [self._binary, *options.split(), "--save", ""]
        self._process = start(command, CLIENT_CORE, stdout=subprocess.DEVNULL)
        _wait(self.socket.exists, "the peers' store")
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(_PATIENCE_S)

    def client(self) -> redis.Redis:
        """Open a connection."""
        return redis.Redis(unix_socket_path=str(self.socket), decode_responses=True)


class PeerSide:
    """One peer."""

    def __init__(self, name: str, folder: Path, installed: Installed, store: PeerStore, seats: int) -> None:
        """Prepare; nothing is started yet."""
        self.name = name
        self._folder = folder / name
        self._installed, self._store, self._seats = installed, store, seats
        self._slate = [f"rec{number:05d}" for number in range(5)]
        self._regions = 6
        self._rounds = itertools.count(1)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.pids: list[int] = []

    def __enter__(self) -> "PeerSide":
        """Start it on the core that Plenum is on, too."""
        self._folder.mkdir(parents=True)
        environment = os.environ | {
            "PEER_PORT": str(self.port),
            "PEER_STORE": str(self._store.socket),
            "PEER_SLATE": ",".join(self._slate),
            "PEER_REGIONS": str(self._regions),
            "NODE_ENV": "production",
        }
        if program := NODE_PEERS.get(self.name):
            for file in (program, "cast.lua"):
                shutil.copy(_HERE / "peers" / file, self._installed.node)
            command, place = ["node", program], self._installed.node
        elif self.name == UWEBSOCKETS:
            command, place = [str(self._installed.python), "uwebsockets_peer.py"], _HERE / "peers"
        else:
            app = PYTHON_PEERS[self.name][0]
            options = f"{_UVICORN} --port {self.port} --backlog 4096 --log-level warning {app}"
            command, place = [str(self._installed.python), "-m", "uvicorn", *options.split()], _HERE / "peers"
        with (self._folder / "log").open("wb") as log:
            self._process = start(command, SERVER_CORE, cwd=place, env=environment, stdout=log, stderr=log)
        self.pids = [self._process.pid]
        _wait(self._listens, f"{self.name}; its log is {self._folder / 'log'}")
        people = "".join(f"s{number} {number % self._regions}\n" for number in range(self._seats))
        (self._folder / "people").write_text(people, encoding="ascii")
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.kill()
        self._process.wait(_PATIENCE_S)

    def open(self) -> OpenRound:
        """Begin a round: to a peer that is a name."""
        round_id = f"{self.name}-{next(self._rounds)}"
        ballots = self._folder / "ballots"
        marks = write_ballots(ballots, self._slate)
        like = PYTHON_PEERS["python-socketio"] if self.name == SOCKETIO else _PLAIN
        _, dialect, path = PYTHON_PEERS.get(self.name, like)
        crowd = {"dialect": dialect, "port": self.port, "path": path, "round": round_id}
        return OpenRound({**crowd, "people": self._folder / "people", "ballots": ballots}, self._slate, marks)

    def settle(self, opened: OpenRound, window: Window) -> Conservation:
        """Look into the store: the ballots themselves, and the counts beside them."""
        round_id = opened.crowd["round"]
        with self._store.client() as client:
            ballots = [json.loads(ballot) for ballot in client.hvals(f"ballots:{round_id}")]
            counts = client.hgetall(f"counts:{round_id}")
        recount: Counter[str] = Counter()
        for (item, region, mark), seats in opened.expected(window.figures["standing"]).items():
            recount[f"{item}:{region}:{mark}"] = seats
        cells = Counter({name: int(value) for name, value in counts.items() if name.count(":") == 2})
        return Conservation(
            accepted=window.figures["accepted"],
            unanswered=window.figures["unanswered"],
            stored=sum(ballot["revision"] for ballot in ballots),
            tallied=int(counts.get("casts", 0)),
            recount_agrees=+cells == recount,
        )

    def _listens(self) -> bool:
        if self._process.poll() is not None:
            raise RuntimeError(f"{self.name} ended: {(self._folder / 'log').read_text()}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _wait(condition: object, what: str) -> None:
    ends = time.monotonic() + _PATIENCE_S
    while not condition():  # type: ignore[operator]
        if time.monotonic() > ends:
            raise RuntimeError(f"waited in vain for {what}")
        time.sleep(0.05)
