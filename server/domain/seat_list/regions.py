"""Which region of a meeting is meant by a word: its id, name, letters, a name in another language, a slip of the pen.

Refuses to know how far apart two words are (`Distance` is handed in). Invariant: what fits two regions, or none well
enough, is asked about and never guessed; what was matched other than by its id or name is told.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from server.domain.seat_list.folding import folded
from server.domain.seat_list.region_words import is_near, key_of, names_of, thing_of

Distance = Callable[[str, str], int]
"""How many letters must be changed, added, left out or exchanged with their neighbour."""

How = Literal["answer", "name", "word", "letters", "close"]
_BRACKETS = re.compile(r"[()\[\]（）]")
_MOST_CANDIDATES = 3
_CANDIDATE, _SHARED_WORD = 0.55, 0.8
_LONGEST = 80
MOST_ASKED = 500
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


@dataclass(frozen=True, slots=True)
class _Forms:
    """A region in the forms in which it is compared; `names` are its name and those of the same thing, as words."""

    id: str
    called: frozenset[str]
    key: str
    both: frozenset[str]
    letters: frozenset[str]
    thing: str
    names: tuple[str, ...]


def _forms(region: Known) -> _Forms:
    key, thing = key_of(region.name), thing_of(region.name)
    said = {folded(region.name), folded(region.short), folded(region.id)} - {""}
    initials = ("".join(part[0] for part in words.split()) for words in (folded(region.name), key))
    return _Forms(
        id=region.id,
        called=frozenset(said),
        key=key,
        both=frozenset({folded(f"{region.id} {region.name}"), folded(f"{region.name} {region.id}")}),
        letters=frozenset(initials),
        thing=thing,
        names=(key, *(names_of(thing) if thing else ())),
    )


class RegionNames:
    """The regions of a meeting, and what was answered for words that fitted none."""

    def __init__(self, regions: Iterable[Known], distance: Distance, answers: Mapping[str, str] | None = None) -> None:
        """Take the regions; `answers` give, by folded word, the id that somebody has said."""
        self._regions = [_forms(region) for region in regions]
        self._distance = distance
        self._answers = answers or {}
        self._found: dict[str, Match] = {}
        self._sure: dict[str, Match | None] = {}
        self._asked = 0

    def find(self, word: str) -> Match:
        """Find the region that a word means; after `MOST_ASKED` words that fit none, nobody looks what is like them."""
        if word not in self._found:
            self._found[word] = found = self._known(word) or self._in_brackets(word) or self._like(word)
            self._asked += not found.region_id
        return self._found[word]

    def is_known(self, word: str) -> bool:
        """Say whether a word is surely a region: nothing is looked for that is only like one."""
        known = self._known(word)
        return known is not None and bool(known.region_id)

    def _known(self, word: str) -> Match | None:
        if word not in self._sure:
            self._sure[word] = self._look(word)
        return self._sure[word]

    def _look(self, word: str) -> Match | None:
        said, key, thing = folded(word), key_of(word), thing_of(word)
        answer = self._answers.get(said)
        if answer is not None and any(region.id == answer for region in self._regions):
            return Match(answer, "answer")
        if not said:
            return None
        return (
            _one([region.id for region in self._regions if said in region.called], "name")
            or _one([region.id for region in self._regions if key == region.key or said in region.both], "name")
            or _one([region.id for region in self._regions if thing and thing == region.thing], "word")
        )

    def _in_brackets(self, word: str) -> Match | None:
        """Read a word before brackets, and the one in them, if they do not mean two regions."""
        parts = [part for part in _BRACKETS.split(word[:_LONGEST]) if part.strip()]
        if len(parts) < 2:
            return None
        return _one([known.region_id for part in parts if (known := self._known(part.strip())) is not None], "name")

    def _like(self, word: str) -> Match:
        if self._asked >= MOST_ASKED:
            return Match("", "")
        key = key_of(word)[:_LONGEST]
        return (
            _one(self._lettered(folded(word)), "letters")
            or _one([region.id for region in self._regions if self._is_slip(key, region)], "close")
            or Match("", "", self._candidates(key, thing_of(word)))
        )

    def _lettered(self, said: str) -> list[str]:
        """Find what begins with these letters, or whose words do: `AFR` is Africa, `ECA` Europe and Central Asia."""
        if len(said) < _FEWEST_LETTERS or " " in said:
            return []
        return [
            region.id for region in self._regions
            if said in region.letters or (region.key.startswith(said) and said != region.key.split()[0])
        ]  # fmt: skip

    def _is_slip(self, said: str, region: _Forms) -> bool:
        """Tell a slip of the pen: word by word the same first letter, and one letter wrong, two in a long word."""
        words = said.split()
        return any(
            len(words) == len(others) and all(map(self._is_slip_of, words, others))
            for others in map(str.split, region.names)
        )

    def _is_slip_of(self, said: str, word: str) -> bool:
        if said == word:
            return True
        if min(len(said), len(word)) < _SHORTEST_SLIP or said[0] != word[0]:
            return False
        return self._distance(said, word) <= (2 if len(word) >= _LONG_WORD else 1)

    def _candidates(self, key: str, thing: str) -> tuple[str, ...]:
        """Find what may be meant: what lies around it, a name that shares a word, or that has half the same letters."""
        likely = {
            region.id: 1.0 if thing and is_near(thing, region.thing) else self._likeness(key, region)
            for region in self._regions
        }
        best = sorted((-likeness, region_id) for region_id, likeness in likely.items() if likeness >= _CANDIDATE)
        return tuple(region_id for _, region_id in best[:_MOST_CANDIDATES])

    def _likeness(self, key: str, region: _Forms) -> float:
        words = set(key.split())
        if any(not words.isdisjoint(name.split()) for name in region.names):
            return _SHARED_WORD
        return max(1 - self._distance(key, name) / max(len(key), len(name), 1) for name in region.names)


def _one(region_ids: Iterable[str], how: How) -> Match | None:
    """Say that one region was found; of several it must be asked which."""
    ids = tuple(dict.fromkeys(filter(None, region_ids)))
    if len(ids) == 1:
        return Match(ids[0], how)
    return Match("", "", ids) if ids else None
