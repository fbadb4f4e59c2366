"""The rules sheet, field by field: what is taken, what is refused, and that a sheet that was written is read back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import Malformed
from server.domain.procedure.rules import Rules, make_rules, rules_sheet

HALF, THIRD, QUARTER = Fraction(1, 2), Fraction(1, 3), Fraction(1, 4)
# By rule: the default, what is taken and read as what, and what is refused.
FIELDS: dict[str, tuple[object, dict[object, object], tuple[object, ...]]] = {
    "visibility": ("turnout", {"turnout": "turnout", "hidden": "hidden", "live": "live"}, ("", "LIVE", "shown", 1)),
    "secrecy": (
        "confidential",
        {name: name for name in ("confidential", "recorded", "sealed")},
        ("", "secret", "Recorded", 0),
    ),
    "k": (4, {3: 3, 4: 4, 20: 20}, (2, 21, 0, -3, "4", 5.0, 10**400)),
    "with_changes": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "reservations": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "wishes": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "deciding_quorum": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "no_region_leans": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "both_keys": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "roll_call": (False, {True: True, False: False}, ("true", "", 2, "yes")),
    "theta": (HALF, {"1/2": HALF, "2/4": HALF, "2/3": Fraction(2, 3)}, ("3/5", "1/3", 1, 0, "1", "0.5", 0.5)),
    "backing_quorum": (
        QUARTER,
        {0: Fraction(0), "0": Fraction(0), "1/4": QUARTER, "1/5": Fraction(1, 5), "1/2": HALF},
        ("2/3", 1, "-1/4", -1, "51/100"),
    ),
    "regions_needed": (
        Fraction(2, 3),
        {"1/2": HALF, "2/3": Fraction(2, 3), "3/4": Fraction(3, 4), 1: Fraction(1), "1": Fraction(1)},
        ("1/3", "3/2", 2, 0, "1/", "/2"),
    ),
    "opposition_tolerated": (0, {0: 0, 1: 1}, (-1, 2, "1", HALF)),
    "places": (5, {1: 1, 20: 20}, (0, 21, "5", -5)),
    "max_choices": (5, {1: 1, 20: 20}, (0, 21, "5", -5)),
    "quorum": (
        None,
        {"1/3": THIRD, "1/2": HALF, "2/3": Fraction(2, 3)},
        ("2/5", "1/4", "3/4", 0, 1, "none", ""),
    ),
    "required_majority": (
        "simple",
        {name: name for name in ("simple", "absolute", "two_thirds")},
        ("", "2/3", "unanimity", 1),
    ),
    "tie_rule": ("declare", {name: name for name in ("declare", "lot", "run_off")}, ("", "runoff", "chair", 1)),
    "closes_after_s": (None, {5: 5, 600: 600, 1_814_400: 1_814_400}, (4, 0, -5, 1_814_401, "60", 61.0)),
    "closes_at": (
        None,
        {date: date for date in ("2027-05-12T18:00 Africa/Nairobi", "2027-03-28T02:30 Europe/Paris")},
        (
            "",
            "2027-05-12",
            "2027-05-12T18:00",
            "2027-05-12T18:00 Nowhere/There",
            "2027-02-30T18:00 UTC",
            "2027-05-12T24:00 UTC",
            "2027-05-12 18:00 UTC",
            "2027-05-12T18:00 ../UTC",
            "2027-05-12T18:00  UTC",
            1_800_000_000,
            "0001-01-01T00:00 UTC",
        ),
    ),
    "named_positions": (
        (),
        {("AS",): ("AS",), ("AS", "IR"): ("AS", "IR"), (): ()},
        ("AS", ("AS", "AS"), ("",), (1,), ("x" * 65,), tuple(map(str, range(65)))),
    ),
}
MAY_BE_ABSENT = {"quorum", "closes_after_s", "closes_at"}
FLAGS = ("with_changes", "wishes", "reservations", "deciding_quorum", "no_region_leans", "both_keys", "roll_call")
NEEDS: dict[str, dict[str, object]] = {"roll_call": {"secrecy": "recorded"}, "wishes": {"with_changes": True}}
"""What must be chosen for a rule to be taken."""
NO_VALUES: tuple[object, ...] = ([], ["turnout"], {}, {"a": 1}, (), 1.5, float("nan"), "x" * 10_000)
NO_SHARES = ("1/0", "0/0", "1/2/3", "½", "1/²", "٢/٣", " 1/2", "1/2 ", "1 / 2", "+1/2", "1e0", "1_0/2_0", "1/200000000")


def test_a_sheet_on_which_nothing_is_said_has_every_default() -> None:
    """As docs/protocol.md tells them. Holds R23."""
    assert make_rules({}) == Rules()
    assert {name: getattr(Rules(), name) for name in Rules.__slots__} == {
        name: default for name, (default, _, _) in FIELDS.items()
    }


@pytest.mark.parametrize("name", FIELDS)
def test_each_rule_takes_what_is_inside_its_bounds(name: str) -> None:
    """And leaves every other rule as it was. Holds R24."""
    default, taken, _ = FIELDS[name]
    for given_, read in taken.items():
        rules = make_rules({name: given_, **NEEDS.get(name, {})})
        assert (getattr(rules, name), type(getattr(rules, name))) == (read, type(read))
        assert make_rules({**rules_sheet(rules), name: _written(default)}) == make_rules(NEEDS.get(name, {}))


@pytest.mark.parametrize("name", FIELDS)
def test_each_rule_refuses_what_is_outside_and_is_named(name: str) -> None:
    """Of another kind, out of bounds, nothing where something is needed; true is no 1. Holds R24."""
    _, taken, refused = FIELDS[name]
    truths = () if name in FLAGS else (True, False)
    nothing = () if name in MAY_BE_ABSENT else (None,)
    no_values = [one for one in NO_VALUES if name != "named_positions" or one not in ([], ["turnout"], ())]
    for wrong in (*refused, *truths, *nothing, *no_values):
        with pytest.raises(Malformed) as no:
            make_rules({name: wrong})
        assert (no.value.reason, no.value.figures) == ("rule_out_of_bounds", {"rule": name}), wrong
    assert set(taken).isdisjoint(refused)


@pytest.mark.parametrize("name", ["theta", "backing_quorum", "regions_needed", "quorum"])
@pytest.mark.parametrize("text", NO_SHARES)
def test_a_share_is_a_fraction_in_plain_digits(name: str, text: str) -> None:
    """No decimal, no sign, no blank, no digits of another script, nothing that is divided by nought. Holds R25."""
    with pytest.raises(Malformed):
        make_rules({name: text})


@pytest.mark.parametrize("name", sorted(MAY_BE_ABSENT))
def test_what_may_be_absent_can_be_said_to_be(name: str) -> None:
    assert getattr(make_rules({name: None}), name) is None


def test_a_rule_that_there_is_not_is_refused_before_any_value_is_looked_at() -> None:
    """The first by its name, and no more of it than fits on a screen. Holds R24."""
    for given_, named in (({"zeal": 1, "k": 99, "a rule": 2}, "a rule"), ({"x" * 500: 1}, "x" * 40)):
        with pytest.raises(Malformed) as refused:
            make_rules(given_)
        assert (refused.value.reason, refused.value.figures) == ("rule_unknown", {"rule": named})


@given(st.fixed_dictionaries({}, optional={name: st.sampled_from([*taken]) for name, (_, taken, _) in FIELDS.items()}))
def test_a_sheet_that_was_written_is_read_back_equal(given_: dict[str, object]) -> None:
    """Every rule in it, shares as exact fractions. Holds R25."""
    if given_.get("roll_call") or given_.get("secrecy") == "recorded":
        given_ = {**given_, "named_positions": ()}
    if given_.get("closes_at"):
        given_ = {**given_, "closes_after_s": None}
    needed = [NEEDS[name] for name in NEEDS if given_.get(name)]
    rules = make_rules({**given_, **{name: value for each in needed for name, value in each.items()}})
    sheet = rules_sheet(rules)
    assert set(sheet) == set(FIELDS)
    assert make_rules(sheet) == rules
    assert not any(isinstance(value, float | Fraction) for value in sheet.values())


def test_wishes_need_the_mark_that_they_belong_to() -> None:
    """Whoever cannot say With changes has nothing to change. Holds R24."""
    with pytest.raises(Malformed) as no:
        make_rules({"wishes": True})
    assert no.value.figures == {"rule": "wishes"}


def test_what_a_region_says_by_name_is_said_instead_of_secret_ballots() -> None:
    """In a recorded round every region casts. Holds R253."""
    assert make_rules({"secrecy": "sealed", "named_positions": ["AS"]}).named_positions == ("AS",)
    with pytest.raises(Malformed) as no:
        make_rules({"secrecy": "recorded", "named_positions": ["AS"]})
    assert no.value.reason == "named_in_recorded"


def _written(value: object) -> object:
    return str(value) if isinstance(value, Fraction) else value
