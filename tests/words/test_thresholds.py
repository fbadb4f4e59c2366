"""Sentences that state a threshold: figures beside a share, and nothing of every region that may be untrue."""

import json
import re

import pytest

from tests.words.test_reason_words import WORDS

TWO_THIRDS = {
    "en": r"two[ -]thirds",
    "fr": r"deux tiers",
    "es": r"dos tercios",
    "ru": r"дв[еух]+ трет",
    "ar": r"ثلث[اي]",
    "zh": r"三分之二",
}
EVERY_REGION_COUNTS = {
    "en": r"every region counts|each region count",
    "fr": r"toutes les régions comptent|chaque région compte",
    "es": r"(todas las regiones|cada región) cuentan?",
    "ru": r"вес всех регионов|каждый регион учитывается",
    "ar": r"لكل منطقة الوزن|تُحتسب كل منطقة مرة",
    "zh": r"(?<!所示)每个区域权重相同|各区域(不论大小|权重相同)",
}
ONLY_WHERE_NONE_IS_WITHHELD = {"across.all", "view.regions_equal"}
"""Chosen by the scripts where every region is shown (`method_words.js`, `view_rankings.js`)."""


def said(language: str, pattern: str) -> dict[str, str]:
    written = {key: json.dumps(words, ensure_ascii=False) for key, words in WORDS[language].items()}
    return {key: words for key, words in written.items() if re.search(pattern, words, re.IGNORECASE)}


@pytest.mark.parametrize("language", WORDS)
def test_two_thirds_is_never_said_alone(language: str) -> None:
    """Figures stand beside it; alone it is only a piece of `share.example`."""
    found = said(language, TWO_THIRDS[language])
    assert found.keys() >= {"share.two_thirds", "rule.theta.two_thirds", "line.needed.two_thirds"}
    alone = {key for key, words in found.items() if not re.search(r"\{(n|part|all)\}|\d", words)}
    assert alone == {"share.two_thirds", "rule.required_majority.two_thirds"}


@pytest.mark.parametrize("language", WORDS)
def test_no_sentence_is_given_a_bare_share(language: str) -> None:
    """A rule of the sheet, written as 2/3, is in no sentence: it is worked out as so many of so many.

    The share of an audit is none of the sheet.
    """
    assert said(language, r"\{(regions_needed|opposition_tolerated|theta|backing_quorum|quorum)\}") == {}
    shares = {key for key in said(language, r"\{share\}") if not key.startswith("audit.")}
    assert shares == {"share.example"}


@pytest.mark.parametrize("language", WORDS)
def test_every_region_counts_is_said_only_where_every_region_is_shown(language: str) -> None:
    """A region that is withheld does not count. Holds R144."""
    assert said(language, EVERY_REGION_COUNTS[language]).keys() == ONLY_WHERE_NONE_IS_WITHHELD
