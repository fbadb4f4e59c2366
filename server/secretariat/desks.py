"""The links of the desk: that of the secretariat, which opens every meeting, and those for the people of one meeting.

Invariant: writing a link voids none; renewing it voids every earlier one of the same holder, and nobody else's.
"""

from server.domain.procedure.people import DESK, SECRETARIAT, Person
from server.logs import log
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials
from server.secretariat.links import Link


async def secretariat_link(context: Context, actor: Actor, credentials: Credentials) -> Link:
    """Write the link of the secretariat."""
    actor.require("secretariat_link")
    return _link(context, SECRETARIAT, await credentials.issue_secretariat())


async def renew_secretariat_link(context: Context, actor: Actor, credentials: Credentials) -> Link:
    """Void every link of the secretariat and whatever was opened with one, and write a new one; the key stays."""
    actor.require("renew_secretariat_link")
    directory = context.shards.directory
    await directory.renew_generation()
    for meeting_id in await directory.all_ids():
        await context.store_of(meeting_id).seats.say_revoked(meeting_id, SECRETARIAT)
    log.info("secretariat_link_renewed", actor=actor.name)
    return _link(context, SECRETARIAT, await credentials.issue_secretariat())


async def desk_link(context: Context, actor: Actor, credentials: Credentials, meeting_id: str) -> Link:
    """Write the link for the people who run one meeting.

    Raises:  NotFound.
    """
    actor.require("desk_link", meeting_id)
    return await _of_meeting(context, credentials, (await context.meeting(meeting_id)).id)


async def renew_desk_link(context: Context, actor: Actor, credentials: Credentials, meeting_id: str) -> Link:
    """Void every link of the desk of one meeting and whatever was opened with one, and write a new one.

    Raises:  NotFound.
    """
    actor.require("renew_desk_link", meeting_id)
    meeting = await context.meeting(meeting_id)
    act = actor.act("renew_desk_link", context.now_ms())
    await context.store_of(meeting_id).seats.revoke(meeting, DESK, act)
    return await _of_meeting(context, credentials, meeting_id)


async def _of_meeting(context: Context, credentials: Credentials, meeting_id: str) -> Link:
    return _link(context, DESK, await credentials.issue(Person(meeting_id, DESK)))


def _link(context: Context, holder: str, credential: str) -> Link:
    return Link(holder, credential, context.enter_url(credential, desk=True))
