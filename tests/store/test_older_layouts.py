"""Data that an older release wrote: what was counted stays as it was, and what was open goes on."""

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from tests.engine.servers import AttendedStore, admin_of
from tests.services import Json, Kit, Service
from tests.store.layouts.dump import FOLDER, load, read_layout
from tests.store.layouts.write import lists_of

LAYOUTS = sorted(int(path.stem.partition("_")[2]) for path in FOLDER.glob("layout_*.json"))


def without_numbers(files: Json) -> Json:
    """Read the files of a list without what is said today of numbers: by its slate, and by where it came from."""
    items = json.loads(files["json"])
    for item in items["items"]:
        for name in ("slate_number", "label"):
            item.pop(name, None)
        for reason in item["reasons"]:
            reason.pop("above_number", None)
    rows = [dict(row) for row in csv.DictReader(io.StringIO(files["csv"]))]
    return {
        "json": items,
        "csv": [{name: row[name] for name in row if name not in ("slate_number", "label")} for row in rows],
    }


@pytest.fixture(params=LAYOUTS)
def kept(request: pytest.FixtureRequest) -> Json:
    """What was kept of each earlier layout."""
    return read_layout(request.param)


@pytest.fixture
def kit(kept: Json, tmp_path: Path) -> Iterator[Kit]:
    """The meeting of an older release, on this one."""
    with AttendedStore(tmp_path) as store:
        with Redis.from_url(admin_of(store.url)) as client:
            load(client, kept, int(time.time()) + 3_600)
        with Service(store.url, tmp_path) as service:
            yield Kit(service, kept["founded"])


async def test_a_meeting_of_an_older_release_goes_on(kit: Kit, kept: Json) -> None:
    """Its lists say the same, its published round is shown, and its open round is cast in, closed and counted."""
    rounds = kept["rounds"]
    assert {name: without_numbers(lists_of(kit, rounds[name])) for name in kept["lists"]} == {
        name: without_numbers(files) for name, files in kept["lists"].items()
    }
    async with kit.phone(kit.room("lunch", "AF"), "screen") as screen:
        shown = {one["id"]: one["state"] for one in screen.snapshot["rounds"]}
        assert shown == {rounds["published"]: "published"}
        assert [one["name"] for one in screen.snapshot["regions"]] == ["Africa", "Americas", "Asia"]

    delegate = kit.phone(kit.room("s2"), rounds["delegate"])
    async with kit.phone(kit.room("s2"), "chair") as chair, delegate:
        (open_round,) = chair.snapshot["rounds"]
        assert (open_round["id"], open_round["state"]) == (rounds["open"], "open")
        assert [event["code"] for event in chair.heard if event["type"] == "alarm_raised"] == ["store_went_backwards"]
        own = delegate.you["ballots"][rounds["open"]]
        reply = await delegate.cast(open_round, own["marks"], base_revision=own["revision"])
        assert (reply["type"], reply["revision"]) == ("ballot_cast", own["revision"] + 1)
        closed = await chair.ask("close_round", round_id=rounds["open"])
        assert (closed["type"], closed["round"]["state"]) == ("done", "closed")
        await chair.ask("publish_round", round_id=rounds["open"])
        ranked = (await delegate.wait_for("round_published"))["ranked_list"]
        assert sum(region["ballots"] for region in ranked["regions"]) == 7
