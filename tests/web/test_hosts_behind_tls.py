"""A service behind a proxy that speaks TLS: every name it was given is its own, under https as well."""

import json
from pathlib import Path

from tests.services import Service
from tests.web.browsers import raw


def test_a_page_under_a_further_name_is_ours_where_the_public_one_has_tls(store_url: str, tmp_path: Path) -> None:
    """The proxy asks us in plain words, and browsers say https; another name, and another port, stay strangers."""
    more = {"public_url": "https://vote.example.org", "hosts": "hall.example.org"}
    with Service(store_url, tmp_path, **more) as service:
        kit = service.new_meeting()
        join = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AF"})

        def status(host: str, origin: str) -> int:
            return raw(service, "POST", "/api/join", join, Host=host, Origin=origin).status

        assert status("vote.example.org", "https://vote.example.org") == 201
        assert status("hall.example.org", "https://hall.example.org") == 201
        for origin in ("https://hall.example.org:8443", "https://evil.example", "ftp://hall.example.org", "null"):
            assert status("hall.example.org", origin) == 403, origin
