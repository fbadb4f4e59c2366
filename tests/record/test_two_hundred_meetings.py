"""The report of two hundred meetings in which anything happened, in every format: the same numbers and full texts.

The meetings are those of the laws of agreement: texts, sets, merges, wordings and rounds by chance, on a real store.
"""

import csv
import io
import json
import random
import re
from dataclasses import replace

import pytest

from server.record.cells import cell
from server.record.csv_file import BYTE_ORDER_MARK
from server.record.document import Document
from server.record.html_file import write_html
from server.record.report_files import REPORTS, write_report
from server.record.reporting.kept import Asked, Kept
from server.record.reporting.whole import compose_report
from server.room.reports import read_kept
from server.store.kept_lists import read_list
from server.store.shards import Shards
from server.words.strings import Strings
from server.words.wording import Wording
from tests.agreement.assembly import VERBS, an_assembly
from tests.agreement.laws import BEGINNING
from tests.record.read_back import page_of
from tests.record.read_paper import bare, pdf_says_all, rows_of, tables_in, word_says_all

LANGUAGES = Strings.read().languages
MEETINGS, STRETCHES = 200, 8
ROUND = ("prepare_round", "open_round", "cast_ballot", "cast_ballot", "close_round", "publish_round")
_MARK = re.compile(r"\s*\[A\d+\]$")


async def a_meeting_kept(shards: Shards, seed: int) -> Kept:
    """Let a meeting go as chance has it, with rounds from draft to list in between, and read all that was kept."""
    dice, assembly = random.Random(seed), await an_assembly(shards)
    verbs = [verb for _ in range(STRETCHES) for verb in (*dice.choices(VERBS, k=20), *ROUND)]
    acts = [(verb, dice.randrange(10**9)) for verb in verbs]
    for verb, luck in [*BEGINNING, *acts]:
        await assembly.act(verb, luck)
    kept, lists = await read_kept(assembly.context, assembly.meeting.id)
    return replace(kept, lists={name: read_list(one) for name, one in lists.items()})


def page_says_all(document: Document) -> None:
    """Hold a page against what it was made of: every cell of every table, but for the marks of acts."""
    page = page_of(write_html(document))
    read = [[[bare(_MARK.sub("", words)) for words, _ in row] for row in table] for table in page.every]
    wanted = [[[*map(bare, row)] for row in rows_of(table, document)] for table in tables_in(document)]
    assert read == wanted


def programs_say_all(kept: Kept, asked: Asked) -> None:
    """Hold what is for programs against what was kept: each item of each list, and each text in full."""
    read = json.loads(write_report(kept, replace(asked, kind="json")))
    items = {
        (round_id, item.recommendation.id): [item.placing.rank, item.slate_number, item.recommendation.title]
        for round_id, ranked in kept.lists.items()
        for item in ranked.items
    }
    told = {
        (listed["round_id"], item["recommendation_id"]): [item["rank"], item["slate_number"], item["title"]]
        for listed in read["lists"]
        for item in listed["items"]
    }
    assert told == items
    texts = kept.proceedings.recommendations
    for one in read["recommendations"]:
        assert (one["title"], one["text"]) == (
            texts[one["recommendation_id"]].title,
            texts[one["recommendation_id"]].text,
        )
    table = write_report(kept, replace(asked, kind="csv")).decode().removeprefix(BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    found = sorted((row["round_id"], int(row["rank"]), row["title"]) for row in rows)
    assert found == sorted((cell(one), rank, cell(title)) for (one, _), (rank, _, title) in items.items())


async def say_the_same(shards: Shards, seed: int) -> int:
    """Write the report of one meeting in every format, and say how many rounds it has a list of."""
    kept, language = await a_meeting_kept(shards, seed), LANGUAGES[seed % len(LANGUAGES)]
    asked = Asked(whole=seed % 2 == 0, hidden=seed % 4 == 0, language=language)
    document = compose_report(kept, asked, Wording(Strings.read(), language))
    word_says_all(document)
    pdf_says_all(document)
    page_says_all(document)
    programs_say_all(kept, asked)
    if seed % 20 == 0:
        for kind in REPORTS:
            assert write_report(kept, replace(asked, kind=kind)) == write_report(kept, replace(asked, kind=kind)), kind
    return len(kept.lists)


async def test_a_few_meetings_say_the_same_in_every_format(shards: Shards) -> None:
    """One in each language."""
    assert sum([await say_the_same(shards, seed) for seed in range(len(LANGUAGES))]) > len(LANGUAGES)


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
async def test_two_hundred_meetings_say_the_same_in_every_format(shards: Shards, part: int) -> None:
    """Each file is read back by a program of somebody else; the failure names the seed."""
    each = MEETINGS // 10
    for seed in range(part * each, (part + 1) * each):
        try:
            await say_the_same(shards, seed)
        except AssertionError as broken:
            raise AssertionError(f"the meeting of seed {seed}") from broken
