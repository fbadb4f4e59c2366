"""Parts of a document made of words alone, as most are.

Refuses to know what they say. Invariant: what says nothing makes nothing.
"""

from server.record.document import Cell, Heading, Paragraph, Run, Runs, Sentence, Style


def runs(words: str, language: str = "", *, strong: bool = False) -> Runs:
    """Make runs of words alone; none of no words."""
    return (Run(words, language, strong),) if words else ()


def sentence(words: str, basis: str = "", language: str = "") -> Sentence:
    """Make a sentence of words alone."""
    return Sentence(runs(words, language), basis)


def paragraph(*said: str, basis: str = "", style: Style = "body", language: str = "") -> Paragraph:
    """Make a paragraph of sentences that all rest on the same; those that say nothing are left out."""
    return Paragraph(tuple(sentence(one, basis, language) for one in said if one), style)


def heading(level: int, words: str, anchor: str = "", language: str = "") -> Heading:
    """Make a heading of words alone."""
    return Heading(level, runs(words, language), anchor)


def words_in(cell: Cell) -> str:
    """Say the words of a cell; of one that holds none, nothing."""
    return "".join(run.words for run in cell) if isinstance(cell, tuple) else ""
