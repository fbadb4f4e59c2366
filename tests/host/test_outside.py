"""Around a service: the doctor says whether its address leads to it, and how many phones there is room for."""

import http.server
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from server.host.outside import FEW, look_at_descriptors, look_at_public_address
from server.limits import descriptors_allowed
from server.settings import Settings
from tests.services import Service


class Stranger(http.server.BaseHTTPRequestHandler):
    """A web server that is somebody else's."""

    def do_GET(self) -> None:
        """Welcome everybody to everything."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"It works!")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """Say where somebody else answers."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stranger) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def mute() -> Iterator[str]:
    """Say where something answers that is no web server."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hang_up() -> None:
            caller, _ = server.accept()
            with caller:
                caller.recv(4_096)  # or what it has not read makes it reset the line
                caller.sendall(b"SSH-2.0-somebody\r\n")

        threading.Thread(target=hang_up, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def at(address: str) -> tuple[str, str]:
    """Look at a public address: what was found, and the advice."""
    [found] = look_at_public_address(replace(Settings(), public_url=address))
    return found.what, found.advice


def test_an_address_that_leads_to_the_service_is_well(service: Service) -> None:
    assert at(service.base_url) == (f"The public address {service.base_url} leads to a Plenum.", "")


def test_where_no_address_is_set_nothing_is_asked_and_nothing_wrong() -> None:
    [found] = look_at_public_address(Settings(port=8000))
    assert (found.what, found.advice) == ("No public address is set; links begin with http://127.0.0.1:8000.", "")


def test_somebody_else_at_the_address_is_named(stranger: str, mute: str) -> None:
    """Whether they speak HTTP or not."""
    for address in (stranger, mute):
        what, advice = at(address)
        assert what == f"What answers at {address} is not Plenum."
        assert "Host header" in advice


def test_an_address_that_cannot_be_reached_may_be_right_for_phones() -> None:
    """Behind many routers a host does not reach its own address: it is not said that phones do not either."""
    with socket.socket() as taken:  # bound, and nobody listens: whoever knocks is refused
        taken.bind(("127.0.0.1", 0))
        what, advice = at(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert "cannot be reached from this host" in what
    assert "on a phone" in advice


def test_files_are_counted_as_a_start_would_allow_them() -> None:
    """What a start raises by itself is no trouble; a hard limit that is too low for a hall is."""
    asked = (
        "import resource, sys; from server.host.outside import look_at_descriptors as look;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, int(sys.argv[1])));"
        "[found] = look(2); print(found)"
    )
    for hard, wrong in ((FEW, False), (FEW - 1, True)):
        said = subprocess.run(
            [sys.executable, "-c", asked, str(hard)], capture_output=True, text=True, timeout=30, check=True
        ).stdout
        assert ("wrong" in said, "LimitNOFILE" in said) == (wrong, wrong)
        assert f"{hard} files" in said
    _, here = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert here < 0 or descriptors_allowed() <= here
    [found] = look_at_descriptors(1)
    assert str(descriptors_allowed()) in found.what
