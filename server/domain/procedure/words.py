"""What people typed, as far as it can be read and printed.

Refuses to know what the words are for. Invariant: what is left is in the order in which it was typed.
"""

import unicodedata


def printable(words: str) -> str:
    """Drop control characters, which say nothing and which no document can hold; lines stay lines."""
    return "".join(letter for letter in words if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs"))
