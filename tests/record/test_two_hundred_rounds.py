"""The same result in six formats and six languages, of two hundred rounds that dice made."""

import random

import pytest

from server.domain.methods import METHODS
from server.domain.procedure.rules import Rules
from server.record.composing.round_record import compose_round
from server.words.strings import Strings
from server.words.wording import Wording
from tests.domain.counting.counts import RECORDED
from tests.record.matters import a_list, an_occasion
from tests.record.read_paper import pdf_says_all, word_says_all
from tests.record.test_same_in_every_format import agree

ROUNDS, MOST_ITEMS, MOST_REGIONS = 200, 25, 12


@pytest.mark.long
@pytest.mark.parametrize("language", Strings.read().languages)
def test_two_hundred_rounds_say_the_same_in_every_format(language: str) -> None:
    """Of every method, recorded or not, of any size: each file is read back by a program of somebody else."""
    for seed in range(ROUNDS):
        dice = random.Random(seed)
        method, rules = dice.choice(sorted(METHODS)), dice.choice([RECORDED, Rules(k=4)])
        ranked = a_list(method, rules, dice.randint(1, MOST_ITEMS), dice.randint(1, MOST_REGIONS))
        occasion = an_occasion(ranked, f"Words of round {seed}.\nAnd more.")
        agree(ranked, occasion, language)
        document = compose_round(ranked, occasion, Wording(Strings.read(), language))
        word_says_all(document)
        pdf_says_all(document)
