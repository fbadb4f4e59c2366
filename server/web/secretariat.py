"""Who acts for a secretariat in a call: whoever shows its key or a link of it, or a link of the desk of one meeting.

Refuses to know what may be done without them, and how guessing is slowed.
"""

import asyncio

from starlette.requests import Request

from server.domain.errors import NotPermitted
from server.domain.procedure.people import DESK, SECRETARIAT, Person
from server.secretariat.actor import SECRETARY, Actor, desk_of
from server.web.guard import address_of, bearer_of, person_at, person_for
from server.web.noticed import notice_entry
from server.web.site import site_of


def actor_of(person: Person | None) -> Actor | None:
    """Say as whom a person acts on meetings as a whole; None for whoever does not."""
    if person is not None and person.role == SECRETARIAT:
        return SECRETARY
    return desk_of(person.meeting_id) if person is not None and person.role == DESK else None


async def actor_at_desk(request: Request, meeting_id: str) -> tuple[Person, Actor]:
    """Say who asks for a page of the desk of one meeting, and as whom they act there.

    Raises:  NotPermitted for whoever has no desk, or that of another meeting.
    """
    person = await person_for(request, "desk")
    actor = actor_of(person)
    if actor is None or actor.meeting_id not in ("", meeting_id):
        raise NotPermitted("desk", role=person.role)
    return person, actor


async def require_actor(request: Request) -> Actor:
    """Let nobody go on but secretariat and desk, and say as whom they act; what they may do is a row of the table.

    Raises:  NotPermitted; what `WrongKeys.refuse` does for a wrong key.
    """
    person = await person_at(request)
    if (actor := actor_of(person)) is not None:
        return actor
    if bearer_of(request) and person is None:
        await site_of(request).wrong_keys.refuse(address_of(request))
    raise NotPermitted("secretariat_key")


async def require_secretariat(request: Request) -> None:
    """Let nobody go on but the secretariat.

    Raises:  as `require_actor`.
    """
    if await require_actor(request) != SECRETARY:
        raise NotPermitted("secretariat_key")


def note_wrong_key(request: Request, person: Person | None) -> None:
    """Count what may have been meant as the key, where a credential would do as well; those have a dot."""
    token = bearer_of(request)
    if token and person is None and "." not in token:
        notice_entry("secretariat_key")
        site_of(request).wrong_keys.count(address_of(request), asyncio.get_running_loop().time())
