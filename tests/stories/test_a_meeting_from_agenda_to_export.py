"""The whole day of the model meeting, told through real sockets: read this test first.

The sample: the programme of GRCP 8 (a meeting of regional consultation mechanisms) in our own words, its six uneven
regions and its 92 seats. A `Kit` is what the secretariat holds after founding: ids, links and keys; `kit.phone`
connects one person to one room, and the chair and the screen are phones here too: `ask` says a command and waits for
the reply, `act` does the same with a new request id. Regions propose and choose up to five over the working lunch; the
plenary votes on what they brought; the chair closes, publishes and exports, and every number of the file is counted
again from what the phones were told was recorded.
"""

import asyncio
import csv
import io
import random
from contextlib import AsyncExitStack
from fractions import Fraction
from importlib import resources

from server.domain.agenda.region_list import read_regions
from server.rehearsal.phone import Phone
from server.secretariat.reading.seats import read_seats
from tests.services import Json, Kit, Service

MARKS = ("for", "with_changes", "against", "abstain")


def a_big_meeting(service: Service) -> Kit:
    """The model meeting: a whole programme, 92 named seats, regions from 2 to 30."""
    folder = resources.files("server").joinpath("sample")
    regions = read_regions(folder.joinpath("regions.csv").read_text(encoding="utf-8"))
    named = [[region.id, region.name, region.short] for region in regions]
    seats = read_seats(folder.joinpath("seats.csv").read_bytes(), {"regions": named})["rows"]
    return service.new_meeting(
        title="GRCP 8",
        agenda=folder.joinpath("agenda.txt").read_text(encoding="utf-8"),
        regions=[{"id": region.id, "name": region.name, "short": region.short} for region in regions],
        seats=seats,
    )


async def test_a_meeting_from_agenda_to_export(service: Service) -> None:
    dice = random.Random(8)
    kit = await asyncio.to_thread(a_big_meeting, service)
    regions = [
        region["id"] for region in kit.service.call("GET", f"/api/meetings/{kit.id}", None, kit.chair)[1]["regions"]
    ]
    seated = {seat["seat_id"]: seat["region_id"] for seat in kit.founded["seats"]}
    assert len(seated) == 92

    # Arrival: every seat is taken by its personal link; where seats are named, a code alone opens nothing.
    delegates: list[Json] = []
    for seat in kit.founded["seats"]:
        status, arrived = kit.service.call("POST", "/api/seat", {"seat_token": seat["seat_token"]})
        assert (status, arrived["region_id"]) == (201, seat["region_id"])
        delegates.append(arrived)
    late = {"join_code": kit.founded["join_code"], "region_id": "AS"}
    assert kit.service.call("POST", "/api/join", late)[1]["code"] == "not_permitted"

    # Over lunch each region proposes, votes and hands up to five recommendations to the plenary.
    handed = await asyncio.gather(*(a_region_chooses(kit, region, delegates) for region in regions))
    assert sum(proposed for proposed, _ in handed) >= 30
    assert all(1 <= len(shortlist) <= 5 for _, shortlist in handed)

    # In plenary the chair puts what the regions brought to the vote.
    plenary = kit.room("s4")
    async with AsyncExitStack() as hall:
        chair = await hall.enter_async_context(kit.phone(plenary, "chair"))
        screen = await hall.enter_async_context(kit.phone(plenary, "screen", accepts=["live_changed"]))
        phones = [await hall.enter_async_context(kit.phone(plenary, delegate)) for delegate in delegates]
        offered = [item for one in chair.snapshot["sets"] for item in one["recommendation_ids"]]
        assert sorted(offered) == sorted(item for _, shortlist in handed for item in shortlist)
        rules = {"secrecy": "recorded", "with_changes": True}
        prepared = await chair.act("prepare_round", method="across_regions", slate=offered, rules=rules,
                                   question_id=kit.question("s4", 1))  # fmt: skip
        opened = (await chair.ask("open_round", round_id=prepared["round_id"]))["round"]
        assert opened["state"] == "open"
        assert (await screen.wait_for("live_changed"))["live"]["round_id"] == opened["id"]

        # Everybody casts; a third changes their mind, and what counts is the last ballot that was acknowledged.
        last: dict[str, dict[str, str]] = {}
        await asyncio.gather(*(a_delegate_votes(phone, opened, dice.random(), last) for phone in phones))
        tally = await screen.wait_for("tally_changed", round_id=opened["id"])
        assert tally["cells"] is None, "no direction is told before publication"

        closed = await chair.ask("close_round", round_id=opened["id"])
        assert (closed["type"], closed["round"]["state"]) == ("done", "closed")
        assert kit.ranked_list(opened["id"], credential=delegates[0]["credential"])[1]["code"] == "wrong_state"
        await chair.ask("publish_round", round_id=opened["id"])
        published = await screen.wait_for("round_published", round_id=opened["id"])

    # The list on the screen is the list in the file, and the file is what the ballots say.
    status, listed = kit.ranked_list(opened["id"], credential=delegates[0]["credential"])
    occasion, questions = taken_off(listed)
    assert (status, listed) == (200, published["ranked_list"]), "what else stands in the file is what it is of"
    rows = list(csv.DictReader(io.StringIO(kit.ranked_list(opened["id"], "csv")[1])))
    assert len(rows) == len(offered)
    assert {row["question"] for row in rows} == questions
    assert {(row["meeting"], row["closed_at"]) for row in rows} == {(occasion["meeting"], occasion["closed_at"])}
    for row in rows:
        counted = recounted(row["recommendation_id"], last, seated, regions)
        for region in regions:
            assert [int(row[f"{mark}_{region}"]) for mark in MARKS] == counted[region]
        assert [int(row[mark]) for mark in MARKS] == [sum(column) for column in zip(*counted.values(), strict=True)]
        assert int(row["cast"]) == len(last)
        for region in regions:
            support = Fraction(*(int(row[f"support_{part}_{region}"]) for part in ("numerator", "denominator")))
            assert abs(float(row[f"support_{region}"]) - support) < 1e-6
            assert support == damped(counted[region], list(seated.values()).count(region))
    assert [int(row["rank"]) for row in rows] == sorted(int(row["rank"]) for row in rows)


def taken_off(listed: Json) -> tuple[Json, set[str]]:
    """Take off a file what the list is of: the occasion, and the questions that its recommendations answer."""
    told = ("text", "language", "kind", "facets", "question")
    words = [[item.pop(key) for key in told] for item in listed["items"]]
    assert listed.pop("schema") == "ranked-list-1"
    return listed.pop("occasion"), {question for *_, question in words}


async def a_region_chooses(kit: Kit, region: str, delegates: list[Json]) -> tuple[int, list[str]]:
    """One region over lunch: propose, shortlist, publish, hand over; says how many were proposed, and the five."""
    room, question = kit.room("lunch", region), kit.question("lunch")
    own = [delegate for delegate in delegates if delegate["region_id"] == region]
    async with AsyncExitStack() as lunch:
        moderator = await lunch.enter_async_context(kit.phone(room, f"moderator:{region}"))
        phones = [await lunch.enter_async_context(kit.phone(room, delegate)) for delegate in own]
        proposed = []
        for number in range(7):
            speaker = phones[number % len(phones)]
            title = f"{region} proposes {number}"
            reply = await speaker.act(
                "propose", question_id=question, title=title, text="In a few words.", language="en"
            )
            proposed.append(reply["recommendation_id"])
        prepared = await moderator.act("prepare_round", method="shortlist", slate=proposed, rules={})
        opened = (await moderator.ask("open_round", round_id=prepared["round_id"]))["round"]
        for number, phone in enumerate(phones):
            choice = proposed[: 1 + number % 5] if number % 7 else proposed[-1:]
            reply = await phone.cast(opened, dict.fromkeys(choice, "approve"))
            assert reply["type"] == "ballot_cast"
        await moderator.ask("close_round", round_id=opened["id"])
        await moderator.ask("publish_round", round_id=opened["id"])
        # This hands over what the round selected; anything else that the region chooses goes by `hand_over`.
        submitted = await moderator.ask("submit_shortlist", round_id=opened["id"])
        assert submitted["round"]["submitted"]
        ranked = (await asyncio.to_thread(kit.ranked_list, opened["id"], credential=own[0]["credential"]))[1]
    return len(proposed), [item["recommendation_id"] for item in ranked["items"] if item["selected"]]


async def a_delegate_votes(phone: Phone, round_: Json, luck: float, last: dict[str, dict[str, str]]) -> None:
    """One delegate casts, and one in three thinks again."""
    dice = random.Random(luck)
    for revision in range(2 if luck < 1 / 3 else 1):
        marks = {item: dice.choice(MARKS) for item in round_["slate"] if dice.random() < 0.9}
        reply = await phone.cast(round_, marks, base_revision=revision)
        assert (reply["type"], reply["revision"]) == ("ballot_cast", revision + 1)
        last[phone.you["seat_id"]] = marks


def recounted(
    item: str, last: dict[str, dict[str, str]], seated: dict[str, str], regions: list[str]
) -> dict[str, list[int]]:
    """Count one recommendation again, region by region, from what the phones were told was recorded."""
    marks = {region: [0] * len(MARKS) for region in regions}
    for seat, ballot in last.items():
        if item in ballot:
            marks[seated[seat]][MARKS.index(ballot[item])] += 1
    return marks


def damped(counted: list[int], seats: int) -> Fraction:
    """The support of one region by the formula of docs/methods.md, worked out anew."""
    backing, against = counted[0] + counted[1], counted[2]
    weight = max(10, seats, backing + against)
    return Fraction(10 * backing + weight, 10 * (backing + against) + 2 * weight)
