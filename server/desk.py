"""The desk: what the secretariat does on the host: found a meeting, print links, export, erase.

Attaches to the store of a running service, or starts the store under the same lock for the length of one command.
Refuses to know how a command was typed.
"""

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from importlib import resources

import segno

from server.clock import now_ms
from server.domain.agenda.problems import AgendaProblems, Problems
from server.domain.errors import Malformed, NotFound, Refusal
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Person, Seat
from server.domain.procedure.rounds import COUNTABLE
from server.engine.address import running_address
from server.engine.embedded import EmbeddedStore
from server.room.actions.counting import hand_out
from server.room.place import Place
from server.room.watch.restart import pause_clocks
from server.secretariat.credentials import Credentials
from server.secretariat.founding import Founding, found_meeting
from server.secretariat.importing import read_files
from server.settings import Settings
from server.store import Store
from server.words.problems import told as told_problem
from server.words.refusals import words_of
from server.words.strings import Strings

_LANGUAGE = "en"
LONGEST_PERSONAL_S = 600


@asynccontextmanager
async def at_the_desk(settings: Settings) -> AsyncIterator[tuple[Place, Credentials]]:
    """Open the store for one command: the running one, the operator's, or the embedded one."""
    with _store_url(settings) as url:
        store = Store(url)
        await store.open()
        place = Place(store, now_ms)
        try:
            yield place, Credentials(place, await store.meetings.secret())
        finally:
            await place.close()
            await store.close()


async def open_house(settings: Settings, *, with_sample: bool, alone: bool = False, in_sight: bool = True) -> str:
    """Say where everything is; an empty house gets the sample meeting if that is wanted.

    Shape:   one line without any key or link, unless whoever runs it is `in_sight`: what is not read at once is kept
             somewhere, and read by others.
    """
    known = sample()
    async with at_the_desk(settings) as (place, credentials):
        paused = await pause_clocks(place, alone=alone)
        if with_sample and not await place.store.meetings.all_ids():
            await _found(place, settings, known)
        meetings = [meeting for meeting in await _meetings(place) if not meeting.rehearsal_of]
        title = (known.title or known.agenda.title).strip()
        shown = [meeting for meeting in meetings if meeting.title == title][-1:]
        texts = [await _links(place, credentials, settings.base_url, meeting) for meeting in shown]
        code = (await place.joining(shown[-1])).code if shown else ""
    if not in_sight:
        return (
            f"Plenum is open at {settings.base_url}. `plenum links` prints its links, `plenum key` its secretariat key."
        )
    opened = [f"Plenum is open at {settings.base_url}", f"Secretariat key: {settings.secretariat_key}"]
    if settings.is_trial:
        opened.append("Trial mode: without https the voting is not protected on the network.")
    if paused:
        opened.append(f"{paused} running clocks were stopped while the service was away: resume them on the podium.")
    if len(meetings) > len(shown):
        opened.append("`plenum links` prints the links of every meeting.")
    qr = _qr(f"{settings.base_url}/join/{code}") if code else ""
    return "\n".join([*opened, "", *texts, qr, "Stop with Ctrl+C."])


def sample() -> Founding:
    """Read the sample meeting that ships with Plenum: anybody takes a seat in it, and one person several.

    Its votes are recorded, so that every region can be seen.
    """
    agenda, regions = [_sample_file(name) for name in ("agenda.txt", "regions.csv")]
    founding = read_files(agenda, regions, "", secrecy="recorded")
    return replace(founding, trial=True, nod=False, one_seat_per_device=False)


async def found(settings: Settings, agenda: str, regions: str, seats: str, *, secrecy: str) -> str:
    """Create a meeting from its files and say its links."""
    regions = regions or _sample_file("regions.csv")
    async with at_the_desk(settings) as (place, credentials):
        meeting, seated = await _found(place, settings, read_files(agenda, regions, seats, secrecy=secrecy))
        lines = [await _links(place, credentials, settings.base_url, meeting)]
        lines += [_seat_line(credentials, settings.base_url, meeting, seat) for seat in seated]
    return "\n".join(lines)


async def all_links(settings: Settings) -> str:
    """Say the links of every meeting."""
    async with at_the_desk(settings) as (place, credentials):
        texts = [await _links(place, credentials, settings.base_url, meeting) for meeting in await _meetings(place)]
    return "\n".join(texts) or "There is no meeting yet. Create one with: plenum new AGENDA_FILE"


async def renew_link(settings: Settings, meeting_id: str, holder: str) -> str:
    """Void the credentials of a holder and say the new link."""
    async with at_the_desk(settings) as (place, credentials):
        meeting = await place.meeting(meeting_id)
        role, _, rest = holder.partition(":")
        if role == "seat" and await place.store.seats.read(meeting_id, rest) is None:
            raise NotFound("seat")
        if role == "moderator" and meeting.region(rest) is None:
            raise NotFound("region")
        if role not in ("chair", "screen", "observer", "moderator", "seat"):
            raise NotFound("holder")
        await place.store.seats.revoke(meeting, holder)
        if role == "seat":
            token = await credentials.issue_seat_link(meeting_id, rest)
        else:
            token = await credentials.issue(Person(meeting_id, role, rest))
    return f"{settings.base_url}/enter#{token}"


async def give_time(settings: Settings, meeting_id: str, seat_id: str, seconds: int) -> str:
    """Give a seat time of its own after each close; the room is not told."""
    async with at_the_desk(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        if await place.store.seats.read(meeting_id, seat_id) is None:
            raise NotFound("seat")
        if not 0 <= seconds <= LONGEST_PERSONAL_S:
            raise Malformed("personal_time", most=LONGEST_PERSONAL_S)
        await place.store.seats.set_personal_time(meeting, seat_id, seconds)
    return f"Seat {seat_id} has {seconds} s of its own after every close. The room is not told."


async def export(settings: Settings, round_id: str, kind: str) -> str:
    """Write the ranked list of a closed round."""
    async with at_the_desk(settings) as (place, _):
        round_ = await place.round(round_id)
        if round_.state not in COUNTABLE:
            raise NotFound("ranked_list")
        text = await hand_out(place, round_, kind)
        return text + "\n" if kind == "json" else text


async def erase(settings: Settings, meeting_id: str) -> str:
    """Erase a meeting and everything in it."""
    async with at_the_desk(settings) as (place, _):
        meeting = await place.meeting(meeting_id)
        gone = await place.store.meetings.erase(meeting)
    return f"Erased: {meeting.title} ({meeting.id}), {gone} records."


def told(problems: Problems) -> list[str]:
    """Tell what is wrong with a file, line by line."""
    kind = "agenda" if isinstance(problems, AgendaProblems) else "seats"
    strings = Strings.read()
    return [told_problem(strings, _LANGUAGE, kind, problem) for problem in problems.problems]


def said(refusal: Refusal) -> str:
    """Say a refusal."""
    return words_of(Strings.read(), _LANGUAGE, refusal)


@contextmanager
def _store_url(settings: Settings) -> Iterator[str]:
    if settings.redis_url:
        yield settings.redis_url
    elif (running := running_address(settings.data)) is not None:
        yield running.url
    else:
        with EmbeddedStore(settings.data) as store:
            yield store.url


async def _found(place: Place, settings: Settings, founding: Founding) -> tuple[Meeting, list[Seat]]:
    return await found_meeting(place, founding, place.now_ms() // 1_000 + settings.retention_days * 86_400)


async def _meetings(place: Place) -> list[Meeting]:
    found = [await place.store.meetings.read(meeting_id) for meeting_id in await place.store.meetings.all_ids()]
    return [meeting for meeting in found if meeting is not None]


async def _links(place: Place, credentials: Credentials, base_url: str, meeting: Meeting) -> str:
    async def link(role: str, region_id: str = "") -> str:
        return f"{base_url}/enter#{await credentials.issue(Person(meeting.id, role, region_id))}"

    code = (await place.joining(meeting)).code
    lines = [f"{meeting.title} ({meeting.id})", f"  join        {base_url}/join/{code}"]
    lines += [f"  {role:<11} {await link(role)}" for role in ("chair", "screen", "observer")]
    lines += [f"  moderator   {await link('moderator', region.id)}   {region.name}" for region in meeting.regions]
    return "\n".join(lines)


def _seat_line(credentials: Credentials, base_url: str, meeting: Meeting, seat: Seat) -> str:
    return f"  seat        {base_url}/enter#{credentials.first_seat_link(meeting.id, seat.id)}   {seat.name}"


def _sample_file(name: str) -> str:
    return resources.files("server").joinpath("sample", name).read_text(encoding="utf-8")


def _qr(text: str) -> str:
    drawn = io.StringIO()
    segno.make(text).terminal(drawn, compact=True)
    return drawn.getvalue()
