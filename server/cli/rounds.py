"""The words of the command line for rounds: rounds, export.

Refuses to contain logic, as the command line itself does (`commands`), which hands in how a command is added.
"""

import argparse
import asyncio
import sys

from server.cli import meetings
from server.cli.door import MEETING, AddCommand
from server.domain.languages import LANGUAGES
from server.record.formats import FORMATS, read_format
from server.settings import Settings
from server.words.strings import FALLBACK


def add_round_commands(command: AddCommand) -> None:
    """Add the commands of rounds."""
    rounds = command("rounds", _rounds, "list the rounds of a meeting")
    rounds.add_argument("meeting", help=MEETING)

    export = command("export", _export, "write the ranked list of a round")
    export.add_argument("round", help="its room and its number there, as in “Plenary 2”, or its id")
    export.add_argument("--meeting", default="", help="where rounds of several meetings have that name")
    export.add_argument("--format", choices=list(FORMATS), default="csv")
    export.add_argument(
        "--language", choices=LANGUAGES, help="in which it says why each stands there; csv: else English"
    )


def _rounds(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.rounds(settings, asked.meeting)))


def _export(asked: argparse.Namespace, settings: Settings) -> None:
    language = asked.language or (FALLBACK if read_format(asked.format).worded else "")
    sys.stdout.write(asyncio.run(meetings.export(settings, asked.round, asked.format, asked.meeting, language)))
