"""Data that an older release wrote: what was counted stays as it was, and what was open goes on."""

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from tests.engine.servers import AttendedStore, admin_of
from tests.services import Json, Kit, Service
from tests.store.layouts.dump import FOLDER, load, read_layout
from tests.store.layouts.write import lists_of

TOLD_ANEW = {(1, "closed"): frozenset({"reasons"})}
"""What a release said otherwise of a list that nobody had published, by its layout: places and figures stay."""
LAYOUTS = sorted(int(path.stem.partition("_")[2]) for path in FOLDER.glob("layout_*.json"))


def said_of(files: Json, then: Json, told_anew: frozenset[str] = frozenset()) -> Json:
    """Read the files of a list as far as that release said it: later ones say more, and shares in another way."""
    passed_over = {"above_number", *told_anew}
    return {
        "json": _within(json.loads(files["json"]), json.loads(then["json"]), passed_over),
        "csv": [_within(*rows, passed_over) for rows in zip(_rows(files["csv"]), _rows(then["csv"]), strict=True)],
    }


def _rows(text: str) -> list[Json]:
    rows = [dict(row) for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))]
    return [{name: cell for name, cell in row.items() if "/" not in cell} for row in rows]  # shares look otherwise now


def _within(now: Any, then: Any, passed_over: set[str]) -> Any:
    if isinstance(then, dict):
        return {name: _within(now.get(name), then[name], passed_over) for name in then if name not in passed_over}
    if isinstance(then, list):
        return [_within(*pair, passed_over) for pair in zip(now, then, strict=True)]
    return now


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
    for name, then in kept["lists"].items():
        anew = TOLD_ANEW.get((kept["layout"], name), frozenset())
        assert said_of(lists_of(kit, rounds[name]), then, anew) == said_of(then, then, anew), name
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


async def test_a_shortlist_that_an_older_release_kept_is_a_set(kit: Kit, kept: Json) -> None:
    """The plenary session that hears it has it as it was submitted, and its region can take it back. Holds R109."""
    lunch = kit.room("lunch", "AF")
    async with kit.phone(kit.room("s2"), "chair") as chair, kit.phone(lunch, "moderator:AF") as moderator:
        (handed,), (shortlist,) = chair.snapshot["sets"], chair.snapshot["shortlists"]
        assert (handed["room_id"], handed["round_id"]) == (lunch["id"], kept["rounds"]["published"])
        assert (handed["recommendation_ids"], handed["handed_at_ms"]) == (shortlist["recommendation_ids"], 0)
        known = [one["id"] for one in chair.snapshot["recommendations"]]
        assert set(handed["recommendation_ids"]) <= set(known)
        assert (await moderator.act("take_back", recommendation_ids=handed["recommendation_ids"]))["type"] == "done"
        (round_,) = (await moderator.hello())["rounds"]
        assert (round_["submitted"], (await chair.hello())["sets"]) == (False, [])
