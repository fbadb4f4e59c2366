"""Who is entitled in a round that is open: numbers without names, people who come late, a seat that moves."""

from contextlib import AsyncExitStack

from server.protocol.message import CLOSE_RESTART
from server.room.context import Context
from server.secretariat.actor import SECRETARY
from server.secretariat.seating import edit_seat
from tests.room.halls import Hall, witness
from tests.services import SIX_REGIONS, Service


async def test_a_region_is_entitled_to_the_seats_it_was_given(service: Service) -> None:
    """Twelve are given and eight come before the opening; of six who come later two are more than were given.

    Holds R135.
    """
    async with AsyncExitStack() as stack:
        regions = [{**SIX_REGIONS[0], "seats": 12}, SIX_REGIONS[1]]
        hall = Hall(service.new_meeting(regions=regions), stack)
        hall.chair = await hall.enter("chair")
        joined = [hall.kit.a_delegate("AF") for _ in range(9)]
        there = [await hall.enter(one) for one in joined[:8]]
        assert (await hall.chair.ask("list_seats"))["entitled"] == {"AF": 12}
        round_ = await hall.open(secrecy="recorded", required_majority="absolute")
        assert (round_["entitled"], round_["checked_in"]) == (12, 8)
        late = [await hall.enter(joined[8]), *[await hall.enter(hall.kit.a_delegate("AF")) for _ in range(5)]]
        for delegate in [*there, *late]:
            assert (await delegate.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
        assert await hall.chair.wait_for("tally_changed", turnout__AF=[14, 14, 14])
        await hall.step(round_, "close")
        line = hall.kit.ranked_list(round_["id"])[1]["items"][0]["line"]
        assert (line["cast"], line["checked_in"], line["entitled"], line["for_needed"]) == (14, 14, 14, 8)


async def test_a_seat_that_moves_votes_in_the_open_round_for_its_old_region(hall: Hall, context: Context) -> None:
    """Its phone comes back as of the new one; in the next round it votes there. Holds R136."""
    round_ = await hall.open(secrecy="recorded")
    meeting_id, seat_id = hall.kit.id, hall.delegate.you["seat_id"]
    assert (await edit_seat(context, SECRETARY, meeting_id, seat_id, {"region_id": "AM"})).region_id == "AM"
    assert await hall.delegate.wait_closed() == CLOSE_RESTART
    moved = await witness(hall.stack, hall.kit, hall.room, hall.kit.joined[0])
    assert moved.you["region_id"] == "AM"
    assert (await moved.cast(round_, {round_["slate"][0]: "for"}))["type"] == "ballot_cast"
    tally = await hall.chair.wait_for("tally_changed", round_id=round_["id"], tally_version=1)
    assert (tally["turnout"]["AF"], tally["turnout"]["AM"]) == ([1, 1, 1], [0, 0, 0])
    await hall.step(round_, "close")
    other = await hall.open(secrecy="recorded")
    assert (await moved.cast(other, {other["slate"][0]: "for"}))["type"] == "ballot_cast"
    tally = await hall.chair.wait_for("tally_changed", round_id=other["id"], tally_version=1)
    assert (tally["turnout"]["AF"], tally["turnout"]["AM"]) == ([0, 0, 0], [1, 1, 1])
