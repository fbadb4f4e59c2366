"""Choosing what a new round begins with: the usual choice of a room, what a meeting says instead, what contradicts.

Refuses to know rounds that there are. Invariant: no choice is taken whose rules contradict each other, its method or
the limit of the meeting; each refusal has a sentence that says what to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from server.domain.errors import Malformed
from server.domain.methods import default_method, read_method
from server.domain.procedure.defaults import LONGEST_PRESET_NAME, MOST_PRESETS, DraftedIn, Preset, RoundChoice
from server.domain.procedure.defaults import RoundDefaults as Said
from server.domain.procedure.handed_in import number_of, rows_of, text_of
from server.domain.procedure.programme import Programme
from server.domain.procedure.rules import Rules, Secrecy, make_rules, read_secrecy
from server.domain.procedure.sets import check_limit
from server.domain.visible import has_visible_character

KINDS: tuple[DraftedIn, ...] = ("region", "plenary")
OF_CHOICES = ("region", "plenary", "presets", "hand_over_limit")
"""What of the defaults is read here."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """All that a meeting's defaults come to: what is said, and of the rest what is usual."""

    choices: Mapping[DraftedIn, RoundChoice]
    presets: tuple[Preset, ...]
    hand_over_limit: int


def usual_choice(kind: DraftedIn, secrecy: Secrecy, hand_over_limit: int) -> RoundChoice:
    """Say what a round begins with where nobody chose: a list of a region is never longer than what it may hand over.

    Units:   `hand_over_limit` counts recommendations.
    """
    rules = Rules(secrecy=secrecy)
    if kind == "region":
        rules = replace(rules, places=min(rules.places, hand_over_limit))
    return RoundChoice(default_method(kind), rules)


def chosen_in(programme: Programme, founded_limit: int) -> Chosen:
    """Say what new rounds of a meeting begin with.

    Shape:   `founded_limit` is the limit of sets that the meeting was founded with.
    """
    said = programme.defaults
    limit = founded_limit if said.hand_over_limit is None else said.hand_over_limit
    usual = {kind: usual_choice(kind, programme.secrecy, limit) for kind in KINDS}
    return Chosen({kind: said.choices[kind] or usual[kind] for kind in KINDS}, said.presets, limit)


def wanted_choices(now: Programme, founded_limit: int, said: Mapping[str, object]) -> tuple[Said, Secrecy]:
    """Read what the defaults of a meeting are to be, and its secrecy; what is not spoken of stays.

    Invariant: what is chosen as it is usual goes on being so, whatever the limit becomes.
    Shape:   `secrecy` alone is that of both kinds of room; a choice has its own, and a plenary's is the meeting's.
    Raises:  Malformed, also for what contradicts.
    """
    before = chosen_in(now, founded_limit)
    secrecy = read_secrecy(text_of(said, "secrecy", now.secrecy))
    limit = check_limit(number_of(said, "hand_over_limit", before.hand_over_limit))
    choices = dict(before.choices)
    if secrecy != now.secrecy:
        choices = {kind: _with_secrecy(choice, secrecy) for kind, choice in choices.items()}
    if now.defaults.region is None and limit != before.hand_over_limit:
        choices["region"] = usual_choice("region", choices["region"].rules.secrecy, limit)
    choices |= {kind: _choice(_object(said[kind], kind)) for kind in KINDS if kind in said}
    presets = _presets(said) if "presets" in said else before.presets
    after = Chosen(choices, presets, limit)
    if after == before:
        return now.defaults, now.secrecy
    check_chosen(after)
    secrecy = choices["plenary"].rules.secrecy
    chosen = {kind: None if choices[kind] == usual_choice(kind, secrecy, limit) else choices[kind] for kind in KINDS}
    return Said(chosen["region"], chosen["plenary"], presets, limit), secrecy


def check_chosen(chosen: Chosen) -> None:
    """Check all choices of a meeting.

    Raises:  Malformed for the first thing that contradicts another.
    """
    for choice in (*chosen.choices.values(), *(preset.choice for preset in chosen.presets)):
        check_choice(choice)
    region = chosen.choices["region"]
    places = region.rules.places
    if "places" in read_method(region.method).CARD.rules and places > chosen.hand_over_limit:
        raise Malformed("rules_places", n=places, most=chosen.hand_over_limit)


def check_choice(choice: RoundChoice) -> None:
    """Check that the rules of a choice fit each other and the method.

    Raises:  Malformed for the first that do not.
    """
    rules, means = choice.rules, read_method(choice.method).CARD.rules
    if rules.named_positions:
        raise Malformed("rules_named")
    if rules.visibility == "live" and rules.secrecy != "recorded":
        raise Malformed("rules_live")
    if rules.roll_call and "roll_call" not in means:
        raise Malformed("rules_roll_call_method")
    if rules.wishes and "wishes" not in means:
        raise Malformed("rules_wishes_method")
    if rules.deciding_quorum and "deciding_quorum" in means and rules.quorum is None:
        raise Malformed("rules_quorum")
    if rules.no_region_leans and rules.opposition_tolerated and "no_region_leans" in means:
        raise Malformed("rules_leans")


def _with_secrecy(choice: RoundChoice, secrecy: Secrecy) -> RoundChoice:
    if choice.rules.roll_call and secrecy != "recorded":
        raise Malformed("rules_roll_call")
    return replace(choice, rules=replace(choice.rules, secrecy=secrecy))


def _object(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise Malformed("field", field=field)
    return value


def _choice(said: Mapping[str, object]) -> RoundChoice:
    method = text_of(said, "method")
    read_method(method)
    rules = _object(said.get("rules", {}), "rules")
    if rules.get("roll_call") is True and rules.get("secrecy") != "recorded":
        raise Malformed("rules_roll_call")
    if rules.get("wishes") is True and rules.get("with_changes") is not True:
        raise Malformed("rules_wishes")
    return RoundChoice(method, make_rules(rules))


def _presets(said: Mapping[str, object]) -> tuple[Preset, ...]:
    rows = rows_of(said, "presets")
    if len(rows) > MOST_PRESETS:
        raise Malformed("too_many_presets", most=MOST_PRESETS)
    names = [" ".join(text_of(row, "name").split()) for row in rows]
    for name in names:
        if not has_visible_character(name) or len(name) > LONGEST_PRESET_NAME:
            raise Malformed("preset_name", most=LONGEST_PRESET_NAME)
    if len({name.casefold() for name in names}) != len(names):
        raise Malformed("preset_twice")
    return tuple(Preset(name, _choice(row)) for name, row in zip(names, rows, strict=True))
