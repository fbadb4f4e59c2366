"""How it is told what was found in a seat list: each problem with its row and column, each question in a sentence."""

from collections.abc import Mapping
from typing import Any

from server.words.strings import Strings

Json = Mapping[str, Any]


def told_problem(strings: Strings, language: str, problem: Json) -> str:
    """Tell one problem: where it is, and what to do."""
    says = strings.translate(language, f"seats.problem.{problem['code']}", text=problem["text"])
    if not problem["row"]:
        return says
    row = str(problem["row"])  # a name and no amount: it is not parted in thousands
    if not problem["column"]:
        return strings.translate(language, "problem.row", row=row, says=says)
    return strings.translate(language, "problem.cell", row=row, column=problem["column"], says=says)


def told_double(strings: Strings, language: str, double: Json) -> str:
    """Ask whether some rows are one person."""
    says = strings.translate(language, f"seats.double.{double['code']}", text=double["text"])
    return strings.translate(language, "problem.rows", rows=", ".join(map(str, double["rows"])), says=says)


def told_seat_list(strings: Strings, language: str, read: Json) -> dict[str, Any]:
    """Put the sentences beside what was found."""
    return {
        **read,
        "problems": [{**one, "message": told_problem(strings, language, one)} for one in read["problems"]],
        "doubles": [{**one, "message": told_double(strings, language, one)} for one in read["doubles"]],
    }
