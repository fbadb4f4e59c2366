"""What a recommendation says of the facets of its question, in words.

Refuses to judge an answer. Invariant: what is not said is not there.
"""

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.procedure.recommendations import Recommendation
from server.record.occasion import SaidFacet


def said_facets(question: GuidingQuestion, recommendation: Recommendation) -> tuple[SaidFacet, ...]:
    """Say in words what a recommendation says of the facets of its question."""
    given = {one.facet_id: one.said for one in recommendation.facets}
    found = []
    for facet in question.facets:
        answer, names = given.get(facet.id, ()), {one.id: one.name for one in facet.options}
        chosen = (answer,) if isinstance(answer, str) else answer
        if chosen:
            found.append(SaidFacet(facet.id, facet.name, tuple(names.get(one, one) for one in chosen)))
    return tuple(found)
