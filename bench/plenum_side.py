"""Plenum in the bench: a service as an operator starts it, meetings founded over HTTP, rounds run by a chair's socket.

Knows Plenum from outside alone. Invariant: what is compared in the end is what the crowd was told (`accepted`), what
the seats find stored (the sum of their revisions), what the tally has counted, and what a recount of the ballots gives.
"""

import contextlib
import http.client
import itertools
import json
import os
import secrets
import signal
import socket
import sys
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import connect
from websockets.typing import Subprotocol

from bench.crowds import Crowd, Crowdless, Window
from bench.machine import CLIENT_CORE, SERVER_CORE, children_of, name_of, pin, start
from bench.rounds import Conservation, OpenRound, write_ballots

Json = dict[str, Any]
ROOMS = 95
JOINING_AT_ONCE, AUDITS = 8, 5
MOST_SEATS = 20_000
_PATIENCE_S = 30


@dataclass(slots=True)
class Meeting:
    """A meeting whose delegates have all joined; each round is run in a room of its own, so that all begin alike."""

    id: str
    chair: str
    observer: str
    people: Path
    region_ids: list[str]
    items: int
    rooms: list[Json]
    questions: dict[str, str]
    used: itertools.count = field(default_factory=itertools.count)


class PlenumSide:
    """`plenum serve` on its embedded store: AOF always, every acknowledged ballot on disk."""

    def __init__(self, folder: Path, workers: int = 1, name: str = "plenum") -> None:
        """Prepare; nothing is started yet."""
        self.name = name
        self._folder = folder / name.replace(" ", "-")
        self._workers = workers
        self._key = secrets.token_urlsafe(16)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.pids: list[int] = []
        self.store_pids: list[int] = []

    def __enter__(self) -> "PlenumSide":
        """Start it, wait until it answers, and give the server one core and the store the other."""
        self._folder.mkdir(parents=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLENUM_", "REDIS_"))}
        environment |= {
            "PLENUM_DATA": str(self._folder / "data"),
            "PLENUM_PORT": str(self.port),
            "PLENUM_WORKERS": str(self._workers),
            "PLENUM_SECRETARIAT_KEY": self._key,
            "PLENUM_JOIN_BURST": str(MOST_SEATS),  # the whole crowd comes from one address
        }
        command = [sys.executable, "-m", "server", "serve"]
        with (self._folder / "log").open("wb") as log:
            self._process = start(command, SERVER_CORE, env=environment, stdout=log, stderr=log)
        ends = time.monotonic() + _PATIENCE_S
        while not self._answers():
            if time.monotonic() > ends or self._process.poll() is not None:
                raise RuntimeError((self._folder / "log").read_text())
            time.sleep(0.1)
        for pid in children_of(self._process.pid):
            if "valkey" in name_of(pid):
                pin(pid, CLIENT_CORE)
                self.store_pids.append(pid)
            else:
                self.pids.append(pid)
        return self

    def __exit__(self, *_: object) -> None:
        """Ask it to end."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(_PATIENCE_S)

    def found(self, seats: int, regions: int = 6, items: int = 5) -> Meeting:
        """Found a meeting, and let everybody take a seat with the join code."""
        print(f"  {seats:,} delegates take their seats …", flush=True)
        agenda = "A bench\n" + "".join(
            f"\nSession {number}. Room {number}\n\nGuiding questions\n\n- What works?\n"
            for number in range(1, ROOMS + 1)
        )
        region_ids = [f"R{number}" for number in range(regions)]
        founded = self._call(
            "POST",
            "/api/meetings",
            {
                "title": "A bench",
                "seat_limit": MOST_SEATS,
                "agenda": agenda,
                "regions": [{"id": name, "name": f"Region {name}"} for name in region_ids],
            },
            self._key,
        )
        credentials = founded["credentials"]
        people = self._folder / f"people-{founded['meeting_id']}"
        code = founded["join_code"]

        def join(number: int) -> str:
            body = {"join_code": code, "region_id": region_ids[number % regions]}
            return f"{self._call('POST', '/api/join', body)['credential']} {number % regions}\n"

        with ThreadPoolExecutor(JOINING_AT_ONCE) as pool:
            people.write_text("".join(pool.map(join, range(seats))), encoding="utf-8")
        shown = self._call("GET", f"/api/meetings/{founded['meeting_id']}", None, credentials["chair"])
        return Meeting(
            id=founded["meeting_id"],
            chair=credentials["chair"],
            observer=credentials["observer"],
            people=people,
            region_ids=region_ids,
            items=items,
            rooms=[room for room in founded["rooms"] if room["kind"] == "plenary"],
            questions={session["id"]: session["questions"][0]["id"] for session in shown["sessions"]},
        )

    def open(self, meeting: Meeting, **rules: object) -> OpenRound:
        """Put a slate before a fresh room and open a round on it; all see the counts live unless rules differ."""
        room = meeting.rooms[next(meeting.used)]
        rules = {"visibility": "live", "secrecy": "recorded", **rules}
        with _Chair(self.port, room["id"], meeting.chair) as chair:
            question = meeting.questions[room["agenda_session_id"]]
            slate = [
                chair.act("propose", question_id=question, title=f"Let {secrets.token_hex(12)} work")[
                    "recommendation_id"
                ]
                for _ in range(meeting.items)
            ]
            round_id = chair.act("prepare_round", method="across_regions", slate=slate, rules=rules)["round_id"]
            chair.act("open_round", round_id=round_id)
        ballots = self._folder / f"ballots-{round_id}"
        marks = write_ballots(ballots, slate)
        crowd = {"dialect": "plenum", "port": self.port, "path": f"/live/{room['id']}", "round": round_id}
        return OpenRound({**crowd, "people": meeting.people, "ballots": ballots}, slate, marks)

    def settle(self, meeting: Meeting, opened: OpenRound, window: Window, crowd: Crowd) -> Conservation:
        """Close a round, have its ballots counted again, and let every seat look up what is stored of it."""
        round_id = str(opened.crowd["round"])
        with _Chair(self.port, str(opened.crowd["path"]).rpartition("/")[2], meeting.chair) as chair:
            chair.act("close_round", round_id=round_id)
            picture = chair.ask("hello")
        hidden = (
            next(found for found in picture["rounds"] if found["id"] == round_id)["rules"]["visibility"] == "hidden"
        )
        found: Counter[tuple[str, int, str]] = Counter()
        for item in self._call("GET", f"/api/rounds/{round_id}/ranked-list.json", None, meeting.chair)["items"]:
            for number, region in enumerate(meeting.region_ids):
                for mark in ("for", "against", "abstain"):
                    found[item["recommendation_id"], number, mark] += item["regions"][region][mark]
        return Conservation(
            accepted=window.figures["accepted"],
            unanswered=window.figures["unanswered"],
            stored=_stored(opened, window, crowd),
            tallied=None if hidden else picture["tallies"][round_id]["tally_version"],
            recount_agrees=+found == opened.expected(window.figures["standing"]),
        )

    def _answers(self) -> bool:
        try:
            self._call("GET", "/ready")
        except (OSError, http.client.HTTPException, RuntimeError):
            return False
        return True

    def _call(self, method: str, path: str, body: object = None, credential: str = "") -> Any:  # noqa: ANN401
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE_S)
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        line.request(method, path, json.dumps(body) if body is not None else None, headers)
        with contextlib.closing(line), line.getresponse() as answer:
            raw = answer.read()
            if answer.status >= 300:
                raise RuntimeError(f"{method} {path} was answered {answer.status}: {raw[:300]!r}")
            return json.loads(raw) if raw[:1] == b"{" else raw


def _stored(opened: OpenRound, window: Window, crowd: Crowd) -> int:
    """Let every seat look up its own revision; whoever was turned away makes all of them come again."""
    sockets = window.figures["sockets"]
    options = {name: value for name, value in opened.crowd.items() if name != "ballots"}
    for _ in range(AUDITS):
        audit = crowd.run([], sockets=sockets, seconds=0, **options)
        if audit.figures["ready"] == sockets:
            return int(audit.figures["revisions"])
    raise Crowdless(f"the seats could not look up their ballots: {audit.figures['first_refusal']}")


class _Chair:
    """The chair's socket, for as long as a round is opened or closed."""

    def __init__(self, port: int, room_id: str, credential: str) -> None:
        self._refs = itertools.count(1)
        self._line = connect(
            f"ws://127.0.0.1:{port}/live/{room_id}",
            additional_headers={"Authorization": f"Bearer {credential}"},
            subprotocols=[Subprotocol("plenum.v1")],
            compression=None,
            max_size=None,
        )

    def __enter__(self) -> "_Chair":
        self._socket = self._line.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._line.__exit__(*error)  # type: ignore[arg-type]

    def act(self, kind: str, **fields: object) -> Json:
        return self.ask(kind, request_id=uuid.uuid4().hex, **fields)

    def ask(self, kind: str, **fields: object) -> Json:
        ref = str(next(self._refs))
        self._socket.send(json.dumps({"type": kind, "ref": ref, **fields}))
        while True:
            message: Json = json.loads(self._socket.recv(_PATIENCE_S))
            if message.get("ref") == ref and message["type"] != "you":
                if message["type"] == "refused":
                    raise RuntimeError(f"{kind} was refused: {message['code']}: {message['message']}")
                return message
