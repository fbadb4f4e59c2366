"""What a page leaves in memory once it is drawn: nothing that only a search of old garbage would find."""

import gc
from collections.abc import Iterator

import pytest
from jinja2 import DictLoader, Environment
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Context, StrictUndefined

from server.web.drawing import Drawing

PAGE = """
{%- macro named(one) %}{{ one.name }}{% endmacro -%}
{%- set one = rows | selectattr("id", "equalto", wanted) | first -%}
{{ named(one) }}"""
ROWS = [{"id": "a", "name": "Ama"}, {"id": "b", "name": "Bo"}, {"id": "b", "name": "Cy"}]


@pytest.fixture
def drawing() -> Iterator[Drawing]:
    """Draw from templates as the service does; garbage is searched for by nobody but the drawing."""
    loader = DictLoader({"page.html": PAGE})
    gc.collect()
    gc.disable()
    yield Drawing(Environment(loader=loader, autoescape=True, undefined=StrictUndefined, enable_async=True))
    gc.enable()


async def test_what_was_drawn_is_forgotten_with_the_page(drawing: Drawing) -> None:
    """Also where it took the first of many: what was not read to its end would hold the page until the loop turns."""
    assert [await drawing.draw("page.html", {"rows": ROWS, "wanted": "b"}) for _ in range(5)] == ["Bo"] * 5
    assert not [one for one in gc.get_objects() if isinstance(one, Context) and one.name == "page.html"]


async def test_the_first_of_nothing_is_nothing_that_could_be_shown(drawing: Drawing) -> None:
    with pytest.raises(UndefinedError):
        await drawing.draw("page.html", {"rows": ROWS, "wanted": "z"})
