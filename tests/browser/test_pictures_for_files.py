"""The pictures of files are those that a browser draws: by the same modules, from the same list, to the last shape."""

import asyncio
import base64
from typing import Any

import pytest

from server.bundles import bundles_of
from server.faces import face_folders
from server.record.pictures.drawings import SCRIPT, WIDTH, asked, laid_out
from server.record.pictures.lettering import measure
from server.resources import STATIC
from tests.browser.conftest import HALL, Tabs
from tests.record.pictures.lists import STRINGS, TITLES, a_list, regions, two_readings
from tests.services import Json

DRAW = """(given) => {
  const of = (name) => plenumModules.get(`js/${name}.js`);
  of("page/strings").useStrings(given.words, given.language);
  of("page/cards").useCards(given.cards);
  const unknown = new Set();
  const letters = of("list/figures_apart").toldLetters(given.widths, unknown);
  return { figures: of("list/figures").figuresOf(given, given.width, letters), unknown: [...unknown] };
}"""
MEASURE = """async ({ faces, words }) => {
  for (const [name, { weight, bytes }] of Object.entries(faces))
    document.fonts.add(await new FontFace(name, `url(data:font/ttf;base64,${bytes})`, { weight }).load());
  const context = new OffscreenCanvas(8, 8).getContext("2d");
  return words.map(([face, weight, said]) => {
    context.font = `${weight} 1000px "${face}"`;
    return context.measureText(said).width / 1000;
  });
}"""
FACES = {"Noto Sans": "NotoSans[wdth,wght].ttf", "Noto Serif": "NotoSerif[wdth,wght].ttf"}


async def a_page(tabs: Tabs) -> Any:
    """Open a page with nothing but the modules."""
    page = await tabs.another(await tabs.device(HALL))
    text = bundles_of([SCRIPT], lambda name: (STATIC / name).read_text("utf-8"))[SCRIPT]
    await page.evaluate(f"(async () => {{{text}}})()")
    return page


def lists() -> list[tuple[Json, Json | None, str]]:
    """Lists of every kind of picture, in every language."""
    before, reading = two_readings("Cities vote on housing.", "Cities are heard on housing and on schools.")
    return [
        *((a_list(12, 6), None, language) for language in TITLES),
        (a_list(14, 12), None, "fr"),
        (reading, before, "en"),
        (reading, before, "ar"),
    ]


async def test_a_browser_makes_the_same_shapes(tabs: Tabs) -> None:
    """In all six languages: every word, place, size and paint, and the sentences that say each picture."""
    page = await a_page(tabs)
    for listed, before, language in lists():
        given = asked(listed, regions(len(listed["regions"])), before, WIDTH)
        figures, widths, whole = await asyncio.to_thread(laid_out, given, STRINGS, language)
        there = await page.evaluate(DRAW, whole | {"widths": dict(widths)})
        assert there["unknown"] == []
        assert [each["view"] for each in there["figures"]] == [each["view"] for each in figures]
        for here, drawn in zip(figures, there["figures"], strict=True):
            assert {name: here[name] for name in drawn} == drawn, (language, here["view"])


@pytest.mark.parametrize("face", FACES)
async def test_words_are_as_wide_as_in_a_browser(tabs: Tabs, face: str) -> None:
    """In the same face and weight, to a hundredth."""
    page = await tabs.another(await tabs.device(HALL))
    path = next(folder / FACES[face] for folder in face_folders() if (folder / FACES[face]).exists())
    faces = {face: {"weight": "100 900", "bytes": base64.b64encode(path.read_bytes()).decode()}}
    said = [word for language in ("en", "fr", "ru") for word in TITLES[language].split()]
    words = [(face, weight, word) for weight in (400, 600, 700) for word in said]
    of = "words" if face == "Noto Serif" else "service"
    ours = measure(f"plain {of} {weight} {word}" for _, weight, word in words)
    for (_, weight, word), theirs in zip(
        words, await page.evaluate(MEASURE, {"faces": faces, "words": words}), strict=True
    ):
        assert ours[f"plain {of} {weight} {word}"] == pytest.approx(theirs, rel=0.01), (weight, word)
