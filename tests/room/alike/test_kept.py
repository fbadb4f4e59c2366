"""What one process remembers of pairs: what stands in the proceedings that are asked about, whoever asks meanwhile."""

import asyncio
from dataclasses import replace

from server.domain.agenda.agenda import Agenda
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme
from server.domain.procedure.recommendations import Recommendation
from server.room.alike.kept import AT_ONCE, KeptPairs
from server.room.alike.pairs import Near, alike_pairs

PROGRAMME = Programme("Consultation", Agenda("Consultation", ()), (), ())


def a_meeting(many: int, title: str, meeting_id: str = "aaaaa") -> Proceedings:
    """Have so many recommendations of nearly the same words stand."""
    made = [
        Recommendation(f"{meeting_id}{place:03}", 1, "r", "q", title, f"Why no. {place}", "en", (), status="accepted")
        for place in range(many)
    ]
    return Proceedings(Meeting(meeting_id, ""), PROGRAMME, recommendations={one.id: one for one in made})


async def asked(kept: KeptPairs, proceedings: Proceedings) -> dict[str, tuple[Near, ...]]:
    """Read all that is kept, with a pause in which others ask."""
    async with kept.of(proceedings) as pairs:
        await asyncio.sleep(0)
        found = {one: tuple(pairs.near(one)) for one in proceedings.recommendations}
    return {one: near for one, near in found.items() if near}


async def test_whoever_asks_at_once_hears_what_stands_in_what_they_asked_about() -> None:
    """Of an older decision, a newer one and another meeting, in any order. Holds R221."""
    older = a_meeting(6, "One shared calendar of meetings")
    words = replace(older.recommendations["aaaaa002"], title="A fund for journeys of secretariats")
    newer = replace(older, recommendations={**older.recommendations, "aaaaa002": words})
    fewer = replace(older, recommendations=dict(list(older.recommendations.items())[:2]))
    other = a_meeting(4, "A travel fund for secretariats", "bbbbb")
    kept, wanted = KeptPairs(), [older, newer, other, fewer, older, newer]
    found = await asyncio.gather(*(asked(kept, one) for one in wanted))
    assert found == [alike_pairs(one) for one in wanted]
    kept.forget("aaaaa")
    assert await asked(kept, newer) == alike_pairs(newer)


async def test_others_have_their_turn_between_two_comparisons() -> None:
    """Each that is new is compared in a turn of its own, and of those that are not a hundred are looked at in one."""
    meeting, kept, turns = a_meeting(2 * AT_ONCE, "One shared calendar of meetings"), KeptPairs(), 0

    async def count_turns(done: asyncio.Event) -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            await asyncio.sleep(0)

    for fewest in (2 * AT_ONCE, 2):
        done, turns = asyncio.Event(), 0
        counting = asyncio.create_task(count_turns(done))
        async with kept.of(meeting):
            done.set()
        await counting
        assert turns >= fewest
