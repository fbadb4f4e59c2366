"""What stands behind an act in the log, in the words of whoever reads it: how many seats, which part of a programme.

Refuses to know who acted and on what (the line says it). Invariants: what a detail means follows from its act, never
from its words, for people write some of them; one that is not of the shape of its act stays as it was written.
"""

from collections.abc import Callable, Mapping

from server.domain.procedure.pools import members_in

_COUNTED = ("seats", "badges")

_OF_A_REGION = frozenset(
    {
        "agree_merge_aloud", "turn_presentation", "record_position", "confirm_position", "call_speaker",
        "remove_speaker",
    }
)  # fmt: skip

Say = Callable[..., str]
Has = Callable[[str], bool]


class Details:
    """Says details in the language of a reader, with the names of regions and rooms by their ids."""

    def __init__(self, say: Say, has: Has, regions: Mapping[str, str], rooms: Mapping[str, str]) -> None:
        """Take the words, and whether there are any for a key."""
        self._say, self._has, self._regions, self._rooms = say, has, regions, rooms

    def of(self, act: str, detail: str) -> str:
        """Say the detail of an act."""
        match act:
            case "found_meeting" | "list_badges" | "print_sheets" | "print_slips":
                return self._sheet(detail)
            case "edit_programme":
                return self._version(detail)
            case "renew_link":
                return self._holder(detail)
            case "show_in_hall":
                return self._view(detail)
            case "say_to_all" | "say_no_more":
                return self._said(detail)
            case _:
                return self._named(act, detail)

    def _named(self, act: str, detail: str) -> str:
        """Say which region it was, how an order was made or what a count came to; anything else as it is."""
        if act == "enter_count":
            return self._counted(detail)
        if act == "enter_slip":
            return self._say("acts.round", n=detail)
        if act == "prepare_presentation":
            return self._known("screen.presents_by", detail)
        return self._regions.get(detail, detail) if act in _OF_A_REGION else detail

    def _counted(self, detail: str) -> str:
        """Say of which region votes were counted, how, and whether the two agree."""
        region_id, _, rest = detail.partition(" ")
        channel, _, came_to = rest.partition(" ")
        region = " + ".join(self._regions.get(one, one) for one in members_in(region_id))
        return ", ".join([region, self._say(f"channel.{channel}"), self._say(f"acts.counted.{came_to}")])

    def _sheet(self, detail: str) -> str:
        """Say how many seats or badges, or which sheet."""
        counted, _, figure = detail.partition(" ")
        if counted in _COUNTED and figure.isdecimal():
            return self._say(f"acts.detail.{counted}", n=int(figure))
        return self._known("acts.detail", detail)

    def _version(self, detail: str) -> str:
        """Say the version that an edit of the programme made, and what it changed."""
        number, _, parts = detail.removeprefix("version ").partition(": ")
        if not number.isdecimal():
            return detail
        named = [self._known("acts.part", part) for part in parts.split(", ") if part]
        return ": ".join([self._say("acts.detail.version", n=int(number)), *([", ".join(named)] if named else [])])

    def _holder(self, detail: str) -> str:
        role, _, region = detail.partition(":")
        return " ".join([self._known("role", role), *([self._regions.get(region, region)] if region else [])])

    def _view(self, detail: str) -> str:
        view = detail.rpartition(" ")[2]
        return self._say(f"view.{view}") if self._has(f"view.{view}") else detail

    def _said(self, detail: str) -> str:
        """Say to which room something was said, before what was said; to everybody it is said without."""
        room_id, _, words = detail.partition(" ")
        return ": ".join(filter(None, (self._rooms[room_id], words))) if room_id in self._rooms else detail.lstrip()

    def _known(self, stem: str, word: str) -> str:
        return self._say(f"{stem}.{word}") if word and self._has(f"{stem}.{word}") else word
