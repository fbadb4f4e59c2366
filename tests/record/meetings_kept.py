"""A meeting of which everything was kept: one that did whatever a meeting can do before a report of it is written."""

from server.domain.agenda.agenda import Agenda, AgendaSession, GuidingQuestion, Objective
from server.domain.agenda.facets import Facet, Option
from server.domain.procedure.answers import FacetAnswer
from server.domain.procedure.delegations import Seated
from server.domain.procedure.history import HistoryEntry
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.papers import Figure, Paper
from server.domain.procedure.programme import Delegation, Programme, Region, Room
from server.domain.procedure.recommendations import Recommendation, Translation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import HandedOver, HandedSet
from server.domain.procedure.signatures import Agreement, Merge, Parent
from server.record.occasion import SaidAct
from server.record.reporting.kept import Kept, SeatsOf
from tests.record.matters import ACTS, LISTS, OPENED_MS, an_occasion

_LIST = LISTS["roll call"]
_LEVEL = Facet("level", "Level", "one", (Option("national", "National"), Option("global", "Global")))
_QUESTION = GuidingQuestion("q1", "What can be done?", facets=(_LEVEL,))
_AGENDA = Agenda(
    "The meeting",
    "Why we meet.",
    (Objective("o1", "An aim"),),
    sessions=(
        AgendaSession("s1", "In regions", "1", by_region=True, day="2026-09-20", starts="09:00", ends="10:30"),
        AgendaSession("s4", "Session of all", "4", questions=(_QUESTION,), objectives=(Objective("o2", "To agree"),)),
    ),
)
_PAPERS = (
    Paper("p1", "s4", "figures", "What was found", rows=(Figure("Water", "62.5"),), unit="%", source="A survey"),
    Paper("p2", "", "link", "A long study", "https://example.org/study"),
)
_PROGRAMME = Programme(
    "The meeting",
    _AGENDA,
    (Region("r1", "Africa", "AF"), Region("r2", "Asia", "AS")),
    (
        Room("maaaa001", "region", "s1", "In regions · Africa", "r1"),
        Room("maaaa002", "plenary", "s4", "Session of all"),
    ),
    papers=_PAPERS,
    delegations=(Delegation("Ghana", "r1"),),
)


def _text(id_: str, title: str, **more: object) -> Recommendation:
    known = {"number": 1, "status": "accepted", "question_id": "q1", "text": f"The words of {title}.", **more}
    return Recommendation(id_, known.pop("number"), known.pop("room_id", "maaaa002"), known.pop("question_id"),
                          title, known.pop("text"), "en", ("r1",), **known)  # fmt: skip


_MERGE = Merge(
    (Parent("i2", 1),), (Agreement("r1", "aloud", OPENED_MS - 400), Agreement("r2", "agreed", OPENED_MS - 300))
)
_TEXTS = (
    _text(
        *("i1", "Wells"),
        label="1",
        facets=(FacetAnswer("level", "national"),),
        translations=(Translation("ar", "آبار", "نص"),),
    ),
    _text("i2", "Schools", label="2", number=2, status="merged", merged_into="i9", merged_as="5", seat_id="maaaa0001"),
    _text("i3", "Roads", label="3", number=3, status="withdrawn", stood=True),
    _text("i4", "Clinics", label="4", number=4, kind="lesson"),
    _text("i9", "Schools and clinics", label="5", number=5, merge=_MERGE),
    _text("i5", "Secret thought", number=0, status="rejected", reason="Off the question", seat_id="maaaa0002"),
    _text("i6", "Waiting thought", number=0, status="proposed"),
    _text("i7", "Of Africa", label="AF-1", number=6, room_id="maaaa001"),
)  # fmt: skip


def _histories() -> dict[str, tuple[HistoryEntry, ...]]:
    ends = {"i2": "merged", "i3": "withdrawn", "i5": "rejected"}
    found = {}
    for at, one in enumerate(_TEXTS):
        acts = ["proposed", *([] if one.id in ("i5", "i6") else ["sent_back", "accepted"])]
        acts += [ends[one.id]] if one.id in ends else []
        start = OPENED_MS - 90_000 + 100 * at
        found[one.id] = tuple(HistoryEntry(act, start + each, "moderator", "r1") for each, act in enumerate(acts))
    return found


def a_meeting_kept() -> Kept:
    """Give it: texts of every standing, a merge, a set, and rounds of four states."""
    rounds = {
        "maaaa0r1": _round("maaaa0r1", 1, "published"),
        "maaaa0r2": _round("maaaa0r2", 2, "closed"),
        "maaaa0r3": _round("maaaa0r3", 3, "void", reason="A wrong slate"),
        "maaaa0r4": _round("maaaa0r4", 4, "draft", epoch=0),
    }
    handed = HandedSet("maaaa001", "r1", "s4", ("i7",), OPENED_MS - 200)
    proceedings = Proceedings(
        Meeting("maaaa", "code"),
        _PROGRAMME,
        recommendations={one.id: one for one in _TEXTS},
        rounds=rounds,
        handed_over={"maaaa001": HandedOver("maaaa001", (handed,))},
    )
    return Kept(
        proceedings,
        lists={"maaaa0r1": _LIST},
        occasions={"maaaa0r1": an_occasion(_LIST)},
        acts={name: ACTS if name == "maaaa0r1" else ACTS[:2] for name in rounds},
        histories=_histories(),
        meeting_acts=(SaidAct("found_meeting", OPENED_MS - 900_000, "secretariat"),),
        seats=(SeatsOf("r1", 12, 1), SeatsOf("r2", 8, 0)),
        delegations=(Seated(Delegation("Ghana", "r1"), 4, 1),),
    )


def _round(id_: str, number: int, state: str, **more: object) -> Round:
    known = {"epoch": 1, "number_in_room": number, "state": state, **more}
    return Round(id_, "maaaa002", number, _LIST.method, ("i1", "i2"), ("r1", "r2"), _LIST.rules, **known)
