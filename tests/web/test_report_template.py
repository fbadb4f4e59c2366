"""The template of a meeting's reports at the desk: kept, used, given back, taken away; what is refused leaves it."""

import asyncio
import io
import urllib.request

from docx import api

from tests.record.test_word_template import a_template
from tests.services import Service
from tests.web.test_desk_log import a_morning, lines_of


async def test_reports_look_like_the_template_that_the_desk_keeps(service: Service) -> None:
    """Until it is taken away; a file that cannot be one says so, and the one before stays."""
    kit = await a_morning(service)
    address, desk = f"/api/meetings/{kit.id}/template", await asyncio.to_thread(kit.desk)

    def call(method: str, path: str, body: bytes | None = None, credential: str = desk) -> tuple[int, object]:
        return service.call(method, path, body, credential)

    def heading_face() -> str | None:
        file = raw_bytes(service, f"/api/meetings/{kit.id}/report.docx", desk)
        return api.Document(io.BytesIO(file)).styles["Heading 1"].font.name

    plain, given = await asyncio.to_thread(heading_face), a_template()  # another one would say another time
    assert (await asyncio.to_thread(call, "GET", address))[0] == 404
    status, said = await asyncio.to_thread(call, "POST", f"{address}?name=House%20style.docx", given)
    assert (status, said) == (201, {"name": "House style.docx"})
    assert await asyncio.to_thread(heading_face) == "Georgia" != plain
    status, said = await asyncio.to_thread(call, "POST", address, b"no document")
    assert status == 422
    assert "Save it as DOCX" in said["message"]  # type: ignore[index]
    assert await asyncio.to_thread(heading_face) == "Georgia"
    assert await asyncio.to_thread(raw_bytes, service, address, desk) == given
    assert (await asyncio.to_thread(call, "POST", address, given, kit.chair))[0] == 403
    for _ in range(2):
        assert (await asyncio.to_thread(call, "DELETE", address))[0] == 204
    assert await asyncio.to_thread(heading_face) == plain
    acts = [(line["act"], line["detail"]) for line in await asyncio.to_thread(lines_of, kit, service.key)]
    assert [one for one in acts if "template" in one[0]] == [
        ("keep_template", "House style.docx"),
        ("drop_template", "House style.docx"),
    ]
    assert (await asyncio.to_thread(call, "POST", f"{address}?name=a", b"\0" * (2 << 20)))[0] == 413


def raw_bytes(service: Service, path: str, credential: str) -> bytes:
    """Fetch a file."""
    asked = urllib.request.Request(service.base_url + path, headers={"Authorization": f"Bearer {credential}"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return bytes(answer.read())
