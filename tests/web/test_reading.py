"""`POST /api/read/seats`: how a seat list is understood, told in the caller's language; nothing is stored."""

import asyncio
import json
from urllib.parse import urlencode

import pytest

from tests.services import Service
from tests.stories.test_a_rehearsal import keys_in
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")
LIST = "Nom;Délégation;Région;Langue;Droit de vote\nZoé;Mali;Afrique;fr;oui\nBo;Chine;Eurasie;;non\n".encode("cp1252")


def read(service: Service, given: bytes, key: str = "", **said: object) -> tuple[int, dict]:
    query = urlencode({name: word if isinstance(word, str) else json.dumps(word) for name, word in said.items()})
    return service.call("POST", f"/api/read/seats?{query}", given, key or service.key)


def test_a_list_is_read_for_the_regions_of_a_meeting(service: Service) -> None:
    """Rows, columns, problems with their sentences, and the words that fit no region, asked once."""
    kit = service.new_meeting()
    status, found = read(service, LIST, meeting=kit.id, lang="fr")
    assert (status, found["kind"], found["encoding"], found["delimiter"]) == (200, "text", "cp1252", ";")
    assert [column["meaning"] for column in found["columns"]] == ["name", "delegation", "region", "language", "votes"]
    assert found["rows"] == [
        {"row": 2, "name": "Zoé", "delegation": "Mali", "region": "Afrique", "region_id": "AF", "language": "fr",
         "votes": True},
        {"row": 3, "name": "Bo", "delegation": "Chine", "region": "Eurasie", "region_id": "", "language": "",
         "votes": False},
    ]  # fmt: skip
    assert found["problems"] == [
        {"row": 3, "column": "C", "code": "unknown_region", "text": "Eurasie", "stops": True,
         "message": "Ligne 3, colonne C\u202f: Il n’y a pas de région «\u202fEurasie\u202f»."},
    ]  # fmt: skip
    assert found["unmatched_regions"] == [{"text": "Eurasie", "candidates": [], "rows": [3]}]
    assert found["matched_regions"] == [{"text": "Afrique", "region_id": "AF", "how": "word", "rows": [2]}]


def test_what_is_said_besides_is_not_guessed(service: Service) -> None:
    """Columns, header, sheet, encoding, regions that are to become a meeting's, and answers."""
    regions = [{"id": "EA", "name": "Eurasia"}, {"id": "AF", "name": "Africa"}]
    columns = "A:delegation,B:name,C:region,D:-,E:-"
    status, found = read(
        service, LIST, regions=regions, columns=columns, header="1", encoding="cp1252", answers={"Eurasie": "EA"}
    )
    assert (status, found["problems"]) == (200, [])
    assert [(row["name"], row["region_id"]) for row in found["rows"]] == [("Mali", "AF"), ("Chine", "EA")]


@pytest.mark.parametrize(
    ("given", "said", "reason"),
    [
        (b"", {}, "There is nothing in this file."),
        (b"%PDF-1.7", {}, "This file (PDF) is not a table. Save the table as XLSX, ODS or CSV."),
        (LIST, {"encoding": "klingon"}, "This text cannot be read in the encoding “klingon”."),
        (LIST, {"columns": "A:shoe size"}, "“A:shoe size” does not name a column and what it is."),
        (LIST, {"header": "one"}, "The header is the number of a row"),
        (LIST, {"header": "9" * 5_000}, ""),
        (LIST, {"regions": "[["}, "The field “regions” is missing or cannot be read."),
        (LIST, {"regions": [{"id": "A/F", "name": "Africa"}]}, "The field “regions”"),
        (LIST, {"answers": [1]}, "The field “answers”"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(
    service: Service, given: bytes, said: dict[str, object], reason: str
) -> None:
    status, refused = read(service, given, **said)
    if not reason:
        assert status in (414, 422)
        return
    assert (status, refused["code"]) == (422, "malformed")
    assert refused["message"].startswith(reason)


def test_four_mebibytes_are_read_and_no_more(service: Service) -> None:
    assert read(service, b"x" * (4 << 20))[0] == 200
    status, refused = read(service, b"x" * ((4 << 20) + 1))
    assert (status, refused["code"]) == (413, "too_large")


def test_a_meeting_that_there_is_not_is_not_found(service: Service) -> None:
    assert read(service, LIST, meeting="zzzzz")[0] == 404


def test_only_the_secretariat_has_a_list_read(service: Service) -> None:
    kit = service.new_meeting()
    for credential in (kit.chair, kit.founded["credentials"]["screen"]):
        assert read(service, LIST, credential, meeting=kit.id)[0] == 403
    assert raw(service, "POST", "/api/read/seats", "x").status == 403


async def test_nothing_is_stored_and_others_are_answered_meanwhile(service: Service, store_url: str) -> None:
    """While three large files are read the service answers others; afterwards there is not a record more."""
    kit = await asyncio.to_thread(service.new_meeting)
    large = b"name;region\n" + b"".join(b"Person %d;AF\n" % number for number in range(12_000))
    before = keys_in(store_url)
    reading = [asyncio.create_task(asyncio.to_thread(read, service, large, meeting=kit.id)) for _ in range(3)]
    answered = 0
    while not all(task.done() for task in reading):
        assert (await asyncio.to_thread(service.call, "GET", f"/api/meetings/{kit.id}", None, kit.chair))[0] == 200
        answered += 1
    assert answered > 3
    assert {(await task)[0] for task in reading} <= {200, 422, 503}
    assert keys_in(store_url) == before
