"""From proposals to texts that the regions can live with: the model meeting, negotiated, told through real sockets.

Six regions of five propose over lunch in three languages. What is alike is flagged, two texts become one by the
signatures of two moderators, one is worded anew, and the plenary votes on what is left with wishes in words. Every
number is counted again from what the phones were told was recorded, and every text leads back to proposals.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from server.rehearsal.phone import Phone
from tests.conftest import until
from tests.services import SIX_REGIONS, Json, Kit, Service
from tests.stories.test_what_the_regions_hand_over import DAY

REGIONS = [region["id"] for region in SIX_REGIONS]
A_REGION = 5
MARKS = ("for", "with_changes", "against", "abstain")
SAID: Mapping[str, tuple[str, Sequence[tuple[str, str]]]] = {
    "AF": ("fr", (
        ("Tenir un calendrier commun des réunions", "Chaque secrétariat y inscrit les siennes à temps."),
        ("Former de jeunes négociateurs ensemble", "Un cours d’une semaine, donné tour à tour par chaque mécanisme."),
    )),
    "AM": ("es", (
        ("Llevar un calendario común de las reuniones", "Cada secretaría anota en él las suyas a tiempo."),
        ("Dar a las ciudades voz y voto", "Las grandes participan con voz y voto."),
    )),
    "AP": ("en", (
        ("Pair young secretariats with experienced ones", "Each new secretariat works with an older one for a year."),
        ("Write one code for recruiters", "Recruitment platforms sign it before they advertise abroad."),
    )),
    "EC": ("en", (
        ("Report back between meetings in four pages", "What was done with each recommendation, once a year."),
        ("Keep a library of practices that failed", "So that nobody has to fail in the same way twice."),
    )),
    "AS": ("en", (
        ("Offer interpretation in every working group", "So that no language is left out where texts are written."),
        ("Bring development funds in at the planning stage", "Funds hear of a programme before it is decided."),
    )),
    "IR": ("fr", (
        ("Inviter les commissions régionales comme partenaires", "Elles prennent la parole après les mécanismes."),
        ("Tenir une réunion entre deux régions chaque année", "À tour de rôle, sur une question commune."),
    )),
}  # fmt: skip
ENGLISH = {
    "title": "Keep one common calendar of the meetings",
    "text": "Each secretariat enters its meetings there before the year begins.",
}


@dataclass
class Meeting:
    """The meeting, everybody in it, and what each region has proposed."""

    kit: Kit
    stack: AsyncExitStack
    chair: Phone
    moderators: dict[str, Phone] = field(default_factory=dict)
    delegates: dict[str, list[Phone]] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    @property
    def everybody(self) -> list[Phone]:
        """Every delegate."""
        return [phone for phones in self.delegates.values() for phone in phones]

    async def plenary(self, who: Json | str) -> Phone:
        """Let somebody into the plenary."""
        phone = self.kit.phone(self.kit.room("s3"), who, accepts=["set_changed", "signing_changed", "live_changed"])
        return await self.stack.enter_async_context(phone)


async def over_lunch(meeting: Meeting, region: str) -> None:
    """Delegates of a region propose, the others support, and the region hands over what it has."""
    kit, (language, texts) = meeting.kit, SAID[region]
    room = kit.room("lunch", region)
    seats = [await asyncio.to_thread(kit.a_delegate, region) for _ in range(A_REGION)]
    there = [await meeting.stack.enter_async_context(kit.phone(room, seat)) for seat in seats]
    moderator = await meeting.stack.enter_async_context(
        kit.phone(room, f"moderator:{region}", accepts=["signing_changed", "set_changed"])
    )
    meeting.moderators[region] = moderator
    meeting.ids[region] = [
        (await phone.act("propose", question_id="q1", title=title, text=text, language=language))["recommendation_id"]
        for phone, (title, text) in zip(there, texts, strict=False)
    ]
    for phone in there[2:]:
        await phone.act("support_recommendation", recommendation_id=meeting.ids[region][0], on=True)
    await moderator.act("hand_over", recommendation_ids=meeting.ids[region])
    meeting.delegates[region] = [await meeting.plenary(seat) for seat in seats]


def alike(phone: Phone) -> Mapping[str, Sequence[Json]]:
    """Put together what somebody was told of what is alike."""
    known: dict[str, Sequence[Json]] = {}
    for event in phone.heard:
        if event["type"] == "alike_changed":
            known = {**({} if event["whole"] else known), **event["alike"]}
    return known


async def test_from_proposals_to_a_text_that_the_regions_can_live_with(service: Service) -> None:
    kit = await asyncio.to_thread(lambda: service.new_meeting(agenda=DAY, title="A day with a lunch"))
    async with AsyncExitStack() as stack:
        chair = await stack.enter_async_context(
            kit.phone(kit.room("s3"), "chair", accepts=["set_changed", "signing_changed", "live_changed"])
        )
        meeting = Meeting(kit, stack, chair)
        await asyncio.gather(*(over_lunch(meeting, region) for region in REGIONS))
        one_text = await two_become_one(meeting)
        await one_is_worded_anew(meeting)
        await what_is_left_is_voted_on(meeting, one_text)


async def opened_round(chair: Phone, slate: Sequence[str], rules: Json) -> Json:
    """Prepare a round across the regions and open it."""
    prepared = await chair.act("prepare_round", method="across_regions", slate=slate, rules=rules)
    assert prepared["type"] == "round_prepared", prepared
    opened: Json = (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]
    return opened


async def published_list(kit: Kit, chair: Phone, opened: Json) -> Json:
    """Close a round, publish it, and fetch what the meeting reads."""
    await chair.ask("close_round", round_id=opened["id"])
    await chair.ask("publish_round", round_id=opened["id"])
    status, listed = await asyncio.to_thread(kit.ranked_list, opened["id"])
    assert status == 200
    return dict(listed)


def recounted(cast: Mapping[str, Sequence[Mapping[str, str]]], item: str) -> dict[str, list[int]]:
    """Count one recommendation again, region by region, from what the phones have cast."""
    return {
        region: [sum(marks.get(item) == mark for marks in ballots) for mark in MARKS]
        for region, ballots in cast.items()
    }


def numbers_of(listed: Json) -> dict[str, list[int]]:
    """Read the same off the list."""
    return {region: [said[mark] for mark in MARKS] for region, said in listed["regions"].items()}


async def two_become_one(meeting: Meeting) -> str:
    """Merge what two regions have asked for in two languages; says what it is."""
    chair, moderators = meeting.chair, meeting.moderators
    # Two regions have asked for the same, in two languages. Once both can be read in a third, it is seen.
    french, spanish = meeting.ids["AF"][0], meeting.ids["AM"][0]
    for region, one in (("AF", french), ("AM", spanish)):
        done = await moderators[region].act("translate_recommendation", recommendation_id=one, language="en", **ENGLISH)
        assert done["type"] == "done"
    await until(lambda: alike(chair).get(french), "two texts that are alike")
    assert [one["recommendation_id"] for one in alike(chair)[french]] == [spanish]

    # The moderator of the first proposes one text; that of the other signs it on the podium of their own room.
    yonder = await meeting.plenary("moderator:AF")
    merged = await yonder.act("propose_merge", parents=[french, spanish], language="en", **ENGLISH)
    assert (merged["type"], merged["status"]) == ("merge_proposed", "proposed")
    asked = await moderators["AM"].wait_for("signing_changed", recommendation_id=merged["recommendation_id"])
    assert asked["signing"]["agreements"] == {"AF": "agreed", "AM": "asked"}
    done = await moderators["AM"].act("agree_merge", recommendation_id=merged["recommendation_id"], asking=1)
    assert done["type"] == "done"
    one_text = merged["recommendation_id"]
    told = await meeting.delegates["IR"][0].wait_for("recommendation_changed", recommendation__id=one_text)
    assert told["recommendation"]["region_ids"] == ["AF", "AM"]
    fresh = {one["id"]: one for one in (await chair.hello())["recommendations"]}
    assert {fresh[one]["status"] for one in (french, spanish)} == {"merged"}
    return str(one_text)


async def one_is_worded_anew(meeting: Meeting) -> None:
    """The chair proposes other words for what a region handed over, and the region accepts them."""
    chair, moderators = meeting.chair, meeting.moderators
    # The chair words one anew; its region accepts, and number and origin stay.
    reworded = meeting.ids["AP"][0]
    words = {"title": "Pair each young secretariat with an experienced one", "text": "For a year, on equal terms."}
    await chair.act("propose_wording", recommendation_id=reworded, version=1, **words)
    await moderators["AP"].wait_for("signing_changed", recommendation_id=reworded)
    assert (await moderators["AP"].act("accept_wording", recommendation_id=reworded))["type"] == "done"
    fresh = {one["id"]: one for one in (await chair.hello())["recommendations"]}
    assert (fresh[reworded]["title"], fresh[reworded]["version"]) == (words["title"], 2)
    assert fresh[reworded]["region_ids"] == ["AP"]
    assert fresh[meeting.ids["EC"][0]]["supporters"] == 3


async def what_is_left_is_voted_on(meeting: Meeting, one_text: str) -> None:
    """The plenary votes, and one recommendation is contested; what would change that is read by the chair alone."""
    kit, chair, ids = meeting.kit, meeting.chair, meeting.ids
    # The plenary votes on what is left: the ten and the one made of two. Europe opposes that cities vote.
    contested = ids["AM"][1]
    slate = [
        one_text,
        *(item for region in REGIONS for item in ids[region] if item not in (ids["AF"][0], ids["AM"][0])),
    ]
    rules = {"with_changes": True, "wishes": True}
    opened = await opened_round(chair, slate, rules)
    cast: dict[str, list[dict[str, str]]] = {region: [] for region in REGIONS}
    for region, phones in meeting.delegates.items():
        for place, phone in enumerate(phones):
            marks = {item: "against" if (place + at) % 7 == 0 else "for" for at, item in enumerate(slate)}
            marks[contested] = "against" if region == "EC" else "with_changes" if region == "AF" else "for"
            wishes = {contested: {"kind": "replace", "quote": "voz y voto", "words": "voz"}}
            said: Json = {"wishes": wishes} if region == "AF" else {}
            assert (await phone.cast(opened, marks, **said))["type"] == "ballot_cast"
            cast[region].append(marks)
    first = await published_list(kit, chair, opened)
    by_item = {item["recommendation_id"]: item for item in first["items"]}
    for item, listed in by_item.items():
        assert numbers_of(listed) == recounted(cast, item)
    assert by_item[contested]["verdict"] == "contested"
    assert by_item[contested]["regions"]["EC"]["state"] == "opposes"

    # What five would change, read by the chair alone: nobody's name, and a region because five are enough.
    wished = (await chair.ask("read_wishes", round_id=opened["id"]))["items"]
    assert [(one["recommendation_id"], one["count"]) for one in wished] == [(contested, A_REGION)]
    assert [(group["region_id"], len(group["remarks"])) for group in wished[0]["groups"]] == [("AF", A_REGION)]
    refused = await meeting.delegates["EC"][0].ask("read_wishes", round_id=opened["id"])
    assert refused["code"] == "not_permitted"
