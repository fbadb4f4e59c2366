"""How a clock looks from outside: what is left of it as of now, and while it runs, at which instant it ends.

Refuses to know what it is the clock of. Invariant: the instant is one of the service's clock, the same for everybody
and every time that it is said, so that a page can say a day and an hour of it.
"""

from server.domain.procedure.countdown import Clock
from server.protocol import shapes


def clock_view(clock: Clock, now_ms: int) -> shapes.Clock:
    """Show a clock."""
    return shapes.Clock(clock.running, clock.left_ms(now_ms), clock.ends_at_ms)
