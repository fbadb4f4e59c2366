"""Every reason a method can give has words, with the same figures in every language."""

import json
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
DOMAIN = PROJECT / "server" / "domain"
WORDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (PROJECT / "locales").glob("*.json")}

# Codes that are chosen or put together where they are made; every other stands as it is in the code.
CHOSEN = {
    *(f"below_{test}" for test in ("net_backing", "margin", "backing", "plenary_margin", "plenary_backing")),
    *("below_product", "below_mean", "below_approvals", "below_pair"),
    *(f"below_score_{test}" for test in ("mean", "margin", "approving")),
    *("bought", "completed", "delegates_lift", "delegates_lower", "regions_weigh_less", "regions_weigh_more"),
    *("elected_at_quota", "elected_last", "excluded_at_stage", "not_elected"),
    *("excluded_by_lot", "excluded_by_earlier_stage"),
    *("plenary_carried", "plenary_lost", "plenary_tied", "leaning_counts", "leaning_counts_but_one"),
    *("below_group", "below_works", "more_for_needed", "more_for_and_anywhere", "more_for_in_plenary"),
}
WRITTEN = re.compile(r'Reason\(\s*"(\w+)"')
TABLED = re.compile(r'"\w*"\)?: "(tied\w*|run_off_needed|lot_needed|\w+_by|\w+_in)"')


def codes() -> set[str]:
    found = set(CHOSEN)
    for path in DOMAIN.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "Reason" in source:
            found |= set(WRITTEN.findall(source))
            found |= set(TABLED.findall(source))
    return found


def figures(sentence: object) -> set[str]:
    """Name the figures of a sentence."""
    return set(re.findall(r"{(\w+)}", json.dumps(sentence)))


@pytest.mark.parametrize("language", WORDS)
def test_every_reason_has_words(language: str) -> None:
    """A code without a sentence would be shown as a code; a sentence without a code is never shown."""
    worded = {key.removeprefix("reason.") for key in WORDS[language] if key.startswith("reason.")}
    assert worded == codes()


def test_a_sentence_names_the_same_figures_in_every_language() -> None:
    """What English tells, every language tells."""
    for key, sentence in WORDS["en"].items():
        if key.startswith("reason."):
            for language, words in WORDS.items():
                if key in words:
                    assert figures(words[key]) == figures(sentence), (language, key)
