"""Rounding, everywhere in one way: as people do by hand, half a step away from nought.

So do the scripts of pages and every spreadsheet; a figure reads alike wherever it is shown.
"""

from fractions import Fraction
from math import floor


def rounded(figure: Fraction | int, decimals: int = 0) -> Fraction:
    """Round a figure to so many decimals."""
    steps = abs(Fraction(figure)) * 10**decimals
    found = Fraction(floor(steps + Fraction(1, 2)), 10**decimals)
    return found if figure >= 0 else -found
