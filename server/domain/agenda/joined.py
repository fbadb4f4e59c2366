"""Sentences that a lay-out broke, put together again: words broken at a hyphen, scripts without spaces.

Refuses to know which lines belong together. Invariant: no letter is lost but hyphens that only the lay-out put there.
"""

import re

SOFT_HYPHEN = "\xad"
WORD = re.compile(r"\w[\w-]{0,60}")
UNCASED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff01-\uff5e]")
_BROKEN_WORD = re.compile(r"\w-$")
_WORD_BEFORE = re.compile(r"\w[\w-]*-$")
_SUSPENDED = frozenset({"and", "or", "et", "ou", "to"})


def joined(pieces: list[str], words: frozenset[str]) -> str:
    """Put the pieces of a broken sentence together, words that were broken at a hyphen as well."""
    put = pieces[:1]
    for after in pieces[1:]:
        before = put[-1]
        following = WORD.match(after)
        if before.endswith(SOFT_HYPHEN) and following:
            put[-1] = before[:-1]
        elif following and _BROKEN_WORD.search(before[-2:]) and following[0].casefold() not in _SUSPENDED:
            left = _WORD_BEFORE.search(before[-60:])
            start = left[0].casefold() if left else "-"
            rest = following[0].casefold()
            if start + rest not in words and start[:-1] + rest in words:
                put[-1] = before[:-1]
        elif before and not (UNCASED.match(before[-1]) and UNCASED.match(after)):
            put.append(" ")
        put.append(after)
    return "".join(put)
