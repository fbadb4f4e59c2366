"""What an operator sees: figures of all workers together, and nothing about anybody."""

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path

from tests.conftest import until
from tests.room.halls import an_open_round, witness
from tests.services import Kit, Service

LINE = re.compile(r"^(plenum_\w+)(?:\{([^}]*)\})? (\S+)$", re.MULTILINE)


def figures(service: Service) -> dict[tuple[str, str], float]:
    """Read the figures by name and label."""
    status, text = service.call("GET", "/metrics")
    assert status == 200
    return {(name, labels): float(value) for name, labels, value in LINE.findall(text)}


def test_figures_are_for_whoever_runs_the_service(kit: Kit) -> None:
    """A hidden round does not say how many have cast; nobody reads it from the figures, a proxy or not."""
    service = kit.service
    for passed_on in ({"X_Forwarded_For": "198.51.100.7"}, {"Forwarded": "for=198.51.100.7"}):
        assert service.call("GET", "/metrics", **passed_on)[0] == 403
        assert service.call("GET", "/metrics", credential=kit.founded["credentials"]["chair"], **passed_on)[0] == 403
        assert service.call("GET", "/metrics", credential=service.key, **passed_on)[0] == 200
    assert service.call("GET", "/metrics")[0] == 200


async def test_sockets_casts_and_refusals_are_counted(kit: Kit) -> None:
    """A round with one ballot and one refusal shows up in the figures, and who leaves is counted out."""
    before = figures(kit.service)
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        round_ = await an_open_round(chair, kit)
        delegate = await asyncio.to_thread(kit.a_delegate)
        phone = await witness(hall, kit, kit.room("s1"), delegate)
        ballot = {"round_id": round_["id"], "epoch": round_["epoch"], "marks": dict.fromkeys(round_["slate"], "for")}
        cast = await phone.ask("cast_ballot", base_revision=0, request_id="a", ballot_id="b", **ballot)
        assert cast["type"] == "ballot_cast"
        assert (await phone.ask("cast_ballot", base_revision=7, request_id="c", ballot_id="d", **ballot))[
            "code"
        ] == "stale_revision"
        tallies = ("plenum_tally_age_seconds_count", "")
        await until(lambda: figures(kit.service).get(tallies, 0) > before.get(tallies, 0), "a tally that was told")
        after = figures(kit.service)
        grown = {key: after[key] - before.get(key, 0) for key in after}
        assert grown["plenum_sockets", ""] == 2
        assert grown["plenum_rooms", ""] == 1
        assert grown["plenum_casts_total", ""] == 1
        assert grown["plenum_refusals_total", 'code="stale_revision"'] == 1
        assert grown["plenum_batch_ballots_count", ""] == 2
        assert grown["plenum_acknowledgement_seconds_count", ""] == 2
        assert after["plenum_store_is_up", ""] == 1
    await until(
        lambda: figures(kit.service)["plenum_sockets", ""] == before.get(("plenum_sockets", ""), 0), "an empty room"
    )


async def test_the_figures_of_two_workers_are_added_up_and_name_nobody(store_url: str, tmp_path: Path) -> None:
    """Whichever worker answers, it speaks for both; no id of a meeting, room or seat is in what it says."""
    with Service(store_url, tmp_path, workers=2) as service:
        kit = service.new_meeting()
        async with AsyncExitStack() as hall:
            for _ in range(12):
                await witness(hall, kit, kit.room("s1"), "chair")
            for _ in range(6):
                assert figures(service)["plenum_sockets", ""] == 12
            assert kit.id not in service.call("GET", "/metrics")[1]
