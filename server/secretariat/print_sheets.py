"""Print what a meeting needs on paper: badges, a poster, signs for doors, what lets a role in, and a list to merge.

Refuses to know how a sheet is drawn and how it is handed out. Invariants: whatever lets somebody in is printed for the
secretariat alone, and stands in the log of acts, without the letters; a badge that was printed is new again once
anything on it has changed.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.errors import Malformed, NotFound
from server.domain.procedure.meeting import Meeting
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme
from server.entrances import join_address
from server.record.cells import cell
from server.room.context import Context
from server.secretariat.actor import Actor
from server.secretariat.credentials import Credentials
from server.secretariat.links import list_links
from server.secretariat.printing.codes import wifi_code
from server.secretariat.printing.drawing import Drawn
from server.secretariat.printing.press import Press
from server.secretariat.printing.shown import Look, Sheets, Values, digest_of, in_parts, spelled
from server.secretariat.short_links import short_codes
from server.words.strings import Strings

SHEETS = ("badges", "poster", "doors", "links")
_BYTE_ORDER_MARK = "\ufeff"
_COLUMNS = ("number", "name", "delegation", "region", "region_name", "language", "votes", "code", "link")


@dataclass(frozen=True, slots=True)
class _Printing:
    """What is printed from: one meeting as it is now."""

    context: Context
    credentials: Credentials
    meeting: Meeting
    programme: Programme

    @property
    def typed_at(self) -> str:
        """Where a code is typed."""
        return self.context.short_url()

    async def codes(self, holders: Sequence[str]) -> dict[str, str]:
        """Make the short codes of holders, or find those that there are."""
        return await short_codes(self.context, self.credentials, self.meeting, holders)

    async def seats(self, only: str) -> list[tuple[Seat, str]]:
        """Read the seats that somebody wants printed, with their codes.

        Raises:  as `_chosen`.
        """
        every = await self.context.store_of(self.meeting.id).seats.read_all(self.meeting.id)
        chosen = _chosen(every, self.programme, only)
        codes = await self.codes([f"seat:{seat.id}" for seat in chosen])
        return [(seat, codes[f"seat:{seat.id}"]) for seat in chosen]


async def print_sheets(
    context: Context,
    actor: Actor,
    credentials: Credentials,
    meeting_id: str,
    sheet: str,
    *,
    press: Press,
    look: Look,
    only: str = "",
) -> Drawn:
    """Draw the sheets of a kind as a PDF.

    Shape:   `sheet` is one of `SHEETS`; of badges `only` chooses some: `new`, `region:ID`, `seat:ID,ID…`.
    Raises:  NotFound for another sheet, a region, or where no badge is left to print; Malformed; TryLater.
    """
    actor.require("print_sheets", meeting_id)
    if sheet not in SHEETS:
        raise NotFound("file")
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    on = _Printing(context, credentials, meeting, programme)
    sheets = Sheets(programme, Strings.read(), look)
    if sheet == "badges":
        return await _badges(on, actor, sheets, press, only)
    given = await (_links(on, actor, sheets) if sheet == "links" else _joining(on, sheets, sheet))
    drawn = await press.draw(sheet, given)
    await context.store_of(meeting_id).acts.write(meeting, actor.act("print_sheets", context.now_ms(), detail=sheet))
    return drawn


async def list_badges(
    context: Context, actor: Actor, credentials: Credentials, meeting_id: str, only: str = ""
) -> bytes:
    """Write what is on badges as a CSV, for a mail merge or a printer's own programme.

    Shape:   as the CSV of a list: UTF-8 with a mark, one row a seat; `only` as for badges.
    Raises:  as `print_sheets`.
    """
    actor.require("list_badges", meeting_id)
    meeting, programme = await context.meeting(meeting_id), await context.programme(meeting_id)
    found = await _Printing(context, credentials, meeting, programme).seats(only)
    text = io.StringIO()
    text.write(_BYTE_ORDER_MARK)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for seat, code in found:
        region = programme.region(seat.region_id)
        rows.writerow([cell(said) for said in (
            seat.number, seat.name, seat.delegation, seat.region_id, region.name if region else "", seat.language,
            "yes" if seat.votes else "no", spelled(code), context.short_url(code),
        )])  # fmt: skip
    act = actor.act("list_badges", context.now_ms(), detail=f"seats {len(found)}")
    await context.store_of(meeting_id).acts.write(meeting, act)
    return text.getvalue().encode()


async def _badges(on: _Printing, actor: Actor, sheets: Sheets, press: Press, only: str) -> Drawn:
    """Draw badges, and note what was printed once it is."""
    store, context = on.context.store_of(on.meeting.id), on.context
    found = await on.seats("" if only == "new" else only)
    badges = {seat.id: sheets.badge(seat, code, context.short_url(code)) for seat, code in found}
    digests = {seat_id: digest_of(badge) for seat_id, badge in badges.items()}
    if only == "new":
        printed = await store.short_codes.read_printed(on.meeting.id)
        badges = {seat_id: badge for seat_id, badge in badges.items() if printed.get(seat_id) != digests[seat_id]}
    if not badges:
        raise NotFound("badge")
    wifi = sheets.look.wifi
    said = wifi_code(wifi.name, wifi.password) if wifi else ""
    drawn = await press.draw(
        "badges", *(sheets.badges(part, on.typed_at, said) for part in in_parts([*badges.values()]))
    )
    act = actor.act("print_sheets", context.now_ms(), detail=f"badges {len(badges)}")
    await store.short_codes.note_printed(on.meeting, {seat_id: digests[seat_id] for seat_id in badges}, act)
    return drawn


async def _joining(on: _Printing, sheets: Sheets, sheet: str) -> Values:
    """Read what poster and doors are drawn from.

    Raises:  NotFound where no region has a room.
    """
    code = (await on.context.joining(on.meeting)).code
    link = on.context.join_url(code)
    at = link.removesuffix(join_address("", code))
    given = sheets.poster(code, link, at) if sheet == "poster" else sheets.doors(code, link, at)
    if sheet == "doors" and not given["doors"]:
        raise NotFound("room")
    return given


async def _links(on: _Printing, actor: Actor, sheets: Sheets) -> Values:
    """Read what the sheets of roles are drawn from."""
    holders = list((await list_links(on.context, actor, on.credentials, on.meeting.id)).holders)
    codes = await on.codes(holders)
    return sheets.links([(one, codes[one], on.context.short_url(codes[one])) for one in holders], on.typed_at)


def _chosen(every: Sequence[Seat], programme: Programme, only: str) -> list[Seat]:
    """Choose some seats.

    Raises:  Malformed; NotFound for a region, or a seat, that there is not.
    """
    what, _, which = only.partition(":")
    if not only:
        return list(every)
    if what == "region" and which:
        if programme.region(which) is None:
            raise NotFound("region")
        return [seat for seat in every if seat.region_id == which]
    if what == "seat" and which:
        by_id = {seat.id: seat for seat in every}
        if any(seat_id not in by_id for seat_id in which.split(",")):
            raise NotFound("seat_gone")
        return [by_id[seat_id] for seat_id in dict.fromkeys(which.split(","))]
    raise Malformed("field", field="only")
