"""What those who conduct a room read of the words in its ballots, once a round is closed.

Invariant: whoever reads words has read the list, which weighs on every later list and on every later word of its round.
"""

from server.domain.counting.lists_read import ListRead
from server.domain.counting.wishes import OTHERS, Group
from server.domain.errors import NotFound, WrongState
from server.domain.procedure.rounds import COUNTABLE, Round
from server.protocol import commands, replies, shapes
from server.room import wish_sheet
from server.room.actions.counting import read_out
from server.room.actions.reached import reached_round
from server.room.context import Asker, Context
from server.room.count_sheet import Box
from server.room.views import round_view
from server.store.codec import from_json


async def read_wishes(context: Context, asker: Asker, command: commands.ReadWishes) -> replies.Wishes:
    """Tell what ballots of a closed round ask to change, of one recommendation or of all.

    Raises:  WrongState while anything can be cast, where the round is void, or its ballots have no words; NotFound for
             a recommendation that is not on the slate.
    """
    asker.require("read_wishes")
    proceedings = await context.read_proceedings(asker.room.id)
    round_ = reached_round(proceedings, asker, "read_wishes", command.round_id)
    if not round_.rules.wishes or round_.state not in COUNTABLE:
        raise WrongState("read_wishes", state=round_.state, current=round_view(round_, context.now_ms()))
    if command.recommendation_id and command.recommendation_id not in round_.slate:
        raise NotFound("recommendation")
    rounds = context.store_of(round_.id).rounds
    packed, records = await rounds.read_box(round_)  # before it is noted that they are read: that fails if it is open
    _, told = await read_out(context, round_)
    mandates = await rounds.read_mandates(round_) if round_.rules.roll_call else {}
    box = Box(round_, packed, records, mandates=mandates)
    read = from_json(told, ListRead)
    groups, withheld = await context.counter.do(wish_sheet.read_sheet, box, read, work=box.work)
    wanted = [command.recommendation_id] if command.recommendation_id else round_.slate
    items = [
        _item(item, proceedings.recommendations[item].version, groups[item], round_)
        for item in wanted
        if item in groups
    ]
    return replies.Wishes(ref=command.ref, round_id=round_.id, epoch=round_.epoch, items=items, withheld=withheld)


def _item(item: str, version: int, groups: tuple[Group, ...], round_: Round) -> shapes.Wished:
    count = sum(len(group.remarks) for group in groups)
    counted = all(group.counted for group in groups)
    return shapes.Wished(
        recommendation_id=item,
        version=version,
        count=count if counted else None,
        groups=tuple(_group(group, round_) for group in groups),
    )


def _group(group: Group, round_: Round) -> shapes.Voices:
    named = group.region not in (None, OTHERS)
    return shapes.Voices(
        region_id=round_.regions[group.region] if named and group.region is not None else "",
        others=group.region == OTHERS,
        delegation=group.delegation,
        count=len(group.remarks) if group.counted else None,
        remarks=tuple(shapes.Remark(*remark) for remark in group.remarks),
    )
