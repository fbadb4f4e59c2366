"""The command line: one function a command, for people who have never run a server.

Refuses to contain logic: each command reads its words, calls what it names, and prints.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from server import __version__, logs
from server.cli import meetings
from server.cli.door import MEETING, SEAT, add_seat_commands
from server.cli.links import add_link_commands
from server.cli.meant import said as said_of_names
from server.cli.opening import open_house
from server.cli.printing import add_print_command
from server.cli.reading import Handed, add_reading_command
from server.cli.rounds import add_round_commands
from server.cli.wording import said as said_refusal
from server.cli.wording import told
from server.domain.agenda.problems import Problems
from server.domain.errors import Refusal
from server.domain.procedure.sets import HAND_OVER_LIMIT
from server.engine.record import Damaged
from server.engine.tether import tie_to_parent
from server.host.beside import as_running
from server.host.supervisor import supervise
from server.secretariat.naming import NotOne
from server.settings import Settings, read_settings, require_certificate, with_said
from server.store import StoreFault
from server.store.connection.reach import StoreUnavailable, sentence_of
from server.store.schema import SchemaTooNew, SchemaTooOld


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(words)
    try:
        settings = read_settings()
        logs.configure(_PROCESSES.get(asked.run, "command"), settings.log_format)
        run: Callable[[argparse.Namespace, Settings], None] = asked.run
        said = with_said(settings, data=asked.data)
        run(asked, said if asked.run in _PROCESSES else as_running(said))
    except _TOLD as fault:
        return _complain(_sentence(fault))
    except KeyboardInterrupt:
        return 130
    return 0


def _serve(asked: argparse.Namespace, settings: Settings) -> None:
    said = {name: getattr(asked, name) for name in ("host", "port", "workers", "certfile", "keyfile")}
    chosen = with_said(settings, **said, watchdog="off" if asked.no_watchdog else None)
    require_certificate(chosen)

    def prepare(running: Settings, alone: bool) -> str:
        opening = open_house(running, with_sample=asked.sample, alone=alone, in_sight=sys.stdout.isatty())
        return asyncio.run(opening)

    supervise(chosen, prepare, lambda said: print(said, flush=True))


def _worker(asked: argparse.Namespace, _: Settings) -> None:
    from server.host.worker import serve  # noqa: PLC0415 - only a worker needs the web

    tie_to_parent(asked.parent)
    serve(asked.fd, asked.heartbeat)


_PROCESSES = {_serve: "supervisor", _worker: "worker"}


def _new(asked: argparse.Namespace, settings: Settings) -> None:
    regions = _text_of(asked.regions) if asked.regions else ""
    said = {
        "seats": Handed.read(asked.seats) if asked.seats else None,
        "secrecy": asked.secrecy,
        "hand_over_limit": asked.hand_over_limit,
    }
    print(
        asyncio.run(
            meetings.found(settings, Handed.read(asked.agenda), regions, **said, one_seat=not asked.several_seats)
        )
    )


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise ValueError(f"{path} is not text in UTF-8. Save it as “CSV UTF-8” or as plain text in UTF-8.") from fault


def _time(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.give_time(settings, asked.meeting, asked.seat, asked.seconds)))


def _erase(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.erase(settings, asked.meeting)))


def _doctor(asked: argparse.Namespace, settings: Settings) -> None:
    from server.host import doctor  # noqa: PLC0415 - only for whoever asks

    if asked.repair:
        said, cut = doctor.plan_mend(settings)
        print(said)
        if cut is not None and (asked.yes or _agreed("Cut it? Type yes: ")):
            print(doctor.mend(cut))
        return
    findings = doctor.examine(settings)
    print("\n".join(map(str, findings)))
    if any(finding.advice for finding in findings):
        raise SystemExit(1)


def _agreed(question: str) -> bool:
    """Ask at the terminal; where there is none, nobody has agreed."""
    if not sys.stdin.isatty():
        print("Nothing was changed. Say --yes to have it cut.")
        return False
    return input(question).strip().lower() == "yes"


def _rehearse(asked: argparse.Namespace, settings: Settings) -> None:
    from server.rehearsal.day import rehearse  # noqa: PLC0415 - only a rehearsal needs phones

    meeting_id = asyncio.run(meetings.find_meeting(settings, asked.meeting))
    asyncio.run(rehearse(settings, meeting_id, asked.delegates, keep=asked.keep))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plenum", description="Which recommendations can work across the regions?")
    parser.add_argument("--version", action="version", version=f"plenum {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, run: Callable[[argparse.Namespace, Settings], None], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says)
        added.add_argument("--data", help="the data folder (PLENUM_DATA)")
        added.set_defaults(run=run)
        return added

    serve = command("serve", _serve, "run the service")
    serve.add_argument("--host", help="where to listen (PLENUM_HOST, 127.0.0.1)")
    serve.add_argument("--port", help="the port (PLENUM_PORT, 8000)")
    serve.add_argument("--workers", help="web processes (1)")
    serve.add_argument("--certfile", help="TLS certificate")
    serve.add_argument("--keyfile", help="TLS key")
    serve.add_argument("--no-watchdog", action="store_true", help="leave a worker that does not turn to a debugger")
    serve.add_argument("--sample", action="store_true", help="load the sample meeting into an empty data folder")

    worker = command("worker", _worker, "one web process; started by serve")
    worker.add_argument("--fd", type=int, required=True)
    worker.add_argument("--heartbeat", type=int, required=True)
    worker.add_argument("--parent", type=int, required=True)

    new = command("new", _new, "create a meeting from its programme and print its links")
    new.add_argument("agenda", type=Path, help="the programme, as it is")
    new.add_argument("--regions", type=Path, help="CSV: id,name,short,seats (the six of the sample by default)")
    new.add_argument("--seats", type=Path, help="XLSX, ODS, XLS or CSV: names, delegations, regions, languages, votes")
    new.add_argument("--secrecy", choices=["confidential", "recorded"], default="confidential")
    new.add_argument(
        "--hand-over-limit",
        type=int,
        default=HAND_OVER_LIMIT,
        help="how much a region may hand to a plenary session (5)",
    )

    new.add_argument("--several-seats", action="store_true", help="a phone may have several seats of the meeting")

    add_link_commands(command)
    time = command("time", _time, "give a seat personal time after each close, without telling the room")
    time.add_argument("meeting", help=MEETING)
    time.add_argument("seat", help=SEAT)
    time.add_argument("seconds", type=int, help="up to 600; 0 takes it away")

    add_reading_command(command)
    add_seat_commands(command)

    add_round_commands(command)
    add_print_command(command)

    rehearsal = command("rehearse", _rehearse, "fill a copy of a meeting with simulated delegates, then wipe it")
    rehearsal.add_argument("meeting", help=MEETING)
    rehearsal.add_argument("--delegates", type=int, default=60)
    rehearsal.add_argument("--keep", action="store_true", help="do not wipe the copy at the end")

    examined = command("doctor", _doctor, "say what is wrong and what to do")
    examined.add_argument("--repair", action="store_true", help="say what must be cut off a damaged record, and ask")
    examined.add_argument("--yes", action="store_true", help="with --repair: cut without asking")

    erase = command("erase", _erase, "erase a meeting and everything in it")
    erase.add_argument("meeting", help=MEETING)
    return parser


_TOLD = (
    ValueError,
    Damaged,
    StoreUnavailable,
    SchemaTooNew,
    SchemaTooOld,
    Problems,
    Refusal,
    StoreFault,
    OSError,
)


def _sentence(fault: Exception) -> str:
    """Say what a person can do something about; everything else is a defect, and is shown as one."""
    match fault:
        case NotOne():
            return said_of_names(fault)
        case Problems():
            return "\n".join(told(fault))
        case Refusal():
            return said_refusal(fault)
        case StoreFault():
            return sentence_of(fault)
        case OSError():
            return f"{fault.filename or ''}: {fault.strerror or fault}".lstrip(": ")
        case _:
            return str(fault)


def _complain(text: str) -> int:
    sys.stderr.write(f"plenum: {text}\n")
    return 1
