"""How the problems of a handed-in text are told: line by line, in any language."""

from collections.abc import Mapping
from typing import Any

from server.domain.agenda.problems import Problem
from server.words.strings import Strings


def told(strings: Strings, language: str, kind: str, problem: Problem) -> str:
    """Tell one problem: where it is and what to do."""
    where = strings.translate(language, "problem.line", line=problem.line) if problem.line else problem.text
    return f"{where}: {strings.translate(language, f'{kind}.problem.{problem.code}', text=problem.text)}"


def told_programme(strings: Strings, language: str, read: Mapping[str, Any]) -> dict[str, object]:
    """Tell what a person should look at in a programme that was read, each problem as a sentence."""
    problems = [
        {**one, "message": told(strings, language, "agenda", Problem(one["line"], one["code"], one["text"]))}
        for one in read["problems"]
    ]
    return {**read, "problems": problems}
