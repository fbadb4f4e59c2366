"""Each claim held against what follows from the marks: which of the sentences of a list are untrue."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.words.truth import regions
from tests.words.truth.held import Held, small_regions

Figures = Mapping[str, Any]
Judge = Callable[[Held, int, Figures], bool]
PLENARY = {"plenary_margin", "plenary_backing"}


def near(written: Decimal | int, exact: Fraction | int) -> bool:
    """Say whether a figure is written as this one is, rounded to the decimals that it shows, or to two."""
    exponent = Decimal(written).as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(Fraction(written) - exact) <= Fraction(1, 2 * 10 ** max(2, -exponent))


def ids(held: Held, places: set[int]) -> set[str]:
    """Name regions by their ids."""
    return {held.regions[at] for at in places}


def names_all(state: str) -> Judge:
    """Judge that just these regions stand like that."""
    return lambda held, item, said: (
        len(set(said["regions"])) == len(said["regions"])
        and set(said["regions"]) == ids(held, regions.in_state(held, item, state))
    )


def leans(wanted: str) -> Judge:
    """Judge that just these of the regions without a position lean like that."""

    def judge(held: Held, item: int, said: Figures) -> bool:
        silent = regions.in_state(held, item, "no_position")
        return set(said["regions"]) == ids(held, {at for at in silent if regions.leaning(held, item, at) == wanted})

    return judge


def of_ballots(held: Held, item: int, said: Figures) -> bool:  # noqa: ARG001 - of the list as a whole
    """Judge that fewer ballots than k were cast in all."""
    return len(held.ballots) < said["k"] == held.rules.k


def few_alike(held: Held, item: int, said: Figures) -> bool:  # noqa: ARG001 - of the list as a whole
    """Judge that totals would be shown, if no list had been read before."""
    return held.before is not None and len(held.ballots) >= held.rules.k and said.get("k", held.rules.k) == held.rules.k


def hidden(anew: bool) -> Judge:
    """Judge that these regions are not shown, and that the rule for small regions alone does or does not say so."""

    def judge(held: Held, item: int, said: Figures) -> bool:  # noqa: ARG001 - of the list as a whole
        small = small_regions(held)
        wanted = held.hidden() - small if anew else held.hidden() & small
        return set(said["regions"]) == ids(held, wanted) and said.get("k", held.rules.k) == held.rules.k

    return judge


def below(held: Held, item: int, said: Figures) -> int | None:
    """Find the item that is said to stand above; None where it does not."""
    above = said["above_number"] - 1
    return above if 0 <= above < len(held.slate) and held.rank(above) < held.rank(item) else None


def below_by(test: str) -> Judge:
    """Judge that all tests before this one are level, and that this one puts the item below."""

    def judge(held: Held, item: int, said: Figures) -> bool:
        above = below(held, item, said)
        if above is None or (test in PLENARY and held.ranked.totals_withheld):
            return False
        for (name, here), (_, there) in zip(regions.tests(held, item), regions.tests(held, above), strict=True):
            if name == test:
                return figures_fit(held, test, (item, above), (here, there), said)
            if here != there:
                return False
        return False

    return judge


def figures_fit(held: Held, test: str, items: tuple[int, int], values: tuple[Any, Any], said: Figures) -> bool:
    """Judge the two figures of a comparison; they are written apart."""
    (item, above), (here, there) = items, values
    if test == "group":
        return here < there and said.get("verdict", "works_across") == regions.verdict_now(held, above)
    if test == "weakest_region":
        at = next((place for place, (mine, theirs) in enumerate(zip(here, there, strict=True)) if mine != theirs), None)
        if at is None or said["place"] != at + 1:
            return False
        stand = {at: regions.region_of(held, item, at) for at in held.shown()}
        other = {at: regions.region_of(held, above, at) for at in held.shown()}
        mine, theirs = held.regions.index(said["region"]), held.regions.index(said["above_region"])
        if mine not in stand or theirs not in other:
            return False
        if (stand[mine].support, other[theirs].support) != (here[at], there[at]):
            return False
        here, there = here[at], there[at]
    if test == "product":
        return here < there and said["here"] < said["there"] and both_are_means(held, here, there, said)
    return here < there and said["here"] < said["there"] and near(said["here"], here) and near(said["there"], there)


def not_shown(held: Held, item: int, said: Figures) -> bool:
    """Judge that supports are level up to that of a region, beside which one that is not shown is better, at a half."""
    above = below(held, item, said)
    if above is None or held.method != "across_regions" or not held.hidden():
        return False
    first = [*zip(regions.tests(held, item), regions.tests(held, above), strict=True)][:3]
    (_, here), (_, there) = first.pop()
    region, places = held.regions.index(said["region"]), zip(here, there, strict=True)  # type: ignore[call-overload]
    own, other = next(((mine, theirs) for mine, theirs in places if mine != theirs), (1, 0))
    if region not in held.shown() or any(mine != theirs for mine, theirs in first):
        return False
    support = regions.region_of(held, item, region).support
    return support == own < other == Fraction(1, 2) and near(said["here"], support)


def both_are_means(held: Held, here: Fraction, there: Fraction, said: Figures) -> bool:
    """Judge two geometric means, cut at the decimal up to which they are written, and at a thousandth at least."""
    places = max(3, *(-Decimal(said[name]).as_tuple().exponent for name in ("here", "there")))
    for name, product in (("here", here), ("there", there)):
        step = Fraction(1, 100) if places == 3 else Fraction(1, 10**places)
        lower, upper = max(Fraction(0), Fraction(said[name]) - step), Fraction(said[name]) + step
        if not lower ** len(held.counted()) <= product <= upper ** len(held.counted()):
            return False
    return True


def lowest(held: Held, item: int, said: Figures) -> bool:
    """Judge which region puts in least, and how much."""
    supports = {at: region.support for at, region in regions.all_regions(held, item).items()}
    parts = regions.factors(held, item) if held.method == "balanced_product" else supports
    at = held.regions.index(said["region"])
    return at in held.shown() and parts[at] == min(parts.values()) and near(said["here"], parts[at])


REGIONAL: Mapping[str, Judge] = {
    "backed_by": names_all("backs"),
    "opposed_by": names_all("opposes"),
    "no_position_in": leans(""),
    "leans_for_in": leans("leans_for"),
    "leans_against_in": leans("leans_against"),
    "level_in": leans("level"),
    "abstained_in": leans("abstained"),
    "no_votes_in": leans("no_votes"),
    "not_determined_in": names_all("not_determined"),
    "withheld_in": hidden(anew=False),
    "not_anew_in": hidden(anew=True),
    "numbers_withheld": of_ballots,
    "order_withheld": of_ballots,
    "choice_not_anew": few_alike,
    "order_not_anew": few_alike,
    "lowest_in": lowest,
    **{
        f"below_{test}": below_by(test)
        for test in ("group", "net_backing", "weakest_region", "margin", "backing", "plenary_margin", "plenary_backing")
    },
    "below_not_shown": not_shown,
    "below_works": below_by("group"),
    "below_geometric_mean": below_by("product"),
    "below_mean": below_by("mean"),
}
