"""Back up, restore, move: what docs/operations.md says to do with the data folder, done with a meeting in it."""

import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from server.host.doctor import examine
from server.settings import Settings
from tests.room.halls import an_open_round, witness
from tests.services import Service

PLACE = {"public_url": "https://plenum.example.org"}
NOBODY_HERE = 9


def is_whole(data: Path) -> bool:
    """Ask the doctor of a folder on which nothing runs."""
    return any("The record is whole" in one.what for one in examine(Settings(data=data, port=NOBODY_HERE)))


async def test_a_copy_goes_on_where_it_was_made(tmp_path: Path) -> None:
    """With links, ballots and an open round, in another folder and on another port: backup and move are one thing."""
    data, copy = tmp_path / "data", tmp_path / "copy"
    data.mkdir()
    with Service("", data, **PLACE) as service:
        kit = service.new_meeting()
        joined = kit.a_delegate()
        async with AsyncExitStack() as hall:
            chair = await witness(hall, kit, kit.room("s1"), "chair")
            phone = await witness(hall, kit, kit.room("s1"), joined)
            round_ = await an_open_round(chair, kit)
            cast = await phone.cast(round_, dict.fromkeys(round_["slate"], "for"))
            assert cast["type"] == "ballot_cast"
    shutil.copytree(data, copy)
    assert is_whole(copy)
    with Service("", copy, **PLACE) as elsewhere:
        moved = kit.at(elsewhere)
        async with AsyncExitStack() as hall:
            phone = await witness(hall, moved, kit.room("s1"), joined)
            assert phone.you["ballots"][round_["id"]]["marks"] == dict.fromkeys(round_["slate"], "for")
            again = await phone.cast(round_, dict.fromkeys(round_["slate"], "against"), base_revision=1)
            assert (again["type"], again["revision"]) == ("ballot_cast", 2)


async def test_of_an_older_copy_phones_tell_what_is_missing_and_send_it_again(tmp_path: Path) -> None:
    """A ballot after the backup was acknowledged: the podium hears of it, and it is cast again as it was."""
    data, copy = tmp_path / "data", tmp_path / "copy"
    data.mkdir()
    with Service("", data, **PLACE) as service:
        kit = service.new_meeting()
        joined = kit.a_delegate()
        async with AsyncExitStack() as hall:
            chair = await witness(hall, kit, kit.room("s1"), "chair")
            round_ = await an_open_round(chair, kit)
        service.stop()
        shutil.copytree(data, copy)
        service.start()
        async with AsyncExitStack() as hall:
            phone = await witness(hall, kit, kit.room("s1"), joined)
            cast = await phone.cast(round_, dict.fromkeys(round_["slate"], "for"))
            assert cast["type"] == "ballot_cast"
            had = {round_["id"]: {name: cast[name] for name in ("epoch", "revision", "proof")}}
    with Service("", copy, **PLACE) as restored:
        back = kit.at(restored)
        async with AsyncExitStack() as hall:
            chair = await witness(hall, back, kit.room("s1"), "chair")
            phone = await witness(hall, back, kit.room("s1"), joined)
            await phone.hello(had)
            assert (await chair.wait_for("alarm_raised"))["code"] == "store_went_backwards"
            again = await phone.cast(round_, dict.fromkeys(round_["slate"], "for"))
            assert (again["type"], again["revision"]) == ("ballot_cast", 1)


@pytest.mark.parametrize("rights", [0o755, 0o777])
def test_a_copy_that_others_could_read_is_closed_at_the_start(tmp_path: Path, rights: int) -> None:
    """However it was carried."""
    tmp_path.chmod(rights)
    with Service("", tmp_path, **PLACE) as service:
        assert service.call("GET", "/ready")[0] == 200
        assert tmp_path.stat().st_mode & 0o077 == 0
