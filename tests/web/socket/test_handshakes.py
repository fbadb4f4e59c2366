"""Handshakes: plain ones are let in by the short way, odd ones are refused as any server would."""

import socket

import pytest

from tests.services import Kit

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
PLAIN = {
    "Host": "127.0.0.1",
    "Upgrade": "websocket",
    "Connection": "keep-alive, Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": KEY,
}


def shake(kit: Kit, path: str, headers: dict[str, str | None], method: str = "GET", http: str = "1.1") -> str:
    """Send a handshake as it is, and read the head of the answer."""
    lines = [f"{name}: {value}" for name, value in headers.items() if value is not None]
    asked = "\r\n".join([f"{method} {path} HTTP/{http}", *lines, "", ""])
    with socket.create_connection(("127.0.0.1", kit.service.port), timeout=10) as line:
        line.sendall(asked.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = line.recv(4_096)
            if not part:
                break
            answer += part
    return answer.partition(b"\r\n\r\n")[0].decode()


def live(kit: Kit) -> dict[str, str | None]:
    """Write a plain handshake of the screen."""
    return {**PLAIN, "Authorization": f"Bearer {kit.founded['credentials']['screen']}"}


def test_a_plain_handshake_is_answered_with_its_key(kit: Kit) -> None:
    """The key and its answer are those of RFC 6455, section 1.3."""
    head = shake(kit, f"/live/{kit.room('s1')['id']}", {**live(kit), "Sec-WebSocket-Protocol": "other, plenum.v1"})
    status, *lines = head.split("\r\n")
    assert status.split(" ")[1] == "101"
    said = dict(line.lower().split(": ") for line in lines)
    assert said["upgrade"], said["connection"] == ("websocket", "upgrade")
    assert "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in lines
    assert said["sec-websocket-protocol"] == "plenum.v1"


def test_a_protocol_that_nobody_offered_is_not_named(kit: Kit) -> None:
    head = shake(kit, f"/live/{kit.room('s1')['id']}", live(kit))
    assert "101" in head.split("\r\n")[0]
    assert "sec-websocket-protocol" not in head.lower()


@pytest.mark.parametrize(
    ("odd", "status"),
    [
        ({"Sec-WebSocket-Key": None}, 400),
        ({"Sec-WebSocket-Key": "c2hvcnQ="}, 400),
        ({"Sec-WebSocket-Key": "no base64 at all"}, 400),
        ({"Sec-WebSocket-Version": None}, 400),
        ({"Sec-WebSocket-Version": "8"}, 400),
    ],
    ids=["no key", "a short key", "a key that is none", "no version", "an old version"],
)
def test_an_odd_handshake_is_refused(kit: Kit, odd: dict[str, str | None], status: int) -> None:
    """By the library, in its words; nobody is let in."""
    head = shake(kit, f"/live/{kit.room('s1')['id']}", {**live(kit), **odd})
    assert int(head.split(" ")[1]) == status


def test_a_handshake_by_another_method_is_refused(kit: Kit) -> None:
    head = shake(kit, f"/live/{kit.room('s1')['id']}", live(kit), method="POST")
    assert head.split(" ")[1] in ("400", "405")


@pytest.mark.parametrize("path", ["/live", "/live/", "/elsewhere", "/static/live/x"])
def test_where_no_room_is_nobody_is_let_in(kit: Kit, path: str) -> None:
    """Either nothing is there, or the socket is closed with 4403 as soon as it is open."""
    head = shake(kit, path, live(kit))
    assert head.split(" ")[1] == ("101" if path == "/live/" else "403")


@pytest.mark.usefixtures("no_defect")
@pytest.mark.parametrize(
    "address", ["*", "http://x", "http://x?y", "http://[", "//", "/live/%ff%00", "/live/x#y", "http://x:99999/live/x"]
)
def test_an_odd_address_is_refused_without_a_trace(kit: Kit, address: str) -> None:
    """Whatever a stranger calls an address, it is answered, and nothing breaks; a room that is none closes at once."""
    assert shake(kit, address, live(kit)).split(" ")[1] == ("101" if address.startswith("/live/") else "403")
