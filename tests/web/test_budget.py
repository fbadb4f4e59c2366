"""The laws of the budget, on random spending and a clock of our own."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.domain.procedure.people import Person
from server.protocol.commands import AnyCommand, CastBallot
from server.web import costs
from server.web.budget import (
    AT_ONCE_US,
    BARRED_S,
    CALM_S,
    FILL_US,
    LASTING_S,
    MOST_REFUSED,
    SHARED_FILLS,
    SHARED_LOAN_US,
    WIDER,
    Account,
    Barred,
    Budget,
)

DELEGATE = Person("m1234", "delegate", "AF", "m1234001")
OBSERVER = Person("m1234", "observer")
WAITS = st.floats(0, 3) | st.floats(0, 0.05)
COSTS = st.integers(1, 3_000)
LARGEST = 3_000


def an_account(person: Person = DELEGATE) -> tuple[Budget, Account]:
    """Let somebody into an empty house at the instant nought."""
    budget = Budget()
    account = budget.enter(person, 0.0)
    assert account is not None
    return budget, account


@given(st.lists(st.tuples(WAITS, COSTS), max_size=300))
def test_no_account_gives_out_more_than_it_holds_and_is_filled_with(spent: list[tuple[float, int]]) -> None:
    """Whatever is asked for and when; one cost may go beyond, and is a debt."""
    _, account = an_account()
    now_s, given_out = 0.0, costs.ENTER
    for wait_s, cost in spent:
        now_s += wait_s
        given_out += cost if account.spend(now_s, cost) else 0
        assert given_out <= AT_ONCE_US + FILL_US * now_s + LARGEST + 1e-3


@given(st.lists(COSTS, max_size=500))
def test_whoever_spends_no_more_than_is_filled_in_is_never_refused(spent: list[int]) -> None:
    """For however long."""
    _, account = an_account()
    now_s = 0.0
    for cost in spent:
        now_s += cost / FILL_US
        assert account.spend(now_s, cost)
    assert not account.is_abused


@given(st.lists(WAITS, min_size=1, max_size=50))
def test_waiting_in_pieces_brings_what_waiting_at_once_brings(waits: list[float]) -> None:
    """A debt of a second is paid after a second, however often one asked meanwhile."""
    _, patient = an_account()
    _, restless = an_account()
    for account in (patient, restless):
        account.owe(AT_ONCE_US + FILL_US * 2)
    now_s = 0.0
    for wait_s in waits:
        now_s += wait_s
        restless.spend(now_s, 0)
    patient.spend(now_s, 0)
    assert restless.left == pytest.approx(patient.left, abs=1e-3)


@given(every_s=st.floats(0.0001, 0.9), cost=st.integers(100, 3_000))
@example(every_s=0.1, cost=2_215)  # hardly beyond what is filled in: refused about once a second, and calm in between
@example(every_s=0.05, cost=3_000)
def test_whoever_goes_on_all_the_same_has_abused_it_within_three_seconds(every_s: float, cost: int) -> None:
    """Of the first of the refusals that come without a pause; a pace within the budget is never called abuse.

    At more than twice the budget there is no pause between refusals, and so the first one of all begins it.
    """
    _, account = an_account()
    account.owe(AT_ONCE_US)
    now_s, first_refusal_s = 0.0, None
    while now_s < 60 and not account.is_abused:
        now_s += every_s
        if not account.spend(now_s, cost) and first_refusal_s is None:
            first_refusal_s = now_s
    beyond = cost / every_s / FILL_US
    if account.is_abused:
        assert beyond > 1 or every_s * MOST_REFUSED < (AT_ONCE_US + cost) / FILL_US
        assert now_s - account.refused_since_s <= LASTING_S + CALM_S
    if beyond > 2:
        assert account.is_abused
        assert first_refusal_s == account.refused_since_s


def test_whoever_waits_a_second_after_a_refusal_begins_anew() -> None:
    """A phone that comes back after a pause is no attacker, however often it is refused."""
    _, account = an_account()
    for second in range(100):
        account.owe(FILL_US * 10)
        assert not account.spend(second * 1.5, 1)
        assert not account.is_abused


def test_refusals_that_do_not_help_are_counted() -> None:
    """Too many without a pause are an abuse at once, fewer are one when they last."""
    _, fast = an_account()
    fast.owe(AT_ONCE_US)
    for _ in range(MOST_REFUSED):
        assert not fast.is_abused
        assert not fast.spend(0.0, 1)
    assert fast.is_abused
    _, slow = an_account()
    slow.owe(10 * AT_ONCE_US)
    for tenth in range(21):
        assert not slow.is_abused
        slow.spend(tenth / 10 * LASTING_S / 2, 1)
    assert slow.is_abused


def test_all_sockets_of_a_seat_share_one_account_and_leaving_forgives_nothing() -> None:
    """Coming again and again costs, and who abused it is not let in again for a while."""
    budget, account = an_account()
    assert budget.enter(DELEGATE, 0.0) is account
    other = budget.enter(Person("m1234", "delegate", "AF", "m1234002"), 0.0)
    assert other is not account
    account.owe(AT_ONCE_US)
    budget.leave(account, 0.0)
    budget.leave(account, 0.0)
    for _ in range(MOST_REFUSED):
        assert budget.enter(DELEGATE, 0.0) is None
    with pytest.raises(Barred):
        budget.enter(DELEGATE, BARRED_S - 0.1)
    assert budget.enter(DELEGATE, BARRED_S + 5) is account


@given(st.lists(st.sampled_from(["come", "spend", "leave"]), max_size=200))
def test_a_shared_link_gives_a_share_a_socket_and_no_more_to_one_who_comes_again(acts: list[str]) -> None:
    """Whatever comes and goes at one instant: what all have spent is what is held at once and a loan a socket."""
    budget, here, spent, most = Budget(), list[Account](), 0, 0
    for act in acts:
        if act == "come":
            account = budget.enter(OBSERVER, 0.0)
            if account is not None:
                here.append(account)
                spent += costs.ENTER
        elif here and act == "spend":
            spent += 5_000 if here[-1].spend(0.0, 5_000) else 0
        elif here:
            budget.leave(here.pop(), 0.0)
        most = max(most, len(here))
        assert spent <= AT_ONCE_US + SHARED_LOAN_US * (most + 1) + 2 * 5_000


def test_a_hall_of_observers_comes_in_and_comes_back() -> None:
    """A thousand behind one link, each with a greeting; and again after a minute, all at once."""
    budget = Budget()
    for second in (0.0, 60.0):
        here = [budget.enter(OBSERVER, second) for _ in range(1_000)]
        for account in here:
            assert account is not None
            assert account.spend(second, 1_000)
        for account in here:
            assert account is not None
            assert account.spend(second + 59, 1)
            budget.leave(account, second + 59)


def test_a_shared_link_never_has_more_than_so_many_shares_lasting() -> None:
    """Whatever a thousand sockets of it ask for in a minute."""
    budget = Budget()
    here = [budget.enter(OBSERVER, 0.0) for _ in range(1_000)]
    given_out = 0
    for tenth in range(600):
        for account in here[:: 10 + tenth % 7]:
            assert account is not None
            given_out += 2_000 if account.spend(tenth / 10, 2_000) else 0
    assert given_out <= AT_ONCE_US + 1_000 * SHARED_LOAN_US + 60 * SHARED_FILLS * FILL_US + 2_000


def test_those_who_conduct_have_more() -> None:
    """A podium may load a hundred recommendations in one go."""
    _, account = an_account(Person("m1234", "chair"))
    assert all(account.spend(0.0, costs.FRAME + costs.DECISION) for _ in range(100))
    assert account.most == AT_ONCE_US * WIDER


def test_what_is_paid_back_is_forgotten_and_a_debt_is_not() -> None:
    """However many come by, what is remembered is who is here and who owes something."""
    budget = Budget()
    debtor = budget.enter(DELEGATE, 0.0)
    assert debtor is not None
    debtor.owe(1_000 * AT_ONCE_US)
    budget.leave(debtor, 0.0)
    for number in range(10_000):
        account = budget.enter(Person("m1234", "delegate", "AF", f"s{number}"), number / 100)
        assert account is not None
        budget.leave(account, number / 100)
    assert len(budget._holders) < 1_000
    assert budget.enter(DELEGATE, 100.0) is None


def test_nothing_that_can_be_asked_is_free() -> None:
    """Every command has a cost, reading it included, and a ballot is the cheapest."""
    assert costs.of_text("") > 0
    for kind in AnyCommand.__args__:
        more = costs._MORE.get(kind, costs.DECISION)
        assert more > 0 or kind is CastBallot
    assert min(costs.PING, costs.PONG, costs.PART, costs.HALF, costs.ENTER, costs.UNREADABLE) > 0
