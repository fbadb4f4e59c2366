"""Rounds drawn for one reason: for each code what makes a list give it, so that no code is left to luck.

Refuses to look at sentences and to judge them. Invariant: every code that a list can be given has its rounds, and who
does not meet it in `MOST_ROUNDS` of them is told so.
"""

import random
from collections.abc import Iterator, Mapping

from server.domain.counting.ranking import Reason
from server.domain.methods import METHODS
from tests.words.truth.held import ANYTHING, Aim, Held, a_round, of_orders
from tests.words.truth.regions import TICKED, VOTED
from tests.words.truth.ties import CHOOSE, can_be_judged

MOST_ROUNDS = 1_500
Drawn = tuple[Held, int, Reason]
"""A round, and what its list says of an item."""

IN_CIRCLES = ("ebdca", "aecbd", "caedb", "baedc", "ebdca", "cbead", "dcbae")
"""Two can be first, and in each order of locking another of them stands over b (docs/methods.md, "Sentences")."""
_ORDERS = ("score", "ranked_pairs", *VOTED)
_OPEN: Mapping[str, object] = {"secrecy": "recorded", "quorum": None}
_SECRET: Mapping[str, object] = {"secrecy": "confidential", "quorum": None}
_EASY: Mapping[str, object] = {"theta": "1/2", "backing_quorum": "0", "regions_needed": "1/2"}
_KEYS: Mapping[str, object] = {**_EASY, "both_keys": True, "opposition_tolerated": 1, "no_region_leans": False}
_LOT: Mapping[str, object] = {**_OPEN, "tie_rule": "lot"}
_FEW = (1, 2, 2, 3)
SILENT = tuple(name for name, method in METHODS.items() if method.CARD.silent)

_ROWS: tuple[tuple[str, tuple[str, ...], Aim], ...] = (
    ("below_group below_works below_net_backing below_weakest_region", ("across_regions",), ANYTHING),
    ("below_margin below_backing", VOTED, Aim(_OPEN, sizes=_FEW)),
    ("below_plenary_margin below_plenary_backing", VOTED, Aim(_SECRET, sizes=(2, 3, 3, 4), before=False)),
    (
        "below_not_shown", ("across_regions",),
        Aim({**_SECRET, "backing_quorum": "1/2"}, items=(4, 6), regions=(2, 2, 3), sizes=(2, 5, 8), together=0.3),
    ),
    ("below_geometric_mean", ("balanced_product",), ANYTHING),
    ("below_mean lowest_in", ("balanced_product", "regional_mean"), ANYTHING),
    (
        "below_score_mean below_score_margin below_approval_quorum approval_quorum_missed",
        ("score",), Aim(_OPEN, sizes=_FEW),
    ),
    (
        "below_score_approving", ("score",),
        Aim(_OPEN | _EASY, items=(5, 6), regions=(1,), sizes=(4, 5, 6), marks=("1", "5"), together=0.3),
    ),
    ("below_majority pairs_won", ("ranked_pairs",), ANYTHING),
    ("bought completed below_load below_unpaid", ("proportional_five",), Aim(_OPEN, items=(3, 6))),
    ("lot_in_turn lot_drew_another", ("proportional_five",), Aim(_LOT, items=(3, 6), sizes=_FEW, seeded=True)),
    ("on_every_way on_no_way", ("proportional_five", "scottish_stv"), Aim(_OPEN)),
    ("no_approval below_approvals", TICKED, ANYTHING),
    ("adopted objected", SILENT, ANYTHING),
    ("objected_by_some", SILENT, Aim({**_SECRET, "k": 5}, regions=(1, 2), sizes=_FEW, before=False)),
    ("elected_at_quota excluded_at_stage not_elected", ("scottish_stv",), Aim({**_OPEN, "places": 1}, items=(3, 4))),
    ("elected_last", ("scottish_stv",), Aim({**_OPEN, "places": 2}, items=(3, 4))),
    ("excluded_by_lot", ("scottish_stv",), Aim({**_LOT, "places": 1}, items=(4, 4), sizes=(3, 4, 6), seeded=True)),
    (
        "excluded_by_earlier_stage", ("scottish_stv",),
        Aim({**_OPEN, "places": 1}, items=(4, 4), regions=(2, 3), sizes=(4, 5, 6), together=0.3),
    ),
    ("lot_filled_places", ("shortlist",), Aim(_LOT, sizes=_FEW, seeded=True)),
    ("lot_needed", CHOOSE, Aim(_LOT, sizes=_FEW, seeded=False)),
    ("run_off_needed", CHOOSE, Aim({**_OPEN, "tie_rule": "run_off"}, sizes=_FEW)),
    ("tied_at_last_place", CHOOSE, Aim({**_OPEN, "tie_rule": "declare"}, sizes=_FEW)),
    ("tied", _ORDERS, Aim({**_OPEN, "tie_rule": "declare"}, sizes=_FEW)),
    ("tied_run_off", _ORDERS, Aim({**_OPEN, "tie_rule": "run_off"}, sizes=_FEW)),
    ("tied_lot", _ORDERS, Aim(_LOT, sizes=_FEW, seeded=False)),
    ("lot_decided", _ORDERS, Aim(_LOT, sizes=_FEW, seeded=True)),
    ("tied_as_shown", VOTED, Aim(_SECRET, sizes=_FEW)),
    ("share_rank", CHOOSE, ANYTHING),
    ("order_withheld", ("score", "ranked_pairs"), Aim({**_SECRET, "k": 5}, regions=(1, 2), sizes=_FEW, before=False)),
    ("numbers_withheld", CHOOSE, Aim({**_SECRET, "k": 5}, regions=(1, 2), sizes=_FEW, before=False)),
    ("order_not_anew", ("score", "ranked_pairs"), Aim(_SECRET, sizes=(4, 5, 8), before=True)),
    ("choice_not_anew", CHOOSE, Aim(_SECRET, sizes=(4, 5, 8), before=True)),
    ("not_anew_in", tuple(METHODS), Aim(_SECRET, sizes=(4, 5, 8), before=True)),
    ("withheld_in", tuple(METHODS), Aim(_SECRET)),
    ("not_determined_in", tuple(METHODS), Aim({"quorum": "2/3", "deciding_quorum": True})),
    (
        "plenary_withheld", VOTED,
        Aim(_KEYS | _SECRET, regions=(3, 4), sizes=(5, 8), together=0.95, camps=1, before=True),
    ),
    ("plenary_carried plenary_lost", VOTED, Aim(_KEYS | _OPEN)),
    ("plenary_tied", VOTED, Aim({**_KEYS, **_OPEN, "required_majority": "simple"}, sizes=_FEW)),
    (
        "rests_on_plenary", VOTED,
        Aim(
            {**_KEYS, **_OPEN, "required_majority": "absolute"}, regions=(2, 3, 4), sizes=(4, 5, 8, 12),
            marks=("for", "for", "abstain"), camps=1, together=0.95, near=True,
        ),
    ),
    (
        "more_for_and_anywhere more_for_in_plenary", VOTED,
        Aim({**_KEYS, **_OPEN, "required_majority": "two_thirds"}, sizes=(2, 4, 6)),
    ),
    ("leaning_counts", _ORDERS, Aim({**_OPEN, "no_region_leans": True, "opposition_tolerated": 0})),
    ("leaning_counts_but_one", _ORDERS, Aim({**_OPEN, "no_region_leans": True, "opposition_tolerated": 1})),
    ("delegates_lift delegates_lower regions_weigh_less regions_weigh_more", VOTED, Aim(_OPEN)),
    ("abstained_in leans_against_in opposed_by rests_on more_for_needed", VOTED, Aim(_OPEN)),
    ("no_position_in", TICKED, Aim(_OPEN)),
    ("backed_by leans_for_in level_in no_votes_in regions_needed", tuple(METHODS), ANYTHING),
)  # fmt: skip
AIMS = {code: (methods, aim) for codes, methods, aim in _ROWS for code in codes.split()}
"""By which methods a code is given, and what its rounds are drawn for."""


def drawn_for(code: str, sentences: int) -> Iterator[Drawn]:
    """Draw rounds until a code was given so many times, each time to another item or by another round.

    Raises:  AssertionError where that takes more rounds than it should.
    """
    chance, met = random.Random(f"for {code}"), 0
    for number, held in enumerate(_rounds(code, chance)):
        assert number < MOST_ROUNDS, f"{code}: {met} of {sentences} in {number} rounds"
        for item, reason in told(held):
            if reason.code == code and met < sentences:
                met += 1
                yield held, item, reason
        if met == sentences:
            return


def told(held: Held) -> Iterator[tuple[int, Reason]]:
    """Give every reason of a list, with the item it is given for."""
    for row in held.ranked.items:
        yield from ((row.placing.item, reason) for reason in row.placing.reasons)
    for difference in held.ranked.delegates_equal.differ_most if held.ranked.delegates_equal else ():
        yield from ((difference.item, reason) for reason in difference.reasons)


def _rounds(code: str, chance: random.Random) -> Iterator[Held]:
    if code == "below_in_every_order":
        while True:
            named = dict(zip("abcde", chance.sample("abcde", 5), strict=True))
            orders = ["".join(named[item] for item in order) for order in IN_CIRCLES]
            yield of_orders(*chance.sample(orders, len(orders)) * chance.randint(1, 3))
    methods, aim = AIMS[code]
    while True:
        held = a_round(chance, chance.choice(methods), aim)
        if can_be_judged(held):
            yield held
