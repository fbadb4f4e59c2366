"""The languages that Plenum speaks, the six of the United Nations, and the names of all others.

Refuses to know how a language is called in another. Invariant: a tag is kept in one way of writing it.
"""

import re

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
LONGEST_TAG = 35
"""As long as tags of every living use are (RFC 5646, 4.4.1)."""

_TAG = re.compile(
    """
    (?: [a-z]{2,3} (?: -[a-z]{3} ){0,3} | [a-z]{4} | [a-z]{5,8} )   # the language, with what extends it
    (?: -[a-z]{4} )?                                                # its script
    (?: -(?: [a-z]{2} | [0-9]{3} ) )?                               # where it is spoken
    (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*                  # its variants
    (?: -[0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )*                       # extensions
    (?: -x (?: -[a-z0-9]{1,8} )+ )?                                 # what its users have agreed on
    | x (?: -[a-z0-9]{1,8} )+
    """,
    re.VERBOSE | re.ASCII,
)


def read_language(typed: str) -> str | None:
    """Read the tag of a language, such as `pt-BR`, in one way of writing; None for what is not well-formed.

    Source:  BCP 47 (RFC 5646, 2.1 and 2.1.1); irregular tags of before 2006 are passed over.
    """
    tag = typed.strip().lower().replace("_", "-")
    if len(tag) > LONGEST_TAG or not _TAG.fullmatch(tag):
        return None
    parts = tag.split("-")
    if parts[0] == "x":
        return tag
    single = next((place for place, part in enumerate(parts) if len(part) == 1), len(parts))
    written = [_cased(part) if 0 < place < single else part for place, part in enumerate(parts)]
    return "-".join(written)


def _cased(part: str) -> str:
    """Write a script with one capital and a region in capitals; all else stays small."""
    if not part.isalpha():
        return part
    return {4: part.title(), 2: part.upper()}.get(len(part), part)


def primary(tag: str) -> str:
    """Say the language of a tag without its script, region and variants."""
    return tag.partition("-")[0]
