"""A table comes back the same, whatever it was written in: any encoding, any separator, any kind of spreadsheet."""

import codecs
import csv
import io
import string
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.errors import Malformed
from server.domain.seat_list.sheet import trim
from server.secretariat.reading.tables import Tables, read_tables
from tests.secretariat.reading.files import ods, xls, xlsx

HEADERS = {
    "fr": ["Nom", "Prénom", "Délégation", "Région"], "es": ["Nombre", "Delegación", "Región", "Idioma"],
    "ru": ["Фамилия", "Страна", "Регион", "Язык"], "ar": ["الاسم", "البلد", "المنطقة", "اللغة"],
    "zh": ["姓名", "国家", "区域", "语言"], "en": ["name", "delegation", "region", "language"],
}  # fmt: skip
LETTERS = {
    "fr": string.ascii_letters + "éèêàâçîôûùüÉÀ’- ", "es": string.ascii_letters + "áéíóúñüÑÁ- ",
    "ru": "".join(map(chr, range(0x410, 0x450))) + " -.", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي ",
    "zh": "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗安伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英",
}  # fmt: skip
OLDER = {
    "fr": ("cp1252", "mac-roman", "iso8859-1", "cp850"), "es": ("cp1252", "mac-roman", "iso8859-15", "cp850"),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5"), "ar": ("cp1256", "iso8859-6"), "zh": ("gb18030", "gbk", "gb2312"),
}  # fmt: skip
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
DELIMITERS = (",", ";", "\t", "|")
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=12)
LINES = st.sampled_from(["\n", "\r\n"])


def written(rows: Sequence[Sequence[str]], delimiter: str, newline: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue()


def cells(tables: Tables) -> list[list[str]]:
    return [list(row.cells) for row in tables.sheets[0].rows]


def trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    kept = []
    for row in rows:
        said = [trim(cell) for cell in row]
        while said and not said[-1]:
            said.pop()
        kept.append(said)
    return [row for row in kept if row]


@given(
    st.lists(st.lists(ANY_TEXT | st.just('a "quoted", word; and|more\nlines'), min_size=1, max_size=4), max_size=6),
    st.sampled_from(UNICODE), st.sampled_from(DELIMITERS), LINES, st.sampled_from(sorted(HEADERS)),
)  # fmt: skip
def test_a_table_in_unicode_comes_back_the_same(
    rows: list[list[str]], encoding: str, delimiter: str, newline: str, language: str
) -> None:
    """Any words in any script, with separators, quotation marks and line breaks in them."""
    table = [HEADERS[language], *rows]
    tables = read_tables(written(table, delimiter, newline).encode(encoding))
    assert (tables.delimiter, tables.broken, tables.certain) == (delimiter, 0, True)
    assert cells(tables) == trimmed(table)


@given(
    st.sampled_from([(language, encoding) for language, encodings in OLDER.items() for encoding in encodings]).flatmap(
        lambda one: st.tuples(
            st.just(one), st.lists(st.lists(st.text(LETTERS[one[0]], max_size=14), min_size=1, max_size=4), max_size=6)
        )
    ),
    st.sampled_from(DELIMITERS),
    LINES,
)
def test_a_table_in_an_encoding_from_before_unicode_comes_back_the_same(
    said: tuple[tuple[str, str], list[list[str]]], delimiter: str, newline: str
) -> None:
    """In each language with its letters: the words of the header tell one encoding from another."""
    (language, encoding), rows = said
    table = [HEADERS[language], *([cell.encode(encoding, "ignore").decode(encoding) for cell in row] for row in rows)]
    tables = read_tables(written(table, delimiter, newline).encode(encoding))
    assert (cells(tables), tables.certain) == (trimmed(table), False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("language", sorted(HEADERS))
def test_utf_16_is_known_without_its_mark(encoding: str, language: str) -> None:
    table = [HEADERS[language], ["Ana Ā", "x", "Africa", "en"]]
    assert cells(read_tables(written(table, ";", "\n").encode(encoding))) == table


def test_a_few_broken_bytes_do_not_make_utf_8_another_encoding() -> None:
    """The row is told by what was lost there; the accents of all others are right."""
    given_ = "nom;région\nZoé;Africa\nJosé;Africa\nÉva\x00;Africa\n".encode().replace(b"\x00", b"\xe9")
    tables = read_tables(given_)
    assert (tables.encoding, tables.certain) == ("utf-8", False)
    assert [row[0] for row in cells(tables)] == ["nom", "Zoé", "José", "Éva\ufffd"]


def test_an_encoding_that_is_said_is_believed() -> None:
    """Also where another would do; what is no encoding, or does not fit, is refused by its name."""
    given_ = "name;region\nŁukasz;Africa\n".encode("cp1250")
    assert cells(read_tables(given_, "cp1250"))[1][0] == "Łukasz"
    for encoding in ("klingon", "utf-8", "ascii", "rot13", "hex", "../etc", "x" * 99):
        with pytest.raises(Malformed) as refused:
            read_tables(given_, encoding)
        assert (refused.value.reason, refused.value.figures) == ("file_encoding", {"encoding": encoding[:40]})


@settings(max_examples=25)
@given(st.lists(st.lists(ANY_TEXT.filter(lambda cell: not cell.startswith("=")), min_size=1, max_size=4), max_size=5))
def test_a_spreadsheet_comes_back_the_same_from_each_of_its_kinds(rows: list[list[str]]) -> None:
    table = [HEADERS["en"], *rows]
    legal = [[cell.replace("\ufffe", "").replace("\uffff", "") for cell in row] for row in table]
    for given_ in (xlsx({"S": legal}), ods({"S": legal}), xls(legal)):
        assert cells(read_tables(given_)) == trimmed(legal)


def test_numbers_and_flags_are_written_as_people_read_them() -> None:
    rows: list[list[object]] = [["name", "region"], [12, 1.0], [True, 2.5], [False, ""]]
    assert cells(read_tables(xlsx({"S": rows}))) == [["name", "region"], ["12", "1"], ["yes", "2.5"], ["no"]]


def test_rows_have_the_numbers_that_people_see() -> None:
    """Below an empty area of a sheet as well as below a line that only says the separator."""
    numbered = [
        (row.number, row.cells) for row in read_tables(xlsx({"S": [[], ["", ""], ["", "x"], [], ["y"]]})).sheets[0].rows
    ]
    assert numbered == [(3, ("", "x")), (5, ("y",))]
    tables = read_tables('"sep=|"\r\n\r\na|b\r\n'.encode(codecs.lookup("utf-8").name))
    assert [(row.number, row.cells) for row in tables.sheets[0].rows] == [(3, ("a", "b"))]


def test_a_said_separator_holds_against_every_guess() -> None:
    assert cells(read_tables(b"sep=;\nname,x;region,y\na,b;c,d\n")) == [["name,x", "region,y"], ["a,b", "c,d"]]
