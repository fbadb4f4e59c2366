"""Contrast, measured in the tokens themselves: every pair of colours that carries words or outlines a control."""

import itertools
import re
from fractions import Fraction

import pytest

from tests.contracts.tree import ROOT

TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text("utf-8")
_DECLARATION = re.compile(r"(--[\w-]+):\s*([^;]+);")
# ink on its ground, and how much is needed: 4.5 for words, 3 for outlines and drawings (WCAG 1.4.3, 1.4.11)
PAIRS = {
    ("--ink", "--paper"): 7, ("--ink", "--card"): 7, ("--ink", "--open-wash"): 7, ("--ink", "--sunk"): 7,
    ("--ink-soft", "--paper"): 4.5, ("--ink-soft", "--card"): 4.5, ("--ink-soft", "--sunk"): 4.5,
    ("--action", "--paper"): 4.5, ("--action", "--card"): 4.5, ("--on-action", "--action"): 4.5,
    ("--on-action", "--action-strong"): 4.5, ("--action", "--action-wash"): 4.5, ("--ink", "--action-wash"): 7,
    ("--on-open", "--open"): 7, ("--open", "--stage"): 7, ("--on-stage", "--stage"): 7,
    ("--on-stage-soft", "--stage"): 4.5, ("--veil-ink", "--card"): 4.5,
    ("--for", "--paper"): 4.5, ("--on-for", "--for"): 4.5, ("--for", "--track"): 3, ("--for", "--card"): 4.5,
    ("--against", "--paper"): 4.5, ("--on-against", "--against"): 4.5, ("--against", "--track"): 3,
    ("--against", "--card"): 4.5, ("--quiet", "--paper"): 4.5, ("--edge", "--paper"): 3, ("--edge", "--card"): 3,
    ("--focus", "--paper"): 3, ("--focus", "--card"): 3,
    **{("--on-region", f"--region-{place}"): 5 for place in range(1, 17)},
}  # fmt: skip
DEFICIENCIES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Machado, Oliveira and Fernandes, 2009, at full strength, on linear light."""

Linear = tuple[float, float, float]


def tokens(theme: str) -> dict[str, str]:
    """Read the tokens of a theme: the light ones, and the dark ones laid over them."""
    light = TOKENS.split(":root {", 1)[1].split("\n}", 1)[0]
    dark = TOKENS.split("(prefers-color-scheme: dark)", 1)[1].split("\n}", 1)[0]
    said = dict(_DECLARATION.findall(light))
    return said | dict(_DECLARATION.findall(dark)) if theme == "dark" else said


def colour(theme: str, name: str) -> Linear:
    """Follow a token to its paint, as linear light."""
    said = tokens(theme)
    value = said[name]
    while found := re.fullmatch(r"var\((--[\w-]+)\)", value):
        value = said[found[1]]
    digits = value.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return red, green, blue


def linear(share: float) -> float:
    """Take the gamma of sRGB away."""
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: Linear, other: Linear) -> float:
    """Measure two colours as WCAG does."""
    lights = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_dark_is_other_colours_and_nothing_else() -> None:
    """No page is laid out, says or hides anything otherwise in it: all that is no colour is looked at in the light."""
    pages = [file for folder in ("static", "templates") for file in (ROOT / folder).rglob("*.*")]
    assert [file.name for file in pages if b"prefers-color-scheme" in file.read_bytes()] == ["tokens.css"]
    (dark,) = [piece.split("\n}", 1)[0] for piece in TOKENS.split("(prefers-color-scheme: dark)")[1:]]
    assert "".join(_DECLARATION.sub("", dark).split()) == "{:root{color-scheme:dark;}"
    said = [value for _, value in _DECLARATION.findall(dark)]
    assert [one for one in said if not re.fullmatch(r"#[0-9a-f]{6}|var\(--p-[\w-]+\)", one)] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pair", "needed"), PAIRS.items(), ids=lambda value: "-on".join(value) if isinstance(value, tuple) else ""
)
def test_a_pair_has_the_contrast_it_needs(theme: str, pair: tuple[str, str], needed: float) -> None:
    """Words have 4.5 to 1, outlines of controls 3 to 1."""
    measured = contrast(colour(theme, pair[0]), colour(theme, pair[1]))
    assert measured >= needed, f"{measured:.1f}"


@pytest.mark.parametrize("place", range(1, 17))
def test_a_region_stands_out_from_the_page(place: int) -> None:
    """A chip is seen on light paper by its paint, on dark paper by its ring."""
    assert contrast(colour("light", f"--region-{place}"), colour("light", "--paper")) >= 3
    assert contrast(colour("dark", "--region-ring"), colour("dark", "--paper")) >= 3


def test_sixteen_regions_have_paints_of_their_own() -> None:
    """The page gives them out by place: a region's name has no part in it. Holds R127."""
    assert len({colour("light", f"--region-{place}") for place in range(1, 17)}) == 16
    chip = (ROOT / "templates" / "parts" / "page" / "chip.html").read_text("utf-8")
    assert "meeting.regions.index(known) % 16 + 1" in chip


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_regions_are_told_apart_by_colour_blind_people(deficiency: str) -> None:
    """No two regional paints come close, even before letters, pattern and order are counted."""
    for places, least in ((range(1, 7), 10), (range(1, 17), 5)):
        seen = [lab(through(DEFICIENCIES[deficiency], colour("light", f"--region-{place}"))) for place in places]
        nearest = min(itertools.starmap(distance, itertools.combinations(seen, 2)))
        assert nearest >= least, f"{len(seen)} regions: {nearest:.1f}"
    directions = [lab(through(DEFICIENCIES[deficiency], colour("light", name))) for name in ("--for", "--against")]
    assert distance(*directions) >= 50


def through(matrix: tuple[Linear, Linear, Linear], seen: Linear) -> Linear:
    """See a colour as somebody with a deficiency does."""
    red, green, blue = (max(0.0, min(1.0, sum(a * b for a, b in zip(row, seen, strict=True)))) for row in matrix)
    return red, green, blue


def lab(seen: Linear) -> Linear:
    """Place a colour where distances are what the eye makes of them (CIE 1976, D65)."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _cube(sum(a * b for a, b in zip(row, seen, strict=True)) / full) for row, full in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(share: float) -> float:
    edge = float(Fraction(6, 29))
    return float(share ** (1 / 3) if share > edge**3 else share / (3 * edge * edge) + 4 / 29)


def distance(one: Linear, other: Linear) -> float:
    """Measure how far two colours are apart."""
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)
