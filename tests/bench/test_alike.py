"""What it costs to keep up which recommendations are alike: a new one among two thousand, in six languages each."""

import random
import statistics
import time
import tracemalloc
from itertools import count

import pytest

from server.domain.procedure.recommendations import Recommendation, Translation
from server.room.alike.pairs import AlikePairs
from tests.room.alike.labelled import LANGUAGES, read_pairs

MANY, MEASURED = 2_000, 200
WITHIN_S = 0.020
FLOOD = 600


def written(dice: random.Random, languages: tuple[str, ...]) -> list[Recommendation]:
    """Write recommendations in words of real ones, the original in any of the languages and translated into all."""
    real = [one for pair in read_pairs() for one in (pair.one, pair.other)]
    titles = {code: [word for one in real if one.language == code for word in one.title.split()] for code in LANGUAGES}
    texts = {code: [one.text for one in real if one.language == code and one.text] for code in LANGUAGES}

    def title(code: str) -> str:
        if code == "zh":
            return "".join(dice.choice(titles[code])[:4] for _ in range(4))
        return " ".join(dice.choice(titles[code]) for _ in range(dice.randint(5, 11)))

    def one(number: int) -> Recommendation:
        own = dice.choice(languages)
        others = tuple(Translation(code, title(code), dice.choice(texts[code])) for code in languages if code != own)
        words = title(own), dice.choice(texts[own]), own
        return Recommendation(
            f"aaaaa{number:04}", number, "r", "q", *words, ("AF",), status="accepted", translations=others
        )

    numbers = count(1)
    return [one(next(numbers)) for _ in range(MANY + MEASURED)]


@pytest.mark.long
@pytest.mark.parametrize("languages", [("en",), LANGUAGES], ids=["in one language", "in six languages"])
def test_a_new_one_among_two_thousand_is_compared_in_twenty_milliseconds(languages: tuple[str, ...]) -> None:
    """Of the processor's time, and each in one turn of the loop; nineteen of twenty take less."""
    pairs, took = AlikePairs(), []
    for one in written(random.Random(1), languages):
        began = time.process_time()
        pairs.put(one)
        took.append(time.process_time() - began)
    last = sorted(took[MANY:])
    print(f"{languages}: median {statistics.median(last) * 1e3:.1f} ms, most {last[-1] * 1e3:.1f} ms")
    assert last[len(last) * 19 // 20] < WITHIN_S


@pytest.mark.long
def test_a_flood_of_nearly_the_same_words_takes_few_bytes_a_pair() -> None:
    """Each of them is alike to every other; what is kept of a pair is two numbers, and of equal words is nothing."""
    words = "One shared calendar of meetings for all mechanisms", "Each secretariat enters its dates by January"
    for differs, most_kb in ((True, 32 * FLOOD * FLOOD / 2 / 1_000 + 4 * FLOOD), (False, 1 * FLOOD)):
        flood = [
            Recommendation(
                f"aaaaa{n:04}",
                n,
                "r",
                "q",
                words[0],
                f"{words[1]}, {n if differs else ''}",
                "en",
                (),
                status="accepted",
            )
            for n in range(FLOOD)
        ]
        tracemalloc.start()
        pairs = AlikePairs()
        for one in flood:
            pairs.put(one)
        kept_kb = tracemalloc.get_traced_memory()[0] / 1_000
        tracemalloc.stop()
        assert len(list(pairs.near("aaaaa0001"))) == FLOOD - 1
        print(f"differs: {differs}: {kept_kb:.0f} kB")
        assert kept_kb < most_kb
