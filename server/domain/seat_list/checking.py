"""What is wrong with the cells of a row: each problem with the column and the word at fault.

Refuses to know what a row becomes. Invariant: at most `MOST` problems are kept, so that a file of the wrong kind does
not bring a hundred thousand.
"""

from dataclasses import dataclass

from server.domain.agenda.problems import excerpt, is_no_text
from server.domain.agenda.region_list import DELEGATION_LIMIT, NAME_LIMIT
from server.domain.seat_list.found import RowProblem
from server.domain.seat_list.sheet import letters_of
from server.domain.visible import has_visible_character

MOST = 500
_FORMULA = ("=", "@", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


@dataclass(frozen=True, slots=True)
class Checks:
    """Looks at cells, and notes what is wrong."""

    problems: list[RowProblem]

    def note(self, row: int, column: int, code: str, text: str = "") -> None:
        """Note a problem; a column of -1 means the row as a whole."""
        if len(self.problems) < MOST:
            self.problems.append(RowProblem(row, letters_of(column) if column >= 0 else "", code, excerpt(text)))

    def name(self, row: int, column: int, name: str) -> None:
        """Look at a name."""
        if not name:
            self.note(row, column, "empty_name")
        elif not has_visible_character(name):
            self.note(row, column, "unseen_words", letters_of(column) if column >= 0 else "")
        elif len(name) > NAME_LIMIT:
            self.note(row, column, "text_too_long", name)
        elif not any(map(str.isalpha, name)) and not name.startswith(_FORMULA):
            self.note(row, column, "no_letters", name)
        self._text(row, column, name)

    def delegation(self, row: int, column: int, delegation: str) -> None:
        """Look at a delegation, where there is one."""
        if delegation and not has_visible_character(delegation):
            self.note(row, column, "unseen_words", letters_of(column))
        elif len(delegation) > DELEGATION_LIMIT:
            self.note(row, column, "text_too_long", delegation)
        self._text(row, column, delegation)

    def _text(self, row: int, column: int, text: str) -> None:
        if (not text.isprintable() or "\ufffd" in text) and any(map(is_no_text, text)):
            self.note(row, column, "not_text", "".join(sign for sign in text if not is_no_text(sign)))
        elif text.startswith(_FORMULA):
            self.note(row, column, "formula", text)
