"""A round that was voted on and counted, by any method: ballots come over sockets, so a test is about its pages."""

import asyncio
from contextlib import AsyncExitStack

from server.domain.methods import METHODS
from tests.browser.rounds import Chamber
from tests.services import Json

TWELVE = tuple(
    f"{title} of the mechanisms"
    for title in (
        "One calendar", "A focal point in every secretariat", "A common library", "A thematic forum", "Observer seats",
        "Joint preparation", "A small travel fund", "Training for officials", "One template", "A handover file",
        "A common position", "One permanent secretariat",
    )
)  # fmt: skip
REGIONS = {"AF": 5, "AM": 4, "AP": 4, "EC": 4, "AS": 4, "IR": 4}
STATES = {
    "AF": ("Côte d’Ivoire", "Kenya"), "AM": ("Chile", "Peru"), "AP": ("Lao People’s Democratic Republic", "Japan"),
    "EC": ("Bosnia and Herzegovina", "Spain"), "AS": ("Iraq", "الأردن"), "IR": ("Regional Conference on Migration",),
}  # fmt: skip
"""The delegations of each region: of its seats every second is of the second, where there is one."""
SILENT = {"AS": 3}
"""How many of a region are there and cast nothing."""


def _marks(method: str, slate: list[str], region: int, voter: int) -> Json:
    """Mark a whole slate: who is in which region decides, so that the two rankings differ."""
    form = METHODS[method].CARD.form
    if form == "marks":
        backing = [(item + region) % 6 < 4 or (region == 0 and item > 8) for item in range(len(slate))]
        return {one: "for" if backs else "against" for one, backs in zip(slate, backing, strict=True)}
    if form == "ticks":
        return {slate[(voter + step) % len(slate)]: "approve" for step in range(2)}
    if form == "scores":
        return {one: str((voter + item) % 6) for item, one in enumerate(slate)}
    return {one: str((voter + item) % len(slate) + 1) for item, one in enumerate(slate)}


async def a_counted_round(
    chamber: Chamber, method: str = "across_regions", *, states: bool = False, **rules: object
) -> Json:
    """Let delegates come, with a delegation each where there are to be `states`, open a round, cast, and close it."""
    async with AsyncExitStack() as hall:
        voters = []
        for position, (region, seats) in enumerate(REGIONS.items()):
            for number in range(seats):
                of = {"delegation": STATES[region][number % len(STATES[region])]} if states else {}
                joined = await asyncio.to_thread(chamber.kit.a_delegate, region, **of)
                phone = await hall.enter_async_context(chamber.kit.phone(chamber.room, joined))
                if number >= SILENT.get(region, 0):
                    voters.append((position, phone))
        round_ = await chamber.open(method, **rules)
        for number, (position, voter) in enumerate(voters):
            reply = await voter.cast(round_, _marks(method, list(round_["slate"]), position, number))
            assert reply["type"] == "ballot_cast", reply
    await chamber.close(round_)
    return round_
