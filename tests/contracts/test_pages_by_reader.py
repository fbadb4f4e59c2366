"""The pages for chairs, moderators and secretariats say what the service says, and everybody finds their page."""

import json
import re
from pathlib import Path

import pytest

from tests.contracts.tree import ROOT, files, name_of

PAGES = files("docs/for-*.md")


def sentences() -> set[str]:
    """Read every sentence of the English locale, plural forms apart."""
    said = json.loads((ROOT / "locales" / "en.json").read_text("utf-8"))
    return {form for one in said.values() for form in (one.values() if isinstance(one, dict) else (one,))}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_words_in_quotes_are_those_of_the_page(path: Path) -> None:
    """Whoever looks for a button finds it under the name that stands here."""
    quoted = set(re.findall(r"“([^”]+)”", path.read_text("utf-8")))
    assert quoted - {"quotes"} <= sentences()


def test_every_document_is_found_from_the_readme_by_its_reader() -> None:
    """No page of docs/ is left out, but decisions and the tour, which are entered by their first page."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert {name_of(path) for path in files("docs/*.md") if f"({name_of(path)})" not in readme} == set()
