"""The pace of one socket: a generous allowance that no hand can use up, and no script can exceed."""

from dataclasses import dataclass

from server.domain.errors import TooFast

PER_SECOND = 100
AT_ONCE = 200


@dataclass(slots=True)
class Pace:
    """Count the commands of one socket against an allowance that fills up again.

    Units:   commands; 100 a second, 200 at once.
    """

    left: float = AT_ONCE
    last_s: float = 0.0

    def step(self, now_s: float) -> None:
        """Use up one command.

        Raises:  TooFast when nothing is left.
        """
        left = self.left + (now_s - self.last_s) * PER_SECOND
        self.last_s = now_s
        self.left = left = left if left < AT_ONCE else AT_ONCE
        if left < 1:
            raise TooFast
        self.left = left - 1
