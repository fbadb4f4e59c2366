"""Races: two chairs at once, votes against the close. What may happen in either order happens in one of them."""

import asyncio
import random
import uuid

from server.rehearsal.phone import Json, Phone
from tests.faults.catalogue import fault
from tests.faults.hall import Hall
from tests.faults.voter import Voter

CHAIR_RACES = 10
"""Races of one kind that two chairs run before others take their seats: more would be faster than their pace allows."""


@fault(phones=20, selected=True, workers=2, may_drop=False, anew=True)
async def two_chairs(hall: Hall) -> None:
    """Two chairs act on the same round in the same instant: one does it, the other hears that it is done already."""
    await asyncio.gather(*(voter.stop() for voter in hall.voters))
    kept = hall.round
    for _ in range(26 if hall.long else 1):
        async with hall.phone(hall.kit.chair) as one, hall.phone(hall.kit.chair) as other:
            for _ in range(CHAIR_RACES):
                rules = {"closes_after_s": 600}
                prepared = await one.act("prepare_round", method="across_regions", slate=hall.slate, rules=rules)
                for act in ("open_round", "pause_round", "extend_round", "void_round"):
                    await _race(hall, (one, other), act, prepared["round_id"])
    hall.round = kept
    hall.go_on()
    hall.back()


async def _race(hall: Hall, chairs: tuple[Phone, Phone], act: str, round_id: str) -> None:
    more: Json = {"void_round": {"reason": "a race"}, "extend_round": {"seconds": 60}}.get(act, {})
    asked = [chair.ask(act, round_id=round_id, request_id=uuid.uuid4().hex, **more) for chair in chairs]
    answers = await asyncio.gather(*asked)
    hall.notes["races"] = hall.notes.get("races", 0) + 1
    seqs = [answer.get("seq") for answer in answers]
    done = [answer for answer in answers if answer["type"] == "done"]
    fresh = [answer for answer in done if not answer["already"]]
    wanted = 2 if act == "extend_round" else 1  # an extension adds up: both are done
    if len(done) != 2 or (len(fresh) != wanted and act != "pause_round") or (wanted == 2 and seqs[0] == seqs[1]):
        hall.failures.append(f"{act}: {answers}")


@fault(phones=40, long_phones=200, pause_s=0.02, workers=2, selected=True, may_drop=False)
async def votes_against_the_close(hall: Hall) -> None:
    """The round is closed while everybody votes; what was acknowledged is in the list, what was refused is not."""
    await hall.more(len(hall.voters))
    for _ in range(5 if hall.long else 1):
        closed = await hall.act("close_round")
        await asyncio.gather(*(voter.stop() for voter in hall.voters))
        hall.notes["races"] = hall.notes.get("races", 0) + len(hall.voters)
        if closed["type"] != "done" or closed["round"]["state"] != "closed" or closed["round"]["frozen"]:
            hall.failures.append(f"the close: {closed}")
        judgement = await hall.judged()
        status, ranked = await asyncio.to_thread(hall.kit.ranked_list, hall.round["id"])
        if status != 200 or sum(region["ballots"] or 0 for region in ranked["regions"]) != len(hall.voters):
            hall.failures.append(f"the list: {status} {ranked if status != 200 else ranked['regions']}")
        if not judgement.holds:
            hall.failures.append(f"at the close: {judgement}")
        await _insist_after_the_close(hall, random.Random(hall.dice.random()))
        reopened = await hall.act("reopen_round")
        hall.round = reopened["round"]
        hall.go_on()
        await hall.more(len(hall.voters))
    hall.back()


async def _insist_after_the_close(hall: Hall, dice: random.Random) -> None:
    """The last request of some, asked again after the count, has the same answer as before."""

    async def insist(voter: Voter) -> None:
        revision, request_id = voter.journal.acknowledged[-1]
        answer = await voter.say(hall.round, voter.journal.sent[request_id])
        if answer is None or answer["type"] != "ballot_cast" or answer["revision"] != revision:
            hall.failures.append(f"asked again after the close: {answer}")

    await asyncio.gather(*(insist(voter) for voter in dice.sample(hall.voters, 5)))
