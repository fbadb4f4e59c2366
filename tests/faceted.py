"""Questions with facets: what tests put into a programme, and what proposals say of it."""

from dataclasses import replace

from server.domain.agenda.agenda import Agenda, GuidingQuestion
from server.domain.agenda.facets import ANSWER_KINDS, Facet, Option
from tests.services import Json

LEVEL = Facet("level", "Level", "one", (Option("national", "National"), Option("regional", "Regional")))
PARTNERS = Facet("partners", "Partners", "several", (Option("un", "The UN"), Option("funds", "Funds")), asked=False)
MEASURE = Facet("measure", "How it is measured")
FACETS = (LEVEL, PARTNERS, MEASURE)
ANSWERS: Json = {"level": "national", "partners": ["funds", "un"], "measure": "By  a count"}
"""What a proposal says of all of them, as it is sent."""


def asking(question: GuidingQuestion, facets: tuple[Facet, ...] = FACETS) -> GuidingQuestion:
    """Have a question, and those below it, ask for facets and for every kind of answer."""
    sub = tuple(asking(one, facets) for one in question.sub)
    return replace(question, facets=facets, kinds=ANSWER_KINDS, sub=sub)


def with_facets(agenda: Agenda, facets: tuple[Facet, ...] = FACETS) -> Agenda:
    """Have every question of an agenda ask for facets."""
    sessions = (
        replace(session, questions=tuple(asking(question, facets) for question in session.questions))
        for session in agenda.sessions
    )
    return replace(agenda, sessions=tuple(sessions))
