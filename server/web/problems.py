"""How the problems of a handed-in text are answered: line by line, in the caller's language."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.agenda.problems import AgendaProblems, Problems
from server.web.page import language_of
from server.web.site import site_of
from server.words.problems import told


def refuse_problems(request: Request, problems: Problems) -> Response:
    """Answer a call whose agenda or seat list cannot be read; nothing of it is stored."""
    strings, language = site_of(request).strings, language_of(request)
    kind = "agenda" if isinstance(problems, AgendaProblems) else "seats"
    body = {
        "code": "malformed",
        "message": strings.translate(language, f"refusal.malformed.{kind}", n=len(problems.problems)),
        "problems": [
            {"line": one.line, "code": one.code, "text": one.text, "message": told(strings, language, kind, one)}
            for one in problems.problems
        ],
    }
    return JSONResponse(body, status_code=422)
