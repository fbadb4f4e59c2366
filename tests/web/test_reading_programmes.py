"""`POST /api/read/programme`: how a programme is understood; what it shows founds a meeting, and nothing is stored."""

import asyncio
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


def test_what_is_said_of_lines_holds_and_every_part_says_its_line(service: Service) -> None:
    """Handed in with the same bytes again. Holds R183."""
    _, before = service.call("POST", "/api/read/programme?name=x.txt", TEXT.encode(), service.key)
    path = "/api/read/programme?name=x.txt&kinds=session:8;objective:6"
    status, after = service.call("POST", path, TEXT.encode(), service.key)
    assert status == 200
    assert [one["title"] for one in before["tree"]["sessions"]] == ["Water"]
    assert [(one["title"], one["line"]) for one in after["tree"]["sessions"]] == [("Water", 3), ("Coffee", 8)]
    (objective,) = after["tree"]["sessions"][0]["objectives"]
    assert (objective["text"], objective["line"]) == ("Who owns the weir?", 6)
    assert {one["line"]: one["certain"] for one in after["lines"]}[8] == 1.0
    body = {"agenda": after["tree"], "regions": [{"id": "AF", "name": "Africa"}]}
    assert service.call("POST", "/api/meetings", body, service.key)[0] == 201


@pytest.mark.parametrize("kinds", ["session", "session:", "session:x", "nonsense:1", "heading:1", "note:0", "note:-1"])
def test_what_is_no_kind_or_no_line_is_refused(service: Service, kinds: str) -> None:
    status, told = service.call("POST", f"/api/read/programme?kinds={kinds}", TEXT.encode(), service.key)
    assert (status, told["code"]) == (422, "malformed")


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


def test_a_text_founds_the_meeting_that_its_tree_founds(service: Service) -> None:
    """Handed in with the regions it is read as by itself; sessions are held by region as the caller says."""
    regions = [{"id": "AF", "name": "Africa"}]
    found = service.call("POST", "/api/read/programme?name=x.txt", TEXT.encode(), service.key)[1]
    shown = []
    for agenda in (TEXT, found["tree"]):
        body = {"agenda": agenda, "regions": regions, "by_region": ["s1"]}
        status, founded = service.call("POST", "/api/meetings", body, service.key)
        assert status == 201
        meeting = service.call("GET", f"/api/meetings/{founded['meeting_id']}", None, service.key)[1]
        shown.append([{**each, "room_ids": len(each["room_ids"])} for each in meeting["sessions"]])
    assert shown[0] == shown[1]
    assert shown[0][0]["by_region"]


@pytest.mark.parametrize(
    ("agenda", "problem"),
    [("", (1, "empty")), ("A\n\nSession 1: B\x07\n", (3, "not_text")), ("x\n" * 20_001, (20_000, "too_many_lines"))],
)
def test_a_text_that_founds_no_meeting_is_told_line_by_line(
    service: Service, agenda: str, problem: tuple[int, str]
) -> None:
    body = {"agenda": agenda, "regions": [{"id": "AF", "name": "Africa"}]}
    status, refused = service.call("POST", "/api/meetings", body, service.key)
    assert (status, [(one["line"], one["code"]) for one in refused["problems"]]) == (422, [problem])


async def test_while_a_long_text_is_read_for_a_meeting_others_are_answered(service: Service) -> None:
    """It takes seconds to read, and not those of whoever casts meanwhile."""
    kit = await asyncio.to_thread(service.new_meeting)
    text = "Session 1: Water\n" + "\n".join(f"the {number} of the" for number in range(19_000))
    body = {"agenda": text, "regions": [{"id": "AF", "name": "Africa"}]}
    founding = asyncio.create_task(asyncio.to_thread(service.call, "POST", "/api/meetings", body, service.key))
    answered = 0
    while not founding.done():
        assert (await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair))[0] == 200
        answered += 1
    assert answered > 10
    assert (await founding)[0] in {201, 422}, "a busy machine may need more time than there is"


def test_nobody_reads_without_the_key(service: Service) -> None:
    assert raw(service, "POST", "/api/read/programme", "x").status == 403
