"""The budget: how much of a process each socket and each holder of a credential may use up, however they use it.

Everything has a cost (`costs`). An account fills up as time goes by, to a most; what is not in it cannot be spent.
Refuses to know what is paid for, and has no clock: instants are handed in. Invariants: in any span of time an account
gives out at most its most, what it is filled with meanwhile, and one cost more; the debts of a closed socket stay with
its holder, so that nothing is won by connecting again; whoever spends no more than is filled in is never refused.
"""

from dataclasses import dataclass

from server.domain.procedure.people import AT_THE_DESK, CONDUCTING, Person
from server.web.costs import ENTER

FILL_US = 20_000
AT_ONCE_US = 100_000
WIDE = CONDUCTING | AT_THE_DESK
WIDER = 20
"""How many times as much those have who conduct, or are at the desk: a podium does in a minute what a hall does in an
hour."""
SHARED_AT_FIRST_US, SHARED_LOAN_US, SHARED_FILLS = 50_000, 5_000, 10
MOST_REFUSED = 250
LASTING_S = 2.0
CALM_S = 1.0
BARRED_S = 10.0
_FEW = 256


class Barred(Exception):  # noqa: N818 - a state of affairs
    """A holder comes again who was closed for lasting excess a moment ago."""


@dataclass(slots=True)
class Account:
    """What one socket, or all sockets of one holder, may still spend.

    Units:   microseconds of the loop; `fill` a second, `most` at once.
    Shape:   `common` is spent from as well: the account of a credential that many people share.
    """

    fill: float
    most: float
    left: float
    at_s: float
    common: "Account | None" = None
    refused: int = 0
    refused_since_s: float = 0.0
    refused_at_s: float = 0.0
    sockets: int = 0
    barred_until_s: float = 0.0

    def spend(self, now_s: float, cost: float) -> bool:
        """Spend, if anything is left here and in common; one cost may make a debt, and then nothing is to be had."""
        left = self.left + (now_s - self.at_s) * self.fill
        self.at_s = now_s
        self.left = left = left if left < self.most else self.most
        if left <= 0 or (self.common is not None and not self.common.spend(now_s, cost)):
            self._refuse(now_s)
            return False
        self.left = left - cost
        return True

    def owe(self, cost: float) -> None:
        """Take the rest of a cost that was not known when the thing was allowed."""
        self.left -= cost
        if self.common is not None:
            self.common.left -= cost

    @property
    def is_abused(self) -> bool:
        """Say whether somebody goes on in spite of refusals: too many without a pause, or for too long."""
        return self.refused >= MOST_REFUSED or (
            self.refused > 0 and self.refused_at_s - self.refused_since_s >= LASTING_S
        )

    def is_full(self, now_s: float) -> bool:
        """Say whether nothing is owed any more: such an account may be forgotten, for a new one is the same."""
        return self.left + (now_s - self.at_s) * self.fill >= self.most and self.barred_until_s <= now_s

    def _refuse(self, now_s: float) -> None:
        if not self.refused or now_s - self.refused_at_s > CALM_S:
            self.refused, self.refused_since_s = 0, now_s
        self.refused += 1
        self.refused_at_s = now_s


class Budget:
    """The accounts of one process.

    Shape:   `times` widens every account: a programme that tests the decoders must get past the budget first.
    """

    def __init__(self, times: int = 1) -> None:
        """Begin with nobody here."""
        self._times = times
        self._holders: dict[tuple[str, str], Account] = {}
        self._look_at = _FEW

    def enter(self, person: Person, now_s: float) -> Account | None:
        """Open the account of one more socket of a person; None while coming in is too much.

        Raises:  Barred.
        """
        holder = self._holder(person, now_s)
        if now_s < holder.barred_until_s:
            raise Barred
        account = holder
        holder.sockets += 1
        if is_shared(person):
            self._lend(holder, SHARED_LOAN_US * self._times)
            account = self._account(now_s, self._times, holder)
            account.left = SHARED_AT_FIRST_US * self._times
        if account.spend(now_s, ENTER):
            return account
        self.leave(account, now_s)
        return None

    def leave(self, account: Account, now_s: float) -> None:
        """Close the account of a socket; whoever abused it is not let in again for a while."""
        holder = account.common or account
        holder.sockets -= 1
        if account.common is not None:
            self._lend(holder, -SHARED_LOAN_US * self._times)
        elif account.is_abused:
            account.barred_until_s, account.refused = now_s + BARRED_S, 0

    def _holder(self, person: Person, now_s: float) -> Account:
        whose = (person.meeting_id, person.key)
        holder = self._holders.get(whose)
        if holder is None:
            self._forget_the_full(now_s)
            times = self._times * (WIDER if person.role in WIDE else 1)
            holder = self._holders[whose] = self._account(now_s, times)
        return holder

    def _account(self, now_s: float, times: int, common: Account | None = None) -> Account:
        return Account(FILL_US * times, AT_ONCE_US * times, AT_ONCE_US * times, now_s, common)

    def _lend(self, shared: Account, amount: float) -> None:
        """Have what a shared credential may spend grow and shrink with how many use it."""
        shared.most += amount
        shared.left += amount
        shared.fill = FILL_US * self._times * max(1, min(shared.sockets, SHARED_FILLS))

    def _forget_the_full(self, now_s: float) -> None:
        if len(self._holders) < self._look_at:
            return
        kept = {whose: one for whose, one in self._holders.items() if one.sockets or not one.is_full(now_s)}
        self._holders, self._look_at = kept, 2 * len(kept) + _FEW


def is_shared(person: Person) -> bool:
    """Say whether many people hold one credential: a link for all observers, a link for all screens."""
    return not person.seat_id and person.role not in WIDE
