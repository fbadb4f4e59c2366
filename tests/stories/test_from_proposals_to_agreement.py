"""From proposals to texts that the regions can live with: the model meeting, negotiated, told through real sockets.

Six regions of five propose over lunch in three languages, say that a set is their text, and present it in an order
drawn by lot. What is alike is flagged, two texts become one by the signatures of two moderators, one is worded anew,
three are adopted in silence, and the plenary votes on what is left with wishes in words; a second reading brings the
region on board that opposed. Every number is counted again from what the phones were told was recorded, and every text
leads back to proposals.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack

from server.rehearsal.phone import Phone
from tests.conftest import until
from tests.services import Json, Service
from tests.stories.negotiation import (
    A_REGION,
    ENGLISH,
    KNOWN,
    REGIONS,
    Meeting,
    lead_back,
    opened_round,
    over_lunch,
    published_list,
    recount,
)
from tests.stories.presented import all_present
from tests.stories.test_what_the_regions_hand_over import DAY


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
        chair = await stack.enter_async_context(kit.phone(kit.room("s3"), "chair", accepts=KNOWN))
        meeting = Meeting(kit, stack, chair)
        await asyncio.gather(*(over_lunch(meeting, region) for region in REGIONS))
        await all_present(chair, meeting.delegates["IR"][0], meeting.ids)
        one_text = await two_become_one(meeting)
        await one_is_worded_anew(meeting)
        adopted = await three_are_adopted_in_silence(meeting)
        contested, opened = await what_is_left_is_voted_on(meeting, one_text, adopted)
        await other_words_bring_a_region_on_board(meeting, contested, opened)
        await every_text_leads_back_to_proposals(meeting)


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
    assert fresh[one_text]["parents"] == [french, spanish]
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


async def what_is_left_is_voted_on(meeting: Meeting, one_text: str, adopted: Sequence[str]) -> tuple[str, Json]:
    """The plenary votes, and one recommendation is contested; what would change that is read by the chair alone."""
    kit, chair, ids = meeting.kit, meeting.chair, meeting.ids
    # The plenary votes on what is left: the ten and the one made of two. Europe opposes that cities vote.
    contested = ids["AM"][1]
    gone = {ids["AF"][0], ids["AM"][0], *adopted}
    slate = [one_text, *(item for region in REGIONS for item in ids[region] if item not in gone)]
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
    recount(first, cast)
    assert by_item[contested]["verdict"] == "contested"
    assert by_item[contested]["regions"]["EC"]["state"] == "opposes"

    # What five would change, read by the chair alone: nobody's name, and a region because five are enough.
    wished = (await chair.ask("read_wishes", round_id=opened["id"]))["items"]
    assert [(one["recommendation_id"], one["count"]) for one in wished] == [(contested, A_REGION)]
    assert [(group["region_id"], len(group["remarks"])) for group in wished[0]["groups"]] == [("AF", A_REGION)]
    refused = await meeting.delegates["EC"][0].ask("read_wishes", round_id=opened["id"])
    assert refused["code"] == "not_permitted"
    return contested, opened


async def other_words_bring_a_region_on_board(meeting: Meeting, contested: str, opened: Json) -> None:
    """The chair makes a variant of what the wishes ask for; in a second reading the region that opposed backs it."""
    chair, kit = meeting.chair, meeting.kit
    words: Json = {"title": "Dar voz a las ciudades", "text": "Las grandes participan con voz.", "language": "es"}
    variant = await chair.act("propose_variant", recommendation_id=contested, round_id=opened["id"], **words)
    assert (variant["type"], variant["status"]) == ("proposed", "accepted")
    wording = variant["recommendation_id"]
    again = await opened_round(
        chair, [contested, wording], {}, reading_of={"round_id": opened["id"], "recommendation_id": contested}
    )
    cast: dict[str, list[dict[str, str]]] = {region: [] for region in REGIONS}
    for region, phones in meeting.delegates.items():
        for phone in phones:
            marks = {contested: "against" if region == "EC" else "for", wording: "for"}
            assert (await phone.cast(again, marks))["type"] == "ballot_cast"
            cast[region].append(marks)
    second = await published_list(kit, chair, again)
    recount(second, cast)
    first = second["items"][0]
    assert (first["recommendation_id"], first["verdict"], first["origin"]) == (wording, "works_across", ["AM"])
    reading = second["reading"]
    assert (reading["ordinal"], reading["round_id"], reading["chosen"]) == (2, opened["id"], wording)
    moved = {one["region_id"]: one["moved"] for one in reading["movement"]}
    assert moved["EC"] == "now_on_board"
    assert {moved[region] for region in REGIONS if region != "EC"} == {"as_before"}
    chain = next(one for one in (await chair.hello())["recommendations"] if one["id"] == contested)["readings"]
    assert [(one["round_id"], one["verdict"]) for one in chain] == [
        (opened["id"], "contested"), (again["id"], "works_across"),
    ]  # fmt: skip


async def every_text_leads_back_to_proposals(meeting: Meeting) -> None:
    """Whatever stood on a slate comes from what delegates proposed, and from the regions of these."""
    seen = await meeting.chair.hello()
    known = {one["id"]: one for one in seen["recommendations"]}
    proposed = {item: region for region, items in meeting.ids.items() for item in items}
    on_slates = {item for one in seen["rounds"] for item in one["slate"]}
    assert {item for one in on_slates for item in lead_back(known, one)} == set(proposed)
    for item in on_slates:
        origins = {proposed[one] for one in lead_back(known, item)}
        assert set(known[item]["region_ids"]) == origins


async def three_are_adopted_in_silence(meeting: Meeting) -> Sequence[str]:
    """The chair asks whether anybody minds three texts; nobody does, and one region's reservation is recorded."""
    chair, asked = meeting.chair, [meeting.ids[region][1] for region in ("AP", "EC", "AS")]
    opened = await opened_round(chair, asked, {}, method="no_objection")
    note = {"kind": "signed_reservation", "words": "As far as funds allow."}
    for place, phone in enumerate(meeting.everybody):
        said: Json = {"wishes": {asked[0]: note} if place == 0 else {}}
        assert (await phone.cast(opened, {}, **said))["type"] == "ballot_cast"
    heard = [event for phone in meeting.everybody for event in phone.heard if event.get("round_id") == opened["id"]]
    assert not [event for event in heard if event.get("turnout")], "who has sent something is not told"
    listed = await published_list(meeting.kit, chair, opened)
    consents = {item["recommendation_id"]: item for item in listed["items"]}
    assert {item["consent"] for item in consents.values()} == {"adopted"}
    assert [one["words"] for one in consents[asked[0]]["reservations"]] == [note["words"]]
    return asked
