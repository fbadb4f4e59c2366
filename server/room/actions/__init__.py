"""The use cases, one function a command, found by the command's type.

Each checks the asker against the table of `procedure.people`, lets the domain decide and the store keep it, and returns
the reply. Refuses to know sockets. An act that must wait answers `Later`, so that nothing else waits with it.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from server.domain.errors import UnknownType
from server.protocol import commands
from server.protocol.commands import Command
from server.protocol.programming import PublishReport, WithdrawReport
from server.protocol.replies import Reply
from server.protocol.speaking import (
    AddSpeaker,
    AskToSpeak,
    CallSpeaker,
    EndSpeakers,
    PauseSpeaker,
    RemoveSpeaker,
    SetUpSpeakers,
)
from server.room.actions import (
    admitting,
    ballots,
    closing,
    conducting,
    confirming,
    drafting,
    entering,
    findings,
    handing,
    handing_out,
    merging,
    moderating,
    positioning,
    presenting,
    programme,
    recommending,
    rewordings,
    saying,
    showing,
    similar,
    speaking,
    supporting,
    timing,
    wishing,
    wording,
)
from server.room.actions.later import Later
from server.room.context import Asker, Context

Action = Callable[[Context, Asker, Any], Awaitable[Reply | Later]]

ACTIONS: Mapping[type[Command], Action] = {
    commands.Propose: recommending.propose,
    commands.ProposeVariant: rewordings.propose_variant,
    commands.FindSimilar: similar.find_similar,
    commands.ListWaiting: recommending.list_waiting,
    commands.AcceptRecommendation: moderating.accept_recommendation,
    commands.RejectRecommendation: moderating.reject_recommendation,
    commands.EditRecommendation: moderating.edit_recommendation,
    commands.TranslateRecommendation: moderating.translate_recommendation,
    commands.WithdrawRecommendation: moderating.withdraw_recommendation,
    commands.ProposeMerge: merging.propose_merge,
    commands.AgreeMerge: merging.agree_merge,
    commands.RefuseMerge: merging.refuse_merge,
    commands.UndoMerge: merging.undo_merge,
    commands.ProposeWording: wording.propose_wording,
    commands.AcceptWording: wording.accept_wording,
    commands.RefuseWording: wording.refuse_wording,
    commands.ReturnRecommendation: moderating.return_recommendation,
    commands.SupportRecommendation: supporting.support_recommendation,
    commands.ReadHistory: supporting.read_history,
    commands.PrepareRound: drafting.prepare_round,
    commands.ChangeRound: drafting.change_round,
    commands.DiscardRound: drafting.discard_round,
    commands.OpenRound: drafting.open_round,
    commands.PublishRound: conducting.publish_round,
    commands.ReopenRound: conducting.reopen_round,
    commands.VoidRound: conducting.void_round,
    commands.SetCountdown: timing.set_countdown,
    commands.PauseRound: timing.pause_round,
    commands.ResumeRound: timing.resume_round,
    commands.ExtendRound: timing.extend_round,
    commands.SubmitShortlist: handing.submit_shortlist,
    commands.HandOver: handing.hand_over,
    commands.TakeBack: handing.take_back,
    commands.AskConfirmation: confirming.ask_confirmation,
    commands.ConfirmSet: confirming.confirm_set,
    commands.SetLive: conducting.set_live,
    commands.PreparePresentation: presenting.prepare_presentation,
    commands.TurnPresentation: presenting.turn_presentation,
    commands.PausePresentation: presenting.pause_presentation,
    commands.EndPresentation: presenting.end_presentation,
    SetUpSpeakers: speaking.set_up_speakers,
    AddSpeaker: speaking.add_speaker,
    AskToSpeak: speaking.ask_to_speak,
    RemoveSpeaker: speaking.remove_speaker,
    CallSpeaker: speaking.call_speaker,
    PauseSpeaker: speaking.pause_speaker,
    EndSpeakers: speaking.end_speakers,
    commands.ShowInHall: showing.show_in_hall,
    commands.HallShown: showing.hall_shown,
    commands.EditProgramme: programme.edit_programme,
    commands.SayToAll: saying.say_to_all,
    commands.MakeFindings: findings.make_findings,
    PublishReport: handing_out.publish_report,
    WithdrawReport: handing_out.withdraw_report,
    commands.RenameDelegation: programme.rename_delegation,
    commands.CloseRound: closing.close_round,
    commands.RecountRound: closing.recount_round,
    commands.CastBallot: ballots.cast_ballot,
    commands.ReadWishes: wishing.read_wishes,
    commands.RecordPosition: positioning.record_position,
    commands.ConfirmPosition: positioning.confirm_position,
    commands.EnterCount: entering.enter_count,
    commands.ReadCount: entering.read_count,
    commands.CloseJoining: admitting.change_joining,
    commands.OpenJoining: admitting.change_joining,
    commands.NewJoinCode: admitting.change_joining,
    commands.SetSeatLimit: admitting.change_joining,
    commands.SetOneSeat: admitting.change_joining,
    commands.ListSeats: admitting.list_seats,
    commands.AdmitSeat: admitting.change_seat,
    commands.RefuseSeat: admitting.change_seat,
    commands.BarSeat: admitting.change_seat,
    commands.UnbarSeat: admitting.change_seat,
    commands.RemoveSeat: admitting.remove_seat,
    commands.RemoveJoins: admitting.remove_joins,
}


async def perform(context: Context, asker: Asker, command: Command) -> Reply | Later:
    """Do what is asked.

    Raises:  a Refusal; then nothing has changed.
    """
    action = ACTIONS.get(type(command))
    if action is None:
        raise UnknownType
    return await action(context, asker, command)
