"""Headers: every answer, whatever became of the request, is that of a strict page."""

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.app import make_app
from server.domain.procedure.admission import JoinPace
from server.settings import Settings
from server.web.callers import Callers

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
POLICY = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'self'", "require-trusted-types-for 'script'", "trusted-types plenum",
]  # fmt: skip
Said = tuple[int, dict[str, str], bytes]
Ask = Callable[..., Any]


async def _broken(_: Request) -> Response:
    raise ZeroDivisionError("a secret of ours")


@asynccontextmanager
async def an_application(
    store_url: str,
    data: Path,
    public_url: str,
    hall: JoinPace | None = None,
    address: str = "127.0.0.1",
    **more: object,
) -> AsyncIterator[Ask]:
    """Run the application in this process, with one address that is a defect.

    Shape:   `hall` is how many ask from one place, `more` whatever else its site is to have of its own.
    """
    app: Any = make_app(Settings(redis_url=store_url, data=data, public_url=public_url, secretariat_key="x" * 24))
    app._app.router.routes.append(Route("/broken/{code}", _broken))
    state: dict[str, Any] = {}
    async with app._app.router.lifespan_context(app._app) as given:
        state.update(given)
        if hall is not None:
            more["callers"] = Callers(hall)
        app._app.state.site = replace(app._app.state.site, **more)

        async def ask(method: str, path: str, body: bytes = b"{}", **headers: str) -> Said:
            said: list[Any] = []
            lines = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
            scope = {
                "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": path,
                "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http", "state": state,
                "headers": lines, "client": (address, 4711), "server": ("127.0.0.1", 8000),
            }  # fmt: skip

            async def receive() -> dict[str, Any]:
                return {"type": "http.request", "body": body, "more_body": False}

            async def send(message: Any) -> None:
                said.append(message)

            await app(scope, receive, send)
            heads = {name.decode(): value.decode() for name, value in said[0]["headers"]}
            return said[0]["status"], heads, b"".join(part.get("body", b"") for part in said[1:])

        yield ask


@pytest.mark.parametrize("public_url", ["http://vote.example", "https://vote.example"])
async def test_every_answer_has_them(
    store_url: str, tmp_path: Path, public_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """And HSTS where people come by https, and nowhere else."""
    caplog.set_level(logging.ERROR)
    ours = {"Host": "vote.example"}
    async with an_application(store_url, tmp_path, public_url) as ask:
        _, _, page = await ask("GET", "/", **ours)
        script = page.decode().split('type="module" src="')[1].split('"')[0]
        words = page.decode().split('data-strings-url="')[1].split('"')[0]
        for status, method, path, headers in (
            (200, "GET", "/", ours), (200, "GET", "/health", {}), (200, "GET", "/ready", {}),
            (200, "GET", script, ours), (200, "GET", words, ours), (200, "GET", "/service-worker.js", ours),
            (200, "GET", "/offline", ours), (200, "POST", "/api/leave", ours), (404, "GET", "/nowhere", ours),
            (404, "GET", "/static/x/y.css", ours),
            (404, "GET", "/join/zzzzzzzz", ours), (405, "PUT", "/api/join", ours), (422, "POST", "/api/join", ours),
            (403, "POST", "/api/meetings", ours), (403, "GET", "/tab/abcdef/", ours),
            (404, "GET", "/api/meetings/x", ours),
            (403, "POST", "/api/join", {**ours, "Origin": "https://evil.example"}),
            (421, "GET", "/", {"Host": "evil.example"}), (421, "POST", "/api/join", {"Host": "evil.example"}),
            (421, "GET", "/", {}),
            (500, "GET", "/broken/zzzzzzzz", ours),
        ):  # fmt: skip
            answered, said, body = await ask(method, path, **headers)
            assert answered == status, path
            assert {name: said.get(name) for name in HEADERS} == HEADERS, path
            policy = said["content-security-policy"].split("; ")
            assert [part for part in POLICY if part not in policy] == []
            assert "unsafe" not in said["content-security-policy"]
            strict = "max-age=31536000" if public_url.startswith("https") else None
            assert said.get("strict-transport-security") == strict, path
            kept = status == 200 and path in (script, words)
            assert ("immutable" in said["cache-control"]) is kept
            assert body


async def test_a_defect_is_told_once_to_the_log_and_never_with_its_address(
    store_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer has the reference, the log has it too; neither has the other's secrets."""
    async with an_application(store_url, tmp_path, "") as ask:
        with caplog.at_level(logging.ERROR):
            status, _, body = await ask("GET", "/broken/zzzzzzzz", Host="127.0.0.1")
    assert status == 500
    (record,) = caplog.records
    reference = json.loads(body)["message"].split(" ")[-1].rstrip(".")
    assert reference in str(record.msg)
    assert "_broken" in str(record.msg)
    assert "zzzzzzzz" not in str(record.msg)
    assert b"of ours" not in body
