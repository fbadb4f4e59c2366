"""What is said of a recommendation beside its words, read from a command as its guiding question asks for it.

Refuses to judge it (`domain.procedure.answers`). Invariant: it is read within the decision, so that nothing is kept
which the programme of that moment does not have.
"""

from collections.abc import Sequence
from dataclasses import replace

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.errors import NotFound
from server.domain.procedure.answers import alike_in, checked_answers, checked_kind
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rewording import edit, edit_own
from server.protocol import commands


def with_answers(proceedings: Proceedings, draft: Recommendation, command: commands.Propose) -> Recommendation:
    """Say of a proposal what its command says.

    Raises:  Malformed, TextTooLong.
    """
    question = _question(proceedings, draft.question_id)
    return replace(draft, kind=checked_kind(question, command.kind), facets=checked_answers(question, command.facets))


def with_answers_of(
    proceedings: Proceedings, draft: Recommendation, command: commands.ProposeMerge, parents: Sequence[Recommendation]
) -> Recommendation:
    """Say of a merge what its command says, or what its parents say alike.

    Raises:  Malformed, TextTooLong.
    """
    if not parents:  # which is refused where merges are judged
        return draft
    question = _question(proceedings, draft.question_id or parents[0].question_id)
    kinds = {one.kind for one in parents}
    common = next(iter(kinds)) if len(kinds) == 1 else None
    kind = common if common and not command.kind else checked_kind(question, command.kind, common)
    answers = alike_in(question.id, [(one.question_id, one.facets) for one in parents])
    facets = answers if command.facets is None else checked_answers(question, command.facets)
    return replace(draft, kind=kind, facets=facets)


def edited(
    proceedings: Proceedings, found: Recommendation, command: commands.EditRecommendation, *, own: bool
) -> Recommendation:
    """Change what an edit speaks of; `own`: it is made by its author.

    Raises:  what `rewording.edit` and `rewording.edit_own` raise, and Malformed.
    """
    kind = facets = None
    if command.kind is not None or command.facets is not None:
        question = _question(proceedings, found.question_id)
        kind = None if command.kind is None else checked_kind(question, command.kind, found.kind)
        facets = None if command.facets is None else checked_answers(question, command.facets)
    title = found.title if command.title is None else command.title
    text = found.text if command.text is None else command.text
    if not own:
        return edit(found, title, text, command.version, kind=kind, facets=facets)
    turn, stands = proceedings.decision + 1, proceedings.programme.moderation == "post"
    return edit_own(found, title, text, command.version, turn=turn, stands=stands, kind=kind, facets=facets)


def _question(proceedings: Proceedings, question_id: str) -> GuidingQuestion:
    if (question := proceedings.programme.agenda.question(question_id)) is None:
        raise NotFound("question")
    return question
