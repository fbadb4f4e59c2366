"""How near two texts are to each other: in one language, by the roots of their titles and of all their words.

A score of 100 is the same words in any order. Two titles that say the same but for a word here and there, each in the
place of another, ask for two things, unless their texts are nearly the same. Refuses to know who wrote them, and what
else was written. Invariants: the score of two texts depends on these two alone, and is the same whichever comes first;
two whose titles share less than `SHARED` of their roots have none, so that an index over roots finds every pair.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from server.domain.languages import primary
from server.domain.procedure.recommendations import Recommendation
from server.room.alike.folding import folded, root_of, roots_of
from server.room.alike.lexicon import LESS, NEGATIONS, NEGATIONS_ZH, OPPOSITES

ALIKE = 75
"""The lowest score of two texts that are alike."""
SHARED = 0.5
"""The smallest part of the roots of both titles that two texts have in common, if they are compared at all."""
_OF_TITLE = 0.65
_NEAR = 74
_OPPOSED = 40
_EXCHANGED, _A_FORM, _SAME_TEXT = 60, 50, 0.5
"""Of titles in which words are exchanged: their highest score, how near two forms of one word are, and two texts."""

_SIDE = {
    root_of(folded(word)): f"{number}{sign}"
    for number, sides in enumerate(OPPOSITES)
    for sign, words in zip("+-", sides, strict=True)
    for word in words.split()
}
_OTHER = {f"{number}{sign}": f"{number}{other}" for number in range(len(OPPOSITES)) for sign, other in ("+-", "-+")}


@dataclass(frozen=True, slots=True, eq=False)
class Version:
    """The words of a recommendation in one language, made ready: `words` are those of title and text.

    Shape:   `language` is empty where nobody said; `order` has the roots of the title as they follow each other;
             `denies`: the title asks that something should not be, or within limits.
    """

    language: str
    order: tuple[str, ...]
    title: frozenset[str]
    words: frozenset[str]
    has_text: bool
    denies: bool


def version_of(language: str, title: str, text: str) -> Version:
    """Make the words of one language ready to be compared."""
    order = tuple(_SIDE.get(root, root) for root in roots_of(title))
    of_title = frozenset(order)
    of_text = frozenset(_SIDE.get(root, root) for root in roots_of(text))
    plain = folded(title)
    denies = not NEGATIONS.isdisjoint(plain.split()) or any(word in plain for word in NEGATIONS_ZH)
    return Version(primary(language), order, of_title, of_title | of_text, bool(of_text), denies)


def versions_of(recommendation: Recommendation) -> tuple[Version, ...]:
    """Make the original and every translation of a recommendation ready to be compared."""
    written = [(recommendation.language, recommendation.title, recommendation.text)]
    written += [(one.language, one.title, one.text) for one in recommendation.translations]
    return tuple(version_of(*words) for words in written)


def score_of(one: Version, other: Version) -> int:
    """Say how near two texts in one language are, from 0 to 100."""
    if 2 * len(one.title & other.title) < SHARED * (len(one.title) + len(other.title)):
        return 0
    score = near = _nearness(one.title, other.title)
    if one.has_text and other.has_text:
        score = _OF_TITLE * near + (1 - _OF_TITLE) * _nearness(one.words, other.words)
    found = round(100 * score)
    if found > _OPPOSED and _are_opposed(one, other):
        return _OPPOSED
    return _EXCHANGED if found > _EXCHANGED and _are_exchanged(one, other) else found


def _are_exchanged(one: Version, other: Version) -> bool:
    """Say whether words of one title stand in the places of others of the other, and nothing else is different.

    A number is another number; of other words, what is nearly the same is a form of the same word. Who says the same
    in other words hardly ever keeps the place of every word; who asks the same of something else does.
    """
    if len(one.order) != len(other.order):
        return False
    both = zip(one.order, other.order, strict=True)
    exchanged = [(ours, theirs) for ours, theirs in both if ours != theirs and not _is_a_form(ours, theirs)]
    if not exchanged or any(ours in other.title or theirs in one.title for ours, theirs in exchanged):
        return False
    ours, theirs = one.words - one.title, other.words - other.title
    return not (ours and theirs and _nearness(ours, theirs) >= _SAME_TEXT)


def _is_a_form(one: str, other: str) -> bool:
    return not one.isdecimal() and bool(fuzz.ratio(one, other, score_cutoff=_A_FORM))


def _are_opposed(one: Version, other: Version) -> bool:
    """Say whether one title asks for the opposite of the other; to have less of something is to deny it, too."""
    if one.denies != other.denies and LESS.isdisjoint(one.title if other.denies else other.title):
        return True
    ours, theirs = _OTHER.keys() & one.title, _OTHER.keys() & other.title
    return any(_OTHER[side] in theirs and side not in theirs and _OTHER[side] not in ours for side in ours)


def _nearness(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Say which part of the roots both have; of the others, those that are nearly the same count in part."""
    if not (ours or theirs):
        return 0.0
    found = float(len(ours & theirs))
    pairs = sorted(
        (-near, min(one, other), max(one, other), one, other)
        for one in ours - theirs
        for other in theirs - ours
        if (near := fuzz.ratio(one, other, score_cutoff=_NEAR))
    )
    taken: set[str] = set()
    for near, _, _, one, other in pairs:
        if one not in taken and other not in taken:
            taken |= {one, other}
            found -= near / 100
    return 2 * found / (len(ours) + len(theirs))
