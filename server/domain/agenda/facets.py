"""Facets of a guiding question: what an answer says of itself beside its words; and which kinds of answer there are.

Refuses to know who answers. Invariants: ids are unique among the facets of a question, and among the options of a
facet; what is new is called after its name, so that the id of what is gone does not soon come to mean something else.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args
from zlib import crc32

AnswerKind = Literal["recommendation", "achievement", "lesson", "practice", "structure"]
"""What an answer to a guiding question is; all but a recommendation are collected, and seldom voted on."""
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
USUAL_KINDS: tuple[AnswerKind, ...] = ("recommendation",)
"""What a question asks for that does not say it."""
FacetKind = Literal["one", "several", "text"]
"""How a facet is answered: with one of its options, with several, or in words."""
FACET_KINDS: tuple[FacetKind, ...] = get_args(FacetKind)

MOST_FACETS = 8
MOST_OPTIONS = 12
MOST_FACETS_IN_ALL = 400
LONGEST_NAME = 60
_LONGEST_ID = 16


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a facet may have."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet of a question, in the language of the meeting; an answer without one that is `asked` for is marked."""

    id: str
    name: str
    kind: FacetKind = "text"
    options: tuple[Option, ...] = ()
    asked: bool = True


def id_after(name: str, taken: Collection[str]) -> str:
    """Make an id after a name; where that is taken, or in no Latin letters, with a figure."""
    stem = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:_LONGEST_ID].strip("-")
    stem = stem or f"x{crc32(name.encode()):08x}"
    number, made = 1, stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    return made
