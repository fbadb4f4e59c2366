"""A running Plenum as its users have it: a process, an address, and calls over HTTP."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from server.cli.meetings import desk_link
from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_tree
from server.rehearsal.phone import Phone
from server.settings import Settings, read_settings

Json = dict[str, Any]
SIX_REGIONS = [
    {"id": "AF", "name": "Africa"},
    {"id": "AM", "name": "Americas"},
    {"id": "AP", "name": "Asia and the Pacific"},
    {"id": "EC", "name": "Europe and Central Asia"},
    {"id": "AS", "name": "Arab States"},
    {"id": "IR", "name": "Interregional"},
]
SMALL_AGENDA = """A small meeting

Session 1. The past

Guiding questions

- What was achieved?
- What was learnt?

Working Lunch: The future

Guiding questions

- What should be done?

Session 2. The plenary

Guiding questions

- What can work across the regions?
"""
SMALL_TREE = agenda_tree(read_agenda(SMALL_AGENDA))


class Service:
    """`plenum serve` on a given store."""

    def __init__(
        self, store_url: str, data: Path, key: str = "the-key-of-the-secretariat", workers: int = 1, **settings: object
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.key = key
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.log = data / "service.log"
        self._environment = {
            **os.environ,
            "REDIS_URL": store_url,
            "PLENUM_DATA": str(data),
            "PLENUM_PORT": str(self.port),
            "PLENUM_SECRETARIAT_KEY": key,
            "PLENUM_WORKERS": str(workers),
            **{f"PLENUM_{name.upper()}": str(value) for name, value in settings.items()},
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def program(self) -> Sequence[str]:
        """The command that starts it."""
        return (sys.executable, "-m", "server", "serve")

    @property
    def settings(self) -> Settings:
        """The settings it runs with."""
        return read_settings(self._environment)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:  # nobody else would end it
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers; a second start is on the same address."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen([*self.program], env=self._environment, stdout=log, stderr=log)
        ends = time.monotonic() + 30
        while self.call("GET", "/health")[0] != 200:
            if time.monotonic() > ends or self._process.poll() is not None:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, as an operator does, and wait until it has."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(20)

    def call(
        self, method: str, path: str, body: object = None, credential: str = "", **headers: str
    ) -> tuple[int, Any]:
        """Call the service; the answer is its status and its JSON (or text)."""
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.base_url + path, raw, method=method)
        for name, value in headers.items():
            asked.add_header(name.replace("_", "-"), value)
        if credential:
            asked.add_header("Authorization", f"Bearer {credential}")
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return answer.status, _read(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, _read(refused)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, None

    def new_meeting(self, **fields: object) -> "Kit":
        """Create a meeting; what is not said is small and ordinary."""
        body = {"title": "A small meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS, **fields}
        status, founded = self.call("POST", "/api/meetings", body, self.key)
        assert status == 201, founded
        return Kit(self, founded)


class Elsewhere(Service):
    """A Plenum that somebody else runs: it is spoken to, and neither started nor stopped nor looked into."""

    def __init__(self, address: str, key: str) -> None:
        self.base_url, self.key = address.rstrip("/"), key
        self.log = Path(os.devnull)

    def start(self) -> None:
        """It is there, or there is nothing to test."""
        if (status := self.call("GET", "/health")[0]) != 200:
            raise RuntimeError(f"{self.base_url} does not answer: {status}")

    def stop(self) -> None:
        """It goes on."""


@dataclass(slots=True)
class Kit:
    """A meeting as its secretariat holds it: rooms, credentials, people who joined."""

    service: Service
    founded: Json
    joined: list[Json] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The meeting's id."""
        return str(self.founded["meeting_id"])

    @property
    def chair(self) -> str:
        """The chair's credential."""
        return str(self.founded["credentials"]["chair"])

    def desk(self) -> str:
        """The credential of the link of its desk, as the command prints it."""
        return asyncio.run(desk_link(self.service.settings, self.id)).partition("#")[2]

    def at(self, service: Service) -> "Kit":
        """The same meeting, seen through another process."""
        return replace(self, service=service)

    def room(self, session_id: str, region_id: str = "") -> Json:
        """The plenary room of an agenda session, or a region's."""
        rooms = self.founded["rooms"]
        return next(r for r in rooms if r["agenda_session_id"] == session_id and r["region_id"] == region_id)

    def question(self, session_id: str, number: int = 0) -> str:
        """The id of a guiding question of an agenda session."""
        _, meeting = self.service.call("GET", f"/api/meetings/{self.id}", None, self.chair)
        session = next(session for session in meeting["sessions"] if session["id"] == session_id)
        return str(session["questions"][number]["id"])

    def a_delegate(self, region: str = "AF", **wishes: str) -> Json:
        """Somebody who joins with the code and takes a seat in a region."""
        body = {"join_code": self.founded["join_code"], "region_id": region, **wishes}
        status, joined = self.service.call("POST", "/api/join", body)
        assert status == 201, joined
        self.joined.append(joined)
        return joined

    def phone(self, room: Json, who: Json | str, accepts: Sequence[str] = ()) -> Phone:
        """A phone in a room: of a delegate who joined, or of a role."""
        if isinstance(who, dict):
            return Phone(self.service.base_url, room["id"], who["credential"], accepts)
        credentials = self.founded["credentials"]
        role, _, region = who.partition(":")
        token = credentials["moderators"][region] if region else credentials.get(role, who)
        return Phone(self.service.base_url, room["id"], token, accepts)

    def ranked_list(self, round_id: str, kind: str = "json", credential: str = "") -> tuple[int, Any]:
        """The ranked list of a round as a file."""
        path = f"/api/rounds/{round_id}/ranked-list.{kind}"
        return self.service.call("GET", path, None, credential or self.chair)


def _read(answer: Any) -> Any:
    raw = answer.read()
    if "json" in answer.headers.get("content-type", ""):
        return json.loads(raw)
    return raw.decode("utf-8-sig")
