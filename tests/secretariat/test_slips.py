"""Paper slips: a ballot of a seat without a device, printed, filled in and entered at the desk."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from server.domain.errors import InvalidBallot, NotFound, NotPermitted, RoundNotOpen, StaleRevision
from server.protocol import commands
from server.room.actions import perform
from server.room.actions.counting import kept_list, read_out
from server.room.context import Asker, Context
from server.room.slips import slip_code
from server.secretariat.actor import SECRETARY, desk_of
from server.secretariat.log_of_acts import read_whole_log
from server.secretariat.slips import enter_slip, find_slip, print_slips
from server.store.kept_lists import read_list
from tests.builders import a_request
from tests.chambers import Chamber, a_chamber

SEATS = {f"north {at}": "NO" for at in range(6)} | {f"south {at}": "SO" for at in range(5)}


class Desk:
    """A chamber with a round, and a desk beside it."""

    def __init__(self, chamber: Chamber, items: list[str]) -> None:
        """Take the chamber, and what is put to it."""
        self.chamber, self.items, self.context = chamber, items, chamber.context
        self.meeting, self.actor = chamber.meeting.id, desk_of(chamber.meeting.id)

    def code(self, name: str, round_id: str) -> str:
        """Say what stands on the slip of a seat."""
        return slip_code(self.context.proofs, round_id, self.chamber.seated[name].seat_id)

    async def enter(self, code: str, marks: Mapping[str, str], request_id: str = "") -> None:
        """Enter a slip."""
        asked = {"marks": marks, "request_id": request_id or a_request()}
        await enter_slip(self.context, self.actor, self.meeting, code, **asked)  # type: ignore[arg-type]


@pytest.fixture
async def desk(context: Context) -> Desk:
    """Two regions, all seats taken, and two recommendations."""
    chamber = await a_chamber(context, SEATS, ("NO", "SO"))
    return Desk(chamber, await chamber.put(["One", "Two"]))


async def test_a_slip_is_the_ballot_of_its_seat(desk: Desk) -> None:
    """Printed for a region, typed as people type, counted as any ballot, and in the log without marks. Holds R278."""
    round_id = await desk.chamber.open(desk.items, secrecy="recorded")
    _, slips = await print_slips(desk.context, desk.actor, desk.meeting, round_id, "NO", everybody=True)
    assert {one.code for one in slips} == {desk.code(name, round_id) for name in SEATS if name[0] == "n"}
    assert len({one.code for one in slips}) == 6
    assert (await print_slips(desk.context, desk.actor, desk.meeting, round_id))[1] == [], "everybody has come in"
    typed = f"https://plenum.test/slip/{slips[0].code[:4].upper()}-{slips[0].code[4:].upper()}"
    assert (await find_slip(desk.context, desk.actor, desk.meeting, typed)).id == round_id
    await desk.enter(typed, {desk.items[0]: "for", desk.items[1]: "against"})
    await desk.enter(slips[0].code, {desk.items[0]: "against"})
    await desk.enter(slips[1].code, {desk.items[0]: "against"})
    await desk.chamber.close(round_id)
    ranked = read_list(await kept_list(desk.context, await desk.context.round(round_id)))
    line = next(one for one in ranked.items if one.recommendation.id == desk.items[0]).placing.line
    assert (line.marks["for"], line.marks["against"], line.cast) == (0, 2, 2)
    lines = [one for one in await read_whole_log(desk.context, SECRETARY, desk.meeting) if one.act.endswith("_slip")]
    assert [(one.actor, one.detail, one.named, one.thing) for one in lines] == [("desk", "1", "", "")] * 3


async def test_a_form_sent_twice_is_one_ballot(desk: Desk) -> None:
    """The same request changes nothing, also with what has been entered since."""
    round_id = await desk.chamber.open(desk.items)
    code, request = desk.code("north 0", round_id), a_request()
    for _ in range(2):
        await desk.enter(code, {desk.items[0]: "for"}, request)
    kept = await desk.context.store_of(round_id).rounds.read_ballot(round_id, desk.chamber.seated["north 0"].seat_id)
    assert kept is not None
    assert kept.revision == 1


async def test_a_ballot_of_a_phone_is_never_replaced_by_a_slip(desk: Desk) -> None:
    """And a phone may replace what a slip said, by the ordinary rule; then the slip is good no more. Holds R278."""
    round_id = await desk.chamber.open(desk.items)
    await desk.chamber.cast("north 0", round_id, {})
    with pytest.raises(StaleRevision) as no:
        await desk.enter(desk.code("north 0", round_id), {desk.items[0]: "for"})
    assert no.value.reason == "by_phone"
    await desk.enter(desk.code("north 1", round_id), {desk.items[0]: "for"})
    await desk.chamber.cast("north 1", round_id, {desk.items[0]: "against"}, base_revision=1)
    with pytest.raises(StaleRevision):
        await desk.enter(desk.code("north 1", round_id), {desk.items[0]: "for"})


async def test_whoever_comes_in_on_the_seat_is_not_told_what_its_slip_says(desk: Desk) -> None:
    """No name stands on a slip, so it may have been somebody else's; that there is a ballot they are told."""
    round_id = await desk.chamber.open(desk.items)
    await desk.enter(desk.code("north 0", round_id), {desk.items[0]: "for"})
    seated = replace(desk.chamber.seated["north 0"], generation=1)  # as by the first link of the seat
    ballot = commands.CastBallot(
        round_id=round_id, epoch=1, base_revision=0, request_id=a_request(), ballot_id=a_request(), marks={}
    )
    with pytest.raises(StaleRevision) as stale:
        await perform(desk.context, Asker(seated, desk.chamber.room), ballot)
    current = stale.value.current
    assert (current.earlier, current.marks, current.revision) == (True, {}, 1)  # type: ignore[attr-defined]


async def test_a_slip_is_good_for_one_round_and_while_it_is_open(desk: Desk) -> None:
    """Of another round it has another code; nobody but the desk and the secretariat prints or enters one."""
    first = await desk.chamber.open(desk.items)
    code = desk.code("north 0", first)
    with pytest.raises(InvalidBallot):
        await desk.enter(code, {desk.items[0]: "maybe"})
    await desk.chamber.close(first)
    second = await desk.chamber.open(desk.items)
    assert desk.code("north 0", second) != code
    with pytest.raises(NotFound):
        await desk.enter(code, {})
    with pytest.raises(RoundNotOpen):
        await print_slips(desk.context, desk.actor, desk.meeting, first)
    with pytest.raises(NotPermitted):
        await find_slip(desk.context, desk_of("other"), desk.meeting, code)
    await perform(desk.context, desk.chamber.chair, commands.VoidRound(round_id=second, reason="Over."))
    ranking = await desk.chamber.open(desk.items, "ranked_pairs")
    with pytest.raises(RoundNotOpen):
        await print_slips(desk.context, desk.actor, desk.meeting, ranking)


@pytest.mark.parametrize(("on_paper", "shown"), [(0, True), (3, True), (4, False), (5, False), (6, True)])
async def test_whoever_has_read_the_slips_learns_nothing_of_the_phones(desk: Desk, on_paper: int, shown: bool) -> None:
    """Less than `k` phones beside them would be told by subtracting them; read again, it stays so. Holds R283."""
    round_id = await desk.chamber.open(desk.items, k=3)
    for at, name in enumerate(SEATS):
        marks = {desk.items[0]: "against" if at % 2 else "for"}
        if at < on_paper:
            await desk.enter(desk.code(name, round_id), marks)
        else:
            await desk.chamber.cast(name, round_id, marks)
    for epoch in (1, 2):
        await desk.chamber.close(round_id)
        north, south = read_list(await kept_list(desk.context, await desk.context.round(round_id))).regions
        assert north.withheld != shown, epoch
        assert (north.withheld, south.withheld) in ((False, False), (True, True)), "or the rest is told by the whole"
        await read_out(desk.context, await desk.context.round(round_id))
        await perform(desk.context, desk.chamber.chair, commands.ReopenRound(round_id=round_id))
