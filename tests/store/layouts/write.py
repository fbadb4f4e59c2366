"""Have this release write a small meeting and keep its data: `python -m tests.store.layouts.write`.

What is written stands for every meeting that the release leaves in the field: a published round of a region that was
handed over, a round in plenary that is closed and counted, and one that is open, with proposals, seats, a code that was
changed and an alarm. Whoever raises `LAYOUT` runs it on the release before, so that later ones are held against it; it
asks for nothing but what `docs/protocol.md` promises.
"""

import asyncio
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from redis import Redis

from server.rehearsal.phone import Phone
from tests.engine.servers import AttendedStore, admin_of
from tests.services import Kit, Service
from tests.store.layouts.dump import dump, write_layout

Json = dict[str, Any]
REGIONS = [{"id": "AF", "name": "Africa"}, {"id": "AM", "name": "Americas"}, {"id": "AP", "name": "Asia"}]
NAMES = {"AF": ("Amina", "Kofi", "Zoé"), "AM": ("Lucía", "Noah"), "AP": ("愛", "Ravi")}
OPEN = ("for", "with_changes", "against", "abstain")


def write() -> None:
    """Write the file of the layout that this release has."""
    with tempfile.TemporaryDirectory() as folder, AttendedStore(Path(folder)) as store:
        with (
            Redis.from_url(admin_of(store.url)) as client,
            Service(store.url, Path(folder), retention_days=3_650) as service,
        ):
            seats = [{"name": name, "region_id": region} for region, names in NAMES.items() for name in names]
            kit = service.new_meeting(title="Kept by an older release", regions=REGIONS, seats=seats, open_join=True)
            rounds = asyncio.run(hold(kit, client))
        with Redis.from_url(admin_of(store.url)) as client:
            layout, kept = int(client.get("plenum:schema") or 0), dump(client)
            lasting = [name for name in kept if client.ttl(name) == -1]
            expires_at_s = client.expiretime(f"plenum:{{{kit.id}}}:meeting")
            content = {"expires_at_s": expires_at_s, "lasting": lasting, "meeting_id": kit.id, "keys": kept}
            with Service(store.url, Path(folder)) as service:  # what was closed is read after it was kept
                content["lists"] = {name: lists_of(kit.at(service), rounds[name]) for name in ("published", "closed")}
    del kit.founded["links"]  # they say where this service happened to listen
    write_layout(layout, content | {"rounds": rounds, "founded": kit.founded})


def lists_of(kit: Kit, round_id: str) -> Json:
    """Download the ranked list of a round, byte for byte as the chair has it."""
    return {kind: download(kit, round_id, kind) for kind in ("json", "csv")}


def download(kit: Kit, round_id: str, kind: str) -> str:
    """Download one file; of a text nothing is lost in a JSON string."""
    address = f"{kit.service.base_url}/api/rounds/{round_id}/ranked-list.{kind}"
    asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {kit.chair}"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.read().decode("utf-8")


async def hold(kit: Kit, client: Redis) -> Json:
    """Hold the meeting, and leave one round in each state."""
    links = [{"seat_token": one["seat_token"]} for one in kit.founded["seats"]]
    seated = [kit.service.call("POST", "/api/seat", link)[1] for link in links]
    room = kit.room("lunch", "AF")
    published = await vote(kit, room, "moderator:AF", seated, "shortlist", ends=["close", "publish"])
    async with kit.phone(room, "moderator:AF") as moderator:
        await moderator.ask("submit_shortlist", round_id=published)
    closed = await vote(kit, kit.room("s1"), "chair", seated, "across_regions", ends=["close"], with_changes=True,
                        secrecy="recorded")  # fmt: skip
    going_on = await vote(kit, kit.room("s2"), "chair", seated, "across_regions", ends=[], with_changes=True)
    async with kit.phone(kit.room("s2"), "chair") as chair, kit.phone(kit.room("s2"), seated[0]) as delegate:
        first = await delegate.act("propose", question_id=kit.question("s2"), title="Nothing", language="en")
        await chair.act("reject_recommendation", recommendation_id=first["recommendation_id"], reason="Said before.")
        other = await delegate.act("propose", question_id=kit.question("s2"), title="Une autre idée", language="fr")
        await chair.act("translate_recommendation", recommendation_id=other["recommendation_id"], language="en",
                        title="Another idea")  # fmt: skip
        await chair.act("new_join_code")
        await alarm(kit, client, going_on, seated[0])
    return {"published": published, "closed": closed, "open": going_on, "delegate": seated[0]["credential"]}


async def vote(
    kit: Kit, room: Json, who: str, seated: list[Json], method: str, *, ends: list[str], **rules: object
) -> str:
    """Have a room propose and vote, and its round taken on from open by these acts."""
    own = [one for one in seated if room["region_id"] in ("", one["region_id"])]
    question = kit.question(room["agenda_session_id"])
    async with kit.phone(room, who) as conducting:
        titles = [f"{room['title']} {number}" for number in (1, 2, 3)]
        slate = [
            (await conducting.act("propose", question_id=question, title=title, text="In words.", language="en"))[
                "recommendation_id"
            ]
            for title in titles
        ]
        draft = await conducting.act("prepare_round", method=method, slate=slate, rules=rules, question_id=question)
        opened = (await conducting.ask("open_round", round_id=draft["round_id"]))["round"]
        for number, one in enumerate(own):
            async with kit.phone(room, one) as phone:
                await cast(phone, opened, number)
        for act in ends:
            assert (await conducting.ask(f"{act}_round", round_id=opened["id"]))["type"] == "done"
    return str(opened["id"])


async def cast(phone: Phone, round_: Json, number: int) -> Json:
    """Cast one ballot: a delegate leaves out what the number says."""
    marks = OPEN if round_["method"] != "shortlist" else ("approve",)
    chosen = {item: marks[(number + at) % len(marks)] for at, item in enumerate(round_["slate"]) if at != number % 4}
    reply = await phone.cast(round_, chosen)
    assert reply["type"] == "ballot_cast", reply
    return reply


async def alarm(kit: Kit, client: Redis, round_id: str, seated: Json) -> None:
    """Have the service find that a ballot which it acknowledged is gone; then it is put back."""
    ballots = f"plenum:{{{kit.id}}}:round:{round_id}:ballots"
    async with kit.phone(kit.room("s2"), "chair") as chair, kit.phone(kit.room("s2"), seated) as phone:
        own = phone.you["ballots"][round_id]
        record = client.hget(ballots, seated["seat_id"])
        client.hdel(ballots, seated["seat_id"])
        await phone.hello({round_id: {name: own[name] for name in ("epoch", "revision", "proof") if name in own}})
        await chair.wait_for("alarm_raised")
        client.hset(ballots, seated["seat_id"], record)


if __name__ == "__main__":
    write()
