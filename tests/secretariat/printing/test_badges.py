"""What is printed can be scanned and read, whatever people are called, and lies where it belongs."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.secretariat.importing import sample_file
from server.secretariat.printing.codes import wifi_code
from server.secretariat.printing.drawing import draw_sheet
from server.secretariat.printing.paints import paints
from server.secretariat.printing.press import Press
from server.secretariat.printing.shown import OWN, Look, Sheets, Wifi, digest_of, in_parts
from server.words.strings import Strings
from tests.builders import SIX
from tests.secretariat.printing.paper import Paper

BASE = "https://plenum.example.org"
PEOPLE = (
    ("الدكتورة فاطمة بنت عبد الرحمن آل سعود", "المملكة العربية السعودية – وزارة الخارجية", "AS", "ar"),
    ("张伟明", "中华人民共和国外交部移民管理局", "AP", "zh"),
    ("陳美玲", "國際移民組織", "AP", "zh"),
    ("Đorđe Kovačević-Štrbac von Hohenlohe-Langenburg", "Permanent Mission " * 6, "EC", "fr"),
    ("W" * 120, "Délégation " * 10, "AM", "es"),
    ("Владислав Рождественский-Преображенский", "Содружество Независимых Государств", "EC", "ru"),
    ("Nguyễn Thu Ánh", "", "AP", "en"),
    ("", "Migration Dialogue", "AF", ""),
    ("نوری‌زاده", "گروه هماهنگی", "IR", "ar"),
    ("\u2067محمد\u2069\tAhmed\n(GIZ)", "D", "AS", "en"),
)
LONG = Region("AF", "Central, Eastern, Southern and Western Africa and the Islands of the Indian Ocean", "AFR")
AGENDA = read_agenda(sample_file("agenda.txt"))
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
EDGE_MM, CLEAR_MM, LINE_MM = 7.0, 2.5, 0.3


def a_programme(regions: Sequence[Region] = SIX, title: str = "A meeting of regions") -> Programme:
    """A programme with a room for each region."""
    rooms = make_rooms(AGENDA, regions, (f"abcde{number:03}" for number in range(1000)))
    return Programme(title, AGENDA, tuple(regions), rooms, "post", "confidential")


def seats_of(people: Sequence[tuple[str, str, str, str]]) -> list[Seat]:
    """Seats of people, the last of whom has no vote."""
    seats = [Seat(f"abcde{number:03}", *one) for number, one in enumerate(people, start=1)]
    return [*seats[:-1], replace(seats[-1], votes=False)]


def badges(
    look: Look, people: Sequence[tuple[str, str, str, str]] = PEOPLE, programme: Programme | None = None
) -> Paper:
    """Draw badges."""
    sheets = Sheets(programme or a_programme(), Strings.read(), look)
    badges = [
        sheets.badge(seat, f"k7qm{seat.number:04}", f"{BASE}/s#k7qm{seat.number:04}") for seat in seats_of(people)
    ]
    said = wifi_code(look.wifi.name, look.wifi.password) if look.wifi else ""
    return Paper(draw_sheet("badges", sheets.badges(badges, f"{BASE}/s", said)).pdf)


@pytest.mark.parametrize("wifi", [None, Wifi("Palais; des, Nations", 'le "mot" \\ secret')], ids=["plain", "wifi"])
@pytest.mark.parametrize("each", [8, 10])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_code_is_read_and_nothing_of_a_card_reaches_a_cut_line(paper: str, each: int, wifi: Wifi | None) -> None:
    """Neither a name of 120 letters nor a long region or title; in every language of a badge. Holds R165."""
    programme = a_programme([LONG, *SIX[1:]], "A title that is as long as titles of such meetings are " * 4)
    printed = badges(Look(paper=paper, each=each, language=OWN, wifi=wifi), PEOPLE, programme)
    width, height = SHEETS[paper]
    assert printed.sizes_mm == {(width, height)}
    assert len(printed) == -(-len(PEOPLE) // each)
    codes = [f"{BASE}/s#k7qm{number:04}" for number in (seat.number for seat in seats_of(PEOPLE))]
    joined = [wifi_code(wifi.name, wifi.password)] * len(PEOPLE) if wifi else []
    assert sorted(printed.scan()) == sorted([*codes, *joined])
    badge = (width - 2 * EDGE_MM) / 2, (height - 2 * EDGE_MM) / (each / 2)
    for column in range(3):
        at = EDGE_MM + column * badge[0]
        for left, right in ((at - CLEAR_MM, at - LINE_MM), (at + LINE_MM, at + CLEAR_MM)):
            tops = [EDGE_MM + badge[1] * row for row in range(each // 2 + 1)]
            for above, below in pairwise(tops):
                assert not printed.dots(0, left, above + LINE_MM, right, below - LINE_MM)
    for row in range(each // 2 + 1):
        at = EDGE_MM + row * badge[1]
        for top, bottom in ((at - CLEAR_MM, at - LINE_MM), (at + LINE_MM, at + CLEAR_MM)):
            for side in range(2):
                left = EDGE_MM + side * badge[0] + LINE_MM
                assert not printed.dots(0, left, top, left + badge[0] - 2 * LINE_MM, bottom)


@pytest.mark.parametrize("each", [8, 10])
@pytest.mark.parametrize("wifi", [None, Wifi("Hall")], ids=["plain", "wifi"])
def test_no_word_lies_over_a_code_or_over_the_region(each: int, wifi: Wifi | None) -> None:
    """A strip between the words and the code stays white, and one above the region, on every badge."""
    printed = badges(Look(each=each, wifi=wifi))
    width, height = (210 - 2 * EDGE_MM) / 2, (297 - 2 * EDGE_MM) / (each / 2)
    pad = 4.5 if each == 8 else 3.5
    for number in range(min(each, len(PEOPLE))):
        left, top = EDGE_MM + number % 2 * width + pad, EDGE_MM + number // 2 * height + pad
        right, bottom = left + width - 2 * pad, top + height - 2 * pad
        assert not printed.dots(0, right - 32.5, top + 7, right - 30.5, bottom), number
        above = bottom - (24.3 if wifi else 12.7 if number == len(PEOPLE) - 1 else 8.3)
        assert not printed.dots(0, left, above, right - 31, above + 1), number


def test_names_are_read_back_whole() -> None:
    """Letters that join, Chinese, Cyrillic, marks above marks; no word is lost, and an observer is called one."""
    people = [one for one in PEOPLE if one[0] != "W" * 120]
    found = unicodedata.normalize("NFC", "".join(badges(Look(), people).words()))
    for name, delegation, _, _ in people:
        words = re.sub("[\u2066-\u2069\u200c]", " ", f"{name} {delegation}").replace("-", "- ").split()
        assert [word for word in words if word not in found] == []
    assert Strings.read().translate("en", "role.observer") in found
    assert Strings.read().translate("en", "role.delegate") + "7" in found, "who gave no name is called by a number"


@pytest.mark.parametrize("sheet", ["badges", "poster", "doors", "links"])
def test_the_same_values_make_the_same_bytes_with_every_face_in_the_file(sheet: str) -> None:
    """Tagged and with a title; of the faces only what is used is there."""
    sheets = Sheets(a_programme(), Strings.read(), Look(language="ar"))
    badges = [sheets.badge(seat, "k7qm4txd", f"{BASE}/s#k7qm4txd") for seat in seats_of(PEOPLE)]
    given = {
        "badges": sheets.badges(badges, f"{BASE}/s", ""),
        "poster": sheets.poster("k7qm4txd", f"{BASE}/join/k7qm4txd", BASE),
        "doors": sheets.doors("k7qm4txd", f"{BASE}/join/k7qm4txd", BASE),
        "links": sheets.links(
            [("chair", "k7qm4txd", f"{BASE}/s#a"), ("moderator:AF", "k7qm5txd", f"{BASE}/s#b")], BASE
        ),
    }[sheet]
    pdf = draw_sheet(sheet, given).pdf
    assert draw_sheet(sheet, given).pdf == pdf
    assert len(pdf) < 400_000
    drawn = Paper(pdf)
    assert drawn.catalogue["/MarkInfo"]["/Marked"]
    assert drawn.catalogue["/Lang"] == "ar"
    assert drawn.faces()
    assert all(drawn.faces().values())


def test_the_poster_and_the_doors_lead_to_joining_and_the_links_to_roles() -> None:
    """A sign for each region that has rooms, a page for each role; the letters to type are on all of them."""
    sheets = Sheets(a_programme(), Strings.read(), Look(paper="letter", language="fr"))
    join = f"{BASE}/join/k7qm4txd"
    poster = Paper(draw_sheet("poster", sheets.poster("k7qm4txd", join, BASE)).pdf)
    assert (len(poster), poster.scan()) == (1, [join])
    assert {"K7QM-4TXD", "plenum.example.org"} <= set(poster.words())
    doors = Paper(draw_sheet("doors", sheets.doors("k7qm4txd", join, BASE)).pdf)
    assert (len(doors), doors.scan()) == (len(SIX), [join] * len(SIX))
    assert doors.sizes_mm == {SHEETS["letter"]}
    holders = [("chair", "aaaa2222", f"{BASE}/s#aaaa2222"), ("moderator:AF", "bbbb3333", f"{BASE}/s#bbbb3333")]
    links = Paper(draw_sheet("links", sheets.links(holders, f"{BASE}/s")).pdf)
    assert links.scan() == [link for _, _, link in holders]
    assert {"AAAA-2222", "BBBB-3333", "Présidence", "Modération"} <= set(links.words())


def test_letters_that_no_face_has_are_told() -> None:
    """Of other scripts; what is drawn, and marks that nobody sees, are not."""
    people = [("김민준 (민)", "Hà Nội", "AP", "en"), ("አማ", "हिन्दी", "AF", "en"), *PEOPLE]
    sheets = Sheets(a_programme(), Strings.read(), Look())
    badges = [sheets.badge(seat, "k7qm4txd", f"{BASE}/s#k7qm4txd") for seat in seats_of(people)]
    assert draw_sheet("badges", sheets.badges(badges, f"{BASE}/s", "")).missing == "김민준አማ"
    assert draw_sheet("badges", sheets.badges(badges[2:], f"{BASE}/s", "")).missing == ""


def test_many_cards_are_drawn_in_parts_of_whole_sheets() -> None:
    badges = [{"number": number} for number in range(1_001)]
    parts = in_parts(badges)
    assert [badge for part in parts for badge in part] == badges
    assert all(len(part) % 8 == len(part) % 10 == 0 for part in parts[:-1])


async def test_what_is_drawn_in_parts_is_one_file() -> None:
    """With every code, every page and every face; drawn again it is the same."""
    sheets, press = Sheets(a_programme(), Strings.read(), Look()), Press()
    badges = [sheets.badge(seat, f"k7qm{seat.number:04}", f"{BASE}/s#{seat.id}") for seat in seats_of(PEOPLE)]
    parts = [sheets.badges(part, f"{BASE}/s", "") for part in (badges[:8], badges[8:])]
    drawn = await press.draw("badges", *parts)
    paper = Paper(drawn.pdf)
    assert (len(paper), len(paper.scan())) == (2, len(PEOPLE))
    assert all(paper.faces().values())
    assert await press.draw("badges", *parts) == drawn


def test_words_are_never_read_as_markup() -> None:
    """Whatever somebody is called is shown, and does nothing."""
    name = '#panic("x") $1$ *b* _i_ `c` [d] <e> \\ // @f = "g"'
    found = "".join(badges(Look(), [(name, "#lorem(5)", "AF", "en"), ("B", "", "AF", "en")]).words())
    assert "".join(name.split()) in found
    assert "#lorem(5)" in found


def test_a_card_is_another_as_soon_as_anything_on_it_is() -> None:
    sheets = Sheets(a_programme(), Strings.read(), Look())
    seat = Seat("abcde001", "Ada", "D", "AF", "en")
    first = digest_of(sheets.badge(seat, "k7qm4txd", "link"))
    assert digest_of(sheets.badge(seat, "k7qm4txd", "link")) == first
    others = [replace(seat, **{name: said}) for name, said in (("name", "B"), ("delegation", "E"), ("region_id", "AM"))]
    others.append(replace(seat, votes=False))
    digests = {digest_of(sheets.badge(one, "k7qm4txd", "link")) for one in others}
    assert len(digests | {first, digest_of(sheets.badge(seat, "k7qm5txd", "link5"))}) == 6


def test_there_are_sixteen_paints_as_on_the_pages() -> None:
    assert len(paints()) == len(set(paints())) == 16
    assert all(re.fullmatch("#[0-9a-f]{6}", one) for one in paints())
