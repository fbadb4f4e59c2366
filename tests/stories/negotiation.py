"""Six regions of five that negotiate: who they are, what they propose over lunch, and how the plenary votes on it."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from server.rehearsal.phone import Phone
from tests.services import SIX_REGIONS, Json, Kit
from tests.stories.presented import confirmed

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
KNOWN = ("set_changed", "signing_changed", "live_changed", "confirmation_changed", "presentation_changed")
"""The events that the pages of today know by these names."""
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
        phone = self.kit.phone(self.kit.room("s3"), who, accepts=KNOWN)
        return await self.stack.enter_async_context(phone)


async def over_lunch(meeting: Meeting, region: str) -> None:
    """Delegates of a region propose, the others support, all say that it is their text, and it is handed over."""
    kit, (language, texts) = meeting.kit, SAID[region]
    room = kit.room("lunch", region)
    seats = [await asyncio.to_thread(kit.a_delegate, region) for _ in range(A_REGION)]
    there = [await meeting.stack.enter_async_context(kit.phone(room, seat, accepts=KNOWN)) for seat in seats]
    moderator = await meeting.stack.enter_async_context(kit.phone(room, f"moderator:{region}", accepts=KNOWN))
    meeting.moderators[region] = moderator
    meeting.ids[region] = [
        (await phone.act("propose", question_id="q1", title=title, text=text, language=language))["recommendation_id"]
        for phone, (title, text) in zip(there, texts, strict=False)
    ]
    for phone in there[2:]:
        await phone.act("support_recommendation", recommendation_id=meeting.ids[region][0], on=True)
    await confirmed(moderator, there, meeting.ids[region])
    await moderator.act("hand_over", recommendation_ids=meeting.ids[region])
    handed = await meeting.chair.wait_for("set_changed", region_id=region)
    assert handed["confirmed"] == {"confirmed": A_REGION, "entitled": A_REGION}
    meeting.delegates[region] = [await meeting.plenary(seat) for seat in seats]


async def opened_round(
    chair: Phone, slate: Sequence[str], rules: Json, method: str = "across_regions", **further: Json
) -> Json:
    """Prepare a round and open it."""
    prepared = await chair.act("prepare_round", method=method, slate=slate, rules=rules, **further)
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


def recount(listed: Json, cast: Mapping[str, Sequence[Mapping[str, str]]]) -> None:
    """Count every number of a list again from what the phones have cast: of regions, of the plenary, and of turnout."""
    for item in listed["items"]:
        counted = {
            region: [sum(marks.get(item["recommendation_id"]) == mark for marks in ballots) for mark in MARKS]
            for region, ballots in cast.items()
        }
        assert {region: [said[mark] for mark in MARKS] for region, said in item["regions"].items()} == counted
        assert [item["line"][mark] for mark in MARKS] == [sum(column) for column in zip(*counted.values(), strict=True)]
        states = [said["state"] for said in item["regions"].values()]
        assert (item["backing"], item["opposing"]) == (states.count("backs"), states.count("opposes"))
    assert {one["id"]: one["ballots"] for one in listed["regions"]} == {one: len(cast[one]) for one in cast}


def lead_back(known: Mapping[str, Json], item: str) -> set[str]:
    """Follow a text over merges and other wordings to the proposals that it leads back to."""
    one = known[item]
    before = one["parents"] or ([one["variant_of"]] if one["variant_of"] else [])
    return {found for each in before for found in lead_back(known, each)} if before else {item}
