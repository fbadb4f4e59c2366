"""What a new round begins with: the usual choices, what a meeting says instead, and rules that contradict."""

from dataclasses import replace

import pytest

from server.domain.agenda.text import read_agenda
from server.domain.errors import Bound, Malformed
from server.domain.methods.choosing import chosen_in, wanted_choices
from server.domain.procedure.changing import ProgrammeWanted, change_programme
from server.domain.procedure.defaults import RoundDefaults
from server.domain.procedure.meeting import Meeting, Proceedings, id_of
from server.domain.procedure.programme import Programme, Region, make_rooms
from server.domain.procedure.sets import HandedOver, HandedSet
from server.store.codec import from_json, to_json
from server.words.refusals import words_of
from server.words.strings import Strings
from tests.services import SMALL_AGENDA, Json

AGENDA = read_agenda(SMALL_AGENDA, ["lunch"])
REGIONS = (Region("AF", "Africa", "AF"), Region("AM", "Americas", "AM"))
ROOMS = make_rooms(AGENDA, REGIONS, (id_of("aaaaa", number) for number in range(9)))
PROGRAMME = Programme("A meeting", AGENDA, REGIONS, ROOMS)
LIST, ACROSS = "shortlist", "across_regions"


def after(said: Json, now: Programme = PROGRAMME, limit: int = 5) -> Programme:
    """Say something of the defaults."""
    defaults, secrecy = wanted_choices(now, limit, said)
    return replace(now, defaults=defaults, secrecy=secrecy)


def a_choice(method: str = ACROSS, **rules: object) -> Json:
    """Write a choice as an edit does."""
    return {"method": method, "rules": rules}


CONTRADICTIONS: tuple[tuple[str, Json], ...] = (
    ("rules_live", {"plenary": a_choice(visibility="live")}),
    ("rules_live", {"region": a_choice(LIST, visibility="live", secrecy="sealed")}),
    ("rules_roll_call", {"plenary": a_choice(roll_call=True)}),
    ("rules_roll_call", {"plenary": a_choice(roll_call=True, secrecy="sealed")}),
    ("rules_roll_call_method", {"region": a_choice(LIST, roll_call=True, secrecy="recorded")}),
    ("rules_quorum", {"plenary": a_choice(deciding_quorum=True)}),
    ("rules_named", {"plenary": a_choice(named_positions=["AF"])}),
    ("rules_named", {"presets": [{"name": "A", **a_choice(named_positions=["AF"])}]}),
    ("rules_leans", {"plenary": a_choice(no_region_leans=True, opposition_tolerated=1)}),
    ("rules_places", {"region": a_choice(LIST, places=6)}),
    ("rules_places", {"hand_over_limit": 3, "region": a_choice("proportional_five", places=5)}),
    ("rules_live", {"presets": [{"name": "A", **a_choice(visibility="live")}]}),
    ("rule_unknown", {"plenary": a_choice(volume=11)}),
    ("rule_out_of_bounds", {"plenary": a_choice(k=2)}),
    ("method_unknown", {"plenary": a_choice("applause")}),
    ("preset_name", {"presets": [{"name": " \u200b ", **a_choice()}]}),
    ("preset_name", {"presets": [{"name": "A" * 61, **a_choice()}]}),
    ("preset_twice", {"presets": [{"name": "Quick", **a_choice()}, {"name": "quick ", **a_choice()}]}),
    ("too_many_presets", {"presets": [{"name": str(n), **a_choice()} for n in range(21)]}),
    ("hand_over_limit", {"hand_over_limit": 0}),
    ("hand_over_limit", {"hand_over_limit": 51}),
    ("field", {"plenary": "across_regions"}),
    ("field", {"plenary": {"method": ACROSS, "rules": []}}),
    ("field", {"presets": ["Quick"]}),
    ("field", {"hand_over_limit": "5"}),
)


@pytest.mark.parametrize(("reason", "said"), CONTRADICTIONS)
def test_rules_that_contradict_are_refused_with_a_sentence(reason: str, said: Json) -> None:
    """In every language, and with its figures. Holds R193."""
    with pytest.raises(Malformed, match=reason) as refused:
        after(said)
    strings = Strings.read()
    sentences = {words_of(strings, language, refused.value) for language in strings.languages}
    assert len(sentences) == len(strings.languages), sentences


def test_where_nothing_is_said_a_round_begins_as_it_always_did() -> None:
    """A region with a list, a plenary across the regions, both as secret as the meeting is."""
    chosen = chosen_in(replace(PROGRAMME, secrecy="sealed"), 5)
    assert {kind: choice.method for kind, choice in chosen.choices.items()} == {"region": LIST, "plenary": ACROSS}
    assert {choice.rules.secrecy for choice in chosen.choices.values()} == {"sealed"}
    assert (chosen.presets, chosen.hand_over_limit) == ((), 5)


def test_a_list_is_no_longer_than_what_a_region_may_hand_over() -> None:
    """Also where the limit is changed and nobody has chosen; a list that somebody chose is refused instead."""
    assert chosen_in(PROGRAMME, 3).choices["region"].rules.places == 3
    lower = after({"hand_over_limit": 2})
    assert chosen_in(lower, 5).choices["region"].rules.places == 2
    assert chosen_in(after({"hand_over_limit": 1}, lower), 5).choices["region"].rules.places == 1
    with pytest.raises(Malformed, match="rules_places"):
        after({"hand_over_limit": 1}, after({"region": a_choice(LIST, places=2, k=3)}, lower))


def test_what_is_said_stays_and_what_is_not_spoken_of_too() -> None:
    """Said again it changes nothing."""
    said = {"plenary": a_choice("regional_mean", quorum="1/2", secrecy="recorded"), "hand_over_limit": 7}
    then = after(said)
    assert after(said, then) == then
    chosen = chosen_in(then, 5)
    assert (chosen.choices["plenary"].method, chosen.hand_over_limit) == ("regional_mean", 7)
    assert (chosen.choices["region"].rules.secrecy, then.secrecy) == ("confidential", "recorded")
    more = after({"presets": [{"name": "  My   own ", **a_choice("score")}]}, then)
    assert [preset.name for preset in chosen_in(more, 5).presets] == ["My own"]
    assert chosen_in(more, 5).choices == chosen.choices


def test_the_secrecy_of_a_meeting_is_that_of_both_rooms() -> None:
    """As programs say it that know nothing of choices; a roll call is in the way of it."""
    then = after({"secrecy": "recorded"})
    assert {choice.rules.secrecy for choice in chosen_in(then, 5).choices.values()} == {"recorded"}
    called = after({"plenary": a_choice(roll_call=True, secrecy="recorded")}, then)
    with pytest.raises(Malformed, match="rules_roll_call"):
        after({"secrecy": "confidential"}, called)


def test_a_programme_that_an_older_release_kept_says_nothing_of_new_rounds() -> None:
    kept = to_json(PROGRAMME)
    older = kept[: kept.index(',"defaults"')] + "}"
    assert from_json(older, Programme) == PROGRAMME
    full = after({"plenary": a_choice(quorum="1/3"), "presets": [{"name": "A", **a_choice(LIST)}]})
    assert from_json(to_json(full), Programme) == full


def test_the_limit_is_the_meetings_and_never_below_what_was_handed_over() -> None:
    """By the sum of what one session hears of a region. Holds R194."""
    lunch = next(room for room in ROOMS if room.region_id == "AF")
    handed = HandedOver(lunch.id, (HandedSet(lunch.id, "AF", "s2", ("a", "b", "c", "d")),))
    before = Proceedings(Meeting("aaaaa", "code"), PROGRAMME, handed_over={lunch.id: handed})

    def limited(limit: int) -> Programme:
        wanted = ProgrammeWanted("A meeting", AGENDA, REGIONS, defaults=RoundDefaults(hand_over_limit=limit))
        return change_programme(before, 1, wanted, fresh=iter(()))

    with pytest.raises(Bound, match="hand_over_limit") as refused:
        limited(3)
    assert refused.value.figures == {"region": "Africa", "n": 4, "most": 3}
    for limit in (4, 9):
        assert replace(before, programme=limited(limit)).hand_over_limit == limit
    assert before.hand_over_limit == 5
