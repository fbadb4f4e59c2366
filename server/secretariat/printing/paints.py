"""The sixteen paints of regions, as the sheets of the pages have them: one place says which they are."""

import re
from functools import cache

from server.resources import STATIC


@cache
def paints() -> tuple[str, ...]:
    """Read the paints in their order, as `#rrggbb`."""
    tokens = (STATIC / "css" / "tokens.css").read_text("utf-8")
    paint_of = dict(re.findall(r"(--p-[a-z]+): (#[0-9a-f]{6});", tokens))
    chosen: dict[str, str] = {}
    for number, name in re.findall(r"--region-(\d+): var\((--p-[a-z]+)\)", tokens):
        chosen.setdefault(number, paint_of[name])
    return tuple(chosen[str(number)] for number in range(1, len(chosen) + 1))
