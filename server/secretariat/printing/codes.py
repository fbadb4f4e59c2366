"""Codes to scan as they are printed: one path of dark modules on white, with the quiet zone around it.

Refuses to know what is in a code. Invariant: a code is a single path, so that no seam shows between its modules.
"""

import re

import segno

QUIET = 4
"""How many modules around a code stay white. Source: ISO/IEC 18004."""
_SPECIAL = re.compile(r'([\\;,:"])')


def drawn_code(said: str) -> str:
    """Draw a code as SVG."""
    rows = segno.make(said, error="m", micro=False).matrix
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{QUIET + found.start()} {QUIET + at}h{len(found[0])}v1h-{len(found[0])}z"
        for at, row in enumerate(rows)
        for found in re.finditer("1+", "".join(map(str, row)))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def wifi_code(name: str, password: str) -> str:
    """Say how a phone is told of a wifi network.

    Source:  the text that phones of all makers read: `WIFI:T:WPA;S:name;P:password;;`.
    """
    name, password = (_SPECIAL.sub(r"\\\1", said) for said in (name, password))
    return f"WIFI:T:WPA;S:{name};P:{password};;" if password else f"WIFI:T:nopass;S:{name};;"
