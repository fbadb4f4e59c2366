"""From words as people write them to what is compared of them: roots without capitals, accents, signs and endings.

Refuses to know what is alike. Invariant: what comes of some words depends on these alone, whatever else was said.
"""

import re
import unicodedata

from server.room.alike.lexicon import FRAMES_ZH, PASSED_OVER, SIGNS_ZH

_LONGEST_ROOT = 5
_SHORTEST = 3
_SAME_LETTER = str.maketrans({"ة": "ه", "ى": "ي", "ء": None, "ـ": None, "œ": "oe", "æ": "ae", "ø": "o", "ı": "i"})
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_ARABIC, _CYRILLIC = re.compile(r"[\u0620-\u06ff]"), re.compile(r"[\u0400-\u04ff]")
_BEFORE_AR = ("وبال", "وال", "بال", "كال", "فال", "لل", "ال")
_AFTER_AR = ("ات", "ون", "ين", "ها", "هم", "ان", "ه", "ي", "ا")
_SMALL_AR = ("و", "ب", "ل")
_BETWEEN_ZH = re.compile("|".join([*sorted(FRAMES_ZH, key=len, reverse=True), f"[{SIGNS_ZH}]"]))


def folded(words: str) -> str:
    """Write words in one way: without capitals, accents and vowel signs, in plain digits and one form of a letter."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_SAME_LETTER)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain)


def roots_of(words: str) -> list[str]:
    """List the roots of some words in their order, less those that nearly every proposal has.

    Shape:   of Chinese each two characters that follow each other, in one word or not.
    """
    found: list[str] = []
    for word in _WORD.findall(folded(words)):
        rest = _HAN.sub(" ", word)
        for run in _HAN.findall(word):
            found += _twos(run)
        for part in rest.split():
            if part not in PASSED_OVER and (root := root_of(part)) not in PASSED_OVER:
                found.append(root)
    return found


def root_of(word: str) -> str:
    """Cut the endings, and in Arabic what is written before a word, from one folded word."""
    if word.isdecimal():
        return word
    if _ARABIC.search(word):
        return _root_ar(word)
    if _CYRILLIC.search(word):
        return _bare(word, "аяоеиыуюьйхм")[:_LONGEST_ROOT]
    return _bare(_bare(word, "s", 1), "aeo", 1)[:_LONGEST_ROOT]


def _bare(word: str, endings: str, most: int = 3) -> str:
    while most and len(word) > _SHORTEST and word[-1] in endings:
        word, most = word[:-1], most - 1
    return word


def _root_ar(word: str) -> str:
    before = next((one for one in _BEFORE_AR if word.startswith(one) and len(word) - len(one) >= _SHORTEST), "")
    word = word.removeprefix(before)
    if not before and len(word) > _SHORTEST + 1 and word[0] in _SMALL_AR and word[1] != "ا":
        word = word[1:]
    after = next((one for one in _AFTER_AR if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
    return word.removesuffix(after)


def _twos(run: str) -> list[str]:
    twos: list[str] = []
    for part in _BETWEEN_ZH.split(run):
        if len(part) == 1:
            twos.append(part)
        twos += [part[place : place + 2] for place in range(len(part) - 1)]
    return twos
