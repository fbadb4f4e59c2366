"""Pairs that are kept are pairs worked out from nothing, whatever came, changed and went, and in whichever order."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from server.domain.agenda.agenda import Agenda
from server.domain.procedure.meeting import Meeting, Proceedings
from server.domain.procedure.programme import Programme
from server.domain.procedure.recommendations import Recommendation, Status, Translation
from server.room.alike.comparing import ALIKE, score_of, version_of, versions_of
from server.room.alike.pairs import STANDING, AlikePairs, Near, alike_pairs
from tests.room.alike.labelled import read_pairs

WORDS = [(one.language, one.title, one.text) for pair in read_pairs()[::9] for one in (pair.one, pair.other)]
STATUSES: tuple[Status, ...] = ("proposed", "accepted", "rejected", "withdrawn")
IDS = [f"aaaaa{number:03}" for number in range(8)]


@st.composite
def recommendations(draw: st.DrawFn) -> Recommendation:
    """Write a recommendation in words that others may have too, with or without a language and a translation."""
    one, other = draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
    language = draw(st.sampled_from((one[0], one[0], "")))
    title, text = one[1], draw(st.sampled_from((one[2], "")))
    translations = (Translation(*other),) if other[0] != one[0] and draw(st.booleans()) else ()
    status = draw(st.sampled_from(STATUSES))
    one_id = draw(st.sampled_from(IDS))
    return Recommendation(one_id, 1, "r", "q", title, text, language, ("AF",), "", status, translations=translations)


def of(standing: dict[str, Recommendation]) -> Proceedings:
    """Put recommendations into the proceedings of a meeting."""
    programme = Programme("Consultation", Agenda("Consultation", ()), (), ())
    return Proceedings(Meeting("aaaaa", ""), programme, recommendations=standing)


def kept_by(pairs: AlikePairs) -> dict[str, tuple[Near, ...]]:
    """Name all that is kept."""
    return {one: near for one in IDS if (near := tuple(pairs.near(one)))}


@given(st.lists(recommendations(), max_size=24))
def test_what_is_kept_is_what_would_be_worked_out_from_nothing(history: list[Recommendation]) -> None:
    """After each of many changes, though only what changed is compared. Holds R221."""
    pairs, standing = AlikePairs(), dict[str, Recommendation]()
    for one in history:
        standing[one.id] = one
        assert not pairs.gone({**standing, one.id: one}) or one.status not in STANDING
        if not pairs.has(one):
            pairs.put(one)
        assert not pairs.gone(standing)
        assert all(pairs.has(known) for known in standing.values())
        assert kept_by(pairs) == alike_pairs(of(standing))
    for one_id in list(standing):
        del standing[one_id]
        for gone in pairs.gone(standing):
            pairs.drop(gone)
        assert kept_by(pairs) == alike_pairs(of(standing))


@given(st.lists(recommendations(), max_size=12, unique_by=lambda one: one.id))
def test_the_index_finds_every_pair_and_both_sides_say_the_same(standing: list[Recommendation]) -> None:
    """Over the index as by comparing all with all, in whichever order they came. Holds R221."""
    by_all: dict[str, set[tuple[str, int]]] = {}
    for one, other in combinations([one for one in standing if one.status in STANDING], 2):
        scores = [
            (score_of(ours, theirs), score_of(theirs, ours))
            for ours in versions_of(one)
            for theirs in versions_of(other)
            if ours.language == theirs.language or not (ours.language and theirs.language)
        ]
        assert all(there == back for there, back in scores)
        if (best := max((score for score, _ in scores), default=0)) >= ALIKE:
            by_all.setdefault(one.id, set()).add((other.id, best))
            by_all.setdefault(other.id, set()).add((one.id, best))
    found = alike_pairs(of({one.id: one for one in standing}))
    assert {one: {(near.recommendation_id, near.score) for near in nears} for one, nears in found.items()} == by_all
    assert found == alike_pairs(of({one.id: one for one in reversed(standing)}))
    assert all(
        Near(one, near.score, near.language) in found[near.recommendation_id] for one in found for near in found[one]
    )


def test_it_is_said_in_which_language_two_are_alike() -> None:
    """A proposal in French is found in Spanish through its translation, and not once the translation has gone."""
    french = Recommendation("aaaaa001", 1, "r", "q", "Un passeport des compétences", "", "fr", ("AF",))
    spanish = Recommendation("aaaaa002", 2, "s", "p", "El pasaporte de competencias", "", "es", ("AM",))
    translated = replace(french, translations=(Translation("es", "Un pasaporte de competencias", ""),))
    assert alike_pairs(of({"aaaaa001": translated, "aaaaa002": spanish})) == {
        "aaaaa001": (Near("aaaaa002", 100, "es"),),
        "aaaaa002": (Near("aaaaa001", 100, "es"),),
    }
    assert alike_pairs(of({"aaaaa001": french, "aaaaa002": spanish})) == {}


def test_words_are_the_same_however_they_are_written() -> None:
    """Accents, forms of Arabic letters, tatweel, ё, wide digits and capitals make no difference."""
    for one, other in (
        ("Échanges d'été", "echanges d’ETE"),
        ("خَطٌّ ســاخن إقليمي", "خط ساخن اقليمي"),
        ("Учёт рабочих", "учет рабочих"),
        ("２０２６年数据", "2026年数据"),
    ):
        assert version_of("", one, "").title == version_of("", other, "").title
