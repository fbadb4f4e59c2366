"""Address × role × own or another meeting: every cell, foretold by the tables and asked of a real service.

What is asked comes from the routes, so that a new address without a row fails.
"""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlencode

from server.domain.procedure.people import (
    AT_THE_DESK,
    SECRETARIAT,
    may_act,
    may_enter,
    may_read,
)
from server.web.routes import _routes
from tests.services import Service
from tests.web.browsers import code_at, raw
from tests.web.house import ROOMS, House, form_of, list_status, may_do, room_of

FORM = "application/x-www-form-urlencoded"
PAGES = {
    "/tab/{slot}/": ("home", False), "/tab/{slot}/screen": ("screen", False), "/tab/{slot}/podium": ("podium", False),
    "/tab/{slot}/desk": ("desk", False), "/tab/{slot}/delegate/{room_id}": ("delegate", True),
    "/tab/{slot}/join-qr.svg": ("join_code", False), "/tab/{slot}/lot-qr.svg": ("join_code", False),
    "/tab/{slot}/paper-qr.svg": ("papers", False),
    "/tab/{slot}/screen/{room_id}": ("screen", True), "/tab/{slot}/podium/{room_id}": ("podium", True),
    "/tab/{slot}/podium/{room_id}/board": ("podium", True),
}  # fmt: skip
PAGES |= {f"/tab/{{slot}}/{page}/{{room_id}}/programme": (page, True) for page in ("delegate", "screen", "podium")}
"""Which row of the table of what is read a page is, and whether it is of a room."""
FORMS = {
    "/tab/{slot}/delegate/{room_id}/cast": "cast_ballot", "/tab/{slot}/delegate/{room_id}/propose": "propose",
    "/tab/{slot}/delegate/{room_id}/edit": "edit_recommendation",
    "/tab/{slot}/delegate/{room_id}/confirm": "confirm_position",
}  # fmt: skip
"""Which act a plain form does."""
FOR_ANYBODY = {
    "GET /": 200, "GET /join/{join_code}": 200, "POST /join/{join_code}": 404, "GET /enter": 200, "GET /offline": 200,
    "GET /s": 200, "POST /s": 404, "GET /slip/{code}": 200, "GET /papers/{paper_id}": 403,
    "GET /desk": 200, "POST /desk": 422, "POST /api/desk": 422,
    "GET /tab/{slot}/waiting": 303, "POST /tab/{slot}/leave": 303, "POST /api/join": 422, "GET /api/join/names": 200,
    "POST /api/join/waiting": 403, "POST /api/seat": 404, "POST /api/enter": 403, "POST /api/leave": 200,
    "GET /health": 200, "GET /ready": 200, "GET /strings/{version}/{language}.json": 200, "GET /service-worker.js": 200,
}  # fmt: skip
"""What is answered to everybody alike: an empty form or body is refused for what it does not say."""
ACTS = "/api/rooms/{room_id}/acts"
"""Whoever may enter a room acts in it by calls, and so does the desk in plenary rooms."""
REST = "/api/rooms/{room_id}/recommendations"
"""Whoever may enter a room reads there what a picture of it has left out."""
FOR_THE_KEY = {"POST /api/meetings": 422, "GET /metrics": 200}
AT_A_DESK = {"POST /api/read/seats": 200, "POST /api/read/programme": 200}
DESK = "/tab/{slot}/desk/{meeting_id}"
SHEETS, SEATS, BADGE, FILES, TEMPLATE = (
    f"/api/meetings/{{meeting_id}}/{name}" for name in ("{sheet}.pdf", "seats", "badge", "files", "template")
)
TRIED = "/api/meetings/{meeting_id}/defaults"
REHEARSAL = "/api/meetings/{meeting_id}/rehearsal"
SLIPS = "/tab/{slot}/slips/{meeting_id}"
DESK_PAGES = (
    *(f"{DESK}/{page}" for page in ("seats", "door", "rooms", "programme", "papers", "regions", "defaults", "log")),
    f"{DESK}/badges",
    f"{DESK}/slips",
    f"{DESK}/report",
    f"{DESK}/board",
    f"{DESK}/rehearsal",
    REHEARSAL,
    "/api/meetings/{meeting_id}/acts.csv",
    "/api/meetings/{meeting_id}/delegations",
)
FOR_A_MEETING = {
    f"POST {REHEARSAL}",
    "GET /api/meetings/{meeting_id}/badges.csv", f"GET {SHEETS}", f"POST {SHEETS}", f"POST {BADGE}", f"POST {TRIED}",
    *(f"GET {path}" for path in DESK_PAGES),
    f"GET {DESK}", f"GET {SEATS}", f"POST {SEATS}", f"POST {SEATS}/{{seat_id}}",
    f"POST {FILES}", f"GET {FILES}/{{digest}}.{{ending}}",
    "GET /api/meetings/{meeting_id}", "GET /api/rounds/{round_id}/ranked-list.{kind}",
    "GET /api/meetings/{meeting_id}/report.{kind}",
}  # fmt: skip
FOR_A_MEETING |= {f"POST {DESK}/slips", f"GET {SLIPS}", f"POST {SLIPS}"}
FOR_A_MEETING |= {*(f"{call} {TEMPLATE}" for call in ("GET", "POST", "DELETE"))}
FOR_A_MEETING |= {f"POST {DESK}/copy", f"GET {DESK}/close", f"POST {DESK}/close", "DELETE /api/meetings/{meeting_id}"}
FOR_THE_KEY |= {"POST /tab/{slot}/desk/sample": 303, "GET /tab/{slot}/desk/new": 200}


def asked_of(here: House, there: House, who: str) -> Iterator[tuple[str, str, int, dict[str, str]]]:
    """Say what one asks of the meeting `there`, being of `here`: call, address, the status foretold, and the form."""
    person, _ = here.people[who]
    own = here is there
    for path, (row, in_room) in PAGES.items():
        for name in ROOMS if in_room else ("plenary",):
            shown = there.room(name)
            may = person is not None and may_read(person.role, row)
            if in_room:
                may = may and own and person is not None and may_enter(person, room_of(shown))
            good = 303 if path in ("/tab/{slot}/", "/tab/{slot}/podium") else 200
            good = 303 if row == "desk" and who != SECRETARIAT else good
            query = ""
            if path.endswith("lot-qr.svg"):
                query, good = f"?round={there.rounds['plenary', 'open']['id']}", 200 if own else 404
            if path.endswith("paper-qr.svg"):
                good = 404  # there is no paper
            yield "GET", filled(path, room_id=shown["id"]) + query, good if may else 403, {}
    for (path, act), name in ((form, name) for form in FORMS.items() for name in ROOMS if name != "desk"):
        said = form_of(there, act, name)
        done = 404 if act in ("edit_recommendation", "confirm_position") else 303  # of what is not there
        status = done if own and person is not None and may_do(person, act, room_of(there.room(name))) else 403
        yield "POST", filled(path, room_id=there.room(name)["id"]), status, said
    for name in ROOMS:
        may = (own or who == SECRETARIAT) and person is not None and may_act(person, room_of(there.room(name)))
        yield "POST", filled(ACTS, room_id=there.room(name)["id"]), 422 if may else 403, {}
        may = (own or who == SECRETARIAT) and person is not None and may_enter(person, room_of(there.room(name)))
        yield "GET", filled(REST, room_id=there.room(name)["id"]), 200 if may else 403, {}
    may = who == SECRETARIAT or (own and may_read(who, "desk"))
    for path in (DESK, SEATS, *DESK_PAGES):
        yield "GET", filled(path, meeting_id=there.kit.id), 200 if may else 403, {}
    yield "POST", filled(REHEARSAL, meeting_id=there.kit.id), 422 if may else 403, {}
    yield "POST", filled(f"{DESK}/slips", meeting_id=there.kit.id), 404 if may else 403, {}
    yield "GET", filled(SLIPS, meeting_id=there.kit.id), 303 if may else 403, {}
    yield "POST", filled(SLIPS, meeting_id=there.kit.id), 404 if may else 403, {}
    for path in (SEATS, f"{SEATS}/{{seat_id}}", BADGE, TRIED, FILES):
        yield "POST", filled(path, meeting_id=there.kit.id, seat_id="nobody"), 422 if may else 403, {}
    calls = {"GET": 404, "POST": 422, "DELETE": 204}
    yield from ((one, filled(TEMPLATE, meeting_id=there.kit.id), calls[one] if may else 403, {}) for one in calls)
    erases = who == SECRETARIAT  # who types no title, or another one
    yield "GET", filled(f"{DESK}/close", meeting_id=there.kit.id), 200 if erases else 403, {}
    yield "POST", filled(f"{DESK}/close", meeting_id=there.kit.id), 422 if erases else 403, {}
    yield "POST", filled(f"{DESK}/copy", meeting_id=there.kit.id), 303 if erases else 403, {}
    yield "DELETE", f"/api/meetings/{there.kit.id}", 422 if erases else 403, {}
    may = who == SECRETARIAT or (own and may_read(who, "meeting"))
    yield "GET", f"/api/meetings/{there.kit.id}", 200 if may else 403, {}
    reads = who == SECRETARIAT or (own and may_read(who, "report"))
    yield from reports_asked_of(there, 200 if reads else 404 if own else 403)
    yield "GET", f"/api/meetings/{there.kit.id}/files/{64 * '0'}.pdf", 404 if may else 403, {}
    at_desk = 403 if who not in AT_THE_DESK or (who != SECRETARIAT and not own) else 0
    for asked, status in (("GET badges.csv", 200), ("GET poster.pdf?paper=a3", 422), ("POST nothing.pdf", 404)):
        yield asked.partition(" ")[0], f"/api/meetings/{there.kit.id}/{asked.partition(' ')[2]}", at_desk or status, {}
    for (name, state), round_ in there.rounds.items():
        for kind in ("json", "csv", "xlsx", "html"):
            status = list_status(person, who, room_of(there.room(name)), state, own=own)
            yield "GET", f"/api/rounds/{round_['id']}/ranked-list.{kind}", status, {}


def reports_asked_of(there: House, answered: int) -> Iterator[tuple[str, str, int, dict[str, str]]]:
    """Ask for reports: two that there are, and for a session and a kind that there are not; none is published."""
    for asked, status in (("html", 200), ("csv?parts=rounds", 200), ("json?session=none", 404), ("none", 404)):
        yield "GET", f"/api/meetings/{there.kit.id}/report.{asked}", status if answered == 200 else answered, {}


def filled(path: str, **values: str) -> str:
    """Put values into the address of a route."""
    return path.format(slot="abcdef", **values)


def routed() -> set[str]:
    """List every route with its method."""
    found = set()
    for route in _routes("{version}"):
        methods = getattr(route, "methods", None) or set()
        found |= {f"{method} {route.path}" for method in methods - {"HEAD"}}
    return found


def test_every_address_has_a_row() -> None:
    personal = {f"GET {path}" for path in PAGES} | {f"POST {path}" for path in FORMS}
    assert (
        routed()
        == personal
        | {f"POST {ACTS}", f"GET {REST}"}
        | set(FOR_ANYBODY)
        | set(FOR_THE_KEY)
        | set(AT_A_DESK)
        | FOR_A_MEETING
    )


async def test_every_address_is_answered_as_the_tables_say(roomy_service: Service) -> None:
    """Holds R61."""
    here, there = [House(await asyncio.to_thread(roomy_service.new_meeting)) for _ in range(2)]
    await asyncio.gather(here.fill(), there.fill())
    tried, wrong = await asyncio.to_thread(_ask_all, roomy_service, here, there)
    assert not wrong, "\n".join(wrong)
    assert tried > 500
    for who, (person, token) in here.people.items():
        for name in ROOMS:
            if who != SECRETARIAT:  # whose every meeting is
                assert await code_at(roomy_service, there.room(name)["id"], token) == 4403
            if person is not None and not may_enter(person, room_of(here.room(name))):
                assert await code_at(roomy_service, here.room(name)["id"], token) == 4403


def _ask_all(service: Service, here: House, there: House) -> tuple[int, list[str]]:
    tried, wrong = 0, []
    anybody = {call.replace("{version}", version_of(service)): status for call, status in FOR_ANYBODY.items()}
    for who, (_, token) in {**here.people, "nobody": (None, "")}.items():
        asked = [*asked_of(here, here, who), *asked_of(here, there, who)] if token else []
        values = {"join_code": here.kit.founded["join_code"], "language": "en", "paper_id": f"{here.kit.id}zzz"}
        values["code"] = "abcd2345"
        query = f"?{urlencode({'code': values['join_code'], 'q': 'Somebody'})}"
        for call, status in anybody.items():
            method, path = call.split(" ", 1)
            asked.append((method, filled(path, **values) + query * path.endswith("names"), status, {}))
        for call, status in FOR_THE_KEY.items():
            method, path = call.split(" ", 1)
            asked.append((method, path, status if who == SECRETARIAT else 403, {}))
        for call, status in AT_A_DESK.items():
            method, path = call.split(" ", 1)
            asked.append((method, path, status if who in AT_THE_DESK else 403, {}))
        for method, path, status, said in asked:
            headers = {"X_Forwarded_For": "192.0.2.7"}  # as somebody whom a proxy passes on, who is no operator here
            headers |= {"Authorization": f"Bearer {token}"} if token else {}
            headers |= {"Content_Type": FORM} if said or "/tab/" in path or "/join/" in path else {}
            body = urlencode(said) if method == "POST" and (said or "/api/" not in path) else "{}" * (method == "POST")
            came = raw(service, method, path, body, **headers).status
            tried += 1
            if came != status:
                wrong.append(f"{who}: {method} {path} is answered {came}, and the tables say {status}")
    return tried, wrong


def version_of(service: Service) -> str:
    """Read from a page under which name its words are served."""
    page = raw(service, "GET", "/").page
    return str(page.partition("/static/")[2].partition("/")[0])
