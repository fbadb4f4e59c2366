"""The sample meeting's recommendations, and what its delegates think of them: the content of the pictures.

Refuses to know any page. Invariant: the same recommendations and the same opinions every time.
"""

import csv
from collections.abc import Sequence
from importlib import resources

from server.rehearsal.opinions import Opinions
from server.rehearsal.phone import Phone
from server.rehearsal.tempo import Tempo
from tests.services import SIX_REGIONS, Json

WANTED = {"common": 4, "some": 4, "divided": 4}
TRANSLATIONS = {
    "Keep one calendar of all mechanisms’ meetings": {
        "ar": (
            "تقويم واحد لاجتماعات جميع الآليات",
            "تقويم مشترك تملؤه كل أمانة قبل بداية السنة، حتى لا تتعارض الاجتماعات.",
        ),
        "fr": (
            "Un seul calendrier pour tous les mécanismes",
            "Chaque secrétariat le remplit avant le début de l’année.",
        ),
    },
    "Run a library of tested practices with a named contact": {
        "ar": ("مكتبة للممارسات المجرّبة مع جهة اتصال معروفة", "لكل ممارسة صفحة واحدة واسم مسؤول يجيب على الهاتف."),
    },
    "Learn from each other about protection at sea": {
        "ar": ("تبادل الخبرات في مجال الحماية في البحر", "يقارن خفر السواحل والموانئ والقنصليات إجراءات الإنزال."),
    },
}
"""What the chair has had translated: some into Arabic, one into French, most not at all."""


def recommendations() -> list[Json]:
    """Choose twelve of the sample's: some for everybody, some for some, some that divide."""
    text = resources.files("server").joinpath("sample", "recommendations.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    by_appeal = {appeal: [row for row in rows if row["appeal"] == appeal] for appeal in WANTED}
    return [
        row for appeal, most in WANTED.items() for row in by_appeal[appeal][:: len(by_appeal[appeal]) // most][:most]
    ]


async def propose(question: str, phones: Sequence[tuple[Json, Phone]]) -> list[Json]:
    """Let somebody of each recommendation's region put it forward."""
    slate = []
    for row in recommendations():
        speaker = next(phone for one, phone in phones if one["region_id"] == row["region_id"])
        reply = await speaker.act("propose", question_id=question, title=row["title"], text=row["text"], language="en")
        slate.append({**row, "id": reply["recommendation_id"], "region_ids": [row["region_id"]]})
    return slate


async def translate(slate: Sequence[Json], chair: Phone) -> None:
    """Let the chair translate some of them."""
    for one in slate:
        for language, (title, text) in TRANSLATIONS.get(one["title"], {}).items():
            words = {"language": language, "title": title, "text": text}
            reply = await chair.act("translate_recommendation", recommendation_id=one["id"], **words)
            assert reply["type"] == "done", reply


async def cast_opinions(round_: Json, slate: Sequence[Json], phones: Sequence[tuple[Json, Phone]], first: int) -> None:
    """Cast for these people, of whom the first has this number among all."""
    opinions = Opinions(Tempo(0, 8), [one["id"] for one in SIX_REGIONS], {one["title"]: one["appeal"] for one in slate})
    for number, (one, voter) in enumerate(phones, start=first):
        marks = opinions.plenary_ballots(str(number), one["region_id"], slate)[-1]
        assert (await voter.cast(round_, marks))["type"] == "ballot_cast"
