"""What is on a sheet, as values that its template reads: words, directions, codes and paints, in the order of printing.

Refuses to know how it is drawn, and who may print it. Invariant: what is handed to a template is words and figures of
this meeting, never markup; a code stands on a badge as four letters and four.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from server.domain.languages import LANGUAGES
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme, Region
from server.secretariat.printing.paints import paints
from server.words.direction import direction_of
from server.words.strings import Strings

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
Values = dict[str, Any]
_BREAKS = ("Cc", "Zl", "Zp")
AT_ONCE = 400
OWN = "own"
"""Instead of a language: each badge in that of its seat."""


@dataclass(frozen=True, slots=True)
class Wifi:
    """The wifi of the venue; without a password it is open to anybody."""

    name: str
    password: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How sheets are printed: paper, how many badges a sheet, in which language, with which wifi on each badge."""

    paper: Paper = "a4"
    each: int = 8
    language: str = "en"
    wifi: Wifi | None = None


@dataclass(frozen=True, slots=True)
class Sheets:
    """What all sheets of a meeting have in common."""

    programme: Programme
    strings: Strings
    look: Look

    @property
    def language(self) -> str:
        """The language of a sheet as a whole."""
        return "en" if self.look.language == OWN else self.look.language

    def common(self, at: str) -> Values:
        """Say what every template reads; `at` is the address at which a code is typed."""
        return {
            "paper": self.look.paper,
            "title": _line(self.programme.title),
            "title_dir": direction_of(self.programme.title),
            "language": self.language,
            "dir": self.strings.direction(self.language),
            "words": {"code": self.say("print.code"), "wifi": self.say("print.wifi")},
            "at": at.partition("://")[2] or at,
            "go": self.say("screen.scan"),
        }

    def say(self, key: str, language: str = "") -> str:
        """Say a sentence in the language of the sheet, or in another one."""
        return self.strings.translate(language or self.language, key)

    def region(self, region: Region) -> Values:
        """Say what a chip and the name of a region are drawn from."""
        place = self.programme.regions.index(region) % len(paints())
        name = _line(region.name)
        return {
            "short": region.short, "name": name, "dir": direction_of(name), "place": place, "paint": paints()[place]
        }  # fmt: skip

    def badge(self, seat: Seat, code: str, link: str) -> Values:
        """Say what is on the badge of a seat; one without a name is called by its number."""
        language = seat.language if self.look.language == OWN and seat.language in LANGUAGES else self.language
        region = self.programme.region(seat.region_id)
        role = self.say("role.delegate", language)
        name, delegation = _line(seat.name) or f"{role} {seat.number}", _line(seat.delegation)
        return {
            "name": name, "name_dir": direction_of(name),
            "delegation": delegation, "delegation_dir": direction_of(delegation),
            "region": self.region(region) if region else None,
            "role": "" if seat.votes else self.say("role.observer", language),
            "code": spelled(code), "scan": link,
            "language": language, "dir": self.strings.direction(language),
        }  # fmt: skip

    def badges(self, badges: Sequence[Values], at: str, wifi_said: str) -> Values:
        """Say what the badges of seats are drawn from."""
        words = {
            language: {"code": self.say("print.code", language), "wifi": self.say("print.wifi", language)}
            for language in {badge["language"] for badge in badges}
        }
        return {
            **self.common(at), "words": dict(sorted(words.items())), "each": self.look.each, "badges": badges,
            "wifi_scan": wifi_said,
        }  # fmt: skip

    def poster(self, code: str, link: str, at: str) -> Values:
        """Say what the poster is drawn from."""
        others = [language for language in self.strings.languages if language != self.language]
        return {
            **self._joining(code, link, at),
            "others": [
                {"language": one, "dir": self.strings.direction(one), "join": self.say("screen.join", one)}
                for one in others
            ],
        }

    def doors(self, code: str, link: str, at: str) -> Values:
        """Say what the signs for doors are drawn from: one for each region that has rooms."""
        titles: dict[str, list[Values]] = {}
        for room in self.programme.rooms:
            session = self.programme.agenda.session(room.agenda_session_id)
            title = _line(session.title if session else room.title)
            if room.region_id:
                titles.setdefault(room.region_id, []).append({"title": title, "dir": direction_of(title)})
        return {
            **self._joining(code, link, at),
            "room": self.say("print.region_room"),
            "doors": [
                {"region": self.region(region), "sessions": titles[region.id]}
                for region in self.programme.regions
                if region.id in titles
            ],
        }

    def links(self, holders: Iterable[tuple[str, str, str]], at: str) -> Values:
        """Say what the sheets of roles are drawn from.

        Shape:   holder, code and link of each.
        """
        links = []
        for holder, code, link in holders:
            role, _, region_id = holder.partition(":")
            region = self.programme.region(region_id)
            links.append({
                "role": self.say(f"role.{role}"), "does": self.say(f"print.link.{role}"),
                "region": self.region(region) if region else None, "code": spelled(code), "scan": link,
            })  # fmt: skip
        return {**self.common(at), "keep": self.say("print.link.keep"), "links": links}

    def _joining(self, code: str, link: str, at: str) -> Values:
        return {**self.common(at), "join": self.say("screen.join"), "code": spelled(code), "scan": link}


def in_parts(badges: Sequence[Values]) -> list[Sequence[Values]]:
    """Part badges into as many as are drawn at once, in whole sheets: each takes the drawing a megabyte of memory."""
    return [badges[at : at + AT_ONCE] for at in range(0, len(badges), AT_ONCE)]


def spelled(code: str) -> str:
    """Write a code as people read it aloud: four and four, in capitals."""
    return f"{code[:4]}-{code[4:]}".upper()


def digest_of(badge: Values) -> str:
    """Say what is printed of a seat in a few letters: another digest, another badge."""
    shown = [badge[name] for name in ("name", "delegation", "region", "role", "scan")]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:16]


def _line(said: str) -> str:
    """Put words on one line; marks of direction and joining stay, since names are written with them."""
    return " ".join("".join(" " if unicodedata.category(sign) in _BREAKS else sign for sign in said).split())
