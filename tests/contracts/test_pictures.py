"""The pictures that are kept are those that a document shows: all others are made when somebody wants to see them."""

import re

from tests.browser.gallery import IN_DOCUMENTS
from tests.contracts.tree import files

_SHOWN = re.compile(r"!\[[^\]]+\]\((?:docs/)?pictures/([\w-]+\.png)\)")


def test_what_is_kept_is_what_is_shown() -> None:
    shown = {name for path in files("*.md", "docs/*.md") for name in _SHOWN.findall(path.read_text("utf-8"))}
    assert shown == set(IN_DOCUMENTS) == {path.name for path in files("docs/pictures/*")}
