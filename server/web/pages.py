"""The pages: what a person sees, first from the server, then live.

Refuses to word anything (locales) and to draw anything (templates). Everything personal hangs on the slot in the
address, so that three tabs are three people.
"""

import asyncio
from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from server.domain.errors import NotPermitted, TooFast
from server.domain.procedure.audiences import audience_of
from server.domain.procedure.calls import calling, room_at_hand
from server.domain.procedure.meeting import Meeting, meeting_of
from server.domain.procedure.offers import offers_as_data
from server.domain.procedure.people import Person, acts_of, may_enter
from server.domain.procedure.programme import Room
from server.domain.procedure.rounds import Round
from server.live.snapshot import you_in
from server.protocol import commands
from server.protocol.message import Json
from server.protocol.replies import Proposed, You
from server.room.actions import perform
from server.room.arrivals import enter as arrive
from server.room.arrivals import rooms_for
from server.room.context import Asker
from server.room.positions import named_of
from server.room.programme_views import meeting_view
from server.room.set_views import heard_in
from server.room.views import room_view
from server.web import first_drawing
from server.web.forms import answers_of, marks_in, number_in, read_form, request_of, reservations_in
from server.web.guard import address_of, person_for, slot_of
from server.web.join_pages import joining_shown
from server.web.page import show_page, show_page_for_all
from server.web.said import said_first
from server.web.site import site_of
from server.web.tabs import leave

REFUSED_AFTER_S = 0.5
_HOME = {
    "delegate": "delegate", "observer": "delegate", "moderator": "podium", "chair": "podium", "screen": "screen",
    "desk": "desk", "secretariat": "desk",
}  # fmt: skip


async def enter(request: Request) -> Response:
    """Let a link in: its credential stands behind the `#`, which only the page itself can read."""
    return await show_page_for_all(request, "enter.html")


async def offline(request: Request) -> Response:
    """Say that there is no line; the phone keeps this page for when that is so."""
    return await show_page_for_all(request, "offline.html")


async def home(request: Request) -> Response:
    """Send a person to where they are needed: where they may vote, else their room of what is live, else the first."""
    person = await person_for(request, "home")
    page = _HOME[person.role]
    slot = slot_of(request)
    if page in ("screen", "desk"):
        return RedirectResponse(f"/tab/{slot}/{page}", status_code=303)
    meeting = await site_of(request).context.meeting(person.meeting_id)
    room, open_to = await _at_hand(request, person, meeting)
    alone = open_to[0] if len(open_to) == 1 else None  # a round of one recommendation opens on its ballot: a tap less
    ballot = f"#ballot-{alone.id}" if alone and alone.room_id == room.id and len(alone.slate) == 1 else ""
    return RedirectResponse(f"/tab/{slot}/{page}/{room.id}{ballot}", status_code=303)


async def delegate(request: Request) -> Response:
    """Show a room to a delegate or an observer."""
    person, meeting = await _who(request, "delegate")
    await _keep_pace(request, person)
    room = await _room(request, person)
    await arrive(site_of(request).context, person)
    return await _room_page(request, "delegate.html", person, meeting, room)


async def screen(request: Request) -> Response:
    """Show a room to the hall; without a room in the address it follows what is live."""
    person, meeting = await _who(request, "screen")
    await _keep_pace(request, person)
    follows = "room_id" not in request.path_params
    room = await (_room_at_hand(request, person, meeting) if follows else _room(request, person))
    return await _room_page(request, "screen.html", person, meeting, room, follows=follows, filled=True)


async def podium(request: Request) -> Response:
    """Show a room to those who conduct it; without a room in the address it leads to where they are needed."""
    person, meeting = await _who(request, "podium")
    if "room_id" not in request.path_params:
        room = await _room_at_hand(request, person, meeting)
        return RedirectResponse(f"/tab/{slot_of(request)}/podium/{room.id}", status_code=303)
    await _keep_pace(request, person)
    return await _room_page(request, "podium.html", person, meeting, await _room(request, person), filled=True)


async def cast_form(request: Request) -> Response:
    """Take a ballot from the plain form, for a page whose script has not come through."""
    asker, form = await asked_by_form(request)
    await perform(site_of(request).context, asker, commands.CastBallot(
        round_id=form.get("round_id", ""),
        epoch=number_in(form, "epoch"),
        base_revision=number_in(form, "base_revision"),
        request_id=form.get("request_id", ""),
        ballot_id=form.get("ballot_id", ""),
        marks=marks_in(form),
        wishes=reservations_in(form),
    ))  # fmt: skip
    return RedirectResponse(f"/tab/{slot_of(request)}/delegate/{asker.room.id}", status_code=303)


async def propose_form(request: Request) -> Response:
    """Take a proposal from the plain form."""
    asker, form = await asked_by_form(request)
    other, question_id = form.get("language") == "other", form.get("question_id", "")
    kind, facets = answers_of(form, question_id)
    reply = await perform(site_of(request).context, asker, commands.Propose(
        request_id=request_of(form), question_id=question_id, kind=kind, facets=facets,
        title=form.get("title", ""),
        text=form.get("text", ""),
        language=form.get("other_language" if other else "language", ""),
    ))  # fmt: skip
    sent = reply.recommendation_id if isinstance(reply, Proposed) else ""
    return RedirectResponse(f"/tab/{slot_of(request)}/delegate/{asker.room.id}?sent={sent}#propose", status_code=303)


async def leave_form(request: Request) -> Response:
    """End the seat or role of this tab by a plain form, and go to where one arrives."""
    answer = RedirectResponse("/", status_code=303)
    await leave(request, answer)
    return answer


async def _who(request: Request, page: str) -> tuple[Person, Meeting]:
    """Say who asks for a page, and of which meeting they are.

    Raises:  NotPermitted without a credential, and where the page is not for their role.
    """
    person = await person_for(request, page)
    return person, await site_of(request).context.meeting(person.meeting_id)


async def _keep_pace(request: Request, person: Person) -> None:
    """Count a page of a room before anything is done for it; who comes too soon is told so after a while."""
    site = site_of(request)
    now_ms = site.context.now_ms()
    try:
        tab = "" if person.seat_id else slot_of(request)  # of a link that many share each tab is somebody
        site.pages.step(f"{person.meeting_id} {person.key} {tab}", now_ms)
        site.halls.step(address_of(request), now_ms)
    except TooFast:
        await asyncio.sleep(REFUSED_AFTER_S)  # to refuse costs something too
        raise


async def _room(request: Request, person: Person) -> Room:
    room = await site_of(request).context.room(request.path_params["room_id"])
    if meeting_of(room.id) != person.meeting_id or not may_enter(person, room):
        raise NotPermitted("room")
    return room


async def _room_at_hand(request: Request, person: Person, meeting: Meeting) -> Room:
    return (await _at_hand(request, person, meeting))[0]


async def _at_hand(request: Request, person: Person, meeting: Meeting) -> tuple[Room, list[Round]]:
    """Find the room in which somebody is needed, and the rounds in which they have not cast yet."""
    context = site_of(request).context
    proceedings = await context.read_proceedings(meeting.id)
    called = calling(proceedings, person)
    if not called:
        return room_at_hand(proceedings, person), []
    read_own = context.store_of(meeting.id).rounds.read_own
    cast, *_ = await read_own(meeting.id, person.seat_id, [round_.id for round_ in called])
    return room_at_hand(proceedings, person, cast), [round_ for round_ in called if round_.id not in cast]


async def asked_by_form(request: Request) -> tuple[Asker, dict[str, str]]:
    """Say who hands in a plain form in which room, and what it says."""
    person, _ = await _who(request, "delegate")
    asker = Asker(person, await _room(request, person), address_of(request))
    form = await read_form(request)  # whoever leaves in the middle of it has not come
    await arrive(site_of(request).context, person)  # what a plain form says counts only of a seat that is here
    return asker, form


def _sent(request: Request, you: You, known: Mapping[str, Json]) -> Json | None:
    """Find what a plain form has just proposed; only its owner is told of it."""
    return known.get(sent) if (sent := request.query_params.get("sent", "")) in you.recommendations else None


async def _room_page(
    request: Request,
    template: str,
    person: Person,
    meeting: Meeting,
    room: Room,
    *,
    follows: bool = False,
    filled: bool = False,
) -> Response:
    """Show a room; a page that is `filled` by its script gets what the line would say first instead of its values."""
    site = site_of(request)
    shown = await site.hub.picture(room)
    audience = audience_of(person, room)
    snapshot, programme = shown.view(audience), shown.picture.proceedings.programme
    known = {one["id"]: one for one in (*snapshot["recommendations"], *msgspec.to_builtins(shown.own(person.seat_id)))}
    joining = await joining_shown(request, person, meeting)
    calls = msgspec.to_builtins(shown.lasting.called(person).calls)
    you = await you_in(site.context, person, shown)
    said = await said_first(site.context, shown, person, you, joining=joining) if filled else ""
    named = named_of(shown.picture.proceedings, room, person)
    return await show_page(
        request,
        template,
        person=person,
        meeting=meeting_view(meeting, programme),
        room=msgspec.to_builtins(room_view(room)),
        room_ids=[entered.id for entered in rooms_for(programme, person)],
        snapshot={**snapshot, "recommendations": list(known.values()), "calls": calls},
        first_drawing=first_drawing,
        known=known,
        named={one.round_id: msgspec.to_builtins(one) for one in named},
        handed=heard_in(shown.picture.proceedings, room),
        drawn=None
        if filled
        else first_drawing.recommendations_drawn(
            list(known.values()), programme, you.recommendations, request.query_params.get("page", "")
        ),
        you=msgspec.to_builtins(you),
        sent=_sent(request, you, known),
        live_url=f"/live/{room.id}?slot={slot_of(request)}",
        follows=follows,
        joining=joining,
        offers={"rounds": offers_as_data(), "may": acts_of(person, room)},
        said=said,
        trial_meeting=meeting.trial,
    )
