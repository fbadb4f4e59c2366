"""The sentences of a list: whatever a list holds is said in every language, and exactly enough."""

from fractions import Fraction

import pytest
from hypothesis import given

from server.domain.counting.ranking import Figure, RankedList, Reason
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import a_count, list_of
from tests.domain.counting.lists import ranked_lists
from tests.words.test_reason_words import WORDS, codes, figures

STRINGS = Strings.read()
NAMES = {"AF": "Africa", "AM": "America"}
LIKELY: dict[str, Figure] = {
    "region": "AF",
    "above_region": "AM",
    "regions": ("AF", "AM"),
    "above": "m1r1",
    "verdict": "works_across",
    "here": Fraction(2, 3),
    "there": Fraction(1, 2),
    "price": Fraction(1, 3),
}


def of_list(language: str, ranked: RankedList) -> Wording:
    """Word a list, whose regions have names."""
    return Wording(STRINGS, language, {region.id: region.name for region in ranked.regions})


def a_reason(code: str) -> Reason:
    """A reason of a code, with the figures that its sentence names."""
    named = {name: LIKELY.get(name, 3) for name in figures(WORDS["en"][f"reason.{code}"])}
    if code in ("more_for_needed", "more_for_and_anywhere", "rests_on"):
        named.update(regions=("AF", "AM"), votes=(2, 1_200))
    return Reason(code, named)


@pytest.mark.parametrize("language", STRINGS.languages)
def test_every_reason_can_be_said_in_every_language(language: str) -> None:
    """Regions by name, and no code, id or placeholder among the words."""
    wording = Wording(STRINGS, language, NAMES)
    for code in sorted(codes()):
        said = wording.reason(a_reason(code))
        assert said.strip(), code
        assert not any(sign in said for sign in ("{", "}", "works_across", "AF", "AM", "Fraction")), said


@given(ranked_lists())
def test_every_reason_of_a_list_has_the_figures_that_its_sentence_needs(ranked: RankedList) -> None:
    """Of every method, in every language, on items and on what differs between the two views."""
    reasons = [reason for item in ranked.items for reason in item.placing.reasons]
    if ranked.delegates_equal is not None:
        reasons += [reason for each in ranked.delegates_equal.differ_most for reason in each.reasons]
    for language in STRINGS.languages:
        wording = of_list(language, ranked)
        for reason in reasons:
            assert "{" not in wording.reason(reason)


@given(ranked_lists())
def test_every_verdict_standing_and_outcome_of_a_list_has_words(ranked: RankedList) -> None:
    """What a row of a table or a cell of a strip says, in every language."""
    for language in STRINGS.languages:
        wording = of_list(language, ranked)
        for item in ranked.items:
            placing = item.placing
            assert wording.outcome(placing.line.outcome)
            assert all(wording.standing(region.state) for region in placing.regions if region.state)
            if placing.verdict is not None:
                assert wording.verdict(placing.verdict)
                assert wording.judgement(
                    placing.verdict, ranked.regions_counted, placing.backing, placing.opposing, ["Africa"]
                )


def test_two_figures_that_are_compared_are_never_written_alike() -> None:
    """Two decimals, and more where two would say that both are the same."""
    wording = Wording(STRINGS, "en", NAMES)
    far = {"above_number": 1, "here": Fraction(1, 3), "there": Fraction(1, 2)}
    close = {"above_number": 1, "here": Fraction(6_666, 10_000), "there": Fraction(2, 3)}
    assert wording.reason(Reason("below_mean", far)).endswith("0.33\u00a0here, 0.5\u00a0there.")
    assert wording.reason(Reason("below_mean", close)).endswith("0.6666\u00a0here, 0.6667\u00a0there.")


def test_what_is_still_missing_stands_behind_the_name_of_each_region() -> None:
    """As each language puts names in a row, and writes numbers."""
    reason = Reason("more_for_needed", {"verdict": "works_across", "regions": ("AF", "AM"), "votes": (2, 1_200)})
    assert "Africa\u00a02, America\u00a01,200" in Wording(STRINGS, "en", NAMES).reason(reason)
    assert "\u2068Africa\u00a02\u2069، \u2068America\u00a01,200\u2069" in Wording(STRINGS, "ar", NAMES).reason(reason)


def test_a_reason_of_a_list_names_its_regions() -> None:
    """By the names that the list holds."""
    ranked = list_of(a_count([(8, 2), (1, 9)]))
    said = [of_list("en", ranked).reason(reason) for reason in ranked.items[0].placing.reasons]
    assert "Backed by R1." in said
    assert "Opposed by R2." in said


@pytest.mark.parametrize(
    ("verdict", "plenary", "both_keys", "said"),
    [
        ("works_across", "lost", False, "lost in plenary"),
        ("works_across", "tied", False, "tied in plenary"),
        ("works_across", "carried", False, ""),
        ("contested", "lost", False, ""),
        ("works_in_some", "lost", True, "lost in plenary"),
        ("works_across", "carried", True, "carried in plenary"),
        ("plenary_only", "lost", True, ""),
        ("works_across", None, True, ""),
    ],
)
def test_the_plenary_is_said_where_it_differs_or_is_asked(
    verdict: str, plenary: str | None, both_keys: bool, said: str
) -> None:
    """As the scripts say it. Holds R142."""
    assert Wording(STRINGS, "en").second(verdict, plenary, both_keys) == said
