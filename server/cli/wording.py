"""What a command says of refusals and of files that cannot be read, in one language."""

from server.domain.agenda.problems import AgendaProblems, Problems
from server.domain.errors import Refusal
from server.words.problems import told as told_problem
from server.words.refusals import words_of
from server.words.strings import Strings

_LANGUAGE = "en"


def told(problems: Problems) -> list[str]:
    """Tell what is wrong with a file, line by line."""
    kind = "agenda" if isinstance(problems, AgendaProblems) else "seats"
    strings = Strings.read()
    return [told_problem(strings, _LANGUAGE, kind, problem) for problem in problems.problems]


def said(refusal: Refusal) -> str:
    """Say a refusal."""
    return words_of(Strings.read(), _LANGUAGE, refusal)
