"""Words of a ballot: which are taken, that they come back as they were, and that their length tells nothing."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import InvalidBallot, Refusal, TextTooLong
from server.domain.procedure.ballot_words import (
    LONGEST_REMARK,
    ROOM_BYTES,
    Remark,
    check_remarks,
    kinds_in,
    read_remarks,
    room_left,
    write_remarks,
)
from server.domain.procedure.ballots import Ballot, filling, receipt
from server.domain.procedure.rounds import LARGEST_SLATE
from server.domain.procedure.rules import make_rules
from server.protocol import shapes
from server.protocol.commands import CastBallot
from server.protocol.decode import decode, encode
from server.protocol.message import LARGEST_FRAME
from tests.contracts.tree import ROOT

WISHES = kinds_in(make_rules({"with_changes": True, "wishes": True}))
COLUMNS = ("for", "with_changes", "against", "abstain")
SLATE = tuple(f"abcde{at:03}" for at in range(5))
SCRIPTS = "aé ðЖ漢字عربไทย\U0001f600ﷺ\"\\/<&'\n\t\u202e\u200b\x00"
WORDS = st.text(st.sampled_from(SCRIPTS), max_size=120)


@st.composite
def a_ballot_with_words(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Remark]]:
    """Draw marks, and words of several scripts for some of those that may have any."""
    marks = draw(st.dictionaries(st.sampled_from(SLATE), st.sampled_from(COLUMNS)))
    changed = [item for item, mark in marks.items() if mark == "with_changes"]
    kinds = st.sampled_from(sorted(WISHES))
    wished = st.builds(Remark, kinds, WORDS, WORDS)
    given_ = draw(st.dictionaries(st.sampled_from(changed), wished)) if changed else {}
    try:
        return marks, dict(check_remarks(given_, marks, WISHES))
    except Refusal:
        return marks, {}


@given(a_ballot_with_words())
def test_words_come_back_as_they_were_and_take_the_same_room(ballot: tuple[dict, dict[str, Remark]]) -> None:
    """In the record, and with their filling on the line: bytes, not characters. Holds R218."""
    _, remarks = ballot
    written = write_remarks(remarks)
    assert read_remarks(written) == remarks
    assert len(written) == len(write_remarks({}))
    assert " " not in written
    assert "~" not in written
    said = {item: shapes.Remark(*one) for item, one in remarks.items()}
    assert len(msgspec.json.encode(said)) + room_left(remarks) == ROOM_BYTES


@given(a_ballot_with_words())
def test_a_ballot_with_words_is_as_long_as_a_blank_one(ballot: tuple[dict[str, str], dict[str, Remark]]) -> None:
    """As it is sent, whatever is marked and whatever is written. Holds R33, R218."""

    def sent(marks: dict[str, str], remarks: dict[str, Remark]) -> int:
        fill = filling(marks, SLATE, COLUMNS) + "." * room_left(remarks)
        wishes = {item: shapes.Remark(*one) for item, one in remarks.items()}
        return len(encode(CastBallot(
            round_id="r", epoch=1, base_revision=0, request_id="q", ballot_id="b", marks=marks, fill=fill, wishes=wishes
        )))  # fmt: skip

    assert sent(*ballot) == sent({}, {})


@given(a_ballot_with_words())
def test_words_that_were_checked_are_not_changed_by_another_look(ballot: tuple[dict, dict[str, Remark]]) -> None:
    marks, remarks = ballot
    assert check_remarks(remarks, marks, WISHES) == remarks


def test_the_longest_ballot_fits_one_frame() -> None:
    """250 recommendations with the longest mark, words that fill their room, every sign written as an escape."""
    slate = [f"{at:08}" for at in range(LARGEST_SLATE)]
    marks = dict.fromkeys(slate, "with_changes")
    remarks = {item: Remark("replace", "ж" * 100, "ж" * 100) for item in slate[:4]}
    remarks[slate[4]] = Remark("add", "ж" * 85)
    assert 0 <= room_left(check_remarks(remarks, marks, WISHES)) < 40
    ids = {"round_id": "x" * 8, "request_id": "x" * 64, "ballot_id": "x" * 64, "nonce": "x" * 64}
    ballot = {"type": "cast_ballot", "ref": "x" * 64, **ids, "epoch": 99_999, "base_revision": 99_999, "marks": marks}
    wishes = {item: {name: text for name, text in one._asdict().items() if text} for item, one in remarks.items()}
    escaped = "".join(
        sign if sign.isascii() else f"\\u{ord(sign):04x}"
        for sign in msgspec.json.encode({**ballot, "wishes": wishes, "fill": "." * 40}).decode()
    )
    assert len(escaped) <= LARGEST_FRAME
    read = decode(escaped)
    assert isinstance(read, CastBallot)
    assert read.wishes[slate[4]].words == "ж" * 85


@pytest.mark.parametrize(
    ("remark", "mark", "code", "reason"),
    [
        (Remark("delete", quote="soon"), "with_changes", "", ""),
        (Remark("add", "and their States"), "with_changes", "", ""),
        (Remark("add", "and their States", "mechanisms"), "with_changes", "", ""),
        (Remark("replace", "yearly", "soon"), "with_changes", "", ""),
        (Remark("add", "x" * LONGEST_REMARK), "with_changes", "", ""),
        (Remark("add", " \n" + "x" * LONGEST_REMARK + " "), "with_changes", "", ""),
        (Remark("add", "x" * LONGEST_REMARK, "y"), "with_changes", "text_too_long", "remark"),
        (Remark("add", "x"), "for", "invalid_ballot", "words_without_mark"),
        (Remark("add", "x"), None, "invalid_ballot", "words_without_mark"),
        (Remark("add"), "with_changes", "invalid_ballot", "empty_words"),
        (Remark("add", "\u200b\u3164"), "with_changes", "invalid_ballot", "empty_words"),
        (Remark("delete", "soon"), "with_changes", "invalid_ballot", "empty_words"),
        (Remark("replace", "yearly"), "with_changes", "invalid_ballot", "empty_words"),
        (Remark("replace", "", "soon"), "with_changes", "invalid_ballot", "empty_words"),
        (Remark("reword", "x"), "with_changes", "invalid_ballot", "unknown_words"),
        (Remark("", "x"), "with_changes", "invalid_ballot", "unknown_words"),
    ],
)
def test_words_say_something_and_belong_to_a_mark(remark: Remark, mark: str | None, code: str, reason: str) -> None:
    """Of the kinds that the round has, in no more characters than anybody reads. Holds R219."""
    marks = {"a": mark} if mark else {}
    try:
        check_remarks({"a": remark}, marks, WISHES)
        said = ("", "")
    except (InvalidBallot, TextTooLong) as refused:
        said = (refused.code, refused.reason)
    assert said == (code, reason)


def test_a_ballot_of_another_round_has_no_words() -> None:
    """Holds R219."""
    with pytest.raises(InvalidBallot, match="no_words"):
        check_remarks({"a": Remark("add", "x")}, {"a": "with_changes"}, kinds_in(make_rules({"with_changes": True})))
    assert check_remarks({}, {"a": "for"}, {}) == {}


def test_all_words_of_a_ballot_share_one_room() -> None:
    """Ten remarks of 150 letters fit, four of 200 Chinese characters do not. Holds R219."""
    marks = dict.fromkeys((f"abcde{at:03}" for at in range(12)), "with_changes")
    ten = {item: Remark("add", "x" * 150) for item in list(marks)[:10]}
    assert check_remarks(ten, marks, WISHES) == ten
    three, four = ({item: Remark("add", "漢" * 200) for item in list(marks)[:many]} for many in (3, 4))
    assert check_remarks(three, marks, WISHES) == three
    with pytest.raises(TextTooLong) as refused:
        check_remarks(four, marks, WISHES)
    assert refused.value.reason == "ballot"


def test_words_have_a_part_in_the_receipt_where_there_are_any() -> None:
    """And where a round has none a receipt is what it always was. Holds R34."""
    recorded = ("abcde001", 1, 1, "b1", "0.2")
    none, other = write_remarks({}), write_remarks({"a": Remark("add", "x")})
    assert len({receipt(*recorded), receipt(*recorded, words=none), receipt(*recorded, words=other)}) == 3
    assert receipt(*recorded, words="") == "BM55YWEWEX"
    assert not Ballot("r", "s", 0, 1, 0, "q", "b", "..").words


def test_phones_have_the_same_bounds() -> None:
    """Where one of them is changed alone, the phone would say that there is room, and the ballot be refused."""
    scripts = ROOT / "static" / "js" / "delegate"
    assert f"export const ROOM = {ROOM_BYTES:_};" in (scripts / "fill.js").read_text("utf-8")
    assert f"LONGEST, MARK, PATIENCE_MS] = [{LONGEST_REMARK}," in (scripts / "ballot_words.js").read_text("utf-8")
