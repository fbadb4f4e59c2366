"""The links of a meeting: what lets its people in, for programs as a credential and for people as an address.

Refuses to know how a link is shown. Invariant: a link is good until its holder's is renewed; listing voids none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.errors import NotFound
from server.domain.procedure.people import ROLES, Person, Role
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials

_OF_THE_PLENARY: tuple[Role, ...] = ("chair", "screen", "observer")


@dataclass(frozen=True, slots=True)
class Link:
    """What lets its holder in.

    Shape:   `holder` is `secretariat`, `desk`, `chair`, `screen`, `observer`, `moderator:REGION` or `seat:ID`.
    """

    holder: str
    credential: str
    address: str


@dataclass(frozen=True, slots=True)
class MeetingLinks:
    """The links of a meeting but those of seats: how it is joined, and its roles by holder, moderators last."""

    join_code: str
    join_address: str
    holders: Mapping[str, Link]


async def list_links(context: Context, actor: Actor, credentials: Credentials, meeting_id: str) -> MeetingLinks:
    """Write the links of a meeting's roles, and where it is joined now."""
    actor.require("list_links", meeting_id)
    meeting = await context.meeting(meeting_id)
    people = [Person(meeting.id, role) for role in _OF_THE_PLENARY]
    people += [Person(meeting.id, "moderator", region.id) for region in (await context.programme(meeting_id)).regions]
    code = (await context.joining(meeting)).code
    holders = {person.key: _link(context, person.key, await credentials.issue(person)) for person in people}
    return MeetingLinks(code, context.join_url(code), holders)


async def renew_link(context: Context, actor: Actor, credentials: Credentials, meeting_id: str, holder: str) -> Link:
    """Void every credential of a holder, and write the link that is good from now on.

    Raises:  NotFound for a holder, a region or a seat that the meeting does not have.
    """
    actor.require("renew_link", meeting_id)
    meeting = await context.meeting(meeting_id)
    role, _, rest = holder.partition(":")
    if role == "seat" and await context.store_of(meeting_id).seats.read(meeting_id, rest) is None:
        raise NotFound("seat")
    if role == "moderator" and (await context.programme(meeting_id)).region(rest) is None:
        raise NotFound("region")
    if role not in (*_OF_THE_PLENARY, "moderator", "seat"):
        raise NotFound("holder")
    seat_id, detail = (rest, "") if role == "seat" else ("", holder)
    act = actor.act("renew_link", context.now_ms(), seat_id, detail)
    await context.store_of(meeting_id).seats.revoke(meeting, holder, act)
    if role == "seat":
        return await seat_link(context, credentials, meeting_id, rest)
    person = next(Person(meeting_id, one, rest) for one in ROLES if one == role)
    return _link(context, holder, await credentials.issue(person))


async def seat_link(context: Context, credentials: Credentials, meeting_id: str, seat_id: str) -> Link:
    """Write the link of a seat that is good now."""
    return _link(context, f"seat:{seat_id}", await credentials.issue_seat_link(meeting_id, seat_id))


def first_seat_link(context: Context, credentials: Credentials, meeting_id: str, seat_id: str) -> Link:
    """Write the link of a seat that has just been made."""
    return _link(context, f"seat:{seat_id}", credentials.first_seat_link(meeting_id, seat_id))


def _link(context: Context, holder: str, credential: str) -> Link:
    return Link(holder, credential, context.enter_url(credential))
