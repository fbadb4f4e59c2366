"""Addresses of clients: only a named proxy is believed, and figures are for this machine alone."""

import ipaddress
from itertools import count
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from server.settings import Settings
from server.web.addresses import client_address
from tests.services import Service
from tests.web.browsers import raw

PROXIES = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1/128")]


@pytest.mark.parametrize(
    ("direct", "headers", "client"),
    [
        ("203.0.113.9", {"x-forwarded-for": "198.51.100.7"}, "203.0.113.9"),
        ("203.0.113.9", {"forwarded": "for=198.51.100.7"}, "203.0.113.9"),
        ("10.0.0.1", {}, "10.0.0.1"),
        ("10.0.0.1", {"x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
        ("::ffff:10.0.0.1", {"x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
        ("10.0.0.1", {"x-forwarded-for": "1.2.3.4, 198.51.100.7"}, "198.51.100.7"),
        ("10.0.0.1", {"x-forwarded-for": "1.2.3.4, 198.51.100.7, 10.0.0.2"}, "198.51.100.7"),
        ("10.0.0.1", {"x-forwarded-for": "10.0.0.3, 10.0.0.2"}, "10.0.0.3"),
        ("10.0.0.1", {"x-forwarded-for": "1.2.3.4, unknown"}, "10.0.0.1"),
        ("10.0.0.1", {"x-forwarded-for": "1.2.3.4, , 10.0.0.2"}, "10.0.0.2"),
        ("10.0.0.1", {"x-forwarded-for": "198.51.100.7:4711"}, "198.51.100.7"),
        ("::1", {"x-forwarded-for": "[2001:db8::7]:4711"}, "2001:db8::/64"),
        ("::1", {"x-forwarded-for": "2001:db8::7"}, "2001:db8::/64"),
        ("::1", {"forwarded": 'For="[2001:db8::7]:4711";proto=https, for=10.0.0.2'}, "2001:db8::/64"),
        ("2001:db8:0:1:2:3:4:5", {}, "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::", {}, "2001:db8:0:1::/64"),
        ("2001:db8:0:2::5", {}, "2001:db8:0:2::/64"),
        ("fe80::1%eth0", {}, "fe80::/64"),
        ("::ffff:203.0.113.9", {}, "203.0.113.9"),
        ("testclient", {}, "testclient"),
        ("", {}, ""),
        ("10.0.0.1", {"forwarded": "for=_hidden"}, "10.0.0.1"),
        ("10.0.0.1", {"forwarded": "for=1.2.3.4", "x-forwarded-for": "198.51.100.7"}, "10.0.0.1"),
        ("10.0.0.1", {"forwarded": "for=198.51.100.7", "x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
        ("10.0.0.1", {"forwarded": "for=unknown", "x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
    ],
)
def test_nobody_chooses_the_address_they_are_counted_under(direct: str, headers: dict[str, str], client: str) -> None:
    """Also not with IPv6, where one host has as many addresses as it likes: those of one network are one."""
    assert client_address(direct, Headers(headers), PROXIES) == client


def test_whatever_is_counted_is_counted_of_a_network_of_ipv6(store_url: str, tmp_path: Path) -> None:
    """Wrong keys and joins: a new address for every call brings nothing."""
    with Service(store_url, tmp_path, trusted_proxies="127.0.0.1", join_burst=5, joins_per_second=1) as service:
        kit, numbers = service.new_meeting(), count()

        def asked(method: str, path: str, body: object = None, credential: str = "", network: str = "a") -> int:
            address = f"2001:db8:0:{network}::{next(numbers):x}"
            return service.call(method, path, body, credential, X_Forwarded_For=address)[0]

        seat = {"join_code": kit.founded["join_code"], "region_id": "AF"}
        assert [asked("POST", "/api/meetings", {}, "a-wrong-key-of-mine") for _ in range(4)] == [403, 403, 403, 429]
        joined = [asked("POST", "/api/join", seat) for _ in range(20)]
        assert (joined[:5], set(joined)) == ([201] * 5, {201, 429})
        assert [asked(method, path, body, key, network="b") for method, path, body, key in (
            ("POST", "/api/meetings", {}, "a-wrong-key-of-mine"),
            ("POST", "/api/join", seat, ""),
        )] == [403, 201]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "behind"),
    [
        (Settings(), False),
        (Settings(host="0.0.0.0", public_url="http://192.168.1.5:8000"), False),
        (Settings(certfile="x", host="0.0.0.0", public_url="https://vote.example.org:8000"), False),
        (Settings(certfile="x", host="0.0.0.0", port=443, public_url="https://vote.example.org"), False),
        (Settings(public_url="https://vote.example.org"), True),
        (Settings(host="0.0.0.0", public_url="https://vote.example.org"), True),
        (Settings(public_url="http://192.168.1.5:8000"), True),
        (Settings(trusted_proxies=(ipaddress.ip_network("127.0.0.1"),)), True),
    ],
)
def test_where_a_proxy_may_stand_in_front_figures_ask_for_the_key(settings: Settings, behind: bool) -> None:
    """Also where it adds no header of its own: a public address that is not ours says that there is one."""
    assert settings.is_behind_proxy is behind


@pytest.mark.parametrize(
    "more", [{"PLENUM_PUBLIC_URL": "https://vote.example.org"}, {"PLENUM_TRUSTED_PROXIES": "127.0.0.1"}]
)
def test_a_proxy_that_adds_no_header_opens_no_figures(store_url: str, tmp_path: Path, more: dict[str, str]) -> None:
    service = Service(store_url, tmp_path)
    service._environment |= more
    with service:
        for host in ("127.0.0.1", "localhost"):
            assert raw(service, "GET", "/metrics", Host=host).status == 403
        assert raw(service, "GET", "/metrics", Authorization=f"Bearer {service.key}").status == 200
