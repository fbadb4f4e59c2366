"""Which region of a meeting is meant by a word: its id, name, letters, a name in another language, a slip of the pen.

Refuses to know how far apart two words are (`Distance` is handed in). Invariant: what fits two regions, or none well
enough, is asked about and never guessed; what was matched other than by its id or name is told.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from server.domain.seating.folding import folded
from server.domain.seating.region_words import is_near, key_of, names_of, thing_of

Distance = Callable[[str, str], int]
"""How many letters must be changed, added, left out or exchanged with their neighbour."""

How = Literal["answer", "name", "word", "letters", "close"]
_BRACKETS = re.compile(r"[()\[\]（）]")
_MOST_CANDIDATES = 3
_CANDIDATE = 0.55
_SHORTEST_SLIP, _LONG_WORD = 4, 9
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A region of the meeting."""

    id: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a word was taken for, and by what; no region and perhaps candidates, best first, where it must be asked."""

    region_id: str
    how: How | Literal[""]
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class RegionNames:
    """The regions of a meeting, and what was answered for words that fitted none."""

    regions: tuple[Known, ...]
    distance: Distance
    answers: Mapping[str, str] = field(default_factory=dict)
    """By folded word, the id that somebody has said."""
    _found: dict[str, Match] = field(default_factory=dict)

    def find(self, word: str) -> Match:
        """Find the region that a word means."""
        if word not in self._found:
            self._found[word] = self._look(word)
        return self._found[word]

    def _look(self, word: str) -> Match:
        said = self.answers.get(folded(word))
        if said is not None and any(region.id == said for region in self.regions):
            return Match(said, "answer")
        ways: tuple[tuple[How, Iterable[str]], ...] = (
            ("name", self._called(word)), ("word", self._worded(word)), ("letters", self._lettered(word)),
            ("close", self._close(word)),
        )  # fmt: skip
        for how, found in ways:
            ids = list(dict.fromkeys(found))
            if len(ids) == 1:
                return Match(ids[0], how)
            if ids:
                return Match("", "", tuple(ids))
        return self._in_brackets(word) or Match("", "", self._candidates(word))

    def _in_brackets(self, word: str) -> Match | None:
        """Read a word before brackets, and the one in them, if they do not mean two regions."""
        parts = [part for part in _BRACKETS.split(word) if part.strip()]
        if len(parts) < 2:
            return None
        found = [match for part in parts if (match := self.find(part.strip())).region_id]
        ids = tuple(dict.fromkeys(match.region_id for match in found))
        return found[0] if len(ids) == 1 else Match("", "", ids) if ids else None

    def _called(self, word: str) -> Iterable[str]:
        """Find what has this id, name or letters; `AF – Africa` and `Africa (AF)` have both."""
        said, key = folded(word), key_of(word)
        ids = [region.id for region in self.regions if said == folded(region.id)]
        names = [region.id for region in self.regions if said in (folded(region.name), folded(region.short))]
        keys = [region.id for region in self.regions if key == key_of(region.name)]
        both = [
            region.id for region in self.regions
            if said in {folded(f"{region.id} {region.name}"), folded(f"{region.name} {region.id}")}
        ]  # fmt: skip
        return ids + names if ids or names else keys or both

    def _worded(self, word: str) -> Iterable[str]:
        thing = thing_of(word)
        return [region.id for region in self.regions if thing and thing == thing_of(region.name)]

    def _lettered(self, word: str) -> Iterable[str]:
        """Find what begins with these letters, or whose words do: `AFR` is Africa, `ECA` Europe and Central Asia."""
        said = folded(word)
        if len(said) < _FEWEST_LETTERS or " " in said:
            return []
        return [
            region.id for region in self.regions
            if (key_of(region.name).startswith(said) and said != key_of(region.name).split()[0])
            or said in ("".join(part[0] for part in folded(region.name).split()), _initials(region.name))
        ]  # fmt: skip

    def _close(self, word: str) -> Iterable[str]:
        key = key_of(word)
        return [region.id for region in self.regions if any(self._is_slip(key, name) for name in _names(region))]

    def _is_slip(self, said: str, name: str) -> bool:
        """Tell a slip of the pen: word by word the same first letter, and one letter wrong, two in a long word."""
        words, others = said.split(), name.split()
        return len(words) == len(others) and all(map(self._is_slip_of, words, others))

    def _is_slip_of(self, said: str, word: str) -> bool:
        if said == word:
            return True
        if min(len(said), len(word)) < _SHORTEST_SLIP or said[0] != word[0]:
            return False
        return self.distance(said, word) <= (2 if len(word) >= _LONG_WORD else 1)

    def _candidates(self, word: str) -> tuple[str, ...]:
        """Find what may be meant: what lies around it, a name that shares a word, or that has half the same letters."""
        key, thing = key_of(word), thing_of(word)
        likely = {region.id: max(self._likeness(key, name) for name in _names(region)) for region in self.regions}
        likely |= {region.id: 1.0 for region in self.regions if thing and is_near(thing, thing_of(region.name))}
        best = sorted((-likeness, region_id) for region_id, likeness in likely.items() if likeness >= _CANDIDATE)
        return tuple(region_id for _, region_id in best[:_MOST_CANDIDATES])

    def _likeness(self, key: str, name: str) -> float:
        shared = set(key.split()) & set(name.split())
        most = max(len(key), len(name), 1)
        return max(0.8 if shared else 0.0, 1 - self.distance(key[:80], name[:80]) / most)


def _names(region: Known) -> list[str]:
    thing = thing_of(region.name)
    return [key_of(region.name), *(names_of(thing) if thing else [])]


def _initials(name: str) -> str:
    return "".join(part[0] for part in key_of(name).split())
