"""Changing the programme of a meeting that is under way: what may become of it, and what of it has to stay.

Refuses to know who asks, and who holds which seat: it is told the regions that seats are in. Invariant: nothing that
was proposed, handed over, put to a round or seated loses what it stands on, so that an open round is counted by what it
was opened with, whatever the programme does.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from server.domain.agenda.agenda import Agenda, GuidingQuestion
from server.domain.errors import Bound, Malformed, Overtaken
from server.domain.procedure.answers import named_in, rests_on
from server.domain.procedure.closing_dates import USUAL_ZONE
from server.domain.procedure.defaults import NOTHING_SAID, RoundDefaults
from server.domain.procedure.meeting import Live, Proceedings
from server.domain.procedure.papers import Paper, check_papers, homeless, with_ids
from server.domain.procedure.programme import Delegation, Moderation, Programme, Region, check_regions, make_rooms
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Secrecy
from server.domain.procedure.sets import plenary_sessions


@dataclass(frozen=True, slots=True)
class ProgrammeWanted:
    """What the programme is to be: whole, as whoever changes it has it before them."""

    title: str
    agenda: Agenda
    regions: tuple[Region, ...]
    moderation: Moderation = "post"
    secrecy: Secrecy = "confidential"
    papers: tuple[Paper, ...] = ()
    defaults: RoundDefaults = NOTHING_SAID
    delegations: tuple[Delegation, ...] = ()
    zone: str = USUAL_ZONE


def change_programme(
    proceedings: Proceedings,
    version: int,
    wanted: ProgrammeWanted,
    *,
    fresh: Iterator[str],
    seated: Collection[str] = (),
) -> Programme:
    """Make the next version of the programme; what is wanted already is the version that there is.

    Shape:   `version` is the one that was before whoever changes it, `fresh` gives ids to rooms and papers that are
             new, `seated` are the ids of regions that have seats.
    Raises:  Overtaken where somebody changed it since, with its version now; Bound where something rests on what is
             wanted to go, with the id of the region, the room, the agenda session, the guiding question, or of the
             facet or option (behind that of its question), and where the limit of sets is below what a region has
             handed over; Malformed without regions or with too many;
             LimitReached for too many papers.
    """
    now = proceedings.programme
    if version != now.version:
        raise Overtaken("programme", current=now.version)
    ids = [region.id for region in wanted.regions]
    if not ids or len(set(ids)) != len(ids):
        raise Malformed("regions")
    check_regions(ids)
    check_papers(wanted.papers)
    for lost in homeless(wanted.papers, wanted.agenda):
        if now.agenda.session(lost) is None:
            raise Malformed("paper_session")
        raise Bound("papers", current={"id": lost})
    rooms = make_rooms(wanted.agenda, wanted.regions, fresh, now.rooms)
    then = replace(
        now,
        title=wanted.title,
        agenda=wanted.agenda,
        regions=wanted.regions,
        rooms=rooms,
        moderation=wanted.moderation,
        secrecy=wanted.secrecy,
        papers=with_ids(wanted.papers, fresh),
        defaults=wanted.defaults,
        delegations=wanted.delegations,
        zone=wanted.zone,
    )
    if then == now:
        return now
    for lost in _lost(proceedings, then, seated):
        raise Bound("programme", current={"id": lost}, what=_called(now, lost))
    require_limit(replace(proceedings, programme=then), proceedings.hand_over_limit)
    return replace(then, version=now.version + 1)


def require_limit(then: Proceedings, before: int) -> None:
    """Refuse a lower limit where a region has handed one session more than that.

    Raises:  Bound.
    """
    if then.hand_over_limit >= before:
        return
    for session_id in plenary_sessions(then.programme):
        handed = Counter[str]()
        for one in then.sets_for(session_id):
            handed[one.region_id] += len(one.recommendation_ids)
        for region_id, many in handed.items():
            if many > then.hand_over_limit:
                region = then.programme.region(region_id)
                called = region.name if region else region_id
                raise Bound("hand_over_limit", region=called, n=many, most=then.hand_over_limit)


def live_after(live: Live, programme: Programme) -> Live:
    """Say what the meeting is at under another programme: nothing any more, where that is gone."""
    gone = live.agenda_session_id and programme.agenda.session(live.agenda_session_id) is None
    lost = live.question_id and not programme.agenda.session_of(live.question_id)
    if gone:
        return Live()
    return replace(live, question_id="") if lost else live


def _called(now: Programme, thing: str) -> str:
    """Say how a region, a room, an agenda session or a guiding question is called."""
    titles = {room.id: room.title for room in now.rooms}
    titles |= {session.id: session.title for session in now.agenda.sessions}
    titles |= {question.id: question.text for _, question in now.agenda.all_questions()}
    titles |= {region.id: region.name for region in now.regions}
    for _, question in now.agenda.all_questions():
        titles |= {name: called for name, _, called in named_in(question)}
    return titles.get(thing, thing)


def _lost(proceedings: Proceedings, then: Programme, seated: Collection[str]) -> Iterator[str]:
    """Go through what something stands on and the new programme does not have."""
    now, rounds = proceedings.programme, proceedings.rounds.values()
    things: list[Recommendation | Round] = [*proceedings.recommendations.values(), *rounds]
    regions, rooms = {one.id for one in then.regions}, {one.id for one in then.rooms}
    questions = {question.id for _, question in then.agenda.all_questions()}
    used = [region_id for round_ in rounds for region_id in (*round_.taking_part, *round_.named_ids)]
    of_delegations = [one.region_id for one in then.delegations]
    yield from (one for one in (*seated, *used, *of_delegations) if one not in regions)
    yield from (one.room_id for one in things if one.room_id not in rooms)
    hears = set(plenary_sessions(then))
    handed = [one for room_id in proceedings.handed_over for one in proceedings.sets_of(room_id)]
    yield from (one.session_id for one in handed if one.session_id and one.session_id not in hears)
    asked = [one.question_id for one in things if one.question_id]
    yield from (one for one in asked if one not in questions)
    for question_id in dict.fromkeys(asked):
        was, will = now.agenda.question(question_id), then.agenda.question(question_id)
        if was is not None and will is not None:
            yield from _lost_of_question(proceedings, was, will)


def _lost_of_question(proceedings: Proceedings, was: GuidingQuestion, will: GuidingQuestion) -> Iterator[str]:
    """Go through the facets and options that answers to a question rest on, and that it does not have any more.

    A facet that is answered in another form counts as another one.
    """
    forms = {name: form for name, form, _ in named_in(was)}
    stays = {(name, form) for name, form, _ in named_in(will)}
    answers = [one for one in proceedings.recommendations.values() if one.question_id == was.id]
    used = (name for answer in answers for said in answer.facets for name in rests_on(was, said))
    yield from (name for name in dict.fromkeys(used) if (name, forms.get(name, "")) not in stays)
