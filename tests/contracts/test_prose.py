"""Documents have one sentence a line: who changes a sentence changes a line, and two who change two do not meet."""

from pathlib import Path

import pytest

from tests.contracts.prose import sentences, written
from tests.contracts.tree import files, name_of


@pytest.mark.parametrize("path", files("docs/**/*.md"), ids=name_of)
def test_a_document_has_one_sentence_a_line(path: Path) -> None:
    """`python -m tests.contracts.prose` writes it so."""
    text = path.read_text("utf-8")
    assert written(text) == text


@pytest.mark.parametrize(
    ("prose", "cut"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("As `a.B c. D` says. It ends.", ["As `a.B c. D` says.", "It ends."]),
        ("By S. J. Brams, e.g. Approval voting (1978). `marks` follow.", None),
        ("**Bold.** Then 250 lines. 3. is no item.", ["**Bold.** Then 250 lines. 3. is no item."]),
        ("(All of it.) And on.", ["(All of it.)", "And on."]),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(prose: str, cut: list[str] | None) -> None:
    """Not in code, not behind an initial, and never so that a list would begin."""
    assert list(sentences(prose)) == (cut or [prose.removesuffix(" `marks` follow."), "`marks` follow."])


def test_what_is_no_prose_stays_as_it_is() -> None:
    """Tables, code, headings and pictures; an item of a list goes on below its first word."""
    document = "# One. Two\n\n```\nA. B.\n```\n\n| A. B. | C |\n|---|---|\n\n- First. Second\n  goes on.\n- Next.\n"
    assert written(document) == document.replace("First. Second\n  goes on.", "First.\n  Second goes on.")
