"""One form for the same words: lines stay lines, letters are written together, nothing turns what follows it."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed, TextTooLong
from server.domain.procedure.rewording import checked_words
from server.domain.procedure.words import MOST_LINES, in_lines, in_one_line, printable

INVISIBLE = ["\u200b", "\u2060\ufeff", "\u3164", "\u200f\u200e", "\u0301", "\u00ad\u034f", "\u2800", "\u00a0\u200d"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_a_line_ends_in_one_way(end: str) -> None:
    """Whatever a browser, a document or a machine writes. Holds R89."""
    assert in_lines(f"One  {end}Two{end}") == "One\nTwo"
    assert in_lines(f" One{end}{end}{end}{end}Two ") == "One\n\nTwo"
    assert in_one_line(f" One{end} two ") == "One two"


@given(st.text(max_size=200))
def test_the_one_form_of_words_is_the_last(words: str) -> None:
    """What was read once is not changed by being read again, and is composed."""
    for form in (printable, in_lines, in_one_line):
        once = form(words)
        assert form(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not set(once) & set("\r\u2028\u2029\u202e\u2066\x00")


def test_no_sign_is_kept_that_unicode_calls_a_control_or_half_a_sign() -> None:
    """Of all signs that there are, one by one; the tab stays, and so does the end of a line."""
    dropped = {sign for sign in map(chr, range(sys.maxunicode + 1)) if printable(f"a{sign}b") == "ab"}
    controls = {sign for sign in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(sign) in ("Cc", "Cs")}
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert dropped == (controls | turning) - set("\n\t\r\v\f\x85")


def test_signs_that_turn_what_follows_them_are_dropped() -> None:
    """A title that ends inside an override would turn the rest of its sentence."""
    assert in_one_line("\u202eOne\u2067 two\u2069") == "One two"
    assert in_one_line("\u200fOne") == "\u200fOne", "a mark that stands for one letter turns nothing else"


@pytest.mark.parametrize("unseen", INVISIBLE)
def test_words_of_which_nothing_can_be_seen_are_refused(unseen: str) -> None:
    """As titles and as texts; beside a letter they may stand, for scripts need them."""
    with pytest.raises(Malformed, match="title"):
        checked_words(unseen, "")
    with pytest.raises(Malformed, match="text_unseen"):
        checked_words("A title", f"{unseen}\n{unseen}")
    assert checked_words(f"q{unseen}", f"b{unseen}")[0].startswith("q")


def test_a_text_has_thirty_lines_and_no_more() -> None:
    """Its ends do not count twice where a browser writes two signs for one."""
    lines = ["a"] * MOST_LINES
    assert checked_words("A title", "\r\n".join(lines))[1].count("\n") == MOST_LINES - 1
    with pytest.raises(TextTooLong) as refused:
        checked_words("A title", "\n".join([*lines, "b"]))
    assert (refused.value.reason, refused.value.figures["most"]) == ("lines", MOST_LINES)
    assert len(checked_words("A title", "a" * 250 + "\r\n" + "b" * 249)[1]) == 500
