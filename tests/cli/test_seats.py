"""The door from the command line: the same acts as on the podium, by id or by a name that fits one seat alone."""

import asyncio

import pytest

from server import cli
from tests.services import Service

SEATS = [{"name": name, "delegation": "D", "region_id": "AF"} for name in ("Ada Lovelace", "Ada Byron", "Karl Marx")]


def run(service: Service, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run one command beside the service, on its store, and say its exit code and what it printed."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REDIS_URL", service.settings.redis_url)
        code = cli.main(words)
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_command_line_admits_bars_and_removes(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    """Who waits is admitted by name; where several fit, they are told and nothing is done; all of it is logged."""
    kit = service.new_meeting(seats=SEATS, open_join=True)
    ada, _, karl = [seat["seat_id"] for seat in kit.founded["seats"]]
    body = {"join_code": kit.founded["join_code"], "seat_id": ada}
    waiting = service.call("POST", "/api/join", body)[1]["waiting"]
    code, told = run(service, capsys, "admit", kit.id, "ada")
    assert (code, "2 seats fit" in told, "Ada Byron" in told) == (1, True, True)
    assert "Ada Lovelace" in run(service, capsys, "seats", kit.id, "--waiting")[1]
    assert run(service, capsys, "admit", kit.id, "ada lovelace")[0] == 0
    assert service.call("POST", "/api/join/waiting", {"waiting": waiting})[0] == 201
    for words in (("bar", kit.id, karl), ("unbar", kit.id, "Karl"), ("remove", kit.id, "karl marx")):
        assert run(service, capsys, *words)[0] == 0, words
    assert "Karl" not in run(service, capsys, "seats", kit.id)[1]
    code, told = run(service, capsys, "refuse", kit.id, "nobody")
    assert (code, "no such seat" in told) == (1, True)
    log = run(service, capsys, "acts", kit.id)[1]
    acts = [line.split()[2:4] for line in log.splitlines()]
    assert acts == [
        [act, "secretariat"] for act in ("found_meeting", "admit_seat", "bar_seat", "unbar_seat", "remove_seat")
    ]


def test_the_command_line_says_and_changes_how_a_meeting_is_joined(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = service.new_meeting()
    for _ in range(3):
        asyncio.run(asyncio.to_thread(kit.a_delegate))
    assert "3 of 2000" in run(service, capsys, "joining", kit.id)[1]
    assert "closed" in run(service, capsys, "joining", kit.id, "close")[1]
    assert "3 of 7" in run(service, capsys, "joining", kit.id, "limit", "7")[1]
    told = run(service, capsys, "joining", kit.id, "new-code")[1]
    assert kit.founded["join_code"] not in told
    assert run(service, capsys, "joining", kit.id, "limit", "0")[0] == 1
    label = run(service, capsys, "seats", kit.id)[1].split("  from ")[1].split()[0]
    assert "Removed: 3." in run(service, capsys, "remove", kit.id, "--from", label)[1]
    assert "no such seat" in run(service, capsys, "seats", kit.id)[1]
    assert run(service, capsys, "remove", kit.id, "--minute", "25:99")[0] == 1
