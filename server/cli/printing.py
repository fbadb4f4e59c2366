"""The command that prints on paper: badges, a poster, signs for doors, what lets a role in, as PDF or as a list.

Refuses to contain logic: it says what came of the act. Invariant: the password of a wifi is no word of a command, which
others on the machine can read.
"""

import argparse
import asyncio
import getpass
import os
import sys
from pathlib import Path

from server.cli.door import MEETING, AddCommand
from server.cli.meant import meeting_meant
from server.domain.languages import LANGUAGES
from server.host.attached import attached
from server.secretariat.actor import SECRETARY
from server.secretariat.print_sheets import SHEETS, list_badges, print_sheets
from server.secretariat.printing.press import Press
from server.secretariat.printing.shown import OWN, Look, Wifi
from server.settings import Settings
from server.words.strings import FALLBACK


def add_print_command(command: AddCommand) -> None:
    """Add the command that prints."""
    badges = command("badges", _badges, "print the badges of a meeting, or its other sheets, into a file")
    badges.add_argument("meeting", help=MEETING)
    badges.add_argument("file", type=Path, help="where to: FILE.pdf, or FILE.csv for a mail merge")
    badges.add_argument("--sheet", choices=SHEETS, default="badges")
    badges.add_argument("--only", default="", help="new, region:ID, or seat:ID,ID")
    badges.add_argument("--paper", choices=["a4", "letter"], default="a4")
    badges.add_argument("--each", type=int, choices=[8, 10], default=8, help="badges a sheet (8)")
    badges.add_argument("--language", choices=[*LANGUAGES, OWN], default=FALLBACK, help="own: that of each seat")
    badges.add_argument("--wifi", default="", help="the name of a wifi network; its password is asked for")


def _badges(asked: argparse.Namespace, settings: Settings) -> None:
    wifi = Wifi(asked.wifi, _password()) if asked.wifi else None
    look = Look(paper=asked.paper, each=asked.each, language=asked.language, wifi=wifi)
    written, missing = asyncio.run(_print(settings, asked, look))
    handle = os.open(asked.file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # what is in it opens doors
    with os.fdopen(handle, "wb") as file:
        file.write(written)
    print(f"Written: {asked.file}. Whoever has it can take these seats and roles: print it, and delete it.")
    if missing:
        print(f"No face has these letters, which are empty boxes: {missing}")


async def _print(settings: Settings, asked: argparse.Namespace, look: Look) -> tuple[bytes, str]:
    async with attached(settings) as (context, credentials):
        meeting_id = await meeting_meant(context, asked.meeting)
        if asked.file.suffix == ".csv":
            return await list_badges(context, SECRETARY, credentials, meeting_id, asked.only), ""
        drawn = await print_sheets(
            context, SECRETARY, credentials, meeting_id, asked.sheet, press=Press(), look=look, only=asked.only
        )
    return drawn.pdf, drawn.missing


def _password() -> str:
    """Ask for a password at the terminal; where there is none, read it as a line."""
    return getpass.getpass("Password of the wifi: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
