"""Regions with few seats count together from the opening on: on every surface one region, whoever comes later."""

from tests.pictures import Witness
from tests.room.halls import Hall

REST = ["AM", "AP", "EC", "AS", "IR"]
POOL = "+".join(REST)


async def fill(hall: Hall) -> list[Witness]:
    """Five of Africa are there, four of the Americas, one of Asia, and nobody of the others."""
    return [await hall.enter(hall.kit.a_delegate(region)) for region in [*["AF"] * 4, *["AM"] * 4, "AP"]]


async def test_small_regions_count_together_from_the_opening_on(hall: Hall) -> None:
    """The podium is told before, the round says it, turnout and list have one region, reopened too. Holds R133."""
    delegates = await fill(hall)
    assert (await hall.chair.ask("list_seats", k=4))["pool"] == REST
    assert (await hall.chair.ask("list_seats"))["pool"] == []
    assert (await hall.chair.ask("list_seats", k=2))["code"] == "malformed"
    round_ = await hall.open()
    assert (round_["regions"], round_["pool"]) == (["AF", POOL], REST)
    assert (round_["entitled"], round_["checked_in"]) == (10, 10)
    late = await hall.enter(hall.kit.a_delegate("IR"))  # at the opening Interregional had nobody
    against = dict.fromkeys(round_["slate"], "against")
    for delegate in [*delegates[4:], late]:
        assert (await delegate.cast(round_, against))["type"] == "ballot_cast"
    for delegate in [hall.delegate, *delegates[:4]]:
        assert (await delegate.cast(round_, dict.fromkeys(round_["slate"], "for")))["type"] == "ballot_cast"
    event = await hall.chair.wait_for("tally_changed", turnout__AF=[5, 5, 5])
    assert set(event["turnout"]) == {"AF", POOL}
    assert (await hall.step(round_, "close"))["round"]["state"] == "closed"
    assert (await hall.step(round_, "reopen"))["round"]["regions"] == ["AF", POOL]
    assert (await hall.step(round_, "close"))["round"]["state"] == "closed"
    listed = hall.kit.ranked_list(round_["id"])[1]
    pool = listed["regions"][1]
    assert (pool["id"], pool["members"], pool["ballots"], pool["withheld"]) == (POOL, REST, 6, False)
    assert pool["name"] == "Americas + Asia and the Pacific + Europe and Central Asia + Arab States + Interregional"
    assert {item["regions"][POOL]["state"] for item in listed["items"]} == {"opposes"}
    assert {item["verdict"] for item in listed["items"]} == {"contested"}


async def test_in_a_recorded_round_every_region_stands_for_itself(hall: Hall) -> None:
    """Names may be published there; so may figures."""
    await fill(hall)
    round_ = await hall.open(secrecy="recorded")
    assert (round_["regions"], round_["pool"]) == (["AF", *REST], [])


async def test_before_it_is_opened_a_round_has_no_pool(hall: Hall) -> None:
    """Who will be there is known at the opening alone."""
    draft = await hall.bring_to("draft")
    assert (draft["regions"], draft["pool"]) == (["AF", *REST], [])


async def test_before_an_opening_the_podium_is_told_which_regions_are_small_and_who_counts_without_them(
    hall: Hall,
) -> None:
    """Small ones may be chosen to take part by position; the others then count together as far as they need to."""
    await fill(hall)
    told = await hall.chair.ask("list_seats", k=4)
    assert told["small"] == {"AP": 1, "EC": 0, "AS": 0, "IR": 0}
    assert (await hall.chair.ask("list_seats"))["small"] == {}
    named = [one for one in REST if one != "AM"]
    assert (await hall.chair.ask("list_seats", k=4, named_positions=named))["pool"] == []
    round_ = await hall.open(named_positions=named)
    assert (round_["regions"], round_["pool"], round_["entitled"]) == (["AF", "AM"], [], 9)
