"""What whoever starts a service reads first: where it is, its key, and the links of its newest sample meeting."""

import io

import segno

from server.cli.meetings import links_text
from server.host.attached import attached
from server.room.watch.restart import pause_clocks
from server.secretariat.actor import SECRETARY
from server.secretariat.desks import secretariat_link
from server.secretariat.founding import found_meeting, kept_until
from server.secretariat.importing import read_sample
from server.secretariat.meetings import list_meetings
from server.settings import Settings


async def open_house(settings: Settings, *, with_sample: bool, alone: bool = False, in_sight: bool = True) -> str:
    """Say where everything is; an empty house gets the sample meeting if that is wanted.

    Shape:   one line without any key or link, unless a person reads it at a terminal (`in_sight`): what goes into a
             file or a log may be read by others.
    """
    known = read_sample()
    async with attached(settings, serves=True) as (context, credentials):
        paused = await pause_clocks(context, alone=alone)
        if with_sample and not await list_meetings(context, SECRETARY):
            await found_meeting(context, SECRETARY, known, kept_until(context, settings.retention_days))
        if not in_sight:  # nor is anything read of all the meetings that nobody would be told of
            return (
                f"Plenum is open at {settings.base_url}. "
                "`plenum desk` prints the secretariat's link, `plenum links` those of its meetings, "
                "`plenum key` its secretariat key."
            )
        meetings = [meeting for meeting in await list_meetings(context, SECRETARY) if not meeting.rehearsal_of]
        title = (known.title or known.agenda.title).strip()
        shown = [one for one in meetings if (await context.programme(one.id)).title == title][-1:]
        texts = [await links_text(context, credentials, meeting) for meeting in shown]
        desk = (await secretariat_link(context, SECRETARY, credentials)).address
        joined_at = context.join_url((await context.joining(shown[-1])).code) if shown else ""
    opened = [
        f"The desk of the secretariat: {desk}",
        f"Plenum is open at {settings.base_url}",
        f"Secretariat key: {settings.secretariat_key}",
    ]
    if settings.is_trial:
        opened.append("Trial mode: without https the voting is not protected on the network.")
    if paused:
        opened.append(f"{paused} running clocks were stopped while the service was away: resume them on the podium.")
    if len(meetings) > len(shown):
        opened.append("`plenum links` prints the links of every meeting.")
    qr = _qr(joined_at) if joined_at else ""
    return "\n".join([*opened, "", *texts, qr, "Stop with Ctrl+C."])


def _qr(text: str) -> str:
    drawn = io.StringIO()
    segno.make(text).terminal(drawn, compact=True)
    return drawn.getvalue()
