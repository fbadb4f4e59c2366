"""What a recommendation says of itself beside its words, in one line: its kind, its facets, and what it does not say.

Refuses to know where it is shown; page/facets.js says the same on a page that lives. Invariant: names of facets are in
the language of the meeting, everything else in that of the reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from server.words.strings import Strings

Json = Mapping[str, Any]


def asked_in(meeting: Json) -> dict[str, Json]:
    """Find what each question of a meeting asks of its answers; those that ask nothing are left out."""
    questions = [one for session in meeting.get("sessions", ()) for top in session["questions"] for one in _both(top)]
    found = {one["id"]: {name: one[name] for name in ("facets", "kinds") if one.get(name)} for one in questions}
    return {id_: asked for id_, asked in found.items() if asked}


def _both(question: Json) -> Iterator[Json]:
    yield question
    yield from question.get("sub") or ()


def about(strings: Strings, language: str, asked: Mapping[str, Json], recommendation: Json | None) -> str:
    """Say of a recommendation what stands beside its words; empty where there is nothing to say."""
    if not recommendation:
        return ""
    kind = recommendation.get("kind") or "recommendation"
    said = [] if kind == "recommendation" else [strings.translate(language, f"answer.{kind}")]
    given, missing = recommendation.get("facets") or {}, []
    for facet in asked.get(recommendation.get("question_id", ""), {}).get("facets", ()):
        answer = given.get(facet["id"])
        if answer:
            said.append(_answer(strings, language, facet, answer))
        elif facet["asked"]:
            missing.append(facet["name"])
    if missing:
        said.append(strings.translate(language, "facets.missing", names=strings.in_row(language, missing)))
    return " · ".join(said)


def _answer(strings: Strings, language: str, facet: Json, answer: str | Sequence[str]) -> str:
    if facet["kind"] == "text":
        return strings.translate(language, "facets.words", name=facet["name"], words=answer)
    names = {one["id"]: one["name"] for one in facet["options"]}
    chosen = [answer] if isinstance(answer, str) else answer
    return strings.in_row(language, [names.get(one, one) for one in chosen])
