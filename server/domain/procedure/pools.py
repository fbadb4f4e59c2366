"""Regions that count together as one, because each alone is too small to be shown: how that one is called.

Refuses to know who is in it and when it is made (`opening`). Invariant: the id of what counts together says of which
regions it is, and can be that of no region, for none has the sign that stands between them.
"""

from collections.abc import Sequence

_TOGETHER = "+"


def id_of_pool(members: Sequence[str]) -> str:
    """Name what counts together by the ids of its regions."""
    return _TOGETHER.join(members)


def name_of_pool(names: Sequence[str]) -> str:
    """Name it by the names of its regions."""
    return f" {_TOGETHER} ".join(names)


def members_in(counted: str) -> tuple[str, ...]:
    """Say of which regions a counted one is, by its id: of itself, or of those that count together."""
    return tuple(counted.split(_TOGETHER))
