"""Whatever is read again and in which order: every chain leads back to the first round, and no earlier list changes."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.domain.procedure.variants import original_of
from server.protocol import commands
from server.room.actions.counting import hand_out
from server.room.context import Context
from tests.room.test_second_reading import REGIONS, Hall, a_hall

STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), st.booleans()), min_size=1, max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, first_published=st.booleans())
async def test_every_chain_leads_back_and_no_earlier_list_changes(
    context: Context, steps: list[tuple[int, int, bool]], first_published: bool
) -> None:
    """Readings of readings, published late, early or not at all, on items chosen by chance. Holds R238."""
    hall = await a_hall(context)
    slate = await hall.chamber.put(["One", "Two"])
    first = (await hall.prepare(slate)).id
    await hall.vote(first, {region: dict.fromkeys(slate, "for") for region in REGIONS}, publish=first_published)
    counted, lists = [first], {}
    for luck, against, publish in steps:
        earlier = await hall.round(counted[luck % len(counted)])
        item = earlier.slate[luck % len(earlier.slate)]
        other = await hall.variant(item, earlier.id, f"Other words {len(counted)}")
        of = commands.ReadingOf(round_id=earlier.id, recommendation_id=item)
        again = (await hall.prepare([item, other], reading_of=of)).id
        marks = {
            region: {item: "for" if at < against else "against", other: "for"} for at, region in enumerate(REGIONS)
        }
        await hall.vote(again, marks, publish=publish)
        counted.append(again)
        for round_id in counted:
            said = json.loads(await hand_out(context, await hall.round(round_id), "json"))
            assert lists.setdefault(round_id, said["items"]) == said["items"]
    await check_chains(context, hall, counted)


async def check_chains(context: Context, hall: Hall, counted: list[str]) -> None:
    """Follow every reading back to the first round, and read each chain from its beginning."""
    proceedings = await context.read_proceedings(hall.chamber.meeting.id)
    known, rounds = proceedings.recommendations, proceedings.rounds
    for round_id in counted:
        round_, root = rounds[round_id], ""
        while round_.reading_of is not None:
            item = round_.reading_of.recommendation_id
            assert {original_of(known, one) for one in round_.slate} == {root or original_of(known, item)}
            root = root or original_of(known, item)
            round_ = rounds[round_.reading_of.round_id]
        assert round_.id == counted[0]
    published = [one for one in counted if rounds[one].state == "published" and rounds[one].reading_of]
    told = {reading.round_id for one in known.values() for reading in one.readings}
    assert told >= set(published)
    for one in known.values():
        assert not (one.readings and one.variant_of)
        for reading in one.readings[1:]:
            assert rounds[reading.round_id].state == "published"
            assert not reading.recommendation_id or original_of(known, reading.recommendation_id) == one.id
