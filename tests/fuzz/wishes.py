"""HTTP requests by chance: every route × methods × headers × bodies × cookies × encodings.

The routes are read from the application's own table, so that a new one is asked for without a line here.
Invariant: a request says of itself whether it is whole HTTP; only such a one must be answered.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import msgspec
from starlette.routing import Route

from server.web import routes
from tests.fuzz.house import House
from tests.fuzz.oddities import Oddities
from tests.services import SIX_REGIONS, SMALL_TREE

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")
MOST_WRONG_CODES, MOST_WRONG_KEYS, MOST_SEATS, MOST_MEETINGS, MOST_BODIES = 60, 12, 60, 6, 4
"""What is answered late on purpose, or leaves something behind, is asked for so often in a run and no more; so is a
handshake with a body, which is closed after a deadline and not answered."""
RARE_PAGES = 0.04
"""Whole pages of a room cost a hundred times as much as a refusal."""
_FIELD = re.compile(r"\{(\w+)(?::\w+)?\}")
_COSTLY = re.compile(r"/tab/[^/]+/(delegate|screen|podium)")
_BROKEN_HEADS = (
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/9.9\r\n\r\n", b"GET /\r\n\r\n", b"\r\n\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", b"GET / HTTP/1.1\r\nBad Header: y\r\n\r\n",
    b"GET / HTTP/1.1\nHost: x\n\n", b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
)  # fmt: skip


@dataclass(slots=True, frozen=True)
class Wish:
    """One request as bytes.

    Shape:   `whole` says that it is HTTP and must be answered; `last` that the connection may end after it.
    """

    said: bytes
    method: str
    whole: bool = True
    last: bool = False


class Wishes:
    """One source of requests."""

    def __init__(self, house: House, said: Counter[str], version: str) -> None:
        """Ask of this house; `said` counts what may be asked only so often."""
        self._house, self._said = house, said
        self._paths = [one.path for one in routes._routes(version) if isinstance(one, Route)]
        self._paths += [f"/static/{version}/{{file}}", "/live/{room_id}", "/{anything}"]

    def draw(self, dice: random.Random) -> Wish:
        """Draw one request."""
        if dice.random() < 0.01:
            return Wish(dice.choice(_BROKEN_HEADS), "GET", whole=False, last=True)
        return _Drawing(self._house, self._said, dice).wish(dice.choice(self._paths))


class _Drawing:
    def __init__(self, house: House, said: Counter[str], dice: random.Random) -> None:
        self._house, self._said, self._dice = house, said, dice
        self._odd = Oddities(dice)

    def wish(self, route: str) -> Wish:
        """Draw a request of one route."""
        dice = self._dice
        if _COSTLY.match(route) and dice.random() > RARE_PAGES:
            route = "/api/rounds/{round_id}/ranked-list.{kind}" if dice.random() < 0.5 else "/api/seat"
        path = _FIELD.sub(lambda field: self._in_path(field[1]), route)
        if dice.random() < 0.1:
            path += "?" + urlencode({dice.choice(("slot", "code", "lang", "x")): self._odd.text()}, errors="replace")
        method = dice.choice(METHODS) if dice.random() < 0.3 else self._method_of(route)
        body, kind = self._body(route) if method not in ("GET", "HEAD") or dice.random() < 0.05 else (b"", "")
        if route.startswith("/live/") and body and not self._may("handshake with a body", MOST_BODIES):
            body, kind, method = b"", "", "GET"
        if route == "/join/{join_code}" and method == "POST":
            body = self._bounded_form(body)
        head = [f"{method} {path} HTTP/1.1", f"Host: {self._host()}", *self._headers(route, kind)]
        chunked, last = dice.random() < 0.1 and bool(body), dice.random() < 0.03
        if chunked:
            head.append("Transfer-Encoding: chunked")
            body = _in_chunks(body, dice)
        elif body or method not in ("GET", "HEAD"):
            head.append(f"Content-Length: {len(body)}")
        if last:
            head.append("Connection: close")
        if route.startswith("/live/"):
            head += self._upgrade()
            last = True
        said = "\r\n".join(head).encode("latin-1", "replace") + b"\r\n\r\n" + body
        if len(said) > 12_000:  # what is too large may be refused before it is read, and then the connection ends
            last = True
        return Wish(said, method, last=last)

    def _method_of(self, route: str) -> str:
        if route in ("/join/{join_code}",):
            return self._dice.choice(("GET", "POST"))
        return (
            "POST" if (route.startswith("/api/") and "{" not in route) or route.endswith(("cast", "propose")) else "GET"
        )

    def _in_path(self, name: str) -> str:
        dice, house = self._dice, self._house
        known: dict[str, Sequence[str]] = {
            "slot": ("abcdef", "s1ot"), "room_id": [room for room, _ in house.callers],
            "meeting_id": (house.kit.id,), "round_id": [str(one) for one in house.there.values["round_id"]],
            "kind": ("csv", "json", "xml"), "language": ("en", "fr", "xx"),
            "file": ("js/line/state.js", "css/parts.css", "no.js"),
        }  # fmt: skip
        if name == "join_code":
            return self._code()
        if name in known and dice.random() < 0.8:
            return dice.choice(known[name])
        return quote(self._odd.text(), safe="" if dice.random() < 0.8 else "/%", errors="replace")[:300]

    def _code(self) -> str:
        right = str(self._house.kit.founded["join_code"])
        if self._dice.random() < 0.1 and self._may("wrong code", MOST_WRONG_CODES):
            return quote(self._odd.text(), safe="", errors="replace")
        return right

    def _may(self, what: str, most: int) -> bool:
        self._said[what] += 1
        return self._said[what] <= most

    def _host(self) -> str:
        host = self._house.service.host
        return self._odd.text().translate(_ONE_LINE) if self._dice.random() < 0.03 else host

    def _headers(self, route: str, kind: str) -> list[str]:
        dice, house, found = self._dice, self._house, []
        if kind:
            found.append(f"Content-Type: {kind}")
        share = dice.random()
        if share < 0.35:
            found.append(f"Authorization: Bearer {self._credential(route)}")
        elif share < 0.6:
            found.append(f"Cookie: plenum-{dice.choice(('abcdef', 's1ot'))}={self._credential(route)}")
        if dice.random() < 0.3:
            origins = (house.service.base_url, "null", "https://evil.example", "//", "http://[", self._odd.text())
            found.append(f"Origin: {dice.choice(origins)}")
        if dice.random() < 0.15:
            names = (
                "Accept-Language", "Accept-Encoding", "If-None-Match", "Range", "X-Forwarded-For", "Forwarded",
                "Sec-Fetch-Site", "Content-Encoding", "Cookie", "Expect", "X-HTTP-Method-Override", "Accept",
                "Authorization", "Referer",
            )  # fmt: skip
            values = (
                "fr;q=0.5, xx",
                "gzip, br;q=x",
                "*",
                "bytes=0-1",
                "for=1.1.1.1",
                "cross-site",
                "gzip",
                self._odd.text(),
            )
            found.append(f"{dice.choice(names)}: {dice.choice(values)}")
        return [line.translate(_ONE_LINE) for line in found]

    def _credential(self, route: str) -> str:
        dice, house = self._dice, self._house
        if route == "/api/meetings":
            wrong = dice.random() < 0.1 and self._may("wrong key", MOST_WRONG_KEYS)
            return "a-wrong-key-of-this-service" if wrong else house.service.key
        right = dice.choice(house.callers + house.delegates)[1]
        share = dice.random()
        if share < 0.6:
            return right
        return self._odd.spoilt(right.encode()).decode("latin-1") if share < 0.9 else self._odd.text()

    def _body(self, route: str) -> tuple[bytes, str]:
        """Draw a body and its kind: a form or JSON, right, nearly right, or something else."""
        dice, odd = self._dice, self._odd
        if route in ("/join/{join_code}",) or route.endswith(("cast", "propose")):
            names = ("region_id", "name", "delegation", "language", "round_id", "epoch", "base_revision", "request_id",
                     "ballot_id", "question_id", "title", "text", "mark.r1", "mark.", "lang")  # fmt: skip
            rows = [(dice.choice(names), odd.text()) for _ in range(dice.choice((0, 1, 5, 12, 700)))]
            body, kind = urlencode(rows, errors="replace").encode(), "application/x-www-form-urlencoded"
        else:
            body, kind = b"{" + b",".join(self._json_rows(route)) + b"}", "application/json"
        share = dice.random()
        if share < 0.15:
            body = odd.spoilt(body)
        elif share < 0.18:
            body = odd.said()
        elif share < 0.185:
            body = b'"' + b"x" * dice.choice((16_382, 16_383, 20_000)) + b'"'
        if dice.random() < 0.05:
            kind = dice.choice(("text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-7", ""))
        return body, kind

    def _json_rows(self, route: str) -> list[bytes]:
        dice, odd, house = self._dice, self._odd, self._house
        if route == "/api/meetings":
            right = {"title": "A meeting", "agenda": SMALL_TREE, "regions": SIX_REGIONS}
            if not self._may("meeting", MOST_MEETINGS):
                right["regions"] = []
        elif route == "/api/join":
            region = "AF" if self._may("seat", MOST_SEATS) else "no-such-region"
            right = {"join_code": house.kit.founded["join_code"], "region_id": region, "name": odd.text()}
        else:
            token = self._credential(route)
            right = {"seat_token": token, "credential": token}
        rows = {name: msgspec.json.encode(value) for name, value in right.items()}
        free = [name for name in rows if name not in ("join_code", "region_id", "regions")]
        if free and dice.random() < 0.5:
            rows[dice.choice(free)] = odd.said()
        if dice.random() < 0.2:
            rows[dice.choice(("extra", "by_region", "seats", "moderation", "secrecy", "open_join"))] = odd.said()
        return [b'"%s":%s' % (name.encode(), value) for name, value in rows.items()]

    def _bounded_form(self, body: bytes) -> bytes:
        return body + b"&region_id=AF" if self._may("seat", MOST_SEATS) else body + b"&region_id=no-such-region"

    def _upgrade(self) -> list[str]:
        dice = self._dice
        lines = [
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: " + "A" * 22 + "==",
        ]
        lines[dice.randrange(4)] = (
            f"{lines[dice.randrange(4)].partition(':')[0]}: {self._odd.text().translate(_ONE_LINE)}"
        )
        return lines


_ONE_LINE = dict.fromkeys((*range(9), *range(10, 32), 127), " ")


def _in_chunks(body: bytes, dice: random.Random) -> bytes:
    size = dice.choice((1, 7, 100, 5_000)) if len(body) < 500 else 5_000
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
