"""Addresses of clients: only a named proxy is believed, and figures are for this machine alone."""

import ipaddress
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
        ("::1", {"x-forwarded-for": "[2001:db8::7]:4711"}, "2001:db8::7"),
        ("::1", {"x-forwarded-for": "2001:db8::7"}, "2001:db8::7"),
        ("::1", {"forwarded": 'For="[2001:db8::7]:4711";proto=https, for=10.0.0.2'}, "2001:db8::7"),
        ("10.0.0.1", {"forwarded": "for=_hidden"}, "10.0.0.1"),
        ("10.0.0.1", {"forwarded": "for=1.2.3.4", "x-forwarded-for": "198.51.100.7"}, "10.0.0.1"),
        ("10.0.0.1", {"forwarded": "for=198.51.100.7", "x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
        ("10.0.0.1", {"forwarded": "for=unknown", "x-forwarded-for": "198.51.100.7"}, "198.51.100.7"),
    ],
)
def test_nobody_chooses_the_address_they_are_counted_under(direct: str, headers: dict[str, str], client: str) -> None:
    assert client_address(direct, Headers(headers), PROXIES) == client


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
