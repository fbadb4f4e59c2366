"""Sentences read back into what they claim: of which code they are, and with which figures.

A sentence that can be read in two ways is found here: it would tell two readers different things.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations_with_replacement

from tests.words.reasons import IN_SHARES, IN_VOTES, SHARES, WORDS

SIGNS = {
    "en": (",", "."),
    "es": (".", ","),
    "fr": ("\u202f", ","),
    "ru": ("\u00a0", ","),
    "zh": (",", "."),
    "ar": (",", "."),
}
"""What parts thousands in a language, and what stands before decimals."""
_HOLE = re.compile(r"{(\w+)}")
_ISOLATES = re.compile("[\u2068\u2069]")
_BLANK = re.compile(r"\\ ")
"""Behind a number a blank is one at which no line ends."""

Said = int | Decimal | str | tuple[str, ...] | tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Claim:
    """What a sentence claims: a code, and figures as they are written."""

    code: str
    figures: Mapping[str, Said]


def kind_of(code: str, name: str) -> str:
    """Say of which kind a figure is."""
    if name == "votes" and not code.startswith("plenary_"):
        return "share" if code in IN_VOTES else "votes"
    if name in SHARES and code in IN_SHARES:
        return "share"
    return {"region": "region", "above_region": "region"}.get(name, name if name in ("regions", "verdict") else "whole")


class Reader:
    """Reads the sentences of one language, where regions are called like this."""

    def __init__(self, language: str, regions: Mapping[str, str]) -> None:
        """Take the language and the names of the regions by their ids."""
        self._words = WORDS[language]
        thousands, point = (re.escape(sign) for sign in SIGNS[language])
        self._signs = SIGNS[language]
        self._ids = {name: region for region, name in regions.items()}
        assert len(self._ids) == len(regions), "two regions of one name cannot be told apart"
        verdicts = {
            str(words): key.removeprefix("verdict.")
            for key, words in self._words.items()
            if re.fullmatch(r"verdict\.[a-z_]+", key)
        }
        self._verdicts = verdicts
        whole = rf"\u200e?-?\d+(?:{thousands}\d{{3}})*"
        name = "|".join(re.escape(one) for one in sorted(regions.values(), key=len, reverse=True)) or "(?!)"
        self._parted = str(self._words["list.separator"])
        row = lambda one: rf"(?:{one})(?:{re.escape(self._parted)}(?:{one}))*"  # noqa: E731
        self._kinds = {
            "whole": whole,
            "share": rf"{whole}(?:{point}\d+)?",
            "region": name,
            "regions": row(name),
            "votes": row(rf"(?:{name})\u00a0{whole}"),
            "verdict": "|".join(re.escape(said) for said in verdicts),
        }
        self._names = re.compile(name)
        self._sentences = {
            key.removeprefix("reason."): re.compile(self._pattern(key.removeprefix("reason."), str(words)))
            for key, words in self._words.items()
            if key.startswith("reason.")
        }

    def read(self, sentence: str) -> list[Claim]:
        """Read a sentence in every way in which it can be read."""
        plain = _ISOLATES.sub("", sentence)
        claims = []
        for code, pattern in self._sentences.items():
            if found := pattern.fullmatch(plain):
                figures = {name: self._figure(kind_of(code, name), text) for name, text in found.groupdict().items()}
                claims.append(Claim(code, figures))
        return claims

    def _pattern(self, code: str, words: str) -> str:
        parts = _HOLE.split(_ISOLATES.sub("", words))
        return "".join(
            f"(?P<{part}>{self._kinds[kind_of(code, part)]})" if at % 2 else _BLANK.sub("[ \u00a0]", re.escape(part))
            for at, part in enumerate(parts)
        )

    def _figure(self, kind: str, text: str) -> Said:
        if kind == "whole":
            return self._whole(text)
        if kind == "share":
            thousands, point = self._signs
            return Decimal(text.replace("\u200e", "").replace(thousands, "").replace(point, "."))
        if kind == "verdict":
            return self._verdicts[text]
        if kind == "region":
            return self._ids[text]
        return self._row(kind, text)

    def _whole(self, text: str) -> int:
        return int(text.replace("\u200e", "").replace(self._signs[0], ""))

    def _row(self, kind: str, text: str) -> Said:
        """Part a row where names part it: a name may hold the sign that stands between two."""
        one = f"({self._kinds['region']})" + (f"\u00a0({self._kinds['whole']})" if kind == "votes" else "")
        found = re.findall(one, text)
        if kind == "votes":
            return tuple((self._ids[name], self._whole(many)) for name, many in found)
        return tuple(self._ids[name] for name in found)


def alike(language: str) -> list[tuple[str, str]]:
    """Name the codes whose sentences are one: with the same figures nobody could tell which was meant."""
    kinds: dict[str, str] = {}
    for key, words in WORDS[language].items():
        if key.startswith("reason."):
            code = key.removeprefix("reason.")
            kinds[code] = _HOLE.sub(lambda hole: f"<{kind_of(code, hole[1])}>", str(words))  # noqa: B023
    pairs: Sequence[tuple[str, str]] = [*combinations_with_replacement(sorted(kinds), 2)]
    return [(one, other) for one, other in pairs if one != other and kinds[one] == kinds[other]]
