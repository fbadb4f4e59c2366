"""The lot of a round: made of many texts, told so that anybody can draw it again, and linked to nobody."""

import hashlib
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.domain.counting.lots import Lot, combined, commitment, nonces_of
from server.domain.counting.ranking import RankedList
from server.domain.methods import ranked_list
from server.domain.procedure.rules import make_rules
from tests.domain.counting.counts import a_count, list_of
from tests.domain.counting.test_ties import LEVEL, SEED

PAGE = Path(__file__).parents[3] / "docs/methods.md"
NONCE = "c0ffee" * 5 + "00"
SENT = ["first-phone", "second-phone", "third-phone"]
TEXTS = st.text(alphabet="0123456789abcdef-", min_size=1, max_size=36)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_page_draws_as_we_do(tmp_path: Path) -> None:
    """The commands that the page gives to anybody make our seed and our order, on the numbers of its example."""
    page = PAGE.read_text()
    found = re.search(r"\*Example\.\* Nonce `([^`]+)`; phones sent `([^`]+)`, `([^`]+)` and `([^`]+)`", page)
    assert found is not None
    nonce, *sent = found.groups()
    lot = Lot(nonce, nonces_of(sent))
    (tmp_path / "nonces").write_text("".join(f"{one}\n" for one in lot.nonces))
    script = "\n".join(re.findall(r"^    (\$ .*)$", page, re.MULTILINE)).replace("$ ", "")
    done = subprocess.run(
        ["/bin/sh", "-c", f"nonce={nonce}\n{script}"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    committed, _, seed, *drawn = done.stdout.split()
    assert (committed, seed) == (commitment(nonce), lot.seed)
    ranked = _list_with(lot)
    assert drawn[1::2] == [ranked.slate[item] for item in ranked.tie_break.draw]
    for told in (f"{committed[:8]}…", f"{seed[:8]}…", ", ".join(drawn[1::2])):
        assert told in page, "what the example says is what comes out"


def _list_with(lot: Lot) -> RankedList:
    rules = make_rules({"secrecy": "recorded", "tie_rule": "lot"})
    count = a_count([(4, 0), (4, 0)], LEVEL, LEVEL, LEVEL)
    plain = list_of(count, rules)
    return ranked_list(
        "round", "across_regions", rules,
        regions=[(region.id, region.name) for region in plain.regions],
        count=count,
        recommendations=sorted((item.recommendation for item in plain.items), key=lambda item: item.number),
        lot=lot,
    )  # fmt: skip


def test_a_list_tells_all_that_its_lot_is_made_of() -> None:
    """Commitment, what the service added, what phones added, the seed, and the draw of the whole slate."""
    lot = Lot(NONCE, nonces_of(SENT))
    told = _list_with(lot).tie_break
    assert told.commitment == sha(told.nonce) == sha(NONCE)
    assert told.nonces == tuple(sorted(map(sha, SENT)))
    assert told.seed == sha(NONCE + sha("".join(f"{one}\n" for one in told.nonces)))
    ids = ["i1", "i2", "i3", "i4"]
    assert [ids[item] for item in told.draw] == sorted(ids, key=lambda item: sha(told.seed + item))


def test_a_lot_of_before_is_its_seed() -> None:
    """It was committed to as it is: nothing is added to it."""
    told = _list_with(Lot(given=SEED)).tie_break
    assert (told.commitment, told.seed, told.nonce, told.nonces) == (sha(SEED), SEED, "", ())


@given(st.lists(TEXTS, max_size=12), st.randoms(use_true_random=False))
def test_the_order_in_which_phones_sent_says_nothing_and_does_nothing(sent: list[str], dice: Random) -> None:
    """What is published is the same whoever sent what, and blank ones are passed over."""
    shuffled = [*sent, ""]
    dice.shuffle(shuffled)
    assert nonces_of(sent) == nonces_of(shuffled)
    assert list(nonces_of(sent)) == sorted(map(sha, sent))


@given(st.lists(TEXTS, max_size=8), TEXTS, st.integers(0, 8))
def test_each_text_changes_the_seed(sent: Sequence[str], another: str, at: int) -> None:
    """One phone more, one less, or another text: another seed, and another combination."""
    lots = [Lot(NONCE, nonces_of(texts)) for texts in (sent, [*sent[:at], another, *sent[at:]])]
    assert len({lot.seed for lot in lots}) == len({combined(lot.nonces) for lot in lots}) == 2
