"""A meeting as layouts are measured in: as many regions as wished, with long names, and words of every length.

Refuses to know any page. Invariant: the first regions are those of every other test, and what is said of a
recommendation is in English, Arabic or Chinese, as long as the service takes it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from server.domain.methods import METHODS
from server.rehearsal.phone import Phone
from tests.browser.rounds import Chamber, a_chamber
from tests.services import SIX_REGIONS, Json, Service

SIXTEEN: list[Json] = [
    *SIX_REGIONS,
    {"id": "CAR", "name": "The Caribbean Community"},
    {"id": "PC", "name": "Pacific Islands"},
    {"id": "SA", "name": "South Asia"},
    {"id": "SIC", "name": "Central American Integration System"},
    {"id": "NO", "name": "Nordic and Baltic countries"},
    {"id": "GCC", "name": "Gulf Cooperation Council"},
    {"id": "WA", "name": "West Africa"},
    {"id": "HA", "name": "Horn of Africa"},
    {"id": "BS", "name": "Black Sea Economic Cooperation"},
    {"id": "SEA", "name": "South-East Asia"},
]
QUESTION = (
    "Which of the recommendations that the regions handed over could hold good for every one of them, and what would"
    " each secretariat have to prepare before the next meeting so that they can be carried out together?"
)
AGENDA = f"""A meeting of many regions

Session 1. The past

Guiding questions

- What was achieved?

Working Lunch: The future

Guiding questions

- What should be done?

Session 2. Recommendations for every region

Guiding questions

- {QUESTION}
"""
_ENGLISH = (
    "One calendar",
    "A focal point in every secretariat, reachable by all others",
    "Interregional interoperability of socioeconomic documentation between the mechanisms",
    "Observer seats for neighbouring mechanisms in every thematic working group, with the right to speak",
    "Learn from each other about protection at sea: one contact in each ministry, coast guard and port of every region",
    "A fund",
)
_ARABIC = (
    "تقويم واحد لاجتماعات جميع الآليات",
    "مكتبة للممارسات المجرّبة مع جهة اتصال معروفة في كل أمانة من أمانات الآليات الإقليمية، تُراجع كل سنة",
)
_CHINESE = (
    "为所有机制的会议编制一份共同日历",
    "在每个秘书处指定一名联络人，负责与其他区域机制就移民保护、海上救援和返回程序交流经验",
)
_TEXT = {
    "en": "Every secretariat fills it in before the year begins, so that no two meetings fall on the same days. ",
    "ar": "تملأ كل أمانة التقويم المشترك قبل بداية السنة، حتى لا تتعارض الاجتماعات مع بعضها. ",
    "zh": "各秘书处在年初之前填写共同日历，使任何两次会议都不在同一天举行。",
}
MOST_TITLE, MOST_TEXT = 120, 500
DELEGATIONS = (
    "Ministry of the interior and of public safety, directorate for interregional cooperation and returns",
    "Chad",
    "Lao People’s Democratic Republic",
    "المملكة الأردنية الهاشمية",
    "Intergovernmental Authority on Development",
    "委内瑞拉玻利瓦尔共和国",
    "Bosnia and Herzegovina",
)


def recommendations(many: int) -> list[Json]:
    """Say so many: the first five are the longest of each kind, the second has a text as long as there is."""
    titles = [
        *((title, "en") for title in _ENGLISH[1:5]), (_ARABIC[1], "ar"), (_CHINESE[1], "zh"), (_ENGLISH[0], "en"),
        (_ENGLISH[5], "en"), (_ARABIC[0], "ar"), (_CHINESE[0], "zh"), (_ENGLISH[2], "en"), (_ENGLISH[4], "en"),
    ]  # fmt: skip
    texts = {language: (words * 20)[:MOST_TEXT] for language, words in _TEXT.items()}
    said = []
    for place in range(many):
        title, language = titles[place % len(titles)]
        said.append({"title": title, "text": texts[language] if place % 4 == 1 else "", "language": language})
    return said


@dataclass(slots=True)
class LargeMeeting:
    """A plenary with its regions' delegates in it, three of each; of the later regions only one votes.

    Two of three speak for one delegation of their region, and one for themselves.
    """

    chamber: Chamber
    regions: list[Json]
    voters: list[tuple[int, Phone]] = field(default_factory=list)

    async def sit_down(self, stack: AsyncExitStack, crowd: int = 0) -> None:
        """Let delegates take their seats; a crowd of the first region is entitled and stays away."""
        kit = self.chamber.kit
        for place, region in enumerate(self.regions):
            for number in range(3):
                of = {"delegation": DELEGATIONS[place % len(DELEGATIONS)]} if number < 2 else {}
                joined = await asyncio.to_thread(partial(kit.a_delegate, region["id"], **of))
                phone = await stack.enter_async_context(kit.phone(self.chamber.room, joined))
                if number == 0 or place < len(self.regions) / 2:
                    self.voters.append((place, phone))
        for _ in range(crowd):
            await asyncio.to_thread(kit.a_delegate, self.regions[0]["id"])

    async def vote(self, round_: Json) -> None:
        """Let everybody cast; regions differ, except about the first recommendation."""
        form = METHODS[round_["method"]].CARD.form
        for place, voter in self.voters:
            marks = {one: mark_of(form, item, place) for item, one in enumerate(round_["slate"])}
            reply = await voter.cast(round_, {one: said for one, said in marks.items() if said})
            assert reply["type"] == "ballot_cast", reply

    async def counted(self, method: str = "across_regions", **rules: object) -> None:
        """Have a round voted on and published."""
        round_ = await self.chamber.open(method, **rules)
        await self.vote(round_)
        await self.chamber.close(round_)
        await self.chamber.publish(round_)


def mark_of(form: str, item: int, place: int) -> str:
    """Say what a region marks an item with."""
    if form == "ticks":
        return "approve" if (item + place) % 3 == 0 else ""
    if form == "scores":
        return str((item + place) % 6)
    return ("for", "against", "for", "abstain", "for")[(item * place + item + place // 2) % 5] if item else "for"


@asynccontextmanager
async def a_large_meeting(
    service: Service, regions: int, many: int = 12, **fields: object
) -> AsyncIterator[LargeMeeting]:
    """Found a meeting of so many regions, with so many recommendations before its plenary."""
    chosen = SIXTEEN[:regions]
    async with a_chamber(service, (), **{"regions": chosen, "agenda": AGENDA, **fields}) as chamber:
        question = await asyncio.to_thread(chamber.kit.question, "s2")
        for one in recommendations(many):
            reply = await chamber.chair.act("propose", question_id=question, **one)
            chamber.slate.append(reply["recommendation_id"])
        yield LargeMeeting(chamber, chosen)
