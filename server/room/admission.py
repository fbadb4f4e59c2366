"""Acts at the door: how the meeting is joined, who is admitted, barred and removed; for podium and command line alike.

Refuses to know who may act (`domain.people`) and how it was asked. Invariant: an act is done, or refused, or was done
before; each that changes something stands in the log of acts.
"""

from collections import Counter
from collections.abc import Sequence

from server.domain.errors import Malformed, NotFound, TryLater
from server.domain.procedure.admission import JOIN_CODE_LENGTH, PAGE, Joining, Listed, Roll, Totals, sources_of
from server.domain.procedure.meeting import HIGHEST_SEAT_LIMIT, Meeting
from server.domain.procedure.rounds import COUNTABLE, VOTING, Round
from server.protocol import commands, replies, shapes
from server.room.context import MOST_TRIES, Context
from server.room.supports import let_go
from server.room.views import columns_of
from server.store.acts import Act
from server.store.meetings import new_code

_OPEN = {"close_joining": "0", "open_joining": "1"}
_ANSWERS = ("admit_seat", "refuse_seat")


async def change_joining(
    context: Context, meeting: Meeting, act: str, actor: str, *, limit: int = 0, on: bool = False, request: str = ""
) -> bool:
    """Close or open joining, make a new code, set the limit of seats, say whether a device has one.

    False where it was so already.
    Raises:  Malformed for a limit out of bounds, TryLater if others keep changing it first.
    """
    if act == "set_seat_limit" and not 1 <= limit <= HIGHEST_SEAT_LIMIT:
        raise Malformed("seat_limit", most=HIGHEST_SEAT_LIMIT)
    for _ in range(MOST_TRIES):
        joining = await context.joining(meeting)
        logged = Act(act, actor, context.now_ms())
        if act == "new_join_code":
            code = new_code(JOIN_CODE_LENGTH)
            outcome = await context.shards.change_code(meeting, joining, logged, request=request, code=code)
        else:
            chosen = {
                "set_seat_limit": {"limit": str(limit)},
                "set_one_seat": {"one_seat": "1" if on else "0"},
            }.get(act) or {"open": _OPEN[act]}
            admission = context.store_of(meeting.id).admission
            outcome = await admission.change(meeting, joining, logged, request=request, **chosen)
        if outcome in ("done", "already"):
            return outcome == "done"
    raise TryLater("overtaken")


async def read_roll(context: Context, meeting: Meeting) -> Roll:
    """Read every seat of a meeting."""
    limit = (await context.joining(meeting)).limit
    region_ids = [region.id for region in (await context.programme(meeting.id)).regions]
    return await context.store_of(meeting.id).rolls.read(meeting, region_ids, limit, context.now_ms())


async def read_some(context: Context, meeting: Meeting, seat_ids: Sequence[str]) -> tuple[list[Listed], dict[str, int]]:
    """Read some seats as they stand in the list, and the personal time of those that have any."""
    region_ids = [region.id for region in (await context.programme(meeting.id)).regions]
    return await context.store_of(meeting.id).rolls.read_some(meeting, region_ids, seat_ids, context.now_ms())


async def find_listed(context: Context, meeting: Meeting, seat_id: str) -> Listed:
    """Find one seat as it stands in the list.

    Raises:  NotFound.
    """
    found = (await read_roll(context, meeting)).by_id.get(seat_id)
    if found is None:
        raise NotFound("seat_gone")
    return found


async def change_seat(context: Context, meeting: Meeting, act: str, actor: str, listed: Listed) -> bool:
    """Admit, refuse, bar or unbar; false where it was so already."""
    logged = Act(act, actor, context.now_ms(), listed.seat.id)
    if act in _ANSWERS:
        return await context.store_of(meeting.id).admission.answer(meeting, logged)
    return await context.store_of(meeting.id).admission.bar(meeting, listed.seat, logged)


async def is_removed(context: Context, meeting: Meeting, seat_id: str) -> bool:
    """Say whether a seat that is in no list any more was removed."""
    return await context.store_of(meeting.id).seats.is_gone(meeting.id, seat_id)


async def remove_seat(
    context: Context, meeting: Meeting, actor: str, listed: Listed, detail: str = ""
) -> tuple[bool, int]:
    """Take a seat away, its ballots out of the rounds that are being voted on and its support out of the counts.

    Shape:   false where somebody else has just done it; and how many ballots were taken out.
    Invariant: a round that was opened meanwhile is looked at too; of a seat that is gone nothing more is cast.
    """
    removed, taken, seen = False, 0, set[str]()
    for _ in range(MOST_TRIES):
        rounds = [one for one in await _may_hold_ballots(context, meeting) if one.id not in seen]
        if seen and not rounds:
            break
        logged = Act("remove_seat", actor, context.now_ms(), listed.seat.id, detail)
        shaped = [(one, len(columns_of(one))) for one in rounds]
        outcome, out = await context.store_of(meeting.id).admission.remove(meeting, listed.seat, shaped, logged)
        if outcome < 0:
            break
        removed, taken = removed or outcome > 0, taken + out
        seen.update(one.id for one in rounds)
        if not rounds:
            break
    if removed:
        await let_go(context, meeting, listed.seat.id, actor)
    return removed, taken


async def remove_joins(context: Context, meeting: Meeting, actor: str, source: str, minute_ms: int) -> int:
    """Remove what one address took by code, or what was taken within one minute, and send away who waits from there.

    Raises:  Malformed where neither is said.
    """
    if not source and not minute_ms:
        raise Malformed("field", field="from")
    removed = 0
    for listed in (await read_roll(context, meeting)).taken(source, minute_ms):
        if listed.claim is not None:
            removed += await change_seat(context, meeting, "refuse_seat", actor, listed)
        elif listed.seat.joined_at_ms:
            gone, _ = await remove_seat(context, meeting, actor, listed, f"from {listed.source} ")
            removed += gone
    return removed


async def cast_counts(context: Context, meeting: Meeting, page: Sequence[Listed]) -> dict[str, int]:
    """Count in how many rounds that are over each seat has cast: of running ones nobody is told who has voted."""
    rounds = (await context.read_proceedings(meeting.id)).rounds.values()
    over = [round_.id for round_ in rounds if round_.state in COUNTABLE]
    return await context.store_of(meeting.id).admission.count_cast(over, [one.seat.id for one in page])


async def never_used(context: Context, meeting: Meeting, among: Sequence[Listed]) -> list[Listed]:
    """Find the seats that were taken and have no ballot in any round that is over."""
    taken = [one for one in among if one.is_taken]
    counts = await cast_counts(context, meeting, taken)
    return [one for one in taken if not counts[one.seat.id]]


async def seats_page(
    context: Context, meeting: Meeting, asked: commands.ListSeats, region_id: str = ""
) -> replies.Seats:
    """Show a page of the seats, of one region where it is given."""
    roll = await read_roll(context, meeting)
    found = [one for one in roll.find(asked.q) if region_id in ("", one.seat.region_id)]
    if asked.unused:
        found = await never_used(context, meeting, found)
    start = next((at for at, one in enumerate(found, start=1) if one.seat.id == asked.after), 0)
    page = found[start : start + PAGE]
    counts = await cast_counts(context, meeting, page)
    mine = [one for one in roll.listed if region_id in ("", one.seat.region_id)]
    regions = (await context.programme(meeting.id)).regions
    given = {one.id: one.seats for one in regions if region_id in ("", one.id)}
    entitled = Counter(one.seat.region_id for one in mine if one.is_entitled)
    entitled.update(dict.fromkeys((one for one, many in given.items() if many), 0))
    return replies.Seats(
        ref=asked.ref,
        seats=[listed_view(one, counts[one.seat.id]) for one in page],
        more=page[-1].seat.id if start + PAGE < len(found) else None,
        totals=totals_view(roll.totals),
        sources=[shapes.Source(one.label, one.joins, one.first_ms, one.last_ms) for one in sources_of(mine)],
        entitled={one: max(many, given.get(one, 0)) for one, many in entitled.items()},
        pool=[],
    )


def listed_view(listed: Listed, cast: int = 0) -> shapes.Seat:
    """Show a seat as it stands in the list."""
    seat = listed.seat
    return shapes.Seat(
        seat_id=seat.id,
        number=seat.number,
        name=seat.name,
        delegation=seat.delegation,
        region_id=seat.region_id,
        language=seat.language,
        votes=seat.votes,
        state=listed.state,
        joined_at_ms=listed.joined_at_ms,
        entered_at_ms=listed.entered_at_ms,
        source=listed.source,
        cast=cast,
    )


def totals_view(totals: Totals) -> shapes.Totals:
    """Show how many seats there are."""
    return shapes.Totals(totals.seats, totals.limit, totals.waiting, totals.here, totals.barred)


def joining_view(context: Context, joining: Joining) -> shapes.Joining:
    """Show how a meeting is joined."""
    return shapes.Joining(joining.open, joining.code, context.join_url(joining.code), joining.limit, joining.one_seat)


async def _may_hold_ballots(context: Context, meeting: Meeting) -> list[Round]:
    rounds = (await context.read_proceedings(meeting.id)).rounds.values()
    return [round_ for round_ in rounds if round_.state == "draft" or round_.state in VOTING]
