"""The laws of what is done at the same time: each act stands in the log once, and each room hears of a whole story."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from server.domain.procedure.meeting import meeting_of
from server.domain.procedure.rounds import Round
from server.room.actions.counting import compare_counts
from server.secretariat.actor import SECRETARY
from server.secretariat.log_of_acts import Line, read_whole_log
from tests.agreement.assembly import MERGES, WORDINGS
from tests.agreement.at_once import AtOnce
from tests.agreement.laws import Ear, check_pictures, check_sets_and_lineage, counted
from tests.services import Json

IN_LOG = {
    "prepare_round": "round.draft", "open_round": "round.open", "reopen_round": "round.open",
    "publish_round": "round.published", "void_round": "round.void", "propose": "text.proposed",
    **{verb: verb for verb in (*MERGES, *WORDINGS)},
}  # fmt: skip
"""What the log calls an act that it holds one line of, whatever else the act changes."""
CLOSING = {"round.closing", "round.closed"}
NEXT = {
    "": {"draft"}, "draft": {"draft", "open", "void"}, "open": {"open", "closing", "void"},
    "closing": {"closing", "closed", "void"}, "closed": {"closed", "open", "published", "void"},
    "published": {"published"}, "void": {"void"},
}  # fmt: skip
"""In which states an event may find a round, by the one in which the event before left it."""
STILL = ("closed", "published", "void")


async def standing(history: AtOnce) -> tuple[Mapping[str, Round], Mapping[str, tuple[object, ...]]]:
    """Remember the opened rounds and what is counted of them."""
    now = await history.assembly.now()
    return {key: one for key, one in now.rounds.items() if one.epoch}, await counted(history.assembly)


async def check_quiet(history: AtOnce, before: tuple[Mapping[str, Round], Mapping[str, tuple[object, ...]]]) -> None:
    """What stood before a burst stands: slates and rules of what was opened, marks and lists of what is over."""
    check_sets_and_lineage(await history.assembly.now())
    rounds, marks = await standing(history)
    for key, one in before[0].items():
        then, now = before[1][key], marks[key]
        assert then[1:3] == now[1:3], "an opened round has its slate and rules"
        if one.state in STILL and rounds[key].epoch == one.epoch:
            assert then[3] == now[3], "a mark moved"
        if one.state == "published":
            assert then == now, "a published list changed"


async def check_history(history: AtOnce, ears: dict[Ear, Json]) -> None:
    """Hold a whole history against the laws, as each of the two processes sees it."""
    assembly = history.assembly
    for process in history.processes:
        await check_pictures(replace(assembly, context=process), ears)
    for one in (await assembly.now()).rounds.values():
        if one.epoch and one.state != "void":
            assert (await compare_counts(assembly.context, one)).agree
    for room in assembly.rooms.values():
        decisions = assembly.context.store_of(room.id).decisions
        check_story([one.event for one in await decisions.read_announced(meeting_of(room.id), room.id, 0, most=10_000)])
    lines = await read_whole_log(assembly.context, SECRETARY, assembly.meeting.id)
    check_log_at_once(history, [line for line in lines if line.at_ms > history.begun_ms])


def check_log_at_once(history: AtOnce, lines: Sequence[Line]) -> None:
    """As many lines as acts that were done, of each kind; and as many instants, for each act has one of its own."""
    said = Counter(line.act.removesuffix("_aloud") for line in lines)
    sure: Counter[str] = Counter()
    most: Counter[str] = Counter()
    for verb, act in IN_LOG.items():
        sure[act] += history.done[verb]
        most[act] += history.done[verb] + history.maybe[verb]
    for act in set(IN_LOG.values()):
        assert sure[act] <= said[act] <= most[act], f"{act}: {sure[act]} to {most[act]}, {said[act]} in the log"
    at: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        at[line.at_ms].add(line.act)
    apart = sum(not acts <= CLOSING for acts in at.values())
    passing = ("cast_ballot", "close_round")
    done, maybe = (sum(n for verb, n in some.items() if verb not in passing) for some in (history.done, history.maybe))
    assert done <= apart <= done + maybe, f"{apart} decisions of {done} acts"


def check_story(events: Sequence[bytes]) -> None:
    """Rounds go from state to state as they may, with the slate and rules of their opening; each list is told once."""
    state: dict[str, str] = {}
    opened: dict[str, tuple[object, object]] = {}
    told: Counter[str] = Counter()
    for event in map(json.loads, events):
        if event["type"] == "round_published":
            told[event["round_id"]] += 1
        if event["type"] != "round_changed":
            continue
        one = event["round"]
        assert one["state"] in NEXT[state.get(one["id"], "")], f"from {state.get(one['id'])} to {one['state']}"
        state[one["id"]] = one["state"]
        if one["epoch"]:
            said = one["slate"], one["rules"]
            assert opened.setdefault(one["id"], said) == said
    assert max(told.values(), default=1) == 1
