"""Plenum behind nginx and behind Caddy, as in the examples of deploy/: pages, sockets, and whose address counts."""

import http.client
import json
import re
import ssl
from collections.abc import Iterator

import pytest

from server.live.pulse import PULSE_S
from tests.contracts.tree import ROOT
from tests.deploy.proxies import CERTIFICATE, PROXIES, Proxy, free_port, program
from tests.services import Elsewhere, Kit, Service
from tests.web.browsers import raw
from tests.web.socket.test_the_wire import a_round_goes_all_the_way

BURST = 5


@pytest.fixture(scope="module", params=PROXIES)
def kit(request: pytest.FixtureRequest, store_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """A meeting that was founded through a proxy, and is held through it."""
    if program(request.param) is None:
        pytest.skip(f"{request.param} is not installed (on Debian: apt-get install nginx-light caddy)")
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    how = {"public_url": f"https://localhost:{port}", "trusted_proxies": "127.0.0.1", "join_burst": BURST}
    with pytest.MonkeyPatch.context() as patch, Service(store_url, folder, joins_per_second=1, **how) as service:
        patch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        with Proxy(request.param, folder, service.port, port) as proxy, Elsewhere(proxy.url, service.key) as through:
            yield through.new_meeting()


async def test_a_round_goes_all_the_way(kit: Kit) -> None:
    """Phones are upgraded to sockets, vote, hear the tally; a close keeps its code."""
    await a_round_goes_all_the_way(kit)


def test_pages_come_as_they_are(kit: Kit) -> None:
    """With their rules, in the words that the service compressed, and in no port but that of the proxy."""
    page = raw(kit.service, "GET", "/")
    assert page.status == 200
    assert "<html" in page.page
    assert "script-src" in page.getheader("content-security-policy")
    assert raw(kit.service, "GET", "/ready").status == 200
    [sheet] = re.findall(r'href="(/static/[^"]+[.]css[^"]*)"', page.page)[:1]
    sent = raw(kit.service, "GET", sheet, Accept_Encoding="br")
    assert (sent.status, sent.getheader("content-encoding")) == (200, "br")


def test_a_large_programme_passes_and_what_is_too_large_is_refused(kit: Kit) -> None:
    """By the service, whose word a page understands."""
    status, said = kit.service.call("POST", "/api/read/programme", b"A meeting\n" + b" " * (5 << 20), kit.service.key)
    assert (status, said["code"]) == (413, "too_large")


def join(kit: Kit, address: str, **forged: str) -> int:
    """Take a seat from an address of this machine."""
    port = int(kit.service.base_url.rpartition(":")[2])
    trusted = ssl.create_default_context(cafile=CERTIFICATE)
    line = http.client.HTTPSConnection("localhost", port, timeout=20, source_address=(address, 0), context=trusted)
    body = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AF"})
    line.request("POST", "/api/join", body, {name.replace("_", "-"): value for name, value in forged.items()})
    status = line.getresponse().status
    line.close()
    return status


def test_everybody_is_counted_under_their_own_address(kit: Kit) -> None:
    """One address uses up its own pace, whatever it says of itself, and nobody else's."""
    seen = [
        join(kit, "127.0.0.2", X_Forwarded_For=f"198.51.100.{number}", Forwarded=f"for=198.51.100.{number}")
        for number in range(BURST * 4)
    ]
    assert seen[0] == 201
    assert seen.count(429) > BURST
    assert join(kit, "127.0.0.3") == 201


def test_nobody_is_let_in_to_the_figures_through_a_proxy(kit: Kit) -> None:
    """Though it asks from this machine."""
    assert raw(kit.service, "GET", "/metrics").status == 403


def test_the_examples_wait_longer_than_a_line_is_silent() -> None:
    """A line hears something every 20 s; nginx ends one that was silent for longer than it says. Caddy ends none."""
    said = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    waits = [int(word.removesuffix("s;")) for word in said.split() if word.endswith("s;") and word[0].isdigit()]
    assert len(waits) == 2
    assert min(waits) > 3 * PULSE_S
