"""Votes that really took place, replayed through the real store: the figures to expect are in the data's own README."""

import asyncio
import csv
import json
from collections import Counter

import pytest

from server.room.actions.counting import ranked_list_of
from server.room.context import Context
from server.room.views import columns_of
from tests.chambers import a_chamber, by_voter
from tests.counts import both_counts
from tests.handed import handed

VERDICTS = ("works_across", "works_in_some", "contested", "not_supported")
UN_MARKS = {"Y": "for", "N": "against", "A": "abstain"}
POLIS_MARKS = {"1": "for", "-1": "against", "0": "abstain"}


@pytest.mark.parametrize(("session", "expected"), [(71, (74, 15, 22, 8)), (72, (76, 18, 27, 3))])
async def test_a_session_of_the_general_assembly_gets_its_verdicts(
    context: Context, session: int, expected: tuple[int, ...]
) -> None:
    """193 delegations in five very uneven groups, all checked in, vote on every roll call of a session."""
    with handed("data/unga/un_regional_groups.csv").open(encoding="utf-8") as file:
        groups = {row["iso2"]: row["un_regional_group"] for row in csv.DictReader(file)}
    with handed(f"data/unga/unga_s{session}_wide.csv").open(encoding="utf-8") as file:
        roll_calls = list(csv.DictReader(file))
    chamber = await a_chamber(context, groups, sorted(set(groups.values())))
    slate = await chamber.put([f"{row['res']} {row['short']}" for row in roll_calls])
    round_id = await chamber.open(slate, secrecy="recorded")

    ballots = {
        state: {item: UN_MARKS[row[state]] for item, row in zip(slate, roll_calls, strict=True) if row[state]}
        for state in groups
    }
    await asyncio.gather(*(chamber.cast(state, round_id, marks) for state, marks in ballots.items()))
    await chamber.close(round_id)

    listed = json.loads(await ranked_list_of(context, await context.round(round_id)))
    verdicts = Counter(item["verdict"] for item in listed["items"])
    assert tuple(verdicts[verdict] for verdict in VERDICTS) == expected
    assert sum(verdicts.values()) == len(roll_calls)


@pytest.mark.parametrize(
    ("conversation", "cells"),
    [("15-per-hour-seattle", 2872), ("scoop-hivemind.freshwater", 3972), ("london.youth.policing", 638)],
)
async def test_a_conversation_with_changes_of_mind_ends_in_its_last_votes(
    context: Context, conversation: str, cells: int
) -> None:
    """Every event is a new revision of the voter's whole ballot; what stands at the end is each one's last word."""
    votes = handed(f"data/polis/{conversation}")
    with (votes / "votes.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["timestamp"]))
    with (votes / "participants-votes.csv").open(encoding="utf-8") as file:
        last_votes = {row["participant"]: row for row in csv.DictReader(file)}
    statements = sorted({row["comment-id"] for row in rows}, key=int)
    voters = sorted({row["voter-id"] for row in rows}, key=int)
    chamber = await a_chamber(context, {f"voter {voter}": "everybody" for voter in voters}, ["everybody"])
    slate = dict(zip(statements, await chamber.put([f"statement {one}" for one in statements]), strict=True))
    round_id = await chamber.open(list(slate.values()), secrecy="recorded")

    async def replay(voter: str, said: list[tuple[str, str]]) -> None:
        marks: dict[str, str] = {}
        for revision, (statement, mark) in enumerate(said):
            marks[slate[statement]] = POLIS_MARKS[mark]
            reply = await chamber.cast(f"voter {voter}", round_id, marks, base_revision=revision)
            assert reply.revision == revision + 1

    log = [(row["voter-id"], row["comment-id"], row["vote"]) for row in rows]
    await asyncio.gather(*(replay(voter, said) for voter, said in by_voter(log).items()))

    round_ = await context.round(round_id)
    counts = await both_counts(context.store_of(round_.id).rounds, round_)
    assert counts.tally == counts.recounted
    compared = 0
    for voter in voters:
        record = await context.store_of(round_.id).rounds.read_ballot(
            round_id, chamber.seated[f"voter {voter}"].seat_id
        )
        stands = {column: last_votes[voter].get(column, "") for column in statements}
        for place_in_slate, statement in enumerate(statements):
            if not stands[statement]:
                continue
            mark = columns_of(round_)[int(record.marks[place_in_slate])]
            assert mark == POLIS_MARKS[stands[statement]]
            compared += 1
    assert compared == cells
