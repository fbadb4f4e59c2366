"""What the list of a round is of: for the files that leave the meeting.

Refuses to know who reads them. Invariants: the words are those that were voted on, for a recommendation on the slate of
a round that was opened can no longer be changed; of a published list everything is as it was at its publication,
whatever the programme says since.
"""

from server.domain.counting.wordings import Movement
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.rounds import Round
from server.record.occasion import Occasion, SaidAct, SaidIn, SaidOf, SaidRegion
from server.record.said_facets import said_facets
from server.room.context import Context
from server.room.round_acts import read_round_acts
from server.store.codec import from_json, to_json


async def read_occasion(context: Context, round_: Round) -> Occasion:
    """Say what a list is of: one that is not published yet, as it stands in the proceedings."""
    if round_.state != "published":
        acts = await read_round_acts(context, round_)
        return occasion_of(await context.read_proceedings(round_.id), round_, acts=acts)
    rounds = context.store_of(round_.id).rounds
    if not (kept := await rounds.read_occasion(round_)):  # an older release published it: from now on it stays
        acts = await read_round_acts(context, round_)
        said = to_json(occasion_of(await context.read_proceedings(round_.id), round_, acts=acts))
        kept = await rounds.keep_occasion(round_, said, (await context.meeting(round_.id)).expires_at_s)
    return from_json(kept, Occasion)


def occasion_of(
    proceedings: Proceedings,
    round_: Round,
    movement: tuple[Movement, ...] = (),
    acts: tuple[SaidAct, ...] = (),
    before: str = "",
) -> Occasion:
    """Say where and when a round was held, the words that it was about and, of a later reading, what moved by it."""
    programme = proceedings.programme
    asked = {question.id: question for _, question in programme.agenda.all_questions()}
    questions = {id_: question.text for id_, question in asked.items()}
    room = programme.room(round_.room_id)
    session = programme.agenda.session(room.agenda_session_id) if room else None
    slate = [proceedings.recommendations[one] for one in round_.slate]
    return Occasion(
        meeting_id=proceedings.meeting.id,
        meeting=programme.title,
        session_id=session.id if session else "",
        session=session.title if session else "",
        room=room.title if room else "",
        region_id=room.region_id if room else "",
        round_number=round_.called,
        question=questions.get(round_.question_id, ""),
        opened_at_ms=round_.opened_at_ms,
        closed_at_ms=round_.closed_at_ms,
        movement=movement,
        published_at_ms=round_.published_at_ms,
        acts=acts,
        regions=tuple(SaidRegion(each.id, each.name, each.short) for each in programme.regions),
        before=before,
        zone=programme.zone,
        said={
            one.id: SaidOf(
                text=one.text,
                language=one.language,
                question=questions.get(one.question_id, ""),
                kind=one.kind,
                facets=said_facets(asked[one.question_id], one) if one.question_id in asked else (),
                translations=tuple(SaidIn(each.language, each.title, each.text) for each in one.translations),
            )
            for one in slate
        },
    )
