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


def test_the_command_line_makes_changes_and_hands_over_seats(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """By name and by the letters of a region; links are printed for whoever typed the command, and nowhere else."""
    kit = service.new_meeting(seats=SEATS)
    told = run(
        service, capsys, "add-seat", kit.id, "Americas", "Grace Hopper", "--delegation", "USA", "--language", "en"
    )
    assert (told[0], "Made: Grace Hopper" in told[1], "#" in told[1]) == (0, True, True)
    told = run(service, capsys, "edit-seat", kit.id, "grace", "--region", "AF", "--observes")
    assert (told[0], " in AF." in told[1]) == (0, True)
    assert "Nothing to do" in run(service, capsys, "edit-seat", kit.id, "grace", "--region", "AF")[1]
    first = run(service, capsys, "hand-over", kit.id, "karl", "--name", "Rosa Luxemburg")[1]
    assert ("Handed over: Rosa Luxemburg" in first, "good no longer" in first) == (True, True)
    assert run(service, capsys, "hand-over", kit.id, "rosa")[1] != first
    assert "Here: Rosa Luxemburg" in run(service, capsys, "check-in", kit.id, "rosa")[1]
    assert "Nothing to do" in run(service, capsys, "check-in", kit.id, "rosa")[1]
    assert "Gone: Rosa Luxemburg" in run(service, capsys, "check-out", kit.id, "rosa")[1]
    assert run(service, capsys, "add-seat", kit.id, "nowhere", "Somebody")[0] == 1
    log = run(service, capsys, "acts", kit.id)[1]
    acts = ["found_meeting", "add_seats", "edit_seat", "hand_over_seat", "hand_over_seat", "check_in", "check_out"]
    assert [line.split()[2] for line in log.splitlines()] == acts
    assert [word for word in ("Hopper", "#") if word in log] == []
