"""What stands around every answer: cookies, headers, files that are kept, addresses without secrets."""

import json
import re
from typing import Any

import pytest

from server.app import make_app
from server.settings import Settings
from tests.services import Kit, Service
from tests.web.browsers import a_tab, raw


def test_a_cookie_is_out_of_reach_of_scripts_and_of_other_sites(service: Service, kit: Kit) -> None:
    body = json.dumps({"join_code": kit.founded["join_code"], "region_id": "AF"})
    for path, said in (("/api/join", body), ("/api/enter", json.dumps({"credential": kit.chair}))):
        cookie = raw(service, "POST", path, said, Origin=service.base_url).getheader("set-cookie", "").lower()
        assert "httponly" in cookie
        assert "samesite=" in cookie
        assert "samesite=none" not in cookie
        assert "path=/" in cookie


def test_every_answer_has_the_headers_of_a_strict_page(service: Service, kit: Kit) -> None:
    """Pages, calls, refusals and files: nothing inline, nothing from elsewhere, nothing sniffed, nothing told."""
    slot, cookie, _ = a_tab(service, kit)
    room_id = kit.room("s1")["id"]
    paths = ["/", "/enter", "/health", "/ready", "/nowhere", f"/join/{kit.founded['join_code']}", "/api/meetings/x"]
    paths += [f"/tab/{slot}/", f"/tab/{slot}/delegate/{room_id}", f"/tab/{slot}/podium/{room_id}", "/static/x/y.css"]
    for path in paths:
        answer = raw(service, "GET", path, Cookie=cookie)
        policy = answer.getheader("content-security-policy", "")
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("referrer-policy") in ("no-referrer", "same-origin")
        assert answer.getheader("cache-control") == "no-store"
        page = answer.page
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", page), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page), path
        for token in (kit.chair, kit.founded["credentials"]["screen"], service.key):
            assert token not in page


def test_files_are_named_by_their_content_and_kept_for_a_year(service: Service) -> None:
    page = raw(service, "GET", "/").page
    files = sorted(set(re.findall(r"(?:src|href)=\"(/(?:static|strings)/[^\"]+)\"", page)))
    assert files
    for path in files:
        answer = raw(service, "GET", path)
        assert answer.status == 200, path
        assert "immutable" in answer.getheader("cache-control", "")
        assert raw(service, "GET", path.replace(path.split("/")[2], "old", 1)).status == 404


def test_a_credential_stands_in_an_address_only_where_no_browser_sends_it(service: Service, kit: Kit) -> None:
    """Behind the `#`; join links hold the code that is on the wall anyway; the log has neither."""
    secrets = [kit.chair, *kit.founded["credentials"]["moderators"].values()]
    links = kit.founded["links"]
    for link in (links["chair"], links["screen"], links["observer"], *links["moderators"].values()):
        address, _, fragment = link.partition("#")
        assert len(fragment) > 40
        assert not any(secret in address for secret in secrets)
    answer = raw(service, "POST", "/api/enter", json.dumps({"credential": kit.chair}), Origin=service.base_url)
    cookie = answer.getheader("set-cookie", "").partition(";")[0]
    page = json.loads(answer.page)["page"]
    home = raw(service, "GET", page, Cookie=cookie)
    assert home.status == 303
    podium = raw(service, "GET", home.getheader("location", ""), Cookie=cookie)
    assert podium.status == 200
    for text in (page, home.getheader("location", ""), podium.page, service.log.read_text()):
        assert not any(secret in text for secret in secrets)
    assert service.call("GET", f"/api/meetings/{kit.id}?credential={kit.chair}")[0] == 403


def test_no_template_is_made_ready_while_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page of a room held the loop for 400 ms, all of it to read templates."""
    app: Any = make_app(Settings())
    templates = app._app.state.drawing._templates
    monkeypatch.setattr(type(templates), "compile", None)
    names = templates.list_templates()
    assert "delegate.html" in names
    assert [templates.get_template(name).name for name in names] == names
