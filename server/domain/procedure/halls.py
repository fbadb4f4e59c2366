"""What the screens of a room show: whose round, in which view, at which page; and how long that stands.

It is no decision: pages are turned often, and nothing is decided by it. Refuses to know who steers and how views are
drawn. Invariants: what nobody steers follows its room; what was steered stands until the room takes its next large
step, so that no old list hides a vote.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from server.domain.errors import Malformed, NotFound, WrongState
from server.domain.procedure.rounds import Round

View = Literal[
    "welcome", "text", "slate", "turnout", "list", "matrix", "rankings", "line", "why", "units", "roll", "reading",
    "paper", "presentation", "speakers",
]  # fmt: skip
VIEWS: tuple[View, ...] = get_args(View)
OF_VOTING = frozenset({"text", "slate", "turnout"})
OF_LISTS = frozenset({"list", "matrix", "rankings", "line", "why", "units", "roll", "reading"})
OF_ONE = frozenset({"line", "why"})
MOST_PAGES = 250
"""As many as a slate has recommendations: one a page."""
SILENT_MS = 25_000
"""For so long the word of a screen is good; it is said again every ten seconds."""
ELSE = -1
"""What a screen shows that shows something else, or has not said."""
_HIGHEST = 2**53 - 1
_OVER = ("published", "void")


@dataclass(frozen=True, slots=True)
class Hall:
    """What the screens of a room show.

    Shape:   `room_id` is the room whose things are shown, as a rule the screens' own; without a `round_id` they follow
             their room, but for `welcome`, `paper`, `presentation` and `speakers`; an empty `view` is the one that the
             state of the round asks for;
             `page` counts from 0; `item` is the recommendation of `text` and, where one is meant, of `line` and `why`,
             or the paper of `paper`; `course` is that of the screens' own room when it was steered.
    """

    room_id: str
    round_id: str = ""
    view: str = ""
    page: int = 0
    item: str = ""
    course: int = 0


def course_of(rounds: Iterable[Round]) -> int:
    """Count the large steps that the rounds of a room have taken: openings, publications, and voids of opened ones.

    Invariant: it never goes back, and a round that is closing or closed is where it was when it was opened.
    """
    return sum(round_.epoch + (round_.state in _OVER) for round_ in rounds if round_.epoch)


def check_number(number: int) -> int:
    """Check a number under which something was set, as a screen says it.

    Raises:  Malformed for one that is never given out.
    """
    if not ELSE <= number <= _HIGHEST:
        raise Malformed("field", field="seq")
    return number


def check_shown(wanted: Hall, round_: Round | None) -> Hall:
    """Check that a round can be shown as it is wanted, and complete what follows from that.

    Raises:  Malformed for a view that there is not or that needs a round, WrongState where the round has no such view
             now, NotFound for a recommendation that is not on its slate.
    """
    if wanted.view and wanted.view not in VIEWS:
        raise Malformed("view", view=wanted.view[:40])
    if not 0 <= wanted.page < MOST_PAGES:
        raise Malformed("field", field="page")
    if wanted.view == "paper":
        return replace(wanted, round_id="", page=0)
    if wanted.view in ("welcome", "presentation", "speakers"):
        page = wanted.page if wanted.view == "presentation" else 0
        return replace(wanted, round_id="", page=page, item="")
    if round_ is None:
        if wanted.view:
            raise Malformed("field", field="round_id")
        return replace(wanted, page=0, item="")
    if not round_.epoch:
        raise WrongState("not_opened", state=round_.state)
    allowed = OF_LISTS if round_.state == "published" else OF_VOTING
    if (wanted.view and wanted.view not in allowed) or (wanted.view == "reading" and round_.reading_of is None):
        raise WrongState("no_such_view", state=round_.state)
    if wanted.item and wanted.item not in round_.slate:
        raise NotFound("recommendation")
    if wanted.view == "text":
        page = round_.slate.index(wanted.item) if wanted.item else min(wanted.page, len(round_.slate) - 1)
        return replace(wanted, page=page, item=round_.slate[page])
    return replace(wanted, item=wanted.item if wanted.view in OF_ONE else "")
