"""Commands: what a person asks of the service."""

import msgspec

from server.protocol.asking import SLOW as SLOW
from server.protocol.asking import Command as Command
from server.protocol.asking import Have as Have
from server.protocol.asking import Hello as Hello
from server.protocol.asking import ReadingOf as ReadingOf
from server.protocol.asking import RecommendationCommand as RecommendationCommand
from server.protocol.asking import RoundCommand as RoundCommand
from server.protocol.asking import TakenFrom as TakenFrom
from server.protocol.conducting import ChangeRound as ChangeRound
from server.protocol.conducting import CloseRound as CloseRound
from server.protocol.conducting import DiscardRound as DiscardRound
from server.protocol.conducting import ExtendRound as ExtendRound
from server.protocol.conducting import OpenRound as OpenRound
from server.protocol.conducting import PauseRound as PauseRound
from server.protocol.conducting import PrepareRound as PrepareRound
from server.protocol.conducting import PublishRound as PublishRound
from server.protocol.conducting import RecountRound as RecountRound
from server.protocol.conducting import ReopenRound as ReopenRound
from server.protocol.conducting import ResumeRound as ResumeRound
from server.protocol.conducting import SetCountdown as SetCountdown
from server.protocol.conducting import SetLive as SetLive
from server.protocol.conducting import SubmitShortlist as SubmitShortlist
from server.protocol.conducting import VoidRound as VoidRound
from server.protocol.entering import EnterCount as EnterCount
from server.protocol.entering import ReadCount as ReadCount
from server.protocol.handing import AskConfirmation as AskConfirmation
from server.protocol.handing import ConfirmSet as ConfirmSet
from server.protocol.handing import HandOver as HandOver
from server.protocol.handing import TakeBack as TakeBack
from server.protocol.moderating import ReadHistory as ReadHistory
from server.protocol.moderating import ReturnRecommendation as ReturnRecommendation
from server.protocol.moderating import SupportRecommendation as SupportRecommendation
from server.protocol.positions import ConfirmPosition as ConfirmPosition
from server.protocol.positions import RecordPosition as RecordPosition
from server.protocol.presenting import EndPresentation as EndPresentation
from server.protocol.presenting import PausePresentation as PausePresentation
from server.protocol.presenting import PreparePresentation as PreparePresentation
from server.protocol.presenting import TurnPresentation as TurnPresentation
from server.protocol.programming import AboutReport
from server.protocol.programming import EditProgramme as EditProgramme
from server.protocol.programming import MakeFindings as MakeFindings
from server.protocol.programming import RenameDelegation as RenameDelegation
from server.protocol.programming import SayToAll as SayToAll
from server.protocol.shapes import Remark
from server.protocol.showing import HallShown as HallShown
from server.protocol.showing import ShowInHall as ShowInHall
from server.protocol.signing import AcceptWording as AcceptWording
from server.protocol.signing import AgreeMerge as AgreeMerge
from server.protocol.signing import ProposeMerge as ProposeMerge
from server.protocol.signing import ProposeWording as ProposeWording
from server.protocol.signing import RefuseMerge as RefuseMerge
from server.protocol.signing import RefuseWording as RefuseWording
from server.protocol.signing import UndoMerge as UndoMerge
from server.protocol.speaking import AboutSpeakers


class Propose(Command, kw_only=True):
    """Put a recommendation forward."""

    request_id: str
    question_id: str
    title: str
    text: str = ""
    language: str = ""
    kind: str = ""
    facets: dict[str, str | list[str]] = {}


class ProposeVariant(RecommendationCommand, kw_only=True):
    """Draft another wording of an item that was voted on in a round of this room."""

    round_id: str
    title: str
    text: str = ""
    language: str = ""


class FindSimilar(Command, kw_only=True):
    """Ask what was already proposed under a question that sounds like a title."""

    question_id: str
    title: str


class ListWaiting(Command, kw_only=True):
    """Ask for the proposals that wait to be accepted, from one place in the queue on."""

    after: int = 0


class AcceptRecommendation(RecommendationCommand, kw_only=True):
    """Let a proposal stand."""


class RejectRecommendation(RecommendationCommand, kw_only=True):
    """Take a proposal off the list, with a reason if there is one."""

    reason: str = ""


class EditRecommendation(RecommendationCommand, kw_only=True):
    """Change the words of a recommendation and what stands beside them, as of the version that was read.

    Shape:   what is left out stays; `facets` are all of them.
    """

    title: str | None = None
    text: str | None = None
    version: int = 0
    kind: str | None = None
    facets: dict[str, str | list[str]] | None = None


class TranslateRecommendation(RecommendationCommand, kw_only=True):
    """Say the words of a recommendation in another language; an empty title takes a translation away."""

    language: str
    title: str
    text: str = ""
    version: int = 0
    replaces: int | None = None


class WithdrawRecommendation(RecommendationCommand, kw_only=True):
    """Take back one's own proposal."""


class JoiningCommand(Command, kw_only=True):
    """What is asked of the way into the meeting; the request id lets a resent act be recognised."""

    request_id: str = ""


class CloseJoining(JoiningCommand, kw_only=True):
    """Let nobody join by code any more; whoever has a seat comes back to it."""


class OpenJoining(JoiningCommand, kw_only=True):
    """Let people join by code again."""


class NewJoinCode(JoiningCommand, kw_only=True):
    """Make a new join code; the old one opens nothing any more."""


class SetSeatLimit(JoiningCommand, kw_only=True):
    """Say how many seats the meeting may have."""

    limit: int


class SetOneSeat(JoiningCommand, kw_only=True):
    """Say whether a device that has a seat of the meeting may be given another."""

    on: bool


class RemoveJoins(JoiningCommand, kw_only=True):
    """Remove the seats that one address took, or that were taken within one minute."""

    source: str = msgspec.field(name="from", default="")
    minute_ms: int = 0


class ListSeats(Command, kw_only=True):
    """Ask for the seats of the meeting, a hundred at a time; `unused`: for those that were taken and never used."""

    q: str = ""
    unused: bool = False
    after: str = ""
    k: int = 0
    named_positions: list[str] = []


class SeatCommand(Command, kw_only=True):
    """What is asked of one seat."""

    seat_id: str
    request_id: str = ""


class AdmitSeat(SeatCommand, kw_only=True):
    """Say that whoever waits for a named seat is who they say."""


class RefuseSeat(SeatCommand, kw_only=True):
    """Send away whoever waits for a named seat; the seat is free again."""


class BarSeat(SeatCommand, kw_only=True):
    """Keep the holder of a seat out until it is unbarred; their ballots stay."""


class UnbarSeat(SeatCommand, kw_only=True):
    """Let the holder of a seat in again."""


class RemoveSeat(SeatCommand, kw_only=True):
    """Take a seat away for good, and its ballots out of the rounds that are being voted on."""


class ReadWishes(Command, kw_only=True):
    """Ask what the ballots of a closed round would change, of one recommendation or of all."""

    round_id: str
    recommendation_id: str = ""


class CastBallot(Command, kw_only=True):
    """Say everything one seat has to say in one round."""

    round_id: str
    epoch: int
    base_revision: int
    request_id: str
    ballot_id: str
    marks: dict[str, str]
    fill: str = ""
    nonce: str = ""
    wishes: dict[str, Remark] | None = None


AnyCommand = (
    Hello | Propose | ProposeVariant | FindSimilar | ListWaiting | AcceptRecommendation | RejectRecommendation
    | EditRecommendation | TranslateRecommendation | WithdrawRecommendation | ReturnRecommendation
    | SupportRecommendation | ReadHistory | ProposeMerge | AgreeMerge | RefuseMerge | UndoMerge | ProposeWording
    | AcceptWording | RefuseWording | PrepareRound | OpenRound | CloseRound | PublishRound | ReopenRound | PauseRound
    | ResumeRound | ExtendRound | ChangeRound | DiscardRound | SetCountdown | RecountRound | VoidRound
    | SubmitShortlist | HandOver | TakeBack | SetLive | CastBallot | ReadWishes | AskConfirmation | ConfirmSet
    | AboutSpeakers | PreparePresentation | TurnPresentation | PausePresentation | EndPresentation | RecordPosition
    | ConfirmPosition | EnterCount | ReadCount | ShowInHall | HallShown | EditProgramme | MakeFindings
    | RenameDelegation | SayToAll | CloseJoining | OpenJoining | NewJoinCode | SetSeatLimit | SetOneSeat | RemoveJoins
    | ListSeats | AdmitSeat | RefuseSeat | BarSeat | UnbarSeat | RemoveSeat | AboutReport
)  # fmt: skip
