"""Reasons as they stand in a published list, read back so that they can be said.

Refuses to know sentences and to judge: a code that nobody knows is read like any other. Invariant: a figure that was
written as a share is a share again, and a whole number stays one.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from server.domain.counting.ranking import Figure, Reason

_SHARE = re.compile(r"-?\d+(/\d+)?")
_NAMES = frozenset({"region", "above_region", "above", "verdict"})
"""Figures that are names, whatever they look like."""


def read_reason(written: Mapping[str, object]) -> Reason:
    """Read a reason of a list in a file (docs/protocol.md, "The ranked list")."""
    figures = {name: _read(name, figure) for name, figure in written.items() if name != "code"}
    return Reason(str(written["code"]), figures)


def _read(name: str, figure: object) -> Figure:
    if isinstance(figure, list):
        return tuple(figure)
    if isinstance(figure, str):
        return Fraction(figure) if name not in _NAMES and _SHARE.fullmatch(figure) else figure
    assert isinstance(figure, int)  # noqa: S101 - a reason has no other figures
    return figure
