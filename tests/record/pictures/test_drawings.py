"""The pictures of a list: what there is, in which words, and that nothing in words does harm."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.record.picture import Picture
from server.record.pictures.drawings import LEAST_WIDTH, WIDTH, drawings
from tests.record.pictures import svgs
from tests.record.pictures.lists import SHORTS, STRINGS, TITLES, a_list, drawn, of_a_day, regions, two_readings

DRAWN = {"svg", "g", "rect", "line", "path", "circle", "text"}
HOSTILE = (
    "</text><script>alert(1)</script>", '"><image href="https://example.org/x.png"/>', "<![CDATA[x]]>", "<!--", "]]>",
    "&amp;&lt;&#0;&nosuch;", "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;", "url(https://example.org)",
    "javascript:alert(1)", "\u0000\u0001\u001b[31m", "\ufffe\uffff", "\ud800 alone", "\u202eright to left\u202c",
    "\u2067\u2067\u2067open", "\u2069\u2069closed", "e\u0301" * 50, "x" * 400, "字" * 200, "word " * 120,
    "", " ", "\n\t\r", "\u2028\u2029",
    "#panic()", '#import "x"', "$x$ *bold* _under_ `raw`", "\\u{41} \\", "${1+1} {n} {title}", "'); plenumGiven = '",
    "👩‍👩‍👧‍👦 family", "ﷺ ﷽", "नमस्ते दुनिया", "ไม่มีช่องว่าง", "العربية 字 Кириллица Latin 12",
    "Latin العربية 字 12",
)  # fmt: skip


def words_of(picture: Picture) -> str:
    return "".join(text.words for text in svgs.texts(picture.svg)).replace(" ", "")


@pytest.mark.parametrize("language", TITLES)
def test_a_list_of_twelve_has_its_pages_in_every_language(language: str) -> None:
    """List, matrix and two rankings, in the order of the hall's views; the words are those of the reader."""
    pictures = of_a_day(language)
    assert [each.name for each in pictures] == ["list-1", "list-2", "list-3", "matrix-1", "rankings-1"]
    assert all(STRINGS.translate(language, f"view.{each.name.partition('-')[0]}") in each.caption for each in pictures)
    for title in TITLES.values():
        assert title.replace(" ", "").replace("\u202f", "")[:8] in words_of(pictures[3]).replace("\u202f", "")
    assert STRINGS.translate(language, "standing.withheld").replace(" ", "") in words_of(pictures[3])


@pytest.mark.parametrize("language", TITLES)
def test_each_picture_is_said_in_sentences(language: str) -> None:
    """What it shows and what stands out, in the file and beside it alike; no placeholder and no key is left."""
    for each in of_a_day(language):
        assert svgs.read(each.svg).get("aria-label") == each.alternative
        assert len(each.alternative) > 20
        assert "{" not in each.alternative
        assert "picture." not in each.alternative
    matrix = of_a_day(language)[3].alternative
    assert "Region 3" in matrix, "who is veiled is said"


def test_a_picture_has_the_dots_of_its_size() -> None:
    """Five for six units, so that a page of a report is sharp and its file small."""
    for each in of_a_day("en"):
        assert each.png.startswith(b"\x89PNG\r\n\x1a\n")
        wide, high = struct.unpack(">II", each.png[16:24])
        assert abs(wide - each.width * 5 / 6) <= 1
        assert abs(high - each.height * 5 / 6) <= 1


def test_the_same_list_is_the_same_picture() -> None:
    """To the byte, in words and in dots."""
    assert tuple(drawn(a_list(12, 6), "ar", dots=True)) == of_a_day("ar")


def test_two_readings_stand_side_by_side() -> None:
    """Where the list before is there; without it nothing is compared."""
    before, listed = two_readings("Cities take part with a vote.", "Cities take part as guests, without a vote.")
    assert [each.name for each in drawn(listed)] == ["list-1", "matrix-1"]
    *_, reading = drawn(listed, before=before)
    assert reading.name == "reading-1"
    for words in ("Citiestakepart", "with", "vote", "guests"):
        assert words in words_of(reading)
    assert STRINGS.translate("en", "reading.second") in {text.words for text in svgs.texts(reading.svg)}


def test_a_list_of_figures_has_its_rows_alone() -> None:
    """A method without verdicts has neither matrix nor two rankings."""
    listed = a_list(3, 3) | {"method": "score", "delegates_equal": None, "by_verdict": False}
    for item in listed["items"]:
        item.pop("verdict")
        item["figures"] = {"mean": "7/2", "ballots": 4}
    assert [each.name for each in drawn(listed)] == ["list-1"]


def test_twelve_regions_stand_on_one_page() -> None:
    """A column each, as in the hall."""
    pictures = drawn(a_list(3, len(SHORTS)))
    assert [each.name for each in pictures] == ["list-1", "matrix-1", "rankings-1"]


def test_a_width_without_room_is_refused() -> None:
    """And one that is wider is used."""
    with pytest.raises(ValueError, match="400"):
        drawings(a_list(2, 2), regions(2), STRINGS, "en", width=400, dots=False)
    for width in (LEAST_WIDTH, 2400):
        pictures = drawings(a_list(2, 3), regions(3), STRINGS, "en", width=width, dots=False)
        assert {each.width for each in pictures} == {width} != {WIDTH}
        assert all(beyond(each) == [] for each in pictures)


def beyond(picture: Picture) -> list[svgs.Text]:
    """List the words that leave their picture."""
    return [
        text
        for text in svgs.texts(picture.svg)
        if text.left < -1 or text.right > picture.width + 1 or not 0 <= text.y <= picture.height
    ]


@pytest.mark.parametrize("language", TITLES)
def test_no_words_leave_the_picture(language: str) -> None:
    """In whatever language, with titles of all the others."""
    assert [beyond(each) for each in of_a_day(language)] == [[]] * len(of_a_day(language))


def test_hostile_words_stay_words() -> None:
    """Nothing in a title becomes an element, an attribute, a reference or a script; forbidden signs show."""
    listed = a_list(len(HOSTILE), 3, HOSTILE)
    before, reading = two_readings(" ".join(HOSTILE), "\n".join(reversed(HOSTILE)), (HOSTILE[0], HOSTILE[1]))
    pictures = [*drawn(listed, dots=True), *drawn(reading, "ar", before=before, dots=True)]
    for each in pictures:
        assert svgs.names(each.svg) <= DRAWN
        for element in svgs.read(each.svg).iter():
            assert not {name for name in element.attrib if "href" in name or name.startswith("on")}
            assert not [value for name, value in element.attrib.items() if "url(" in value and name != "aria-label"]
        assert each.png
    said = "".join(map(words_of, pictures))
    for hostile in ("<script>alert(1)</script>", "#panic()", "${1+1}{n}{title}", "&nosuch;", "नमस्तेदुनिया", "\ufffd"):
        assert hostile in said


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(max_size=90), min_size=1, max_size=6), st.sampled_from(sorted(TITLES)))
def test_any_title_is_drawn_whole(titles: list[str], language: str) -> None:
    """Every letter is in the file, in some line of its row."""
    listed = a_list(len(titles), 2, titles)
    pages = [each for each in drawn(listed, language) if each.name.startswith("list")]
    assert {name for each in pages for name in svgs.names(each.svg)} <= DRAWN
    said = set("".join(map(words_of, pages)))
    for sign in {sign for title in titles for sign in title if sign.isalnum()}:
        assert sign in said


def test_a_region_that_is_not_shown_has_one_face() -> None:
    """Its column is a veil, whatever anybody would have told of it: no figure of it is anywhere."""
    listed = a_list(4, 4)
    shown = [each.svg for each in drawn(listed)]
    veiled = {region["id"] for region in listed["regions"] if region["withheld"]}
    assert veiled
    for item in listed["items"]:
        for region in veiled:
            item["regions"][region] |= {"for": 777, "with_changes": 777, "against": 777, "support": "777"}
    assert [each.svg for each in drawn(listed)] == shown
