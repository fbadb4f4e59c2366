"""The words of the command line for the door of a meeting: joining, seats and who sits on them, acts.

Refuses to contain logic, as the command line itself does (`commands`), which hands in how a command is added.
"""

import argparse
import asyncio
from collections.abc import Callable

from server.cli import seating, seats
from server.domain.languages import LANGUAGES
from server.settings import Settings

Run = Callable[[argparse.Namespace, Settings], None]
AddCommand = Callable[[str, Run, str], argparse.ArgumentParser]
_JOINING = {
    "open": "open_joining", "close": "close_joining", "new-code": "new_join_code", "limit": "set_seat_limit",
    "one-seat": "one_seat", "several-seats": "several_seats",
}  # fmt: skip
MEETING = "its title, its join code or its id"
SEAT = "its name, its number or its id"
REGION = "its name, its letters or its id"


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

    _add_seating_commands(command)
    acts = command(
        "acts",
        _acts,
        "print who founded the meeting, renewed links, gave time, exported lists, let in, barred and removed",
    )
    acts.add_argument("meeting", help=MEETING)


def _add_seating_commands(command: AddCommand) -> None:
    made = command("add-seat", _add, "make a named seat, and print its personal link")
    made.add_argument("meeting", help=MEETING)
    made.add_argument("region", help=REGION)
    made.add_argument("name")
    for name, run, says in (
        ("edit-seat", _edit, "say anew who sits on a seat, and of which region; an open round does not move"),
        (
            "hand-over",
            _hand_over,
            "give a seat to somebody else, and print the new link; the old one is good no longer",
        ),
    ):
        one = command(name, run, says)
        one.add_argument("meeting", help=MEETING)
        one.add_argument("seat", help=SEAT)
        one.add_argument("--name")
        one.add_argument("--region", dest="region_id", help=REGION)
        _add_details(one)
    _add_details(made)
    for name, says in {
        "check-in": "say that the holder of a seat is here, with or without a phone",
        "check-out": "say that the holder of a seat has left",
    }.items():
        one = command(name, _change(name.replace("-", "_")), says)
        one.add_argument("meeting", help=MEETING)
        one.add_argument("seat", help=SEAT)


def _add_details(command: argparse.ArgumentParser) -> None:
    command.add_argument("--delegation")
    command.add_argument("--language", help="the language of the phone: " + " ".join(LANGUAGES))
    right = command.add_mutually_exclusive_group()
    right.add_argument("--votes", dest="votes", action="store_true", default=None, help="with a right to vote")
    right.add_argument("--observes", dest="votes", action="store_false", help="without a right to vote")


def _said(asked: argparse.Namespace) -> dict[str, str | bool]:
    said = {name: getattr(asked, name, None) for name in ("name", "delegation", "region_id", "language", "votes")}
    return {name: value for name, value in said.items() if value is not None}


def _add(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(seating.add(settings, asked.meeting, asked.region, _said(asked))))


def _edit(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(seating.edit(settings, asked.meeting, asked.seat, _said(asked))))


def _hand_over(asked: argparse.Namespace, settings: Settings) -> None:
    print(asyncio.run(seating.hand_over(settings, asked.meeting, asked.seat, _said(asked))))


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
