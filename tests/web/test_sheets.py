"""Sheets of paper by HTTP: what is printed for a seat opens that seat, and stands in the log of acts."""

import asyncio
import csv
import io
import json
from urllib.parse import unquote

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.agenda.tree import agenda_tree
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.credentials import Credentials
from server.secretariat.desks import desk_link
from server.secretariat.importing import sample_file
from server.secretariat.log_of_acts import read_acts
from server.secretariat.seating import edit_seat
from tests.secretariat.printing.paper import Paper
from tests.services import Json, Kit, Service
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")


def rows_of(name: str) -> list[dict[str, str]]:
    """Read a table of the sample."""
    return list(csv.DictReader(sample_file(name).splitlines()))


@pytest.fixture
def kit(service: Service) -> Kit:
    """The sample meeting: 92 seats with names, six regions."""
    regions = [{"id": row["id"], "name": row["name"], "short": row["short"]} for row in rows_of("regions.csv")]
    seats = [{**row, "votes": row["votes"] == "yes"} for row in rows_of("seats.csv")]
    return service.new_meeting(agenda=agenda_tree(read_agenda(sample_file("agenda.txt"))), regions=regions, seats=seats)


async def print_(kit: Kit, sheet: str, body: Json | None = None, key: str = "") -> tuple[int, bytes]:
    """Have a sheet printed."""
    service = kit.service
    address, token = f"{service.base_url}/api/meetings/{kit.id}/{sheet}", key or service.key
    return await asyncio.to_thread(fetch, address, token, body)


def fetch(address: str, token: str, body: Json | None) -> tuple[int, bytes]:
    """Ask for bytes."""
    import urllib.error
    import urllib.request

    raw = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(address, raw, {"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(asked, timeout=120) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read()


async def test_each_of_92_badges_opens_its_own_seat(service: Service, kit: Kit) -> None:
    """Scanned from the printed pages, by whoever finds it; the names beside them are those of the list. Holds R166."""
    status, pdf = await print_(kit, "badges.pdf?each=8")
    assert status == 200
    paper = Paper(pdf)
    scanned = paper.scan()
    assert (len(paper), len(scanned)) == (12, 92)
    entered = []
    for link in scanned:
        page, _, code = link.partition("#")
        assert page == f"{service.base_url}/s"
        assert len(link) < 60
        status, said = await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": code})
        assert status == 201, said
        entered.append(said["seat_id"])
    assert sorted(entered) == sorted(seat["seat_id"] for seat in kit.founded["seats"])
    found = set(paper.words())
    assert {word for row in rows_of("seats.csv") for word in row["name"].split()} <= found
    assert await print_(kit, "badges.pdf?each=8") == (200, pdf)


async def test_only_what_is_new_or_changed_is_printed_again(context: Context, kit: Kit) -> None:
    """What a region has counts as printed too; a seat whose name has changed is new. Holds R167."""
    regions = [row["region_id"] for row in rows_of("seats.csv")]
    status, pdf = await print_(kit, "badges.pdf?only=region:AF&paper=letter")
    assert (status, len(Paper(pdf).scan())) == (200, regions.count("AF"))
    status, pdf = await print_(kit, "badges.pdf?only=new&each=10")
    assert (status, len(Paper(pdf).scan())) == (200, len(regions) - regions.count("AF"))
    assert (await print_(kit, "badges.pdf?only=new"))[0] == 404
    seat_id = kit.founded["seats"][0]["seat_id"]
    await edit_seat(context, SECRETARY, kit.id, seat_id, {"name": "Somebody Else"})
    status, pdf = await print_(kit, "badges.pdf?only=new")
    assert (status, len(Paper(pdf).scan())) == (200, 1)
    assert (await print_(kit, f"badges.pdf?only=seat:{seat_id}"))[0] == 200


async def test_wifi_stands_on_each_card_and_comes_in_no_address(kit: Kit) -> None:
    body = {"wifi": {"name": "Hall", "password": "a;b"}, "only": "region:AS", "language": "own"}
    status, pdf = await print_(kit, "badges.pdf", body)
    assert status == 200
    scanned = Paper(pdf).scan()
    assert scanned.count(r"WIFI:T:WPA;S:Hall;P:a\;b;;") == len(scanned) / 2 > 0
    status, pdf = await print_(kit, "badges.pdf?only=region:AS&wifi=Hall")
    assert not [said for said in Paper(pdf).scan() if said.startswith("WIFI")]


async def test_poster_doors_and_links_lead_where_they_say(service: Service, kit: Kit) -> None:
    """The links open their roles; a delegate, and the desk of another meeting, get nothing."""
    for sheet, number in (("poster", 1), ("doors", 6), ("links", 9)):
        status, pdf = await print_(kit, f"{sheet}.pdf?language=ar")
        assert (status, len(Paper(pdf))) == (200, number)
        scanned = Paper(pdf).scan()
        if sheet != "links":
            assert set(scanned) == {kit.founded["links"]["join"]}
    for link in scanned:
        status, _ = await asyncio.to_thread(service.call, "POST", "/api/enter", {"code": link.partition("#")[2]})
        assert status == 201
    assert (await print_(kit, "links.pdf", key=kit.chair))[0] == 403


async def test_a_mail_merge_has_the_same_letters(kit: Kit) -> None:
    _, pdf = await print_(kit, "badges.pdf")
    status, written = await print_(kit, "badges.csv")
    assert status == 200
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == [row["name"] for row in rows_of("seats.csv")]
    assert {row["link"] for row in rows} == set(Paper(pdf).scan())
    assert all(row["link"].endswith(row["code"].replace("-", "").lower()) for row in rows)


async def test_the_desk_of_a_meeting_prints_its_sheets_and_no_other(service: Service, context: Context) -> None:
    """As in all that it does: its own meeting, by its own name in the log."""
    here, there = [await asyncio.to_thread(service.new_meeting) for _ in range(2)]
    credentials = Credentials(context, context.shards.directory.secret)
    desk = (await desk_link(context, SECRETARY, credentials, here.id)).credential
    assert (await print_(here, "poster.pdf", key=desk))[0] == 200
    assert (await print_(there, "poster.pdf", key=desk))[0] == 403
    assert [(one.act, one.actor) for one in await read_acts(context, SECRETARY, here.id)][1:] == [
        ("print_sheets", "desk")
    ]


async def test_letters_that_are_boxes_are_told_beside_the_sheet(service: Service) -> None:
    """In a header, since the sheet itself is a PDF."""
    seats = [{"name": "김민준", "delegation": "D", "region_id": "AP"}]
    kit = await asyncio.to_thread(service.new_meeting, seats=seats)
    answer = await asyncio.to_thread(
        raw, service, "GET", f"/api/meetings/{kit.id}/badges.pdf", Authorization=f"Bearer {service.key}"
    )
    assert unquote(answer.headers["plenum-letters-missing"]) == "김민준"


async def test_what_was_printed_stands_in_the_log_without_what_opens_a_door(context: Context, kit: Kit) -> None:
    """Who printed which sheets and how many. Holds R168."""
    for sheet in ("badges.pdf?only=region:AS", "poster.pdf", "badges.csv?only=region:AS"):
        assert (await print_(kit, sheet))[0] == 200
    number = sum(row["region_id"] == "AS" for row in rows_of("seats.csv"))
    acts = [(one.act, one.actor, one.detail) for one in await read_acts(context, SECRETARY, kit.id)]
    assert acts[1:] == [
        ("print_sheets", "secretariat", f"badges {number}"),
        ("print_sheets", "secretariat", "poster"),
        ("list_badges", "secretariat", f"seats {number}"),
    ]


@pytest.mark.parametrize(
    ("sheet", "body", "status"),
    [
        ("badges.pdf?paper=a5", None, 422), ("badges.pdf?each=9", None, 422), ("badges.pdf?language=xx", None, 422),
        ("badges.pdf?only=some", None, 422), ("badges.pdf?only=region:XX", None, 404),
        ("badges.pdf?only=seat:nobody", None, 404), ("anything.pdf", None, 404),
        ("badges.pdf", {"wifi": "Hall"}, 422), ("badges.pdf", {"wifi": {"name": ""}}, 422),
        ("badges.pdf", {"wifi": {"name": "n" * 64}}, 422), ("badges.pdf", {"wifi": {"name": "n", "password": 1}}, 422),
    ],
)  # fmt: skip
async def test_what_cannot_be_printed_is_refused_and_leaves_no_entry(
    context: Context, kit: Kit, sheet: str, body: Json | None, status: int
) -> None:
    assert (await print_(kit, sheet, body))[0] == status
    assert len(await read_acts(context, SECRETARY, kit.id)) == 1
