"""The side of the desk of a meeting: a checklist that is also the navigation, and the one next thing to do.

A page of the desk is a row of `STEPS`: a page that is not there is neither shown nor counted. What a row says of its
page is a fact, counted from what is there. Refuses to know how a page is drawn, and who may do what on it. Invariants:
a row without a state is no step, and is never counted; of what is not ready, the first row is the next thing to do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from server.domain.methods.choosing import chosen_in
from server.domain.procedure.people import SECRETARIAT
from server.secretariat.rehearsals import CHECKS
from server.web.desk_standing import Standing

State = Literal["yes", "go", "wait", "look"]
"""Ready, in hand, not yet, or look here."""
Group = Literal["", "before", "day", "after"]
Fact = tuple[str, Mapping[str, int]]
"""A sentence, and its figures."""
_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: its state, the facts of its second line, and what is wrong where that is not the page's own."""

    state: State | None
    facts: Sequence[Fact] = ()
    wrong: Fact | None = None


def _nothing(_: Standing) -> Told:
    return Told(None)


def _meeting(_: Standing) -> Told:
    return Told(None, [("desk.links", {})])


def _programme(now: Standing) -> Told:
    sessions = now.programme.agenda.sessions
    asked = sum(len(session.questions) for session in sessions)
    facts = [("desk.new.sessions", {"n": len(sessions)}), ("desk.tree.questions", {"n": asked})]
    return Told("yes" if now.programme.rooms else "look", facts)


def _papers(now: Standing) -> Told:
    return Told(None, [("desk.step.papers", {"n": len(now.programme.papers)})])


def _regions(now: Standing) -> Told:
    programme = now.programme
    facts: list[Fact] = [("desk.step.regions", {"n": len(programme.regions)})]
    if programme.delegations:
        facts.append(("delegations.sums", {"n": len(programme.delegations)}))
    return Told("yes", facts)


def _defaults(now: Standing) -> Told:
    limit = chosen_in(now.programme, now.meeting.hand_over_limit).hand_over_limit
    return Told("yes", [("desk.step.hands_over", {"n": limit})])


def _seats(now: Standing) -> Told:
    counted = now.counted
    if not counted.seats:
        return Told("yes", [("desk.step.by_code", {})]) if now.by_code else Told("wait", [("desk.step.no_seats", {})])
    empty = sum(not votes for votes in counted.voting.values())
    if empty and not now.by_code:
        return Told("look", [("desk.step.empty_regions", {"n": empty})], ("desk.next.empty_regions", {"n": empty}))
    facts = [("desk.step.seats", {"n": counted.seats}), ("desk.step.regions", {"n": len(now.programme.regions)})]
    return Told("yes", facts)


def _badges(now: Standing) -> Told:
    seats, printed = now.counted.seats, min(now.counted.printed, now.counted.seats)
    if not printed and (now.by_code or not seats):  # whoever comes by the code needs none
        return Told(None, [("desk.step.poster", {})])
    facts = [("desk.step.printed", {"n": printed, "all": seats})]
    return Told("wait" if not printed else "yes" if printed == seats else "go", facts)


def _rehearsal(now: Standing) -> Told:
    kept = now.counted.rehearsal
    if now.counted.rehearsing:
        return Told("go", [("desk.step.playing", {})])
    ticked = sum(kept.get(f"check:{check}") == "yes" for check in CHECKS)
    tried = kept.get("ended") == "done"
    facts: list[Fact] = [("desk.step.tried" if tried else "desk.step.not_tried", {})]
    facts += [("desk.step.ticked", {"n": ticked, "all": len(CHECKS)})] * (tried or ticked > 0)
    return Told("yes" if tried and ticked == len(CHECKS) else "go" if tried or ticked else "wait", facts)


def _door(now: Standing) -> Told:
    here, all_ = now.counted.here, now.counted.voters
    if not here:
        return Told("wait", [("desk.step.door_waits", {})])
    return Told("yes" if here >= all_ else "go", [("desk.step.here", {"n": here, "all": all_})])


def _rooms(now: Standing) -> Told:
    rooms, open_in = len(now.programme.rooms), len(set(now.open_in))
    if open_in:
        return Told("go", [("desk.step.rooms_open", {"n": open_in, "all": rooms})])
    over = any(one.state in ("closed", "published") for one in now.counted.rounds)
    return Told("yes" if over else "wait", [("desk.step.rooms", {"n": rooms})])


def _board(now: Standing) -> Told:
    board = now.on_board
    if not board.texts:
        return Told("wait", [("desk.step.board_waits", {})])
    facts: list[Fact] = [("desk.rooms.texts", {"n": board.texts})]
    facts += [("desk.step.merges", {"n": board.waiting})] * bool(board.waiting)
    return Told("yes" if board.voted and not board.waiting else "go", facts)


def _report(now: Standing) -> Told:
    lists = sum(one.state == "published" for one in now.counted.rounds)
    facts: list[Fact] = [("desk.step.lists", {"n": lists})]
    if now.programme.report_at_ms:
        return Told("yes", [*facts, ("desk.step.report_out", {})])
    return Told("go" if lists else "wait", facts)


def _log(now: Standing) -> Told:
    return Told("yes", [("desk.step.acts", {"n": now.counted.acts})])


def _close(now: Standing) -> Told:
    left_s = max(0, now.meeting.expires_at_s - now.now_ms // 1_000)
    return Told("wait", [("desk.kept_days", {"n": left_s // _DAY_S})])


@dataclass(frozen=True, slots=True)
class Step:
    """A page of the desk of a meeting.

    Shape:   `page` is what its template calls itself; `path` follows the address of the meeting's desk; `title` is the
             sentence that names it. Where `tell` may say that it is not ready before the meeting, there are sentences
             `desk.next.PAGE` and `desk.next.PAGE.why` for the band on top.
    """

    group: Group
    page: str
    path: str
    title: str
    tell: Callable[[Standing], Told] = _nothing
    secretariat_alone: bool = False


STEPS = (
    Step("", "desk-meeting", "", "desk.page.meeting", _meeting),
    Step("before", "desk-programme", "/programme", "desk.programme", _programme),
    Step("before", "desk-regions", "/regions", "regions.title", _regions),
    Step("before", "desk-papers", "/papers", "papers.title", _papers),
    Step("before", "desk-defaults", "/defaults", "defaults.title", _defaults),
    Step("before", "desk-seats", "/seats", "seats.title", _seats),
    Step("before", "desk-badges", "/badges", "desk.badges", _badges),
    Step("before", "desk-rehearsal", "/rehearsal", "rehearsal.title", _rehearsal),
    Step("day", "desk-day-door", "/door", "desk.at_door.title", _door),
    Step("day", "desk-rooms", "/rooms", "desk.rooms", _rooms),
    Step("day", "desk-board", "/board", "board.title", _board),
    Step("day", "desk-slips", "/slips", "slips.title"),
    Step("after", "desk-report", "/report", "report.files", _report),
    Step("after", "desk-log", "/log", "acts.title", _log),
    Step("after", "desk-close", "/close", "desk.close", _close, secretariat_alone=True),
)
_THE_DOOR = next(step for step in STEPS if step.page == "desk-day-door")


def told_of(now: Standing, role: str) -> list[tuple[Step, Told]]:
    """Tell every row that there is for a role."""
    return [(step, step.tell(now)) for step in STEPS if role == SECRETARIAT or not step.secretariat_alone]


def ready_of(told: Sequence[tuple[Step, Told]]) -> tuple[int, int]:
    """Count the steps that are ready, and all."""
    states = [row.state for _, row in told if row.state is not None]
    return states.count("yes"), len(states)


def side_of(now: Standing, role: str, say: Callable[..., str]) -> dict[str, object]:
    """Say what the side shows: its groups of rows, how many are ready, and the band with the next thing to do.

    Shape:   `say` says a sentence in the language of the page.
    """
    told = told_of(now, role)
    ready, all_ = ready_of(told)
    groups = [(group, [_row(step, row, say) for step, row in told if step.group == group]) for group in _groups(told)]
    return {
        "groups": groups,
        "ready": ready,
        "all": all_,
        "share": round(100 * ready / all_) if all_ else 0,
        "lead": _lead(now, told, say),
    }


def _groups(told: Sequence[tuple[Step, Told]]) -> list[Group]:
    return list(dict.fromkeys(step.group for step, _ in told))


def _row(step: Step, told: Told, say: Callable[..., str]) -> dict[str, object]:
    fact = " · ".join(say(key, **figures) for key, figures in told.facts)
    return {"page": step.page, "path": step.path, "title": say(step.title), "state": told.state, "fact": fact}


def _lead(now: Standing, told: Sequence[tuple[Step, Told]], say: Callable[..., str]) -> dict[str, object]:
    """Say the one next thing: an open vote, then a merge that waits, then who is here, then what is not ready yet."""
    lead = partial(_band, say)
    if now.open_in:
        step = next((step for step, _ in told if step.page == "desk-rooms"), None)
        return lead(step, "desk.open_in", "desk.next.open.why") | {"open": True, "words": now.open_in}
    if now.on_board.waiting:
        step = next((step for step, _ in told if step.page == "desk-board"), None)
        return lead(step, "desk.next.merge", "desk.next.merge.why", n=now.on_board.waiting)
    if now.counted.here:
        figures = {"n": now.counted.here, "all": now.counted.voters}
        return lead(_THE_DOOR, "desk.next.here", "desk.next.here.why", **figures)
    for step, row in told:
        if step.group == "before" and row.state not in ("yes", None):
            key, figures_of = row.wrong or (f"desk.next.{step.page}", {})
            return lead(step, key, f"{key}.why", **figures_of)
    return lead(_THE_DOOR, "desk.next.ready", "desk.next.ready.why")


def _band(say: Callable[..., str], step: Step | None, what: str, why: str, **figures: int) -> dict[str, object]:
    there = {"page": step.page, "path": step.path, "title": say(step.title)} if step else None
    return {"say": say(what, **figures), "words": [], "why": say(why), "step": there, "open": False}
