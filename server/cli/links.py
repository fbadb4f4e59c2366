"""The words of the command line for what lets people in: links, the key of the secretariat, and renewing them.

Refuses to contain logic, as the command line itself does (`commands`), which hands in how a command is added.
"""

import argparse
import asyncio

from server.cli import meetings
from server.cli.door import MEETING, AddCommand
from server.host.supervisor import with_key
from server.settings import Settings


def add_link_commands(command: AddCommand) -> None:
    """Add the commands of links."""
    command("links", _links, "print the links of every meeting")
    command("key", _key, "print the secretariat key")
    desk = command("desk", _desk, "print the link of the secretariat's desk, or of the desk of one meeting")
    desk.add_argument("meeting", nargs="?", default="", help=MEETING)
    desk.add_argument("--renew", action="store_true", help="make a new link, and void the earlier ones")
    renew = command("renew", _renew, "make a new link and void the old one")
    renew.add_argument("meeting", help=MEETING)
    renew.add_argument(
        "holder", help="chair, screen, observer, desk, moderator:REGION, or a seat by name, number or id"
    )


def _links(_: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.all_links(settings)))


def _key(_: argparse.Namespace, settings: Settings) -> None:
    print(with_key(settings).secretariat_key)


def _desk(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.desk_link(with_key(settings), asked.meeting, renew=asked.renew)))


def _renew(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(meetings.renew_link(settings, asked.meeting, asked.holder)))
