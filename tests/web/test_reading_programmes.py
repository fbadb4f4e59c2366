"""`POST /api/read/programme`: how a programme is understood; what it shows founds a meeting, and nothing is stored."""

import json

import pytest

from tests.services import Service
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")
TEXT = "Forum on mills\n\nSession 1: Water\n9:00-10:30\nGuiding questions\n- Who owns the weir?\n\n10:30 Coffee\n"


def test_what_is_shown_founds_a_meeting(service: Service) -> None:
    """The tree with day and hours, and of each line what it was taken for; handed in, the tree becomes a meeting."""
    status, found = service.call("POST", "/api/read/programme?name=x.txt", TEXT.encode(), service.key)
    assert status == 200
    assert [(one["line"], one["kind"]) for one in found["lines"]] == [
        (1, "title"), (3, "session"), (4, "time"), (5, "heading"), (6, "question"), (8, "break"),
    ]  # fmt: skip
    (session,) = found["tree"]["sessions"]
    assert (session["title"], session["starts"], session["ends"], session["note"]) == (
        "Water", "09:00", "10:30", "9:00-10:30\n10:30 Coffee",
    )  # fmt: skip
    body = {"agenda": found["tree"], "regions": [{"id": "AF", "name": "Africa"}]}
    assert service.call("POST", "/api/meetings", body, service.key)[0] == 201


def test_a_text_may_come_as_json_and_what_is_odd_is_told_in_the_language_of_the_caller(service: Service) -> None:
    body = json.dumps({"text": "Forum\n\nSession 1. Water\n"}).encode()
    status, found = service.call("POST", "/api/read/programme?lang=fr&name=x.json", body, service.key)
    assert status == 200
    assert [(one["code"], one["message"][:5]) for one in found["problems"]] == [("no_question", "Ligne")]


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (b"", 422, "There is nothing in this file."),
        (b"\x89PNG\r\n\x1a\n", 422, "There are only pictures in this file"),
        (b"{\\rtf1 x}", 422, "A programme cannot be read from this kind of file (RTF)."),
        (b"\xe2\x80\x8b\n", 422, "The programme could not be read"),
        (b"x" * 4_200_000, 413, ""),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(service: Service, given: bytes, status: int, words: str) -> None:
    found = service.call("POST", "/api/read/programme", given, service.key)
    assert found[0] == status
    assert words in found[1]["message"]


def test_nobody_reads_without_the_key(service: Service) -> None:
    assert raw(service, "POST", "/api/read/programme", "x").status == 403
