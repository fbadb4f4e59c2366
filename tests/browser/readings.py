"""Two readings of one item, over sockets: contested in the first, working across in the second."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from server.rehearsal.phone import Phone
from tests.browser.rounds import Chamber
from tests.services import Json

SEATS = {"AF": 6, "AM": 5, "AP": 5, "EC": 5, "AS": 4, "IR": 2}
"""So few in the last that it counts together with another."""
FIRST = {"AF": "for", "AM": "for", "AP": "for", "EC": "against", "AS": "abstain", "IR": "abstain"}
TITLES = {"en": "Let cities speak on matters of urban migration", "ar": "إشراك المدن في شؤون الهجرة الحضرية"}
TEXTS = {
    "en": (
        (
            "Large cities of arrival and transit take part with a voice and a vote whenever the agenda concerns "
            "housing, schooling or policing in towns."
        ),
        (
            "Large cities of arrival and transit take part as invited speakers, without a vote, whenever the agenda "
            "concerns housing or schooling in towns."
        ),
    ),
    "ar": (
        "تشارك مدن الوصول والعبور الكبرى بصوت وتصويت كلما تعلق جدول الأعمال بالسكن أو التعليم أو الشرطة في المدن.",
        (
            "تشارك مدن الوصول والعبور الكبرى بصفة متحدثين مدعوين دون تصويت كلما تعلق جدول الأعمال بالسكن أو التعليم "
            "في المدن."
        ),
    ),
}


@asynccontextmanager
async def voters(chamber: Chamber) -> AsyncIterator[list[tuple[str, int, Phone]]]:
    """Seat everybody: region, place in it, and phone."""
    async with AsyncExitStack() as hall:
        found = []
        for region, seats in SEATS.items():
            for number in range(seats):
                joined = await asyncio.to_thread(chamber.kit.a_delegate, region)
                found.append((region, number, await hall.enter_async_context(chamber.kit.phone(chamber.room, joined))))
        yield found


async def first_reading(chamber: Chamber, hall: Sequence[tuple[str, int, Phone]], language: str = "en") -> Json:
    """Vote on an item and another one, and publish: a region opposes it, and one is split."""
    item = await chamber.propose(TITLES[language], TEXTS[language][0], language)
    other = await chamber.propose("One calendar of meetings", "Published each January.")
    first = await chamber.open(slate=[item, other], secrecy="confidential")
    for region, number, voter in hall:
        split = region == "AF" and number % 2
        await voter.cast(first, {item: "against" if split else FIRST[region], other: "for"})
    await chamber.close(first)
    await chamber.publish(first)
    return first


async def vote_again(chamber: Chamber, hall: Sequence[tuple[str, int, Phone]], round_id: str) -> Json:
    """Open a second reading of two wordings, of which the second finds them all, and publish it."""
    second = dict((await chamber.chair.act("open_round", round_id=round_id))["round"])
    item, softer = second["slate"]
    for region, number, voter in hall:
        with_them = region != "EC" or number % 5 < 3
        await voter.cast(second, {item: "abstain", softer: "for" if with_them else "against"})
    await chamber.close(second)
    await chamber.publish(second)
    return second


async def two_readings(chamber: Chamber, language: str = "en") -> tuple[Json, Json]:
    """Vote on an item and then on two wordings of it; both lists are published."""
    async with voters(chamber) as hall:
        first = await first_reading(chamber, hall, language)
        item = first["slate"][0]
        words = {"title": TITLES[language], "text": TEXTS[language][1], "language": language}
        drafted = await chamber.chair.act("propose_variant", round_id=first["id"], recommendation_id=item, **words)
        of = {"round_id": first["id"], "recommendation_id": item}
        slate = [item, drafted["recommendation_id"]]
        prepared = await chamber.chair.act(
            "prepare_round", method="across_regions", slate=slate, reading_of=of, rules=first["rules"]
        )
        return first, await vote_again(chamber, hall, prepared["round_id"])
