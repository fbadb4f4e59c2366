"""The words of the command line for the door of a meeting: joining, seats, admit, refuse, bar, unbar, remove, acts.

Refuses to contain logic, as the command line itself does (`commands`), which hands in how a command is added.
"""

import argparse
import asyncio
from collections.abc import Callable

from server.cli import seats
from server.settings import Settings

Run = Callable[[argparse.Namespace, Settings], None]
AddCommand = Callable[[str, Run, str], argparse.ArgumentParser]
_JOINING = {
    "open": "open_joining", "close": "close_joining", "new-code": "new_join_code", "limit": "set_seat_limit",
    "one-seat": "one_seat", "several-seats": "several_seats",
}  # fmt: skip
MEETING = "its title, its join code or its id"
SEAT = "its name, its number or its id"


def add_seat_commands(command: AddCommand) -> None:
    """Add the commands of the door."""
    joining = command("joining", _joining, "say how a meeting is joined, or change it")
    joining.add_argument("meeting", help=MEETING)
    joining.add_argument("act", nargs="?", choices=list(_JOINING))
    joining.add_argument("limit", nargs="?", type=int, default=0, help="how many seats the meeting may have")

    listed = command("seats", _seats, "list the seats of a meeting")
    listed.add_argument("meeting", help=MEETING)
    listed.add_argument("--waiting", action="store_true", help="only those whom somebody waits for")
    listed.add_argument("--unused", action="store_true", help="only those that were taken and never used")
    listed.add_argument("--find", default="", metavar="TEXT", help="part of a name or a delegation")

    for name, says in {
        "admit": "admit whoever waits for a named seat: it is their name",
        "refuse": "send away whoever waits for a named seat",
        "bar": "keep the holder of a seat out; ballots stay",
        "unbar": "let the holder of a seat in again",
    }.items():
        one = command(name, _change(f"{name}_seat"), says)
        one.add_argument("meeting", help=MEETING)
        one.add_argument("seat", help=SEAT)

    remove = command("remove", _remove, "take seats away, and their ballots out of the rounds that are being voted on")
    remove.add_argument("meeting", help=MEETING)
    which = remove.add_mutually_exclusive_group(required=True)
    which.add_argument("seat", nargs="*", default=[], help=SEAT)
    which.add_argument("--from", dest="source", default="", metavar="LABEL", help="all that one address took by code")
    which.add_argument("--minute", default="", metavar="HH:MM", help="all that were taken by code within that minute")

    acts = command(
        "acts",
        _acts,
        "print who founded the meeting, renewed links, gave time, exported lists, let in, barred and removed",
    )
    acts.add_argument("meeting", help=MEETING)


def _joining(asked: argparse.Namespace, settings: Settings) -> None:
    act = _JOINING.get(asked.act or "", "")
    print(asyncio.run(seats.joining(settings, asked.meeting, act, asked.limit)))


def _seats(asked: argparse.Namespace, settings: Settings) -> None:
    print(
        asyncio.run(seats.seats(settings, asked.meeting, waiting=asked.waiting, unused=asked.unused, find=asked.find))
    )


def _change(act: str) -> Run:
    def run(asked: argparse.Namespace, settings: Settings) -> None:
        print(asyncio.run(seats.change(settings, asked.meeting, act, asked.seat)))

    return run


def _remove(asked: argparse.Namespace, settings: Settings) -> None:
    if asked.seat:
        print(asyncio.run(seats.remove(settings, asked.meeting, asked.seat)))
    else:
        print(asyncio.run(seats.remove_joins(settings, asked.meeting, asked.source, asked.minute)))


def _acts(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(seats.acts(settings, asked.meeting)))
