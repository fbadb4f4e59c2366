"""A browser as the service sees it: raw calls with headers, tabs with their cookies, knocks at a door."""

import http.client
import json
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import Any
from urllib.parse import urlsplit

from server.rehearsal.phone import Phone
from tests.services import Json, Kit, Service


async def code_at(service: Service, room_id: str, credential: str) -> int | None:
    """Knock at a room with a credential and say with which code the door was closed."""
    phone = Phone(service.base_url, room_id, credential)
    await phone.connect()
    return await phone.wait_closed()


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer."""

    status: int
    headers: HTTPMessage
    page: str

    def getheader(self, name: str, default: str | None = None) -> Any:
        """Read a header."""
        return self.headers.get(name, default)


def raw(service: Service, method: str, path: str, body: str = "", **headers: str) -> Answer:
    """Call the service and keep the whole answer, headers and all; redirects are not followed."""
    address = urlsplit(service.base_url)
    plain = address.scheme == "http"
    line = (http.client.HTTPConnection if plain else http.client.HTTPSConnection)(address.netloc, timeout=20)
    line.request(method, path, body or None, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    page = answer.read().decode(errors="replace")
    line.close()
    return Answer(answer.status, answer.headers, page)


def a_tab(service: Service, kit: Kit, region: str = "AF") -> tuple[str, str, Json]:
    """Join as a browser does: the slot of the tab, its cookie, and what was answered."""
    body = json.dumps({"join_code": kit.founded["join_code"], "region_id": region})
    answer = raw(service, "POST", "/api/join", body, Origin=service.base_url)
    assert answer.status == 201
    joined = json.loads(answer.page)
    return joined["slot"], answer.getheader("set-cookie", "").partition(";")[0], joined
