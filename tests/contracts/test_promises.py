"""No page promises what the product does not do: a check of receipts before there is evidence, a ballot sent again.

A sentence that is true later comes with the thing that makes it true.
"""

import re

import pytest

from server.domain.languages import LANGUAGES
from tests.contracts.test_locales_style import sentences
from tests.contracts.tree import ROOT

CHECKS = {
    "en": r"\b(?:check|verif|prove|compare|evidence|audit)",
    "fr": r"\b(?:vérifi|contrôl|prouv|compar|preuve)",
    "es": r"\b(?:verific|comprob(?!ante)|comprueb|compar|prueba|cotej)",
    "ar": r"(?:تحقق|التحقق|تأكد|مقارنة|إثبات|دليل)",
    "zh": r"(?:核对|核实|验证|证明|比对|证据)",
    "ru": r"\b(?:провер|сравн|доказ|удостовер)",
}
"""How a language says that something can be checked."""
OF_A_RECEIPT = ("receipt.", "over.", "unsent.", "newer.", "call.", "announce.")
"""The sentences that a delegate reads of a ballot that was cast; to look through one's own marks is another thing."""
ASKS = {"receipt.lost"}
"""What asks somebody to look through their own ballot; that they can do."""
RESENT = {"refusal.not_recorded": "not_recorded", "refusal.not_confirmed": "not_confirmed"}
"""Sentences that say that a phone asks again, and the refusals with which they come."""


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_sentence_promises_a_check_before_there_is_one(language: str) -> None:
    """Whoever has a receipt is told no more of it than what it is, until a page takes it."""
    if "evidence" in (ROOT / "server" / "web" / "routes.py").read_text("utf-8"):
        return
    said = [(key, words) for key, words in sentences(language) if key.startswith(OF_A_RECEIPT) and key not in ASKS]
    assert said
    assert [one for one in said if re.search(CHECKS[language], one[1], re.IGNORECASE)] == []


@pytest.mark.parametrize("key", RESENT)
def test_what_is_said_to_be_sent_again_is_sent_again(key: str) -> None:
    """The line asks again, and so does the phone once the line gives up. Holds R120."""
    for script in ("line/questions.js", "delegate/casting.js"):
        text = (ROOT / "static" / "js" / script).read_text("utf-8")
        again = re.search(r"(?:LATER|again) = (\[[^\]]*\])", text)
        assert again, script
        assert f'"{RESENT[key]}"' in again.group(1), script
    assert any(one == key for one, _ in sentences("en"))
