"""How the problems of a handed-in text are told: line by line, in any language."""

from server.domain.agenda.problems import Problem
from server.words.strings import Strings


def told(strings: Strings, language: str, kind: str, problem: Problem) -> str:
    """Tell one problem: where it is and what to do."""
    where = strings.translate(language, "problem.line", line=problem.line) if problem.line else problem.text
    return f"{where}: {strings.translate(language, f'{kind}.problem.{problem.code}', text=problem.text)}"
