"""The terms, the spelling and the signs that a language writes in one way everywhere: one word has one meaning."""

import json
import re
from collections.abc import Iterator

import pytest

from tests.contracts.tree import ROOT

FAULTS = {
    "fr": (
        (r"[ \u00a0](?=[;:?!»])|« |«\u00a0", "a narrow no-break space (U+202F) stands before ; : ! ? » and after «"),
        (r"(?<=\w)[;?!](?=\s|$)", "the sign is parted from its word by a narrow no-break space"),
        (r"\d \d{3}", "thousands are parted by a narrow no-break space"),
        (r"'", "the apostrophe is ’"),
    ),
    "es": ((r"núm\. ", "a number is not parted from núm. at the end of a line"),),
    "ru": (
        (r"№ ", "a number is not parted from № at the end of a line"),
        (r" —", "a dash does not begin a line"),
        (r"[ёЁ]", "е is written throughout"),
        (
            r"\b(?:[Зз]а|[Пп]ротив)»?:? (?:\d|\{(?!regions))|[\d}] «(?:за|против)\b",
            "a figure is not parted from за or против, which it counts, at the end of a line",
        ),
    ),
    "ar": (
        (r"\u2068\{regions\}\u2069", "the names of a row are isolated one by one, not the row"),
        (r"\u2066\{state\}", "Arabic words fill the figure: its direction is that of its first letter"),
        (r"(?:تلقائيا|مفتوحا|سابقا|بدلا)(?!\u064b)\b", "tanwin is written"),
        (r"\b(?:تأييد|معارضة|ذاك):? [\d{]", "a figure is not parted from the word that it counts at the end of a line"),
    ),
    "zh": (
        (r"[\d}] (?=[\u4e00-\u9fff])|[\u4e00-\u9fff] (?=[\d{])", "no blank stands between a figure and a character"),
    ),
}

NOT_SAID = {
    "en": (r"\bwithh", r"\bdirections?\b", r"\bstands?\b", r"open to you", r"needs? a look"),
    "fr": (
        *(
            r"\btour\b",
            r"\bhorloge",
            r"compte à rebours",
            r"réserv(?!es?\b)",
            r"\bépreuve",
            r"modérateur",
            r"\bactes?\b",
        ),
        *(
            r"second vote",
            r"tirage(?! au sort)",
            r"\bvote (?:est|clos|enregistré)",
            r"\b(?:ce|un|du|le) vote\b(?! continue)",
        ),
        *(r"\bRejet", r"\bprogramme\b", r"\{here\} contre"),
    ),
    "es": (
        *(r"\bemit", r"congel", r"\bSecreto\b", r"difieren", r"votación registrada", r"derecho de voto", r"adivin"),
        *(r"\bactos?\b", r"\bel número \{", r"a favor menos en", r"divulgadas?\b"),
    ),
    "ru": (
        *(
            r"служб",
            r"замор",
            r"явк",
            r"квитанц",
            r"возра(?!ж|з)",
            r"регистрируем",
            r"\bтайн",
            r"опечатан",
            r"общ\w+ поддержк",
        ),
        *(r"\bучасти", r"№\u00a0\{n\} записан"),
    ),
    "ar": (
        *(r"سري", r"مسجَّل", r"غرف", r"ملغاة", r"أُلغيت", r"إلغاء الجولة", r"إلغاء هذه الجولة", r"المشاركة"),
        *(r"عابر", r"عضو وفد", r"إدارة المناقشة", r" ناقص [اع]", r"الإدلاء رقم", r"ببطاقت?كم\b", r"في القاعة"),
    ),
    "zh": (
        *("记录表决", "驳回", "采纳", "当选", "分量", "公布的抽签", "修改后赞成", "可行", "会场(?!屏幕)", "第一场会议"),
        *("不排列", "打开投票", "投票开放", "参与数"),
    ),
}
"""What the readers of a language, or the decisions on its terms, say otherwise."""


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Read every sentence of a language, with its key."""
    for key, words in json.loads((ROOT / "locales" / f"{language}.json").read_text("utf-8")).items():
        for sentence in [words] if isinstance(words, str) else words.values():
            yield key, sentence


@pytest.mark.parametrize(
    ("language", "fault", "rule"), [(one, *fault) for one, faults in FAULTS.items() for fault in faults]
)
def test_every_sentence_follows_the_rule(language: str, fault: str, rule: str) -> None:
    """Every rule is looked for in every sentence of its language."""
    assert [(key, said) for key, said in sentences(language) if re.search(fault, said)] == [], rule


@pytest.mark.parametrize(("language", "word"), [(one, word) for one, words in NOT_SAID.items() for word in words])
def test_no_sentence_says_otherwise_what_has_a_term(language: str, word: str) -> None:
    """A second word for one thing makes a reader look for a second thing."""
    assert [(key, said) for key, said in sentences(language) if re.search(word, said, re.IGNORECASE)] == []
