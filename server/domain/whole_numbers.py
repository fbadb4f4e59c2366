"""Whole numbers that a stranger wrote, in a file or an address.

Invariant: nothing that is written is too long to be read: Python refuses to read a number of thousands of digits, and
whoever forgets that answers a stranger with a defect.
"""

MOST_DIGITS = 9


def whole_number(text: str, otherwise: int) -> int:
    """Read a whole number; of a longer one the first nine digits, which is more than anything here can be."""
    return int((text.lstrip("0") or "0")[:MOST_DIGITS]) if text.isdecimal() else otherwise
