"""Drafting variants: other wordings of an item that was voted on.

Refuses to know where the words come from. Invariants: a variant is drafted of what stands on the list of a round of the
same room, once that list is there; it stands at once, and the item that it is a variant of stays as it is.
"""

from dataclasses import replace

from server.domain.errors import Malformed, NotFound
from server.domain.languages import read_language
from server.domain.procedure import rewording, variants
from server.domain.procedure.ballots import check_id
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.recommendations import Recommendation, require_room_for_more
from server.protocol import commands, replies
from server.room.actions.reached import reached_recommendation
from server.room.actions.recommending import proposed_reply
from server.room.actions.taking import with_list
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.changes import Changes


async def propose_variant(context: Context, asker: Asker, command: commands.ProposeVariant) -> replies.Proposed:
    """Draft another wording of an item of a closed or published round of this room."""
    asker.require("propose_variant")
    check_id("request_id", command.request_id)
    title, text = rewording.checked_words(command.title, command.text)
    if (language := read_language(command.language) if command.language else "") is None:
        raise Malformed("language_tag")
    if answered := await context.answered(asker, command.request_id):  # before it uses up an id
        return await proposed_reply(context, command.ref, answered)
    _require_item(await context.read_proceedings(asker.room.id), asker, command)
    new_id = await context.new_id(meeting_of(asker.room.id))
    draft = Recommendation(
        id=new_id,
        number=0,
        room_id=asker.room.id,
        question_id="",
        title=title,
        text=text,
        language=language,
        region_ids=(),
    )

    def make(proceedings: Proceedings) -> Decided:
        _require_item(proceedings, asker, command)
        known = proceedings.recommendations
        require_room_for_more(known.values(), asker.room.id, "")
        drafted = variants.variant(
            known, known[command.recommendation_id], replace(draft, turn=proceedings.decision + 1)
        )
        return Decided(Changes(recommendations=(drafted,)), answer=new_id)

    return await proposed_reply(context, command.ref, await context.decide(asker, command.request_id, make))


def _require_item(proceedings: Proceedings, asker: Asker, command: commands.ProposeVariant) -> None:
    """Refuse a variant of what does not stand on the list of the round that is named.

    Raises:  NotFound, NotPermitted, WrongState.
    """
    found = reached_recommendation(proceedings, asker, "propose_variant", command.recommendation_id)
    if found.id not in with_list(proceedings, asker, "propose_variant", command.round_id).slate:
        raise NotFound("recommendation")
