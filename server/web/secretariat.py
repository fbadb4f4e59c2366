"""The secretariat: whoever shows its key. Refuses to know what may be done without it, and how guessing is slowed."""

import asyncio
import hmac

from starlette.requests import Request

from server.domain.errors import NotPermitted
from server.domain.procedure.people import Person
from server.secretariat.actor import SECRETARY, Actor
from server.web.guard import address_of, bearer_of, person_at
from server.web.noticed import notice_entry
from server.web.site import site_of
from server.web.socket.guests import show_credential


def is_secretariat(request: Request) -> bool:
    """Say whether a call carries the secretariat key."""
    key = site_of(request).secretariat_key
    holds = bool(key) and hmac.compare_digest(bearer_of(request).encode(), key.encode())
    if holds:
        show_credential(request.scope)
        site_of(request).callers.give_back(request.scope)
    return holds


async def require_secretariat(request: Request, without: str = "secretariat_key") -> Actor:
    """Let nobody go on but the secretariat, and say as whom they act; what they may do is a row of the table.

    Raises:  NotPermitted with the reason `without` where no key is shown; what `WrongKeys.refuse` does for a wrong one.
    """
    if not is_secretariat(request):
        if not bearer_of(request) or await person_at(request) is not None:
            raise NotPermitted(without)
        await site_of(request).wrong_keys.refuse(address_of(request))
    return SECRETARY


def note_wrong_key(request: Request, person: Person | None) -> None:
    """Count what may have been meant as the key, where a credential would do as well; those have a dot."""
    token = bearer_of(request)
    if token and person is None and "." not in token:
        notice_entry("secretariat_key")
        site_of(request).wrong_keys.count(address_of(request), asyncio.get_running_loop().time())
