"""Hosts and origins: what is meant for another host is not answered, what another site wants is not done."""

import json

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from server.settings import Settings, read_settings
from server.web.hosts import hosts_of
from tests.services import Kit, Service
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")
STRANGE = ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1",
           "127.0.0.1@evil.example", "", "a b", "[", "[::2]", "127.0.0.1/evil.example", "evil.example#127.0.0.1",
           "localhost:99999"]  # fmt: skip


@pytest.mark.parametrize("host", STRANGE)
def test_what_is_meant_for_another_host_is_not_answered(service: Service, kit: Kit, host: str) -> None:
    """DNS rebinding: Host and Origin agree, and both are strangers; neither a seat nor a figure is to be had."""
    code = kit.founded["join_code"]
    join = json.dumps({"join_code": code, "region_id": "AF"})
    for method, path, body in (
        ("POST", "/api/join", join), ("GET", "/metrics", ""), ("GET", f"/join/{code}", ""), ("GET", "/nowhere", ""),
        ("POST", f"/join/{code}", "region_id=AF"), ("GET", f"/api/meetings/{kit.id}", ""), ("GET", "/", ""),
    ):  # fmt: skip
        answer = raw(service, method, path, body, Host=host, Origin=f"http://{host}" if " " not in host else "x")
        assert answer.status == 421, path
        assert len(answer.page) > 20
        assert answer.getheader("set-cookie") is None
    for path in ("/health", "/ready"):
        assert raw(service, "GET", path, Host=host).status == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8000", "127.9.9.9", "localhost."])
def test_an_address_of_this_machine_is_answered(service: Service, host: str) -> None:
    assert raw(service, "GET", "/metrics", Host=host).status == 200
    assert raw(service, "GET", "/", Host=host).status == 200


def test_a_request_that_names_two_hosts_names_none(service: Service) -> None:
    import http.client

    line = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    line.putrequest("GET", "/", skip_host=True)
    for host in ("127.0.0.1", "evil.example"):
        line.putheader("Host", host)
    line.endheaders()
    assert line.getresponse().status in (400, 421)
    line.close()


async def test_a_socket_for_another_host_is_refused(service: Service, kit: Kit) -> None:
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    headers = {"Host": "evil.example", "Origin": "http://evil.example", "Authorization": f"Bearer {kit.chair}"}
    with pytest.raises(InvalidStatus) as refused:
        await connect(address, additional_headers=headers)
    assert refused.value.response.status_code == 403


def test_an_origin_is_scheme_host_and_port(service: Service, kit: Kit) -> None:
    """Another port of this machine is another program, and without TLS https is not ours."""
    join = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AF"})
    for origin, status in (
        (service.base_url, 201), (service.base_url.replace("http", "https"), 403), ("http://127.0.0.1", 403),
        (f"http://127.0.0.1:{service.port + 1}", 403), (f"http://localhost:{service.port}", 403),
        (service.base_url.upper(), 201),
    ):  # fmt: skip
        assert raw(service, "POST", "/api/join", join, Origin=origin).status == status, origin


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_says_of_another_site_is_heard(service: Service, kit: Kit, site: str) -> None:
    """Where no Origin is sent too; following a link to a page of ours is allowed, building a page of it is not."""
    code = kit.founded["join_code"]
    join = json.dumps({"join_code": code, "region_id": "AF"})

    def status(method: str, path: str, body: str = "", **metadata: str) -> int:
        said = {f"Sec_Fetch_{name}": value for name, value in metadata.items()}
        return raw(service, method, path, body, Sec_Fetch_Site=site, **said).status

    assert status("POST", "/api/join", join) == 403
    assert status("POST", f"/join/{code}", "region_id=AF", Mode="navigate", Dest="document") == 403
    assert status("POST", "/api/leave") == 403
    assert status("GET", f"/join/{code}", Mode="navigate", Dest="document") == 200
    assert status("GET", f"/join/{code}", Mode="navigate", Dest="iframe") == 403
    assert status("GET", f"/join/{code}", Mode="no-cors", Dest="image") == 403
    assert status("GET", "/health", Mode="cors", Dest="empty") == 200
    for near in ("same-origin", "none"):
        assert raw(service, "POST", "/api/join", join, Sec_Fetch_Site=near).status == 201


async def test_a_socket_that_another_site_wants_is_refused(service: Service, kit: Kit) -> None:
    address = f"{service.base_url.replace('http', 'ws', 1)}/live/{kit.room('s1')['id']}"
    headers = {"Origin": service.base_url, "Authorization": f"Bearer {kit.chair}", "Sec-Fetch-Site": "cross-site"}
    with pytest.raises(InvalidStatus) as refused:
        await connect(address, additional_headers=headers)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("settings", "known", "unknown"),
    [
        (Settings(), ["127.0.0.1:8000", "localhost"], ["192.168.1.5", "vote.example.org"]),
        (Settings(public_url="https://Vote.example.org/"), ["vote.example.org", "VOTE.example.org:443", "localhost"],
         ["example.org", "192.168.1.5", "evil.example"]),
        (Settings(host="0.0.0.0", public_url="http://192.168.1.5:8000"), ["192.168.1.5:8000", "10.0.0.7", "[fe80::1]"],
         ["evil.example"]),
        (Settings(host="192.168.1.5"), ["192.168.1.5:8000"], ["192.168.1.6", "evil.example"]),
        (Settings(hosts=("hall.example", "10.1.2.3")), ["hall.example:80", "10.1.2.3"], ["10.1.2.4"]),
    ],
    ids=["loopback", "behind a proxy", "trial", "one address", "named"],
)  # fmt: skip
def test_a_service_is_known_under_what_it_was_given(settings: Settings, known: list[str], unknown: list[str]) -> None:
    hosts = hosts_of(settings.base_url, settings.host, settings.hosts, trial=settings.is_trial)
    assert [host for host in known if not hosts.admits(host)] == []
    assert [host for host in unknown if hosts.admits(host)] == []


def test_in_trial_mode_the_own_name_of_the_machine_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Desk.office.example")
    for trial in (True, False):
        hosts = hosts_of("http://10.0.0.1:8000", "0.0.0.0", (), trial=trial)
        assert [hosts.admits(name) for name in ("desk", "desk.local:8000", "desk.office.example")] == [trial] * 3
        assert not hosts.admits("other.local")


def test_hosts_and_proxies_are_read_from_the_settings() -> None:
    settings = read_settings({"PLENUM_HOSTS": "a.example, b.example", "PLENUM_TRUSTED_PROXIES": "10.0.0.0/8,::1"})
    assert settings.hosts == ("a.example", "b.example")
    assert [str(network) for network in settings.trusted_proxies] == ["10.0.0.0/8", "::1/128"]
    with pytest.raises(ValueError, match="PLENUM_TRUSTED_PROXIES"):
        read_settings({"PLENUM_TRUSTED_PROXIES": "proxy"})
