"""Names of which nothing can be seen are refused wherever one comes in: by call, by form, with a list of seats."""

from urllib.parse import urlencode

import pytest

from server.domain.errors import Malformed
from server.domain.procedure.admission import read_name
from tests.services import SIX_REGIONS, SMALL_TREE, Service
from tests.web.browsers import raw

pytestmark = pytest.mark.usefixtures("no_defect")
BLANK = "\u200b\u2060\u0301"
FOUNDING = {"title": "A", "agenda": SMALL_TREE, "regions": SIX_REGIONS}


@pytest.mark.parametrize("field", ["name", "delegation"])
def test_who_joins_is_told_which_field_shows_nothing(service: Service, field: str) -> None:
    """By call and by form; on the page what else was filled in stays, and no seat is taken. Holds R123."""
    kit = service.new_meeting()
    code = kit.founded["join_code"]
    body = {"join_code": code, "region_id": "AF", field: BLANK}
    status, refused = service.call("POST", "/api/join", body)
    assert (status, refused["code"], "can be seen" in refused["message"]) == (422, "malformed", True)
    other = "delegation" if field == "name" else "name"
    form = urlencode({"region_id": "AF", field: BLANK, other: "Typed by hand"})
    page = raw(service, "POST", f"/join/{code}", form, Origin=service.base_url)
    assert page.status == 422
    assert refused["message"] in page.page
    assert "Everything else that you filled in is still here." in page.page
    assert 'value="Typed by hand"' in page.page
    assert service.call("POST", "/api/join", {"join_code": code, "region_id": "AF", field: "  "})[0] == 201


def test_a_name_is_one_line_of_what_can_be_printed() -> None:
    """Spaces and control characters are no part of it; a name that shows nothing once it is cut is refused as well."""
    assert read_name("  Ada\n\tLove\x00lace ", "name", 120) == "Ada Lovelace"
    assert read_name(" \u3000\n", "name", 120) == ""
    for typed in (BLANK, "\x00", "\u200b" * 120 + "Ada"):
        with pytest.raises(Malformed, match="unseen_name"):
            read_name(typed, "name", 120)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"seats": [{"name": BLANK, "region_id": "AF"}]}, "Seat 1: give it a name that can be seen"),
        ({"seats": [{"name": "Ada", "region_id": "AF", "delegation": BLANK}]}, "Seat 1: nothing of its delegation"),
        ({"regions": [{"id": "AF", "name": BLANK}]}, "regions"),
        ({"title": BLANK}, "title"),
    ],
)
def test_a_meeting_is_not_founded_with_names_that_show_nothing(
    service: Service, wrong: dict[str, object], reason: str
) -> None:
    status, refused = service.call("POST", "/api/meetings", {**FOUNDING, **wrong}, service.key)
    assert (status, refused["code"]) == (422, "malformed")
    assert reason in refused["message"]
