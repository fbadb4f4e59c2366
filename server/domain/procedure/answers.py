"""What a recommendation says of itself beside its words: of which kind it is, and what of the facets of its question.

Refuses to know who answers. Invariants: what is kept names facets and options that the question has, in its order, and
nothing empty; that an answer is missing never refuses a proposal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.domain.agenda.agenda import GuidingQuestion
from server.domain.agenda.facets import AnswerKind, Facet
from server.domain.errors import Malformed, TextTooLong
from server.domain.procedure.words import in_one_line
from server.domain.visible import has_visible_character

LONGEST_ANSWER = 200

Given = Mapping[str, str | Sequence[str]]
"""Answers by facet, as they are sent: the id of an option, a list of them, or words."""


@dataclass(frozen=True, slots=True)
class FacetAnswer:
    """What a recommendation says of one facet: the id of an option, ids in the order of the facet, or words."""

    facet_id: str
    said: str | tuple[str, ...]


def checked_kind(question: GuidingQuestion, kind: str, before: AnswerKind | None = None) -> AnswerKind:
    """Read of which kind an answer is.

    Shape:   where nobody says, a recommendation if the question asks for one, else the first kind that it asks for;
             `before` is the kind that it has, which it may keep.
    Raises:  Malformed for a kind that the question does not ask for.
    """
    if not kind:
        return "recommendation" if "recommendation" in question.kinds else question.kinds[0]
    for known in (*question.kinds, *([before] if before else [])):
        if known == kind:
            return known
    raise Malformed("answer_kind")


def checked_answers(question: GuidingQuestion, given: Given) -> tuple[FacetAnswer, ...]:
    """Read the answers to the facets of a question; an empty one is none.

    Units:   characters: at most 200 of an answer in words.
    Raises:  Malformed for a facet or an option that the question does not have, and for an answer of another form than
             the facet has; TextTooLong.
    """
    facets = {facet.id: facet for facet in question.facets}
    if any(facet_id not in facets for facet_id in given):
        raise Malformed("facet")
    said = {facet_id: _checked(facets[facet_id], answer) for facet_id, answer in given.items()}
    return tuple(FacetAnswer(facet_id, said[facet_id]) for facet_id in facets if said.get(facet_id))


def _checked(facet: Facet, answer: str | Sequence[str]) -> str | tuple[str, ...]:
    known = [option.id for option in facet.options]
    if isinstance(answer, str) == (facet.kind == "several"):
        raise Malformed("facet_form", facet=facet.name)
    if isinstance(answer, str) and facet.kind == "text":
        words = in_one_line(answer)
        if len(words) > LONGEST_ANSWER:
            raise TextTooLong("facet", most=LONGEST_ANSWER, facet=facet.name)
        return words if has_visible_character(words) else ""
    chosen = [answer] if isinstance(answer, str) else list(answer)
    if any(one and one not in known for one in chosen):
        raise Malformed("facet_option", facet=facet.name)
    return answer if isinstance(answer, str) else tuple(one for one in known if one in chosen)


def alike_in(question_id: str, parents: Iterable[tuple[str, tuple[FacetAnswer, ...]]]) -> tuple[FacetAnswer, ...]:
    """Find the answers that several recommendations give alike; those to another question say nothing of this one."""
    of_this = [answers for one, answers in parents if one == question_id]
    return tuple(one for one in of_this[0] if all(one in others for others in of_this)) if of_this else ()


def named_in(question: GuidingQuestion) -> Iterator[tuple[str, str, str]]:
    """Go through the facets and options of a question, under names that are unique in the meeting.

    Shape:   the name, in which form it is answered (an option of a facet in none), and what people call it.
    """
    for facet in question.facets:
        yield f"{question.id}.{facet.id}", facet.kind, facet.name
        for option in facet.options:
            yield f"{question.id}.{facet.id}.{option.id}", "", option.name


def rests_on(question: GuidingQuestion, answer: FacetAnswer) -> Iterator[str]:
    """Name the facet and the options that an answer rests on, as `named_in` does."""
    yield f"{question.id}.{answer.facet_id}"
    facet = next((one for one in question.facets if one.id == answer.facet_id), None)
    if facet is not None and facet.kind != "text":
        chosen = (answer.said,) if isinstance(answer.said, str) else answer.said
        yield from (f"{question.id}.{facet.id}.{one}" for one in chosen)
