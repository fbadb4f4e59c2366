"""The scripts of the hall, run where there is no page: modules of `static/js` in a small engine of JavaScript.

The engine has no files, no network and no clock of its own, an upper bound for its memory, and is thrown away after
each call; its time is bounded by the process in which it runs, which is ended when it takes too long. What it lacks of
a browser is the writing of numbers and the choice of plurals: it gets them from `words`, as every file does. Refuses to
know what is drawn. Invariants: what is handed in goes in as JSON, so that no word is ever read as script; a
sentence that is missing is a defect, as on a page.
"""

import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from server.bundles import bundles_of
from server.resources import STATIC
from server.words.strings import Strings

MOST_MEMORY = 256 * 1024 * 1024
_STACK = 4 * 1024 * 1024

_BROWSER = """
globalThis.plenumMissing = [];
globalThis.console = { error: (said) => plenumMissing.push(String(said)), warn: () => {}, log: () => {} };
globalThis.Intl = {
  NumberFormat: class {
    constructor(_, { maximumFractionDigits = 3 } = {}) { this.most = maximumFractionDigits; }
    format(n) { return plenumNumber(String(n), this.most); }
  },
  PluralRules: class { select(n) { return plenumPlural(String(n)); } },
};
"""


class ScriptFault(Exception):  # noqa: N818 - a state of affairs
    """A script failed, or had no words for something: a defect of ours."""


Json = Any


def run_script(path: str, function: str, given: Mapping[str, Json], strings: Strings, language: str) -> Json:
    """Call a function that a module of `static/js` exports, and read what it returns; both are JSON.

    Raises:  ScriptFault.
    """
    import quickjs  # noqa: PLC0415 - for the processes alone that draw

    engine = quickjs.Context()
    engine.set_memory_limit(MOST_MEMORY)
    engine.set_max_stack_size(_STACK)
    engine.add_callable("plenumNumber", lambda figure, most: strings.number(language, Fraction(figure), int(most)))
    engine.add_callable("plenumPlural", lambda figure: strings.plural(language, Fraction(figure)))
    try:
        engine.eval(_BROWSER)
        engine.eval(_bundle(path))
        while engine.execute_pending_job():
            pass
        engine.set("plenumGiven", json.dumps(given, ensure_ascii=True))
        said = engine.eval(
            f'JSON.stringify(plenumModules.get("{path}").{function}(JSON.parse(plenumGiven)))'  # both are ours
        )
        missing = json.loads(engine.eval("JSON.stringify(plenumMissing)"))
    except quickjs.JSException as fault:
        raise ScriptFault(str(fault)) from fault
    if missing:
        raise ScriptFault("; ".join(missing))
    return json.loads(said)


@cache
def _bundle(path: str) -> str:
    """Write a module with all that it needs as one script."""
    text = bundles_of([path], lambda name: (STATIC / name).read_text("utf-8"))[path]
    return f"(async () => {{{text}}})().catch((fault) => plenumMissing.push(String(fault)))"
