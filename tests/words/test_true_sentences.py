"""What a list says of itself is true: every sentence, in every language, held against the marks."""

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from server.domain.counting.ranking import Reason
from server.domain.methods import METHODS
from server.words.strings import Strings
from server.words.wording import Wording
from tests.words.reasons import REGIONS, WORDS, reasons
from tests.words.test_reason_words import OF_EARLIER_RELEASES, codes
from tests.words.truth.aimed import IN_CIRCLES, drawn_for, told
from tests.words.truth.choices import JUDGES
from tests.words.truth.held import Held, a_round, of_orders
from tests.words.truth.read_back import Claim, Reader, alike
from tests.words.truth.ties import can_be_judged

STRINGS = Strings.read()
WORDINGS = {language: Wording(STRINGS, language, REGIONS) for language in STRINGS.languages}
READERS = {language: Reader(language, REGIONS) for language in STRINGS.languages}
FIRM = (
    "items", "place", "places_left", "turn", "stage", "needed", "counted", "backing", "k", "wins", "plenary",
    "votes", "anywhere", "against",
)  # fmt: skip
"""Figures of which no other than the one that is said can be true."""


def rounds(seed: int) -> Iterator[Held]:
    """Hold rounds of every method in turn, in which all ways through ties can be followed by hand."""
    chance = random.Random(seed)
    while True:
        for method in METHODS:
            held = a_round(chance, method)
            if can_be_judged(held):
                yield held


def read_back(reason: Reason) -> Claim:
    """Say a reason in every language and read it back: it is read in one way, the same in all."""
    claims = []
    for language, wording in WORDINGS.items():
        sentence = wording.reason(reason)
        found = READERS[language].read(sentence)
        assert len(found) == 1, (language, sentence, found)
        claims += found
    assert {claim.code for claim in claims} == {reason.code}
    assert all(claim == claims[0] for claim in claims), claims
    return claims[0]


def untrue(seed: int, sentences: int) -> tuple[Counter[str], list[str]]:
    """Count so many sentences a language by their codes, and give those that are untrue."""
    said: Counter[str] = Counter()
    wrong = []
    for held in rounds(seed):
        for item, reason in told(held):
            claim = read_back(reason)
            said[claim.code] += 1
            if not JUDGES[claim.code](held, item, claim.figures):
                wrong.append(f"{held.method}, item {item}: {WORDINGS['en'].reason(reason)}")
        if said.total() >= sentences:
            return said, wrong
    raise AssertionError("rounds never end")


def one_more(figure: Any) -> Any:
    """Say one more than a figure, or than each in a row of votes."""
    return tuple((region, many + 1) for region, many in figure) if isinstance(figure, tuple) else figure + 1


def test_every_sentence_is_true() -> None:
    """Some hundreds of every kind of round; `make truth` reads 20,000 in each language. Holds R145."""
    said, wrong = untrue(seed=11, sentences=600)
    assert wrong == []
    assert len(said) > 30


@pytest.mark.long
def test_twenty_thousand_sentences_in_each_language_are_true() -> None:
    """Parsed back into their claims and held against the marks."""
    said, wrong = untrue(seed=2, sentences=20_000)
    print(f"{said.total()} sentences in each of {len(WORDINGS)} languages, {len(wrong)} untrue")
    for code, many in sorted(said.items()):
        print(f"{code:28}{many:7}")
    assert wrong == []


@pytest.mark.parametrize("sentences", [2, pytest.param(20, marks=pytest.mark.long)])
def test_every_code_is_met_and_true(sentences: int) -> None:
    """None is left to luck: for each code rounds are drawn in which a list gives it. Holds R145."""
    said: Counter[str] = Counter()
    wrong = []
    for code in sorted(codes() - OF_EARLIER_RELEASES):
        for held, item, reason in drawn_for(code, sentences):
            claim = read_back(reason)
            said[claim.code] += 1
            if not JUDGES[code](held, item, claim.figures):
                wrong.append(f"{held.method}, item {item}: {WORDINGS['en'].reason(reason)}")
    print(f"{len(said)} codes, each {sentences} times in each of {len(WORDINGS)} languages, {len(wrong)} untrue")
    assert wrong == []
    assert said == dict.fromkeys(codes() - OF_EARLIER_RELEASES, sentences)


def test_majorities_that_differ_in_every_order_are_not_named() -> None:
    """Ballots in circles: c and e are first in some order, and in each one of them stands over b, but which?"""
    held = of_orders(*IN_CIRCLES)
    said = [(item, read_back(reason)) for item, reason in told(held)]
    assert "below_in_every_order" in {claim.code for _, claim in said}
    assert all(JUDGES[claim.code](held, item, claim.figures) for item, claim in said)


def test_every_code_has_somebody_who_judges_it() -> None:
    """A new reason comes with what makes it true."""
    assert set(JUDGES) == codes() - OF_EARLIER_RELEASES


@pytest.mark.parametrize("language", STRINGS.languages)
def test_no_two_reasons_are_one_sentence(language: str) -> None:
    """Whatever their figures, and in every language: else one of the two would be believed to be the other."""
    assert alike(language) == []
    assert len(WORDS[language]) > 0


def test_a_sentence_is_read_in_one_way() -> None:
    """Odd names, shares that are near, numbers of every size: each reason comes back as it was given."""
    for reason in reasons(seed=3, rounds=20):
        claim = read_back(reason)
        assert claim.code == reason.code
        for name, figure in claim.figures.items():
            if isinstance(figure, int | str):
                assert figure == reason.figures[name]


def test_the_judges_see_a_figure_that_is_wrong() -> None:
    """One more or less in a sentence that was true makes it untrue, whichever figure it is."""
    seen: Counter[str] = Counter()
    for held in rounds(seed=5):
        for item, reason in told(held):
            claim = read_back(reason)
            for name in set(FIRM) & set(claim.figures):
                wrong = {**claim.figures, name: one_more(claim.figures[name])}
                assert not JUDGES[claim.code](held, item, wrong), (claim.code, wrong)
                seen[name] += 1
        if seen.total() > 2_500:
            break
    assert set(seen) == set(FIRM)
