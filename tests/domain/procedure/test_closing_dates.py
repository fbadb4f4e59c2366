"""Closing dates: a day and an hour of a time zone are one instant, whatever is done to clocks before."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed, WrongState
from server.domain.procedure import rounds, timing
from server.domain.procedure.closing_dates import check_end, instant_of, read_zone, until, zones
from server.domain.procedure.countdown import Clock
from server.domain.procedure.opening import open_round
from server.domain.procedure.rounds import NOTICED_MS, Round
from server.domain.procedure.rules import Rules, make_rules, rules_sheet
from server.domain.procedure.silence import silenced

DAY_S = 86_400
WHEN = datetime(2027, 5, 12, 15, 0, tzinfo=UTC)
AT = "2027-05-12T18:00 Africa/Nairobi"
AT_MS = int(WHEN.timestamp()) * 1_000
CHANGING = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Auckland")
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def a_draft(**rules: object) -> Round:
    """Make a draft."""
    return Round("r1", "m1", 1, "across_regions", ("a", "b"), ("AF", "AM"), make_rules(rules))


def test_six_in_the_evening_in_nairobi_is_three_in_the_afternoon_by_utc() -> None:
    assert instant_of(AT) == AT_MS
    assert until(AT, AT_MS - 5_000) == Clock(ends_at_ms=AT_MS, dated=True)


@given(INSTANTS, st.sampled_from([*CHANGING, "UTC", "Asia/Kathmandu"]))
def test_the_instant_is_the_one_whose_clock_shows_what_was_written(at: datetime, zone: str) -> None:
    """To the minute, in every season; of a time that is shown twice the later one. Holds R260."""
    at = at.replace(second=0, microsecond=0)
    shown = at.astimezone(ZoneInfo(zone))
    found = datetime.fromtimestamp(instant_of(f"{shown:%Y-%m-%dT%H:%M} {zone}") / 1_000, UTC)
    assert found >= at
    assert f"{found.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}" == f"{shown:%Y-%m-%dT%H:%M}"
    assert found == at or found - at in (timedelta(hours=1), timedelta(minutes=30))
    assert found == at or not shown.fold, "only the first of two gives way"


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2027-10-31T02:30 Europe/Paris", "2027-10-31T01:30"),  # clocks go back at three: half past two comes twice
        ("2027-03-28T02:30 Europe/Paris", "2027-03-28T01:30"),  # clocks go forward at two: half past two never comes
        ("2027-03-28T03:30 Europe/Paris", "2027-03-28T01:30"),
        ("2027-11-07T01:15 America/New_York", "2027-11-07T06:15"),
    ],
)
def test_of_a_time_that_comes_twice_or_never_the_later_instant_counts(written: str, utc: str) -> None:
    """Nobody loses an hour. Holds R260."""
    assert instant_of(written) == int(datetime.fromisoformat(f"{utc}+00:00").timestamp() * 1_000)


def test_clocks_that_change_before_the_end_do_not_move_it() -> None:
    """Opened in winter, closed in summer, at six as a clock in Paris shows it; an hour less is left than it seems."""
    opened = open_round(
        a_draft(closes_at="2027-03-30T18:00 Europe/Paris"), instant_of("2027-03-20T18:00 Europe/Paris"), ()
    )
    left_s = (opened.clock.left_ms(opened.opened_at_ms or 0) or 0) // 1_000
    assert left_s == 10 * DAY_S - 3_600


def test_a_zone_is_one_that_is_known() -> None:
    assert {"UTC", "Africa/Nairobi", *CHANGING} <= zones()
    assert read_zone("Asia/Kathmandu") == "Asia/Kathmandu"
    for wrong in ("", "Nairobi", "../../etc/passwd", "africa/nairobi", "UTC "):
        with pytest.raises(Malformed) as no:
            read_zone(wrong)
        assert no.value.reason == "zone"


def test_a_round_has_a_countdown_or_a_closing_date() -> None:
    with pytest.raises(Malformed) as no:
        make_rules({"closes_at": AT, "closes_after_s": 600})
    assert no.value.reason == "closing_twice"
    rules = make_rules({"closes_at": AT})
    assert make_rules(rules_sheet(rules)) == rules
    assert silenced(rules).closes_after_s is None, "silence that ends at a date needs no minute"
    assert silenced(Rules()).closes_after_s == 60


def test_a_date_that_is_over_opens_nothing() -> None:
    for late_ms in (AT_MS - 4_999, AT_MS, AT_MS + 1):
        with pytest.raises(Malformed) as no:
            open_round(a_draft(closes_at=AT), late_ms, ())
        assert no.value.reason == "closing_past"


@given(st.integers(-3 * DAY_S, 3 * DAY_S), st.booleans())
def test_nothing_runs_longer_than_its_meeting_is_kept(ahead_s: int, dated: bool) -> None:
    """And with a closing date not the last day. Holds R262."""
    expires_at_s = AT_MS // 1_000
    clock, now_ms = Clock(ends_at_ms=AT_MS + ahead_s * 1_000, dated=dated), AT_MS - 5 * DAY_S * 1_000
    if ahead_s <= (-DAY_S if dated else 0):
        check_end(clock, now_ms, expires_at_s)
        return
    with pytest.raises(Malformed) as no:
        check_end(clock, now_ms, expires_at_s)
    assert (no.value.reason, no.value.figures["n"]) == ("closing_late", 5)


@given(st.lists(st.sampled_from(["pause", "resume", "extend", "later", "earlier"]), max_size=12), st.data())
def test_whatever_is_done_to_its_clock_no_date_ends_a_round_earlier(acts: list[str], data: st.DataObject) -> None:
    """And what runs to a date goes on doing so. Holds R262."""
    now = AT_MS - 9 * DAY_S * 1_000
    round_ = open_round(a_draft(closes_at=AT), now, ())
    for act in acts:
        now += data.draw(st.integers(0, DAY_S * 500))
        before = round_.clock.left_ms(now) or 0
        if act in ("later", "earlier"):
            days = data.draw(st.integers(1, 9)) * (1 if act == "later" else -1)
            date = f"{WHEN + timedelta(days=days):%Y-%m-%dT%H:%M} UTC"
            if instant_of(date) - now >= max(before, 5_000):
                round_ = timing.set_closing_date(round_, now, date)
                assert round_.clock.ends_at_ms == instant_of(date)
            else:
                with pytest.raises((WrongState, Malformed)):
                    timing.set_closing_date(round_, now, date)
        else:
            clocked = {"pause": timing.pause_clock, "resume": timing.resume_clock}
            more = {"extend": lambda round_, now: timing.extend_clock(round_, now, 60_000)}
            round_ = {**clocked, **more}[act](round_, now)
        assert round_.clock.dated
        assert (round_.clock.left_ms(now) or 0) >= before


def test_a_close_that_nobody_noticed_is_of_its_date_and_any_other_of_its_hour() -> None:
    """Holds R261."""
    opened = open_round(a_draft(closes_at=AT), AT_MS - DAY_S * 1_000, ())
    for late_ms, closing_at_ms in ((0, AT_MS), (NOTICED_MS, AT_MS + NOTICED_MS), (NOTICED_MS + 1, AT_MS)):
        assert rounds.close_round(opened, AT_MS + late_ms).closing_at_ms == closing_at_ms
    assert rounds.close_round(opened, AT_MS - 60_000).closing_at_ms == AT_MS - 60_000, "by hand, before"
    counted = open_round(a_draft(closes_after_s=60), AT_MS, ())
    assert rounds.close_round(counted, AT_MS + DAY_S * 1_000).closing_at_ms == AT_MS + DAY_S * 1_000


def test_a_round_is_opened_again_until_a_date_or_for_some_minutes() -> None:
    """Ballots stay in both. Holds R9."""
    opened = open_round(a_draft(closes_at=AT), AT_MS - DAY_S * 1_000, ())
    closed = rounds.finish_closing(rounds.close_round(opened, AT_MS), AT_MS + 2_000)
    again = rounds.reopen_round(closed, AT_MS + DAY_S * 1_000, 300)
    assert again.clock == Clock(ends_at_ms=AT_MS + DAY_S * 1_000 + 300_000)
    dated = rounds.reopen_round(closed, AT_MS + DAY_S * 1_000, None, "2027-05-20T18:00 Africa/Nairobi")
    assert (dated.clock.dated, dated.epoch, dated.rules.closes_at) == (True, 2, AT)
