"""The scripts of a page in one file: written as many small modules, and sent as one.

Each of sixty modules costs a browser a request, its answer's head and a compression of its own: on the wifi of a full
hall that is seconds. So the address of a module that is asked for by itself (the first of a page, or one behind
`import()`) hands out with it whatever it needs. Modules keep their lines; what they export waits under their name in
one map of the page, so that a module which comes in two files is still run once.

Refuses to know any JavaScript but what our modules are written in: names are imported one by one, from literal paths,
what is exported is a constant or a function, and only the first module of a file waits for anything before it is done.
Invariants: what anything needs stands before it; what a page has for certain when it asks for a file is not in that
file; nothing stands twice in one file.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.[^"]+)";', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export (?=(?:const|function|async function) (\w+))", re.MULTILINE)
_WAITS = re.compile(r"^await ", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_MAP = "const modules = (globalThis.plenumModules ??= new Map());\n"


class NotOurs(Exception):  # noqa: N818 - a state of affairs
    """A module is written in a way that cannot be put into a file with others, or needs what needs it."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module as it is written, and what it needs.

    Shape:   `needs` are paths of modules that come with it, `later` of those that it asks for in an act.
    """

    path: str
    text: str
    needs: tuple[str, ...]
    later: tuple[str, ...]


def read_module(path: str, text: str) -> Module:
    """Find what a module needs."""
    needs = [_beside(path, found[2]) for found in _IMPORT.finditer(text)]
    later = [_beside(path, found[1]) for found in _LATER.finditer(text)]
    return Module(path, text, tuple(dict.fromkeys(needs)), tuple(dict.fromkeys(later)))


def bundles_of(firsts: Sequence[str], read: Callable[[str], str]) -> dict[str, str]:
    """Write every file that pages ask for, by path.

    Shape:   `firsts` are the first modules of pages, `read` gives the text of a module by its path.
    Raises:  NotOurs.
    """
    return _Writer(read).write(firsts)


class _Writer:
    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._modules: dict[str, Module] = {}

    def write(self, firsts: Sequence[str]) -> dict[str, str]:
        there: dict[str, set[str]] = {first: set() for first in firsts}
        waiting = [(later, set(self._all(first))) for first in firsts for later in self._asked_by(first)]
        while waiting:
            asked, certain = waiting.pop()
            had = there.get(asked)
            there[asked] = certain if had is None else had & certain
            if there[asked] != had:
                certain = there[asked] | set(self._all(asked))
                waiting += [(later, certain) for later in self._asked_by(asked)]
        return {path: self._written(path, had) for path, had in there.items()}

    def _asked_by(self, first: str) -> list[str]:
        """List what the modules of a file ask for in an act."""
        return [later for path in self._all(first) for later in self._module(path).later]

    def _module(self, path: str) -> Module:
        if path not in self._modules:
            self._modules[path] = read_module(path, self._read(path))
        return self._modules[path]

    def _all(self, first: str) -> tuple[str, ...]:
        """List what comes with a module, itself last: what anything needs stands before it."""
        done: dict[str, None] = {}
        self._visit(first, done, ())
        return tuple(done)

    def _visit(self, path: str, done: dict[str, None], within: tuple[str, ...]) -> None:
        if path in within:
            raise NotOurs(f"{path} needs itself, by way of {within[-1]}")
        for needed in self._module(path).needs:
            if needed not in done:
                self._visit(needed, done, (*within, path))
        done[path] = None

    def _written(self, first: str, had: set[str]) -> str:
        return _MAP + "".join(self._one(self._module(path), first) for path in self._all(first) if path not in had)

    def _one(self, module: Module, first: str) -> str:
        """Write one module of a file: run once, wherever it comes first, and its exports under its path."""
        text, names = module.text, [found[1] for found in _EXPORT.finditer(module.text)]
        text = _IMPORT.sub(lambda found: _taken(found[1], _beside(module.path, found[2])), text)
        text = _LATER.sub(lambda found: _brought(_beside(module.path, found[1]), first), text)
        text = _EXPORT.sub("", text)
        if left := _LEFT.search(text):
            raise NotOurs(f"{module.path}: {left[0]}")
        asks = "async " if module.path == first else ""
        if not asks and _WAITS.search(text):
            raise NotOurs(f"{module.path} waits, and others would not wait for it")
        name = f'"{module.path}"'
        return (
            f"if (!modules.has({name})) modules.set({name}, {'await ' if asks else ''}({asks}() => {{{text}\n"
            f"return {{ {', '.join(names)} }};\n}})());\n"
        )


def _beside(path: str, said: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), said))


def _taken(names: str, path: str) -> str:
    """Write an import as what it takes from the map."""
    return f'const {{{names.replace(" as ", ": ")}}} = modules.get("{path}");'


def _brought(path: str, first: str) -> str:
    """Write an import of an act as one of a file, whose address is as seen from the file that it stands in."""
    address = posixpath.relpath(path, posixpath.dirname(first))
    shown = address if address.startswith(".") else f"./{address}"
    return f'import("{shown}").then(() => modules.get("{path}"))'
