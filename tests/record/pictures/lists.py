"""Lists to draw: as pages get them, with titles of any script."""

import json
import random
from collections.abc import Sequence
from functools import cache

from server.domain.procedure.programme import Region
from server.domain.procedure.rules import make_rules
from server.record.picture import Picture
from server.record.pictures.drawings import drawings
from server.record.ranked_list import write_ranked_list
from server.words.strings import Strings
from tests.domain.counting.counts import a_count, list_of
from tests.services import Json

SHORTS = ("AF", "AM", "AP", "EC", "AS", "IR", "LAC", "EU", "NA", "CA", "PA", "ME")
TITLES = {
    "en": "A focal point in every secretariat for its sister mechanisms of the other regions",
    "fr": "Un point focal dans chaque secrétariat : « les mécanismes frères »",
    "es": "Un punto focal en cada secretaría para los mecanismos hermanos",
    "ru": "Координатор в каждом секретариате для связи с механизмами других регионов",
    "ar": "إنشاء جهة تنسيق في كل أمانة لآليات المناطق الأخرى والأوزان",
    "zh": "在各区域机制之间建立一个共同的良好做法资料库并以六种语言检索",
}
STRINGS = Strings.read()


def regions(how_many: int) -> list[Region]:
    """The regions of a meeting, in its order."""
    return [Region(f"r{at + 1}", f"Region {at + 1}", SHORTS[at]) for at in range(how_many)]


def a_list(items: int, of: int, titles: Sequence[str] = tuple(TITLES.values()), *, seed: int = 7) -> Json:
    """A list in which the third region is too small to be shown, so that another one is not shown either."""
    dice = random.Random(seed)
    votes = [
        [(1, 1, 0) if at == 2 else (dice.randint(0, 30), dice.randint(0, 14), dice.randint(0, 5)) for at in range(of)]
        for _ in range(items)
    ]
    ranked = list_of(a_count(*votes), make_rules({"secrecy": "confidential"}))
    listed = json.loads(json.dumps(write_ranked_list(ranked)))
    for at, item in enumerate(listed["items"]):
        item["title"] = titles[at % len(titles)]
    return listed


def two_readings(first: str, second: str, titles: Sequence[str] = ("Cities", "Cities and towns")) -> tuple[Json, Json]:
    """A list of a later reading and the one before it: texts of an item, of which one wording was chosen."""
    before, listed = a_list(2, 6, seed=1), a_list(2, 6, seed=2)
    for item, title, text in zip((before["items"][0], listed["items"][0]), titles, (first, second), strict=True):
        item.update(title=title, text=text)
    listed["items"][0]["recommendation_id"] = "chosen"
    listed["delegates_equal"] = None
    listed["reading"] = {
        "recommendation_id": before["items"][0]["recommendation_id"], "round_id": "first", "ordinal": 2,
        "label": "AF-1", "round_number": 1, "chosen": "chosen", "chosen_label": "AF-1 b",
    }  # fmt: skip
    return before, listed


def drawn(listed: Json, language: str = "en", *, before: Json | None = None, dots: bool = False) -> list[Picture]:
    """Draw all pictures of a list."""
    there = regions(len(listed["regions"]))
    return drawings(listed, there, STRINGS, language, before=before, dots=dots)


@cache
def of_a_day(language: str) -> tuple[Picture, ...]:
    """The pictures of a list of twelve, drawn once."""
    return tuple(drawn(a_list(12, 6), language, dots=True))
