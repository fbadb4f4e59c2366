"""Variants: other wordings of an item lead back to it, whatever is drafted of what and in which order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import LimitReached, Malformed
from server.domain.procedure.readings import Reading, check_take, with_reading, with_verdict
from server.domain.procedure.recommendations import Recommendation, numbered
from server.domain.procedure.variants import MOST_VARIANTS, check_wordings, original_of, variant, variants_of


def a_proposal(number: int, label: str = "") -> Recommendation:
    """Make a recommendation that stands."""
    return Recommendation(
        f"p{number}", number, "m1", f"q{number}", f"Title {number}", "", "en", (f"R{number}",), status="accepted",
        label=label or str(number),
    )  # fmt: skip


def a_draft(number: int) -> Recommendation:
    """Make other words of nobody's."""
    return Recommendation(f"v{number}", 0, "m1", "", f"In other words {number}", "", "en", ())


def known_of(*proposals: Recommendation) -> dict[str, Recommendation]:
    """Know some recommendations by their ids."""
    return {one.id: one for one in proposals}


@given(st.lists(st.integers(0, 10_000), max_size=40))
def test_every_variant_leads_back_to_its_original(drafted: list[int]) -> None:
    """Variants of anything that there is by then, variants too: question, origin and label are the original's.

    Holds R236.
    """
    known = known_of(a_proposal(1, "AF-3"), a_proposal(2), a_proposal(3))
    for number, luck in enumerate(drafted):
        item = list(known.values())[luck % len(known)]
        if len(variants_of(known, item.id)) >= MOST_VARIANTS:
            with pytest.raises(LimitReached):
                variant(known, item, a_draft(number))
            continue
        drafted_one = variant(known, item, a_draft(number))
        known[drafted_one.id] = drafted_one
    for one in known.values():
        original = known[original_of(known, one.id)]
        assert not original.variant_of
        assert (one.question_id, one.region_ids) == (original.question_id, original.region_ids)
        assert one.label.startswith(original.label)
        assert len(one.label) == len(original.label) + bool(one.variant_of)
    assert len({one.label for one in known.values()}) == len(known) == len({one.number for one in known.values()})
    assert sum(len(variants_of(known, f"p{number}")) for number in (1, 2, 3)) == len(known) - 3


def test_a_variant_is_no_proposal() -> None:
    """The next proposal of the room has the number that it would have had. Holds R236."""
    known = known_of(a_proposal(1), a_proposal(2))
    one = variant(known, known["p2"], a_draft(1))
    assert (one.label, one.number, one.status, one.variant_of) == ("2a", 3, "accepted", "p2")
    following = replace(a_proposal(4), number=0, label="")
    assert numbered(following, [*known.values(), one], ("m1",)).label == "3"


@pytest.mark.parametrize(
    ("slate", "item", "is_one"),
    [
        (("p1", "v1"), "p1", True), (("v1", "v2", "p1"), "p1", True), (("v1", "v2"), "v2", True),
        (("v1", "v2"), "p1", False), (("p1",), "p1", False), (("p1", "p2"), "p1", False),
        (("p1", "v1", "v3"), "p1", False), (("p1", "v1", "nothing"), "p1", False),
    ],
)  # fmt: skip
def test_a_reading_is_on_wordings_of_one_item(slate: tuple[str, ...], item: str, is_one: bool) -> None:
    """The item among them, two at least, and nothing else. Holds R237."""
    known = known_of(a_proposal(1), a_proposal(2))
    for number, of in ((1, "p1"), (2, "v1"), (3, "p2")):
        known[f"v{number}"] = variant(known, known[of], a_draft(number))
    if is_one:
        check_wordings(known, slate, item)
    else:
        with pytest.raises(Malformed):
            check_wordings(known, slate, item)


def test_what_was_told_of_a_reading_stays() -> None:
    """Each reading once and in order; a verdict that was not public yet is filled in, and none is changed."""
    first, second, third = Reading("r1", 1, "p1"), Reading("r2", 2, "v1", "contested"), Reading("r3", 3, "")
    told = with_reading((), first, second)
    assert told == (first, second) == with_reading(told, first, second)
    assert with_reading(told, Reading("r2", 2, "v1"), third) == (first, second, third)
    assert with_verdict(told, "r1", "contested") == (replace(first, verdict="contested"), second)
    assert with_verdict(told, "r2", "works_across") == told


@pytest.mark.parametrize(
    ("take", "most"), [((), 0), (("everything",), 0), (("tied", "tied"), 0), (("first",), 0), (("tied",), -1)]
)
def test_what_cannot_be_taken_is_refused(take: tuple[str, ...], most: int) -> None:
    """No group, none of that name, one twice, the first without a number, fewer than none."""
    with pytest.raises(Malformed):
        check_take(take, most)
    check_take(("works_across", "tied"), 0)
    check_take(("first",), 3)
