"""The commitment of a lot as a picture: of a round of one's own meeting, and of nothing that somebody else made up."""

import io
from contextlib import AsyncExitStack

import segno

from tests.room.halls import witness
from tests.services import Json, Kit, Service
from tests.web.browsers import Answer, raw


def drawn(kit: Kit, query: str, role: str = "chair") -> Answer:
    """Ask for the picture as somebody of a role."""
    credential = kit.founded["credentials"][role]
    return raw(kit.service, "GET", f"/tab/a1b2c3/lot-qr.svg?{query}", Authorization=f"Bearer {credential}")


async def a_draft(kit: Kit, **rules: object) -> Json:
    """Prepare a round of one recommendation."""
    async with AsyncExitStack() as hall:
        chair = await witness(hall, kit, kit.room("s1"), "chair")
        proposed = await chair.act("propose", question_id=kit.question("s1"), title="One")
        reply: Json = await chair.act(
            "prepare_round", method="across_regions", slate=[proposed["recommendation_id"]], rules=rules
        )
        return reply["round"]


async def test_what_was_committed_to_is_drawn_for_the_round_alone(service: Service) -> None:
    kit, another = service.new_meeting(), service.new_meeting()
    round_, plain = await a_draft(kit, tie_rule="lot"), await a_draft(kit)
    said = round_["lot"]["commitment"]
    answer, picture = drawn(kit, f"round={round_['id']}"), io.BytesIO()
    segno.make(said, error="m").save(
        picture, kind="svg", xmldecl=False, scale=8, border=2, dark="#24122a", light="#fff"
    )
    assert (answer.status, answer.page) == (200, picture.getvalue().decode())
    made_up = "0" * 64
    for query in (f"round={plain['id']}", f"commitment={made_up}", f"round={made_up}", ""):
        assert drawn(kit, query).status == 404, query
    assert drawn(another, f"round={round_['id']}").status == 404
    assert drawn(kit, f"round={round_['id']}", "observer").status == 403
