"""The modules of a page: every script that its first script needs, so that a browser asks for all of them at once.

Without the list it would find one layer of imports after the other, and each costs a way there and back. Refuses to
know what scripts do. Invariant: what is fetched only when it is asked for (`import()`) is not in the list.
"""

import posixpath
import re
from functools import cache

from server.resources import STATIC

_NEEDS = re.compile(r"""^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*["'](\.[^"']+)["']""", re.MULTILINE)


@cache
def modules_of(script: str) -> tuple[str, ...]:
    """Find what a script needs, nearest first, without itself; paths are as below `static/`."""
    found = {script: None}
    waiting = [script]
    while waiting:
        text = (STATIC / waiting[0]).read_text("utf-8")
        folder = posixpath.dirname(waiting.pop(0))
        for needed in _NEEDS.findall(text):
            path = posixpath.normpath(posixpath.join(folder, needed))
            if path not in found:
                found[path] = None
                waiting.append(path)
    return tuple(found)[1:]
