"""The words of the command line for what was decided: rounds, export, report.

Refuses to contain logic, as the command line itself does (`commands`), which hands in how a command is added.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from server.cli import meetings
from server.cli.door import MEETING, AddCommand
from server.domain.languages import LANGUAGES
from server.record.formats import FORMATS, read_format
from server.record.report_files import REPORTS, read_parts
from server.record.reporting.kept import Asked
from server.record.reporting.whole import PARTS
from server.settings import Settings
from server.words.strings import FALLBACK

_NOT_FOR_A_TERMINAL = ("xlsx", "docx", "pdf")


def add_round_commands(command: AddCommand) -> None:
    """Add the commands of rounds."""
    rounds = command("rounds", _rounds, "list the rounds of a meeting")
    rounds.add_argument("meeting", help=MEETING)

    export = command("export", _export, "write the ranked list of a round")
    export.add_argument("round", help="its room and its number there, as in “Plenary 2”, or its id")
    export.add_argument("--meeting", default="", help="where rounds of several meetings have that name")
    export.add_argument("--format", choices=list(FORMATS), default="csv")
    export.add_argument(
        "--language", choices=LANGUAGES, help="in which it is written, or says why each stands there; else English"
    )
    export.add_argument("--to", type=Path, help="the file to write; else it is printed")

    report = command("report", _report, "write the report of a meeting")
    report.add_argument("meeting", help=MEETING)
    report.add_argument("--format", choices=list(REPORTS), default="html")
    report.add_argument("--language", choices=LANGUAGES, default=FALLBACK, help="in which it is written; else English")
    report.add_argument(
        "--session", action="append", default=[], help="of one session alone, or of several: number, title or id"
    )
    report.add_argument("--parts", default="", help=f"what it has, parted by commas, else all: {', '.join(PARTS)}")
    report.add_argument(
        "--without-originals", dest="originals", action="store_false", help="translated texts in its language alone"
    )
    report.add_argument(
        "--template", type=Path, metavar="FILE", help="a Word document whose looks a DOCX takes; else that of the desk"
    )
    report.add_argument("--out", dest="to", type=Path, metavar="FILE", help="the file to write; else it is printed")


def _rounds(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.rounds(settings, asked.meeting)))


def _export(asked: argparse.Namespace, settings: Settings) -> None:
    language = asked.language or (FALLBACK if read_format(asked.format).worded else "")
    _refuse_terminal(asked, "--to")
    _write(asked, asyncio.run(meetings.export(settings, asked.round, asked.format, asked.meeting, language)))


def _report(asked: argparse.Namespace, settings: Settings) -> None:
    _refuse_terminal(asked, "--out")
    parts = read_parts(asked.parts)
    wanted = Asked(
        tuple(asked.session), parts, whole=True, kind=asked.format, language=asked.language, originals=asked.originals
    )
    template = asked.template.read_bytes() if asked.template else b""
    _write(asked, asyncio.run(meetings.report(settings, asked.meeting, wanted, template)))


def _refuse_terminal(asked: argparse.Namespace, with_file: str) -> None:
    """Print nothing that is no text."""
    if asked.to is None and asked.format in _NOT_FOR_A_TERMINAL and sys.stdout.isatty():
        sys.exit(f"{asked.format} is no text: say where to write it, with {with_file} FILE or > FILE")


def _write(asked: argparse.Namespace, file: bytes) -> None:
    if asked.to is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(file)
        sys.stdout.buffer.flush()
    else:
        asked.to.write_bytes(file)
