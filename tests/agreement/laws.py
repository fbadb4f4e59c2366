"""The laws of what people agree to, held against an assembly: sets, lineage, marks, the log, what is seen."""

import functools
import json
from collections import Counter
from typing import Any

from server.domain.procedure.lineage import in_order, origins_of
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.people import Person
from server.domain.procedure.rounds import Round
from server.domain.procedure.shapes import Audience
from server.live.heard import NEW_NAMES, Heard
from server.live.picture import take_picture
from server.live.snapshot import Shown
from server.room.views import columns_of
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import ON_TEXTS, read_whole_log
from tests.agreement.assembly import MERGES, WORDINGS, Assembly
from tests.pictures import differences, picture_of, reduce
from tests.services import Json

BEGINNING = [("propose", seed) for seed in range(40, 58)] + [("hand_over", seed) for seed in range(60, 72)]
"""A history in which most is refused tells little: texts first, and what is handed over."""

Counted = dict[str, tuple[object, ...]]
Ear = tuple[str, Audience, Person]


async def hold(assembly: Assembly, ears: dict[Ear, Json]) -> None:
    """Hold what came of a history against the laws."""
    check_sets_and_lineage(await assembly.now())
    await check_log(assembly)
    await check_pictures(assembly, ears)


async def counted(assembly: Assembly) -> Counted:
    """Read of every opened round its state, slate and count, and of a published one its list."""
    rounds = [one for one in (await assembly.now()).rounds.values() if one.epoch]
    kept = assembly.context.store_of(assembly.meeting.id).rounds
    tallies = await kept.read_tallies([(one, columns_of(one)) for one in rounds])
    lists = [await kept.read_list(one) if one.state == "published" else None for one in rounds]
    return {
        one.id: (one.state, one.slate, one.rules, tally, listed)
        for one, tally, listed in zip(rounds, tallies, lists, strict=True)
    }


def check_sets_and_lineage(now: Proceedings) -> None:
    """No set over its limit; every item of a slate leads back to proposals; regions are those of the parents."""
    for session in ("s1", "s2"):
        sizes: Counter[str] = Counter()
        for handed in now.sets_for(session):
            sizes[handed.region_id] += len(handed.recommendation_ids)
        assert max(sizes.values(), default=0) <= now.hand_over_limit
    for one in now.recommendations.values():
        if one.merge is not None:
            regions = [region for parent in one.merge.parent_ids for region in now.recommendations[parent].region_ids]
            assert one.region_ids == in_order(now.programme, regions)
            leads = [region for origin in origins_of(now, one.id) for region in now.recommendations[origin].region_ids]
            assert set(leads) == set(one.region_ids)
        if one.merged_into:
            into = now.recommendations[one.merged_into]
            assert one.status == "merged"
            assert into.status in ("accepted", "merged")
            assert into.merge is not None
            assert one.id in into.merge.parent_ids
        assert (one.status == "merged") == bool(one.merged_into)
    waiting = [
        parent
        for one in now.recommendations.values()
        if one.merge is not None and one.status in ("proposed", "accepted", "merged")
        for parent in one.merge.parent_ids
    ]
    assert len(waiting) == len(set(waiting)), "a parent has one merge at most"
    for item in {item for round_ in now.rounds.values() for item in _opened(round_)}:
        assert all(now.recommendations[origin].merge is None for origin in origins_of(now, item))


def _opened(round_: Round) -> tuple[str, ...]:
    return round_.slate if round_.epoch else ()


async def check_log(assembly: Assembly) -> None:
    """Every act stands in the log, what it did once, and the log holds nothing else."""
    lines = await read_whole_log(assembly.context, SECRETARY, assembly.meeting.id)
    begun = assembly.done[0].from_ms if assembly.done else 0
    left = [line for line in lines if line.at_ms >= begun]
    for done in assembly.done:
        here = [line for line in left if done.from_ms <= line.at_ms <= done.to_ms]
        left = [line for line in left if not done.from_ms <= line.at_ms <= done.to_ms]
        said = Counter((line.act, line.thing, line.named, line.at_ms) for line in here)
        assert max(said.values(), default=0) <= 1, f"{done} stands in the log twice"
        assert here or not done.told, f"{done} does not stand in the log"
        signed = [line.act for line in here if line.act in ON_TEXTS]
        if done.act in (*MERGES, *WORDINGS):
            assert [act.removesuffix("_aloud") for act in signed] == [done.act]
    assert not left, "the log holds what nobody did"


async def ears_of(assembly: Assembly) -> dict[Ear, Json]:
    """Show everybody the rooms before anything happens."""
    meeting_id = assembly.meeting.id
    chair, observer = Person(meeting_id, "chair"), Person(meeting_id, "observer")
    africa, americas = (Person(meeting_id, "moderator", region) for region in ("AF", "AM"))
    ears: list[Ear] = [("plenary", "conducting", chair), ("plenary", "floor", observer)]
    ears += [("plenary", "floor", africa), ("plenary", "floor", americas), ("AF", "conducting", africa)]
    ears += [("AM", "conducting", americas), ("AF", "floor", assembly.delegates[0])]
    ears += [("plenary", "floor", one) for one in assembly.delegates]
    return {ear: await a_picture(assembly, ear) for ear in ears}


async def a_picture(assembly: Assembly, ear: Ear) -> Json:
    """Show somebody a room afresh."""
    where, audience, person = ear
    shown = Shown(await take_picture(assembly.context, assembly.rooms[where]), assembly.clock.ms)
    said: Any = shown.snapshot("1", outlook=False, audience=audience, person=person)
    return picture_of(json.loads(said))


async def check_pictures(assembly: Assembly, ears: dict[Ear, Json]) -> None:
    """Whoever listened from the beginning has what a fresh snapshot shows."""
    for ear, began in ears.items():
        where, audience, person = ear
        room = assembly.rooms[where]
        decisions = assembly.context.store_of(room.id).decisions
        announced = await decisions.read_announced(meeting_of(room.id), room.id, began["seq"], most=10_000)
        region = person.region_id if person.role == "moderator" else ""
        frames = [Heard(one).frame(audience, person.seat_id, NEW_NAMES, region) for one in announced]
        told = functools.reduce(reduce, map(json.loads, frames), began)
        fresh = await a_picture(assembly, ear)
        still = [{**picture, "tallies": {}, "calls": {}} for picture in (told, fresh)]
        assert not (found := differences(*still)), (where, audience, person.role, person.region_id, found)
