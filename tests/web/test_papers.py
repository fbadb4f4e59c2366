"""Papers by calls: handed in by the desk, read by everybody of the meeting, and by nobody else."""

import asyncio
import json
from contextlib import AsyncExitStack
from urllib.parse import unquote

import pytest

from server.cli.meetings import erase
from server.domain.procedure.file_kinds import LARGEST_FILE
from server.rehearsal.phone import Phone
from tests.builders import a_request
from tests.conftest import until
from tests.files import a_jpeg, a_pdf, a_png
from tests.pictures import Witness
from tests.services import Json, Kit, Service
from tests.web.browsers import a_tab, raw

BIDI = "report%E2%80%AEfdp.exe"


def hand_in(kit: Kit, given: bytes, credential: str, name: str = "paper.pdf") -> tuple[int, Json]:
    """Hand a file in."""
    return kit.service.call("POST", f"/api/meetings/{kit.id}/files?name={name}", given, credential)


def edit(kit: Kit, version: int, papers: list[Json], credential: str = "") -> tuple[int, Json]:
    """Say which papers there are to be, by a call."""
    said = {"type": "edit_programme", "request_id": a_request(), "version": version, "changes": {"papers": papers}}
    return kit.service.call("POST", f"/api/rooms/{kit.id}desk/acts", said, credential or kit.service.key)


def shown(kit: Kit, credential: str = "") -> list[Json]:
    """Read the papers of the meeting."""
    _, meeting = kit.service.call("GET", f"/api/meetings/{kit.id}", None, credential or kit.chair)
    return list(meeting["papers"])


def a_file(kit: Kit, given: bytes, name: str = "paper.pdf", session_id: str = "s1") -> Json:
    """Hand a file in and have a paper speak of it."""
    status, kept = hand_in(kit, given, kit.service.key, name)
    assert status == 201, kept
    _, meeting = kit.service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)
    new = {"session_id": session_id, "kind": "file", "title": "A file", **{one: kept[one] for one in ("file", "name")}}
    status, done = edit(kit, meeting["version"], [*[paper["id"] for paper in meeting["papers"]], new])
    assert (status, done["type"]) == (200, "done"), done
    return shown(kit)[-1]


async def test_a_paper_is_heard_by_everybody_and_in_the_log(service: Service, second_service: Service) -> None:
    """As every change of the programme is, in every process; two desks never write over each other. Holds R190."""
    kit = await asyncio.to_thread(service.new_meeting)
    text = {"session_id": "s1", "kind": "text", "title": "Read this", "text": "Some words"}
    async with AsyncExitStack() as hall:
        phone = await asyncio.to_thread(kit.a_delegate)
        ear = Witness(second_service.base_url, kit.room("s1")["id"], phone["credential"])
        ear = await hall.enter_async_context(ear)
        status, done = await asyncio.to_thread(edit, kit, 1, [text])
        assert (status, done["type"]) == (200, "done")
        await until(
            lambda: any(one["type"] == "programme_changed" and one["version"] == 2 for one in ear.heard),
            "the paper to be heard",
        )
        (paper,) = await asyncio.to_thread(shown, kit.at(second_service), phone["credential"])
        assert {name: paper[name] for name in text} == text
    status, late = await asyncio.to_thread(edit, kit, 1, [{**text, "title": "Another"}])
    assert (status, late["code"], late["current"]["papers"]) == (409, "overtaken", [paper])
    _, lines = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}/acts.csv", None, service.key)
    assert "version 2: papers" in lines


def test_only_the_desk_hands_in_and_edits(service: Service) -> None:
    """Holds R191."""
    kit, other = service.new_meeting(), service.new_meeting()
    credentials = kit.founded["credentials"]
    desk = kit.desk()
    for who in (credentials["chair"], credentials["moderators"]["AF"], credentials["screen"], credentials["observer"],
                kit.a_delegate()["credential"], other.desk(), ""):  # fmt: skip
        assert hand_in(kit, a_pdf(), who)[0] == 403
        assert edit(kit, 1, [], who or "nobody")[0] == 403
    assert hand_in(kit, a_pdf(), desk)[0] == 201
    assert hand_in(kit, a_pdf(), service.key)[0] == 201


def test_a_file_is_served_as_what_it_is_and_runs_nothing(service: Service) -> None:
    """Type, name and policy; for this one reader, and asked for anew each time. Holds R191."""
    kit = service.new_meeting()
    for given, media, how in ((a_pdf(300_000), "application/pdf", "attachment"), (a_png(), "image/png", "inline"),
                              (a_jpeg(), "image/jpeg", "inline")):  # fmt: skip
        paper = a_file(kit, given, BIDI)
        answer = raw(service, "GET", paper["address"], Authorization=f"Bearer {kit.chair}")
        assert answer.status == 200
        assert int(answer.getheader("content-length")) == len(given) == paper["size"]
        assert answer.getheader("content-type") == media == paper["media"]
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("content-security-policy") == "default-src 'none'; sandbox"
        assert answer.getheader("cross-origin-resource-policy") == "same-origin"
        assert answer.getheader("cache-control") == "private, no-cache", "it is readable on the device later"
        said = answer.getheader("content-disposition")
        assert said.startswith(f"{how}; filename=")
        assert "reportfdp." in said
        assert ".exe" not in said
        tag = {"If_None_Match": answer.getheader("etag"), "Authorization": f"Bearer {kit.chair}"}
        assert raw(service, "GET", paper["address"], **tag).status == 304
        late = {"If_None_Match": answer.getheader("etag"), "Authorization": "Bearer nobody"}
        assert raw(service, "GET", paper["address"], **late).status == 403
        wrong = paper["address"].rpartition(".")[0] + ".html"
        assert raw(service, "GET", wrong, Authorization=f"Bearer {kit.chair}").status == 404


def test_the_bytes_come_back_as_they_were(service: Service) -> None:
    kit, given = service.new_meeting(), a_pdf(700_001)
    paper = a_file(kit, given)
    asked = service.base_url + paper["address"]
    status, came = service.call("GET", asked.removeprefix(service.base_url), None, kit.chair)
    assert status == 200
    assert came.encode() == given


def test_a_file_is_for_who_belongs_to_the_meeting(service: Service) -> None:
    """Nobody without a seat or a role is given it, whatever address they have. Holds R191."""
    kit, other = service.new_meeting(), service.new_meeting()
    paper = a_file(kit, a_png(), "plan.png")
    credentials = kit.founded["credentials"]
    for who in (*(credentials[role] for role in ("chair", "screen", "observer")), kit.desk(), service.key,
                kit.a_delegate()["credential"]):  # fmt: skip
        assert raw(service, "GET", paper["address"], Authorization=f"Bearer {who}").status == 200
    for stranger in (other.chair, other.desk(), "nobody"):
        assert raw(service, "GET", paper["address"], Authorization=f"Bearer {stranger}").status == 403
    assert raw(service, "GET", paper["address"]).status == 403
    assert raw(service, "GET", f"/papers/{paper['id']}").status == 403
    slot, cookie, _ = a_tab(service, kit)
    led = raw(service, "GET", f"/papers/{paper['id']}", Cookie=cookie)
    assert (led.status, led.getheader("location")) == (303, f"{paper['address']}?slot={slot}")
    assert raw(service, "GET", led.getheader("location"), Cookie=cookie).status == 200
    assert edit(kit, 2, [paper["id"], {"kind": "text", "title": "T", "text": "Words"}])[0] == 200
    led = raw(service, "GET", f"/papers/{shown(kit)[1]['id']}", Cookie=cookie)
    assert (led.status, led.getheader("location")) == (303, f"/tab/{slot}/"), (
        "a text is read on the pages of the meeting"
    )
    _, foreign, _ = a_tab(service, other)
    assert raw(service, "GET", f"/papers/{paper['id']}", Cookie=foreign).status == 403
    qr = raw(service, "GET", f"/tab/abcdef/paper-qr.svg?paper={paper['id']}", Authorization=f"Bearer {kit.chair}")
    assert (qr.status, qr.getheader("content-type")) == (200, "image/svg+xml")


def test_a_link_of_any_length_has_a_code_that_leads_to_it(service: Service) -> None:
    """A long one by the paper's own address, for those of the meeting: no code holds more than some letters."""
    kit = service.new_meeting()
    for version, address in enumerate(("https://example.org/short", f"https://example.org/{'अ' * 900}"), start=1):
        assert edit(kit, version, [{"kind": "link", "title": "T", "address": address}])[0] == 200
        paper = shown(kit)[0]
        asked = f"/tab/abcdef/paper-qr.svg?paper={paper['id']}"
        qr = raw(service, "GET", asked, Authorization=f"Bearer {kit.chair}")
        assert qr.status == 200
        assert len(qr.page) < 20_000
        _, cookie, _ = a_tab(service, kit)
        led = raw(service, "GET", f"/papers/{paper['id']}", Cookie=cookie)
        assert led.status == 303
        assert unquote(str(led.getheader("location"))) == address


def test_what_no_paper_speaks_of_is_given_to_the_desk_alone(service: Service) -> None:
    """What was handed in and is not shown yet, or no longer. Holds R191."""
    kit = service.new_meeting()
    _, kept = hand_in(kit, a_pdf(), service.key)
    assert raw(service, "GET", kept["address"], Authorization=f"Bearer {service.key}").status == 200
    assert raw(service, "GET", kept["address"], Authorization=f"Bearer {kit.chair}").status == 404
    assert edit(kit, 1, [{"kind": "file", "title": "T", "file": kept["file"], "name": "x"}])[0] == 200
    assert raw(service, "GET", kept["address"], Authorization=f"Bearer {kit.chair}").status == 200
    assert edit(kit, 2, [])[0] == 200
    assert raw(service, "GET", kept["address"], Authorization=f"Bearer {kit.chair}").status == 404


REFUSED = {
    "a page": (b"<!doctype html><script>alert(1)</script>", 422, "malformed"),
    "a picture with a script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 422, "malformed"),
    "a page that ends as a PDF": (b"<script>alert(1)</script>" + a_pdf(), 422, "malformed"),
    "a PDF that is cut": (a_pdf()[:-20], 422, "malformed"),
    "nothing": (b"", 422, "malformed"),
    "one byte too many": (a_pdf(LARGEST_FILE + 1), 413, "too_large"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_refused_with_a_sentence_and_leaves_nothing(service: Service, case: str) -> None:
    """A file of ten megabytes is taken, one byte more is not. Holds R191."""
    kit, (given, status, code) = service.new_meeting(), REFUSED[case]
    came, said = hand_in(kit, given, service.key, "innocent.pdf")
    assert (came, said["code"]) == (status, code)
    assert said["message"]
    assert edit(kit, 1, [{"kind": "file", "title": "T", "file": "0" * 64, "name": "x"}])[1]["code"] == "malformed"


def test_the_largest_file_is_taken(service: Service) -> None:
    kit = service.new_meeting()
    assert a_file(kit, a_pdf(LARGEST_FILE))["size"] == LARGEST_FILE


async def test_the_hall_shows_a_paper_of_its_session(service: Service) -> None:
    """By who conducts it; not what is of another session, and not what is no paper. Holds R192."""
    kit = await asyncio.to_thread(service.new_meeting)
    text = {"kind": "text", "title": "Read this", "text": "Some words"}
    wanted = [{**text, "session_id": session} for session in ("s1", "lunch", "")]
    assert (await asyncio.to_thread(edit, kit, 1, wanted))[0] == 200
    here, elsewhere, everybody = [one["id"] for one in await asyncio.to_thread(shown, kit)]
    async with kit.phone(kit.room("s1"), "chair") as chair, kit.phone(kit.room("s1"), "screen") as screen:
        for item in (here, everybody):
            done = await chair.ask("show_in_hall", request_id=a_request(), view="paper", item=item)
            assert done["type"] == "done", done
        for item in (elsewhere, "", "nobody"):
            no = await chair.ask("show_in_hall", request_id=a_request(), view="paper", item=item)
            assert no["code"] == "not_found"
        assert (await screen.ask("show_in_hall", view="paper", item=here))["code"] == "not_permitted"
        token = kit.founded["credentials"]["screen"]
        async with Phone(service.base_url, kit.room("s1")["id"], token, ("hall",)) as later:
            hall = later.snapshot["hall"]
            assert (hall["view"], hall["item"], hall["round_id"]) == ("paper", everybody, "")
    _, lines = await asyncio.to_thread(kit.service.call, "GET", f"/api/meetings/{kit.id}/acts.csv", None, service.key)
    assert lines.count("Shown in the hall") == 2


async def test_an_erased_meeting_gives_no_file(service: Service, second_service: Service) -> None:
    kit = await asyncio.to_thread(service.new_meeting)
    paper = await asyncio.to_thread(a_file, kit, a_pdf())
    for at in (service, second_service):
        assert (await asyncio.to_thread(at.call, "GET", paper["address"], None, kit.chair))[0] == 200
    await erase(service.settings, kit.id)
    for at in (service, second_service):
        await until(lambda at=at: at.call("GET", paper["address"], None, service.key)[0] == 404, "the file to go", 2.0)


def test_what_was_handed_in_is_in_no_log(service: Service) -> None:
    """The answer names the file by what is in it; a name with a turn of direction is turned back."""
    kit = service.new_meeting()
    status, kept = hand_in(kit, a_png(), service.key, BIDI)
    assert status == 201
    assert json.dumps(kept["name"], ensure_ascii=False) == '"reportfdp.png"'
