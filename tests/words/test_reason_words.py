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
    *("below_mean", "below_geometric_mean", "below_approvals", "below_majority", "below_load"),
    *("on_every_way", "on_no_way"),
    *(f"below_score_{test}" for test in ("mean", "margin", "approving")),
    *("bought", "completed", "delegates_lift", "delegates_lower", "regions_weigh_less", "regions_weigh_more"),
    *("elected_at_quota", "elected_last", "excluded_at_stage", "not_elected"),
    *("excluded_by_lot", "excluded_by_earlier_stage"),
    *("plenary_carried", "plenary_lost", "plenary_tied", "leaning_counts", "leaning_counts_but_one"),
    *("below_group", "below_works", "more_for_needed", "more_for_and_anywhere", "more_for_in_plenary"),
}
OF_EARLIER_RELEASES = {"below_chain", "below_pair", "below_product", "below_shares"}
"""Codes that no list is given any more: those of old lists keep their words."""
WRITTEN = re.compile(r'Reason\(\s*"(\w+)"')
TABLED = re.compile(r'"\w*"\)?: "(tied\w*|run_off_needed|lot_needed|\w+_by|\w+_in)"')


def codes() -> set[str]:
    found = CHOSEN | OF_EARLIER_RELEASES
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


def test_the_page_of_the_contract_has_every_code_with_its_sentence() -> None:
    """Whoever reads a list by a program finds there what each code claims, word for word as it is said in English."""
    page = (PROJECT / "docs" / "protocol.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", page[page.index("### Reasons") : page.index("### `line`")], re.M
    )
    assert dict(rows) == {code: WORDS["en"][f"reason.{code}"] for code in codes()}
