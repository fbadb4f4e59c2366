"""A draft that would be refused at its opening is shown as such before anybody presses, whichever method it has."""

import uuid
from dataclasses import replace

import pytest

from server.domain.errors import Malformed
from server.domain.methods import METHODS, largest_slate
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.offers import facts_of, offered
from server.domain.procedure.rounds import LARGEST_SLATE, Round
from server.protocol import commands
from server.room.actions import perform
from server.room.context import Context
from server.room.decided import Decided
from server.room.views import round_view
from server.store.changes import Changes
from tests.chambers import Chamber, a_chamber


async def a_draft(chamber: Chamber, method: str, first: str, **changed: object) -> Round:
    """A draft as an older release would have left it, whose bounds were wider."""
    asked = commands.PrepareRound(request_id=uuid.uuid4().hex, method=method, slate=[first])
    round_id = (await perform(chamber.context, chamber.chair, asked)).round_id

    def make(proceedings: Proceedings) -> Decided:
        found = proceedings.rounds[round_id]
        rules = {name: value for name, value in changed.items() if name not in ("slate", "regions")}
        other = {name: value for name, value in changed.items() if name not in rules}
        return Decided(Changes(rounds=(replace(found, **other, rules=replace(found.rules, **rules)),)))

    await chamber.context.decide(chamber.chair, "", make)
    return await chamber.context.round(round_id)


@pytest.mark.parametrize("method", METHODS)
async def test_what_cannot_be_opened_says_so_before_it_is_pressed(context: Context, method: str) -> None:
    """With the reason of the refusal, and without the offer; what fits is offered. Holds R146."""
    chamber = await a_chamber(context, {"N": "NO", "S": "SO"}, ("NO", "SO"))
    most = largest_slate(method)
    slate = await chamber.put([f"Number {number}" for number in range(most + 1 if most < LARGEST_SLATE else 2)])
    fitting = await a_draft(chamber, method, slate[0])
    assert round_view(fitting, 0).excess is None
    large: list[tuple[str, str, dict[str, object]]] = [
        ("rule_out_of_bounds", "places", {"places": 40}), ("rule_out_of_bounds", "max_choices", {"max_choices": 250}),
    ]  # fmt: skip
    if most < LARGEST_SLATE:
        large.append(("slate_too_long_for_method", "", {"slate": tuple(slate), "places": 5}))
    for reason, rule, changed in large:
        draft = await a_draft(chamber, method, slate[0], **changed, with_changes=False)
        excess = round_view(draft, 0).excess
        assert excess is not None
        assert (excess.reason, excess.rule) == (reason, rule)
        assert "open_round" not in offered("draft", facts_of(draft, "plenary", stands=True, fits=excess is None))
        with pytest.raises(Malformed) as refused:
            await perform(chamber.context, chamber.chair, commands.OpenRound(round_id=draft.id))
        assert refused.value.reason == reason
        assert excess.most == refused.value.figures.get("most", 0)
    await perform(chamber.context, chamber.chair, commands.OpenRound(round_id=fitting.id))
    assert round_view(await chamber.context.round(fitting.id), 0).excess is None
