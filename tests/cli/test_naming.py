"""Meetings, rounds, regions and seats by title, number or name, in every command that takes one."""

import asyncio
import json
from contextlib import AsyncExitStack

import pytest

from tests.cli.test_seats import run
from tests.room.halls import an_open_round, witness
from tests.services import Service

SEATS = [{"name": name, "delegation": "D", "region_id": "AF"} for name in ("Ada Lovelace", "Ada Byron", "Zoë Ngô")]


async def test_every_command_takes_what_people_call_things(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids, numbers, names and states are printed; what was named is found; nothing else is done."""
    title = f"Consultation {service.new_meeting().id}"
    kit = service.new_meeting(title=title, seats=SEATS, open_join=True)
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        round_ = await an_open_round(chair, kit)
        await chair.ask("close_round", round_id=round_["id"])

    async def told(*words: str) -> tuple[int, str]:
        return await asyncio.to_thread(run, service, capsys, *words)

    code, listed = await told("seats", title.upper())
    ids = [one["seat_id"] for one in kit.founded["seats"]]
    assert code == 0
    assert [(one in listed, f"no. {at}" in listed) for at, one in enumerate(ids, 1)] == [(True, True)] * 3
    code, listed = await told("rounds", kit.founded["join_code"].upper())
    assert (code, round_["id"] in listed, "round 1" in listed, "closed" in listed) == (0, True, True, True)
    room = kit.room("s1")["title"]
    for words in ((round_["id"],), (f"{room} 1", "--meeting", title), ("s1 1", "--meeting", kit.id)):
        code, file = await told("export", *words)
        assert (code, file.startswith("\ufeffrank,"), ",why\r\n" in file) == (0, True, True), words
    code, file = await told("export", round_["id"], "--format", "json", "--language", "ar")
    assert (code, ["why" in item for item in json.loads(file)["items"]]) == (0, [True] * len(round_["slate"]))
    for words, part in (((), '"schema":"meeting-report-1"'), (("--session", "s1", "--parts", "rounds"), '"rounds":[')):
        code, file = await told("report", title, "--format", "json", *words)
        assert (code, part in file) == (0, True), words
    for holder in ("seat:Zoe Ngo", "seat:3", f"seat:{ids[2]}", "zoe", "moderator:africa", "moderator:AF", "chair"):
        code, link = await told("renew", title, holder)
        assert (code, "/enter#" in link) == (0, True), holder
    assert (await told("time", title, "seat:3", "5"))[1].startswith(f"Zoë Ngô ({ids[2]}) has 5 s")
    for words in (("acts", title), ("joining", title), ("bar", title, "3"), ("unbar", title, "ngo")):
        assert (await told(*words))[0] == 0, words


async def test_of_several_each_is_named_and_of_none_the_nearest(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code says that nothing was done; what cannot be undone takes a whole title."""
    tag = service.new_meeting().id
    kit, other = (service.new_meeting(title=f"Forum {tag} {part}", seats=SEATS) for part in ("north", "south"))

    async def told(*words: str) -> tuple[int, str]:
        return await asyncio.to_thread(run, service, capsys, *words)

    code, said = await told("seats", f"forum {tag}")
    assert (code, "2 meetings fit" in said, "Which of these?" in said) == (1, True, True)
    assert kit.id in said
    assert other.id in said
    code, said = await told("renew", kit.id, "seat:ada")
    assert (code, "2 seats fit" in said, "Ada Byron" in said) == (1, True, True)
    code, said = await told("renew", kit.id, "seat:Ada Lovelass")
    assert (code, "There is no such seat" in said, "Ada Lovelace" in said) == (1, True, True)
    code, said = await told("renew", kit.id, "moderator:Afrika")
    assert (code, "There is no such region" in said, "Africa" in said) == (1, True, True)
    code, said = await told("export", "Plenary 7", "--meeting", kit.id)
    assert (code, "There is no such round" in said) == (1, True)
    code, said = await told("erase", f"{tag} south")
    assert (code, other.id in said) == (1, True)
    assert (await told("erase", f"Forum {tag} south"))[1].startswith(f"Erased: Forum {tag} south")
    assert (await told("seats", f"{tag}"))[0] == 0, "the other one is the only one now"
