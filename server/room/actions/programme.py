"""The programme, edited from the desk's room while the meeting goes on."""

from server.domain.procedure.ballots import check_id
from server.protocol import commands, replies
from server.room import delegating
from server.room.context import Asker, Context
from server.room.programming import edit


async def edit_programme(context: Context, asker: Asker, command: commands.EditProgramme) -> replies.Done:
    """Change what the programme says: titles, sessions and their order, questions, regions, delegations, defaults."""
    asker.require("edit_programme")
    check_id("request_id", command.request_id)
    outcome = await edit(context, asker, command.version, command.changes, command.request_id)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)


async def rename_delegation(context: Context, asker: Asker, command: commands.RenameDelegation) -> replies.Done:
    """Give a delegation another name, in the list and on its seats."""
    asker.require("rename_delegation")
    check_id("request_id", command.request_id)
    outcome = await delegating.rename(context, asker, command)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)
