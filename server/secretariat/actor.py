"""Who does an act on a meeting as a whole.

Refuses to know how they proved who they are: the command line acts for whoever has the host and could read the key, a
call for whoever shows the key or a link of the desk. Invariant: every act here begins with `Actor.require`.
"""

from dataclasses import dataclass

from server.domain.errors import NotPermitted
from server.domain.procedure.people import DESK, SECRETARIAT
from server.domain.procedure.secretariat import may_do
from server.store.acts import Act


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts on meetings.

    Shape:   `name` is what the log of acts calls them; `meeting_id` is the one meeting that they are bound to, empty
             for whoever may act on every one.
    """

    role: str
    name: str
    meeting_id: str = ""

    def require(self, act: str, meeting_id: str = "") -> None:
        """Check one act against the table; without a `meeting_id` it is on no meeting that there is yet, or on all.

        Raises:  NotPermitted.
        """
        if not may_do(self.role, act) or self.meeting_id not in ("", meeting_id):
            raise NotPermitted(act, role=self.role)

    def act(self, act: str, at_ms: int, seat_id: str = "", detail: str = "") -> Act:
        """Write what is done into a line of the log of acts."""
        return Act(act, self.name, at_ms, seat_id, detail)


SECRETARY = Actor(SECRETARIAT, SECRETARIAT)
"""The secretariat itself, who may act on every meeting."""


def desk_of(meeting_id: str) -> Actor:
    """Say who acts for the desk of one meeting."""
    return Actor(DESK, DESK, meeting_id)
