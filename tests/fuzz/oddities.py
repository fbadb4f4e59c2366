"""Odd values: what no careful client sends, ready to stand in a frame, a body, a header or an address.

Invariant: everything is drawn from the dice that are handed in, so that a seed repeats it.
"""

import random

import msgspec

TEXTS = (
    "", " ", "a", "\u0000", "\u001b[31m", "é", "e\u0301" * 40, "\u202e\u2066abc", "\ufeff", "\u200b\u200d", "\ufffd",
    "\u2028",
    "مرحبا", "会议", "🏳️‍🌈", "𝔘" * 30, "a" * 120, "a" * 121, "x" * 65, "../../etc/passwd", "'; --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "${7*7}",
    "%00", "%s%n", "=1+1", "__proto__", "constructor", "toString", "null", "None", "NaN", "-1", "0",
    "for", "approve", "against", "en", "ar", "xx", "1/2", "1/0", "\r\nX: y", "a\tb", "line\nline",
)  # fmt: skip
"""Texts by hand: boundaries of lengths, directions, control characters, words of other languages and of programs."""
_WHOLE = (0, 1, -1, 2, 59, 60, 255, 3_600, 3_601, 2**31 - 1, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, -(2**63))
_ODD = (b"-0", b"1.0", b"0.5", b"1e3", b"1e999", b"-1e-999", b"9" * 400, b"9" * 5_000, b"1.7976931348623157e308")
NUMBERS = (*(str(number).encode() for number in _WHOLE), *_ODD)
"""Numbers as they lie on the wire, since some of them are no number of any language."""
DEEP = (b"[" * 31 + b"]" * 31, b"[" * 33 + b"]" * 33, b'{"a":' * 40 + b"1" + b"}" * 40, b"[" * 3_000 + b"]" * 3_000)
BROKEN = (
    b"NaN",
    b"Infinity",
    b"01",
    b"+1",
    b"'a'",
    b"tru",
    b'"\\ud800"',
    b'"\\u12"',
    b'"\\x41"',
    b'"',
    b"",
    b"[1,]",
    b"{,}",
)
"""What is no JSON."""
SIMPLE = (b"null", b"true", b"false", b"[]", b"{}", b'""', b"[null]", b'{"":""}', b"[[],{}]", b'{"a":1,"a":2}')
STRANGE_LETTERS = "aé\u0000\u0301\u202e会🏳\ud7ff\uffff\U0010ffff \"\\/<&'`\n\t"


class Oddities:
    """One source of odd values."""

    def __init__(self, dice: random.Random) -> None:
        """Draw from these dice."""
        self.dice = dice

    def text(self) -> str:
        """Draw a text, mostly a short one."""
        dice = self.dice
        if dice.random() < 0.6:
            return dice.choice(TEXTS)
        return "".join(dice.choices(STRANGE_LETTERS, k=dice.choice((1, 2, 3, 5, 8, 63, 64, 65, 120))))

    def said(self) -> bytes:
        """Draw any value as it lies on the wire; few of them are broken or deep."""
        dice = self.dice
        share = dice.random()
        if share < 0.4:
            return msgspec.json.encode(self.text())
        if share < 0.7:
            return dice.choice(NUMBERS)
        if share < 0.92:
            return dice.choice(SIMPLE)
        if share < 0.96:
            return dice.choice(BROKEN)
        if share < 0.98:
            return dice.choice(DEEP)
        return b"[" + b",".join(self.said() for _ in range(dice.randrange(4))) + b"]"

    def spoilt(self, said: bytes) -> bytes:
        """Take, put in, double or change a few bytes; what was ASCII stays ASCII, so that most can still be read."""
        dice = self.dice
        for _ in range(dice.choice((1, 1, 1, 2, 4))):
            at, kind = dice.randrange(len(said) + 1), dice.randrange(4)
            if kind == 0:
                said = said[:at] + said[at + dice.choice((1, 2, 9)) :]
            elif kind == 1:
                said = said[:at] + bytes((dice.randrange(128),)) + said[at:]
            elif kind == 2:
                said = said[:at] + bytes((dice.randrange(128),)) + said[at + 1 :]
            else:
                said = said[:at] + said[max(0, at - dice.randrange(40)) :]
        return said
