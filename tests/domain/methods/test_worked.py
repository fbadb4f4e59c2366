"""The examples of the page of defaults: every figure is what a round with these seats would say."""

from dataclasses import replace
from fractions import Fraction

import pytest

from server.domain.counting.positions import region_state
from server.domain.methods.choosing import chosen_in
from server.domain.methods.worked import CARDS, Roll, examples
from server.domain.procedure.defaults import RoundChoice
from server.domain.procedure.opening import RegionSeats, open_round
from server.domain.procedure.rounds import Round
from server.domain.procedure.rules import Rules
from server.words.strings import Strings
from tests.domain.methods.test_choosing import ACROSS, LIST, PROGRAMME

SEATS = {"AF": 24, "AM": 18, "AP": 16, "AS": 6, "EC": 25, "IR": 3}
NAMES = {"AF": "Africa", "AM": "Americas", "AP": "Asia", "AS": "Arab States", "EC": "Europe", "IR": "Interregional"}
CHOSEN = chosen_in(PROGRAMME, 5)


def a_roll(seats: dict[str, int] = SEATS) -> Roll:
    """Seat people."""
    return Roll([RegionSeats(one, many, 0) for one, many in seats.items()], NAMES, 22)


def worked(kind: str, method: str, roll: Roll | None = None, **rules: object) -> dict[str, dict[str, object]]:
    """Work the examples of one choice, and give their figures by code; of several with one code the last."""
    choices = {**CHOSEN.choices, kind: RoundChoice(method, Rules(**rules))}  # type: ignore[arg-type]
    found = examples(replace(CHOSEN, choices=choices), roll or a_roll())
    return {one.code: dict(one.figures) for card in CARDS for one in found[card]}


def test_ninety_two_seats_in_six_regions() -> None:
    """The figures of the meeting that the service is made for."""
    said = worked("plenary", ACROSS, quorum=Fraction(1, 2))
    assert said["hears"] == {"n": 6, "seats": 92, "most": 5, "all": 30}
    assert said["across"] == {"n": 5, "needed": 4}  # the two smallest count together
    assert said["backs"] == {"region": "Arab States + Interregional", "seats": 9, "n": 3}
    assert said["quorum"] == {"n": 46, "seats": 92}
    assert said["carried"] == {"n": 47, "seats": 92}
    assert said["pool"] == {"regions": "Arab States + Interregional", "n": 9, "k": 4}
    assert said["readable"] == {"n": 1, "regions": "Interregional", "k": 4}


def test_other_rules_have_other_figures() -> None:
    said = worked("plenary", ACROSS, secrecy="recorded", roll_call=True, regions_needed=Fraction(1, 2))
    assert said["across"] == {"n": 6, "needed": 3}
    assert said["all_figures"] == {"region": "Interregional", "n": 3}
    assert said["roll_call"] == {"n": 22}
    assert worked("plenary", ACROSS, required_majority="two_thirds")["carried"]["n"] == 62
    assert worked("plenary", ACROSS, required_majority="absolute")["carried_of_all"]["n"] == 47
    assert "across_but_one" in worked("plenary", ACROSS, opposition_tolerated=1)
    assert "across" not in worked("plenary", LIST)
    lists = worked("region", LIST, quorum=Fraction(1, 3), places=4, max_choices=2)
    assert (lists["places"], lists["quorum_of"]["n"]) == ({"n": 4, "ticks": 2}, 1)
    assert worked("plenary", ACROSS, a_roll(dict.fromkeys(SEATS, 7)))["each_shown"] == {"k": 4, "n": 7}


@pytest.mark.parametrize("theta", [Fraction(1, 2), Fraction(2, 3)])
@pytest.mark.parametrize("quorum", [Fraction(0), Fraction(1, 4), Fraction(1, 2)])
def test_what_is_said_of_a_region_is_so_in_its_round(theta: Fraction, quorum: Fraction) -> None:
    """For every size: with so many For it backs, with one fewer it does not; regions and pool as at an opening.

    Holds R196.
    """
    for many in range(1, 40):
        seats = {"AF": many, "AM": 40}
        rules = Rules(theta=theta, backing_quorum=quorum)
        said = worked("plenary", ACROSS, a_roll(seats), theta=theta, backing_quorum=quorum)
        opened = open_round(
            Round("r", "room", 1, ACROSS, ("a",), ("AF", "AM"), rules),
            0,
            [RegionSeats(one, count, count) for one, count in seats.items()],
        )
        if len(opened.regions) == 1:
            assert "one_region" in said
            continue
        backs = said["backs" if theta == Fraction(1, 2) else "backs_by_two_thirds"]
        assert backs["seats"] == min(many, 40)
        assert opened.entitled[0] == many
        assert region_state(int(str(backs["n"])), 0, many, rules) == "backs"
        assert region_state(int(str(backs["n"])) - 1, 0, many, rules) != "backs"


def test_without_seats_there_is_nothing_to_work_on() -> None:
    assert set(worked("plenary", ACROSS, a_roll({"AF": 0}))) == {"no_seats"}
    said = worked("plenary", ACROSS, a_roll({"AF": 9, "AM": 0}))
    assert "one_region" in said


def test_every_example_has_a_sentence_in_every_language() -> None:
    strings = Strings.read()
    sheets = [
        {},
        {"theta": Fraction(2, 3), "quorum": Fraction(1, 2), "required_majority": "absolute", "opposition_tolerated": 1},
        {"secrecy": "recorded", "roll_call": True},
    ]
    for sheet in sheets:
        for method in (ACROSS, LIST):
            for kind in ("region", "plenary"):
                for roll in (a_roll(), a_roll({"AF": 9}), a_roll({"AF": 0}), a_roll(dict.fromkeys(SEATS, 7))):
                    for code, figures in worked(kind, method, roll, **sheet).items():
                        for language in strings.languages:
                            assert strings.translate(language, f"defaults.example.{code}", **figures)
