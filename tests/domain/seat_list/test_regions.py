"""Which region a word means: in any of six languages, with a slip of the pen; what is unclear is asked, not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from server.domain.seat_list.folding import folded
from server.domain.seat_list.regions import Known, RegionNames

SIX = (
    Known("AF", "Africa", "AF"), Known("AM", "Americas", "AM"), Known("AP", "Asia and the Pacific", "AP"),
    Known("EC", "Europe and Central Asia", "EC"), Known("AS", "Arab States", "AS"), Known("IR", "Interregional", "IR"),
)  # fmt: skip
GROUPS = (
    Known("AFG", "African States"), Known("APG", "Asia-Pacific States"), Known("EEG", "Eastern European States"),
    Known("LAC", "Latin American and Caribbean States"), Known("WEO", "Western European and other States"),
)  # fmt: skip


def names(regions: tuple[Known, ...] = SIX, **answers: str) -> RegionNames:
    return RegionNames(regions, OSA.distance, {folded(word): region_id for word, region_id in answers.items()})


WORDS = {
    "AF": "AF af Africa AFRICA|AF – Africa|Africa (AF)|Afrique África Африка أفريقيا إفريقيا 非洲|African Group|AFR",
    "AM": "Americas|the Americas|Amériques América Америка الأمريكتان 美洲",
    "AP": "Asia-Pacific|Asia & the Pacific|Asie-Pacifique|Asia y el Pacífico|Азиатско-Тихоокеанский регион|亚太|"
    "آسيا والمحيط الهادئ|亚洲及太平洋|Asie et Pacifique|APAC",
    "EC": "Europe & Central Asia|Europe et Asie centrale|Европа и Центральная Азия|欧洲和中亚|ECA|EUR",
    "AS": "arab states|États arabes|Estados Árabes|арабские государства|الدول العربية|阿拉伯国家|Arab",
    "IR": "interregional|Inter-regional|interrégional|межрегиональная|跨区域",
}
UN = {
    "AFG": "African Group|Groupe des États d’Afrique|Grupo de los Estados de África|Группа государств Африки|"
    "مجموعة الدول الأفريقية|非洲国家集团|Africa",
    "APG": "Asia-Pacific Group|Groupe des États d’Asie et du Pacifique|Группа государств Азии и Тихого океана|"
    "مجموعة دول آسيا والمحيط الهادئ|亚太国家集团",
    "EEG": "EEG|Eastern European Group|Groupe des États d’Europe orientale|Estados de Europa Oriental|"
    "Группа восточноевропейских государств|مجموعة دول أوروبا الشرقية|东欧国家集团",
    "LAC": "GRULAC|Latin America and the Caribbean|Groupe des États d’Amérique latine et des Caraïbes|"
    "Grupo de los Estados de América Latina y el Caribe|拉丁美洲和加勒比国家集团|"
    "Группа государств Латинской Америки и Карибского бассейна|مجموعة دول أمريكا اللاتينية ومنطقة البحر الكاريبي|"
    "Latin American and Caribbean Group (GRULAC)",
    "WEO": "WEOG|Western European and Others Group|Groupe des États d’Europe occidentale et autres États|"
    "西欧和其他国家集团|"
    "Grupo de Europa Occidental y otros Estados|Группа западноевропейских и других государств|"
    "مجموعة دول أوروبا الغربية ودول أخرى",
}


def pairs(said: dict[str, str]) -> list[tuple[str, str]]:
    return [(word, region_id) for region_id, words in said.items() for word in words.split("|")]


@pytest.mark.parametrize(("words", "region_id"), pairs(WORDS))
def test_a_region_is_known_by_its_words_in_six_languages(words: str, region_id: str) -> None:
    whole = names().find(words).region_id
    assert whole == region_id or {names().find(word).region_id for word in words.split()} == {region_id}


@pytest.mark.parametrize(("words", "region_id"), pairs(UN))
def test_the_groups_of_the_united_nations_are_known_in_six_languages(words: str, region_id: str) -> None:
    assert names(GROUPS).find(words).region_id == region_id


@pytest.mark.parametrize(
    ("slip", "region_id"),
    [("Afirca", "AF"), ("Afrca", "AF"), ("Amercas", "AM"), ("Asia and the Pacfic", "AP"), ("Intereggional", "IR"),
     ("Afrqiue", "AF"), ("Europe and Centrall Asia", "EC")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_read_and_told(slip: str, region_id: str) -> None:
    found = names().find(slip)
    assert (found.region_id, found.how) == (region_id, "close")


@pytest.mark.parametrize(
    ("word", "candidates"),
    [
        ("Asia", ("AP", "EC")),
        ("Europe", ("EC",)),
        ("GRULAC", ("AM",)),
        ("WEOG", ("EC",)),
        ("Kenya", ()),
        ("Atlantis", ()),
        ("Africa (AM)", ("AF", "AM")),
    ],
)
def test_what_is_near_or_means_two_is_asked_and_never_taken(word: str, candidates: tuple[str, ...]) -> None:
    found = names().find(word)
    assert (found.region_id, found.candidates) == ("", candidates)


def test_east_is_no_slip_of_west() -> None:
    """Two regions that differ in few letters stay two."""
    lands = (Known("E", "East Africa"), Known("N", "Northern Africa"))
    assert [names(lands).find(word).region_id for word in ("West Africa", "Southern Africa", "East Afrca")] == [
        "",
        "",
        "E",
    ]


def test_a_word_that_names_one_region_and_is_the_letters_of_another_is_asked() -> None:
    lands = (Known("AS", "Arab States", "ARB"), Known("A", "Asia", "AS"))
    assert names(lands).find("as") == names(lands).find("AS")
    assert names(lands).find("AS").candidates == ("AS", "A")


def test_an_answer_holds_however_the_word_is_written() -> None:
    found = names(Eurasie="EC", other="XX")
    assert [found.find(word).region_id for word in ("EURASIE", "eurasie ", "other")] == ["EC", "EC", ""]


@given(st.text(max_size=40))
def test_whatever_is_written_one_region_is_found_or_it_is_asked(word: str) -> None:
    """A region is found with the way it was found; nothing is found without one."""
    found = names().find(word)
    assert bool(found.region_id) == bool(found.how)
    assert not (found.region_id and found.candidates)
    assert names().find(word) == found


@pytest.mark.parametrize("word", ["—", "?", "...", "()", " "])
def test_what_has_no_letter_is_no_region(word: str) -> None:
    """Also where a region has no letters of its own."""
    assert names((Known("AF", "Africa"),)).find(word).region_id == ""


def test_after_five_hundred_words_that_fit_nothing_it_is_not_looked_for_what_they_are_like() -> None:
    found = names()
    assert found.find("Afrca").region_id == "AF"
    for number in range(500):
        assert found.find(f"Nowhere {number}").region_id == ""
    assert (found.find("Afirca").region_id, found.find("Afrique").region_id) == ("", "AF")
