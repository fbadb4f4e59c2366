"""Which recommendations of a meeting are alike: all pairs, kept up as recommendations come, change and go.

Refuses to know who may hear of them. Invariants: what is said is a function of what stands, in whichever order it came;
what one is to another, the other is to the one; those whose words are the same are one text, which is compared with
others once. A pair of texts takes eight bytes on each side: of a flood of nearly the same words every text is alike to
every other.
"""

import math
from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, groupby
from operator import itemgetter

from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import Recommendation, Translation
from server.room.alike.comparing import ALIKE, SHARED, Version, score_of, versions_of

STANDING = ("proposed", "accepted")
"""What is compared: what waits, and what was accepted."""

_Wording = tuple[str, str, str, tuple[Translation, ...]]
_Found = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Near:
    """What a recommendation is alike to: how near it is, and in which language that was found.

    Units:   a score of 100 is the same words.
    """

    recommendation_id: str
    score: int
    language: str


_ROOM_FOR_GONE = 64
_SCORE_BITS, _LANGUAGE_BITS = 8, 24


@dataclass(eq=False, slots=True)
class _Text:
    """One wording, and whose it is.

    Shape:   `ids` are in order; `near` has for each text that it is alike to its place, the place of the language in
             which that was found, and the score, as one number; some may be of texts that are gone.
    """

    wording: _Wording
    versions: tuple[Version, ...]
    place: int
    ids: list[str] = field(default_factory=list)
    near: "array[int]" = field(default_factory=lambda: array("Q"))


class AlikePairs:
    """The pairs of one meeting."""

    def __init__(self) -> None:
        """Begin with nothing that stands."""
        self._by_id: dict[str, _Text] = {}
        self._at: dict[int, _Text] = {}
        self._places = count()
        self._languages: list[str] = []
        self._texts: dict[_Wording, _Text] = {}
        self._by_root: dict[str, dict[str, set[tuple[_Text, Version]]]] = {}

    def gone(self, standing: Mapping[str, Recommendation]) -> list[str]:
        """List those that stand here and not there."""
        return [one for one in self._by_id if one not in standing or standing[one].status not in STANDING]

    def has(self, recommendation: Recommendation) -> bool:
        """Say whether a recommendation stands here as it stands there, or in neither."""
        kept = self._by_id.get(recommendation.id)
        if recommendation.status not in STANDING:
            return kept is None
        return kept is not None and kept.wording == _wording_of(recommendation)

    def put(self, recommendation: Recommendation) -> None:
        """Take a recommendation as it stands now, in the place of what it was."""
        self.drop(recommendation.id)
        if recommendation.status not in STANDING:
            return
        wording = _wording_of(recommendation)
        text = self._texts.get(wording)
        if text is None:
            text = self._texts[wording] = _Text(wording, versions_of(recommendation), next(self._places))
            self._compare(text)
            self._at[text.place] = text
        insort(text.ids, recommendation.id)
        self._by_id[recommendation.id] = text

    def drop(self, recommendation_id: str) -> None:
        """Leave out a recommendation that is gone."""
        text = self._by_id.pop(recommendation_id, None)
        if text is None:
            return
        del text.ids[bisect_left(text.ids, recommendation_id)]
        if text.ids:
            return
        del self._texts[text.wording], self._at[text.place]
        for version in text.versions:
            for root in version.title:
                self._by_root[root][version.language].discard((text, version))
                if not self._by_root[root][version.language]:
                    del self._by_root[root][version.language]

    def scores(self, version: Version) -> dict[str, int]:
        """Say by recommendation how near it is to words that somebody types, in any language; the others have none."""
        best: dict[_Text, int] = {}
        for text, theirs in self._candidates(version):
            best[text] = max(best.get(text, 0), score_of(version, theirs))
        return {one: score for text, score in best.items() for one in text.ids}

    def near(self, recommendation_id: str) -> Iterator[Near]:
        """Name everything that a recommendation is alike to, the nearest first."""
        text = self._by_id.get(recommendation_id)
        if text is None:
            return
        found = list(self._found(text))
        if same := [alike for version in text.versions if (alike := _compared(version, version))]:
            found.append((*min(same, key=_order), text))
        found.sort(key=itemgetter(0), reverse=True)
        for score, texts in groupby(found, key=itemgetter(0)):  # whoever wants the nearest alone pays for no other
            (_, language, other), *others = texts
            named = [(one, said) for _, said, each in others for one in each.ids]
            ids = ((one, language) for one in other.ids)
            for one, said in sorted([*named, *ids]) if others else ids:
                if one != recommendation_id:
                    yield Near(one, score, said)

    def _found(self, text: _Text) -> Iterator[tuple[int, str, _Text]]:
        """Name the texts that one is alike to, each with its score and in which language that was found."""
        for packed in text.near:
            if other := self._at.get(packed >> _LANGUAGE_BITS):
                yield packed % (1 << _SCORE_BITS), self._languages[packed >> _SCORE_BITS & 0xFFFF], other

    def _keep(self, text: _Text, other: _Text, found: _Found) -> None:
        """Keep with one text what it is to another; those that are gone make way once they are more than half."""
        if len(text.near) > 2 * len(self._at) + _ROOM_FOR_GONE:
            text.near = array("Q", [one for one in text.near if one >> _LANGUAGE_BITS in self._at])
        score, language = found
        if language not in self._languages:
            self._languages.append(language)
        known = self._languages.index(language)
        text.near.append(other.place << _LANGUAGE_BITS | known << _SCORE_BITS | score)

    def _compare(self, text: _Text) -> None:
        """Find what a new text is alike to, and keep that with both."""
        best: dict[_Text, _Found] = {}
        for version in text.versions:
            for other, theirs in self._candidates(version):
                found = _compared(version, theirs)
                if found is not None and (other not in best or _order(found) < _order(best[other])):
                    best[other] = found
        for other, found in best.items():
            self._keep(text, other, found)
            self._keep(other, text, found)
        for version in text.versions:
            for root in version.title:
                self._by_root.setdefault(root, {}).setdefault(version.language, set()).add((text, version))

    def _candidates(self, version: Version) -> set[tuple[_Text, Version]]:
        """Find the texts in the same language that share a rare root of the title: no other can be alike.

        Of n roots at least `SHARED` * n / (2 - `SHARED`) must be shared, so that as many of the commonest, less one,
        need not be looked up.
        """
        known = {root: self._written_with(root, version.language) for root in version.title}
        roots = sorted(known, key=lambda root: (sum(map(len, known[root])), root))
        fewest = math.ceil(len(roots) * SHARED / (2 - SHARED))
        rare = roots[: len(roots) - max(0, fewest - 1)]
        return set().union(*(texts for root in rare for texts in known[root]))

    def _written_with(self, root: str, language: str) -> list[set[tuple[_Text, Version]]]:
        """Find the texts with a root in a language, and in one that nobody said; where that is not said, in any."""
        by_language = self._by_root.get(root, {})
        if not language:
            return list(by_language.values())
        return [by_language[said] for said in (language, "") if said in by_language]


def alike_pairs(proceedings: Proceedings) -> dict[str, tuple[Near, ...]]:
    """Find all pairs of a meeting from nothing: for each recommendation that is alike to others, these others.

    Shape:   it has every pair twice, once from each side, whoever may know of it; the nearest come first. What waits
             is in it too: whoever tells of pairs asks `views` who may hear of them.
    """
    pairs = AlikePairs()
    for one in proceedings.recommendations.values():
        pairs.put(one)
    found = {one: tuple(pairs.near(one)) for one in proceedings.recommendations}
    return {one: near for one, near in found.items() if near}


def _wording_of(recommendation: Recommendation) -> _Wording:
    return recommendation.language, recommendation.title, recommendation.text, recommendation.translations


def _compared(one: Version, other: Version) -> _Found | None:
    score = score_of(one, other)
    return (score, one.language or other.language) if score >= ALIKE else None


def _order(found: _Found) -> tuple[int, str]:
    """Order what was found: the nearest first, of equals those whose language comes first."""
    score, language = found
    return -score, language
