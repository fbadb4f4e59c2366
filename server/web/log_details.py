"""What stands behind an act in the log, in the words of whoever reads it: how many seats, which part of a programme.

Refuses to know who acted and on what (the line says it). Invariant: a detail that has no words of its own, such as one
of an older release, stays as it was written.
"""

from collections.abc import Callable, Mapping

_COUNTED = ("seats", "badges")
_SHEETS = ("poster", "doors", "links")

Say = Callable[..., str]
Has = Callable[[str], bool]


def detail_in_words(say: Say, has: Has, detail: str, regions: Mapping[str, str]) -> str:
    """Say a detail; `regions` are the names of the regions by their ids."""
    head, _, rest = detail.partition(" ")
    if head in _COUNTED and rest.isdecimal():
        return say(f"acts.detail.{head}", n=int(rest))
    if head == "version":
        return _version(say, has, rest)
    if head in _SHEETS and not rest:
        return say(f"acts.detail.{head}")
    if not rest and has(f"role.{head.partition(':')[0]}"):
        role, _, region = head.partition(":")
        return " ".join([say(f"role.{role}"), *([regions.get(region, region)] if region else [])])
    view = rest.rpartition(" ")[2]
    return say(f"view.{view}") if head.endswith(":") and has(f"view.{view}") else detail


def _version(say: Say, has: Has, rest: str) -> str:
    """Say the version that an edit of the programme made, and what it changed."""
    number, _, parts = rest.partition(": ")
    named = [say(f"acts.part.{part}") if has(f"acts.part.{part}") else part for part in parts.split(", ") if part]
    return ": ".join([say("acts.detail.version", n=int(number)), *([", ".join(named)] if named else [])])
