"""A page asks at once for every script that it will need, and for none that it may never need."""

import re

import pytest

from server.resources import STATIC
from server.web.modules import modules_of
from tests.services import Service
from tests.web.browsers import a_tab, raw

PRELOADED = re.compile(r'<link rel="modulepreload" href="/static/[^/]+/([^"]+)">')
IMPORTED = re.compile(r'(?:\bfrom\s+|^import\s+)"(\.[^"]+)"', re.MULTILINE)


@pytest.mark.parametrize("page", ["delegate", "podium", "screen"])
def test_the_list_is_whole_and_closed(page: str) -> None:
    """Whatever a listed script imports is listed; what is imported only in an act is not, or only by another road."""
    first = f"js/{page}/{page}.js"
    listed = [STATIC / path for path in (first, *modules_of(first))]
    assert len(listed) > 10
    for script in listed:
        for needed in IMPORTED.findall(script.read_text("utf-8")):
            assert (script.parent / needed).resolve() in listed, f"{needed} of {script.name}"
    assert first not in modules_of(first)


def test_a_page_names_its_modules(service: Service) -> None:
    """Each once, under the name that changes with the files."""
    kit = service.new_meeting()
    slot, cookie, _ = a_tab(service, kit)
    answer = raw(service, "GET", f"/tab/{slot}/delegate/{kit.room('s1')['id']}", Cookie=cookie)
    assert answer.status == 200
    assert PRELOADED.findall(answer.page) == list(modules_of("js/delegate/delegate.js"))
