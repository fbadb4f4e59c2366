"""How documents are written: one sentence a line, so that a change of one sentence is a change of one line.

`python -m tests.contracts.prose` writes every document of `docs/` so. Refuses to touch what is no prose: tables, code,
headings, pictures. Invariant: what a reader sees stays as it is.
"""

import re
from collections.abc import Iterable, Iterator

from tests.contracts.tree import files

_ITEM = re.compile(r"( *)([-*+]|\d+[.)])( +)")
_NO_PROSE = re.compile(r"\s*([|#>]|!\[|<|---|$)| {4}")
_CODE = re.compile(r"`[^`]*`")
_OPENS, _CLOSES = '["“‘(*_\\[]*', '["”’)*_\\]]*'
_END = re.compile(rf"(?<=[.!?]){_CLOSES}( )(?={_OPENS}(?:[A-ZÀ-Þ`]|\d+(?![.)\d])))")
_LEAD = re.compile(r"(\*\*?)[^*]+\1")
_SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|cf|pp?|vol|no|No|Art|St|etc|vs)|\b[A-Z])\.$")


def sentences(prose: str) -> Iterator[str]:
    """Cut prose where a sentence ends; a point in code, in an initial or in a short form ends none.

    Words set apart that lead in, as *Example.* does, stay with the sentence that they lead to.
    """
    covered = _CODE.sub(lambda code: "`" + "x" * (len(code[0]) - 2) + "`", prose)
    begin = 0
    for end in _END.finditer(covered):
        said = covered[begin : end.start(1)]
        if not (_LEAD.fullmatch(said) or _SHORT.search(said.rstrip('"”’)*_]'))):
            yield prose[begin : end.start(1)]
            begin = end.end(1)
    yield prose[begin:]


def written(document: str) -> str:
    """Write a document as it should stand."""
    return "\n".join(_lines(document.splitlines())) + "\n"


def _lines(lines: Iterable[str]) -> Iterator[str]:
    paragraph: list[str] = []
    fenced = False
    for line in lines:
        at_fence = line.lstrip().startswith("```")
        item = None if fenced else _ITEM.match(line)
        inside = bool(paragraph) and not at_fence and not fenced
        if inside and not item and not re.match(r"\s*([|#>]|!\[|<|---|$)", line):
            paragraph.append(line.strip())
            continue
        yield from _told(paragraph)
        paragraph = []
        fenced ^= at_fence
        if item or not (at_fence or fenced or _NO_PROSE.match(line)):
            paragraph = [line.rstrip()]
        else:
            yield line
    yield from _told(paragraph)


def _told(paragraph: list[str]) -> Iterator[str]:
    if not paragraph:
        return
    item = _ITEM.match(paragraph[0])
    marker = item[0] if item else re.match(r" *", paragraph[0])[0]  # type: ignore[index]
    said = sentences(" ".join([paragraph[0][len(marker) :], *paragraph[1:]]))
    for at, sentence in enumerate(said):
        yield (marker if at == 0 else " " * len(marker)) + sentence


def main() -> None:
    """Write every document of `docs/`."""
    for path in files("docs/**/*.md"):
        path.write_text(written(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
