"""Six regions ask their own whether a set is their text, and present it to each other in an order drawn by lot."""

import asyncio
import hashlib
from collections.abc import Sequence

from server.rehearsal.phone import Phone
from tests.services import Json

MINUTES_S = 180


async def confirmed(moderator: Phone, there: Sequence[Phone], ids: Sequence[str]) -> None:
    """Ask a region whether this is its text: it is called, and whoever says yes is counted once, and never named."""
    await moderator.act("ask_confirmation", recommendation_ids=ids)
    heard = await asyncio.gather(*(phone.wait_for("confirmation_changed") for phone in there))
    asked = heard[0]["confirmation"]
    assert (asked["recommendation_ids"], asked["confirmed"], asked["entitled"]) == (ids, 0, len(there))
    for phone in (*there, there[0]):
        assert (await phone.act("confirm_set", asked=asked["asked"]))["type"] == "done"
    told = await moderator.wait_for("confirmation_changed", confirmation__confirmed=len(there))
    seats = {phone.you["seat_id"] for phone in there}
    assert not any(seat in f"{told}" for seat in seats), "who has said yes is told to nobody"


async def all_present(chair: Phone, listens: Phone, sets: dict[str, list[str]]) -> Sequence[str]:
    """Draw the order, give the floor to one region after the other, and check the lot as anybody could."""
    prepared = await chair.act("prepare_presentation", ordered_by="lot", seconds=MINUTES_S)
    assert prepared["type"] == "done"
    before = (await listens.wait_for("presentation_changed", presentation__place=-1))["presentation"]
    assert (before["order"], before["seed"]) == ([], ""), "before the first turn nobody knows the order"
    order: list[str] = []
    for place in range(len(sets)):
        await chair.act("turn_presentation", place=place)
        now = (await listens.wait_for("presentation_changed", presentation__place=place))["presentation"]
        assert not order or now["order"] == order, "an order that was drawn stays"
        order = now["order"]
        assert now["clock"]["running"]
        assert _hash(now["seed"]) == before["commitment"]
    assert sorted(order) == sorted(sets), "each region that handed something over presents once"
    assert order == sorted(sets, key=lambda region: _hash(now["seed"] + region))
    shown: Json = await listens.hello()
    assert {one["region_id"]: one["recommendation_ids"] for one in shown["sets"]} == sets
    assert {item for items in sets.values() for item in items} <= {one["id"] for one in shown["recommendations"]}
    await chair.act("end_presentation")
    assert (await listens.wait_for("presentation_changed", presentation__over=True))["presentation"]["order"] == order
    return order


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
