"""Commands of the desk: what changes the programme and the delegations of a meeting, and is said to everybody in it."""

from server.protocol.asking import Command, RoundCommand
from server.protocol.message import Json


class EditProgramme(Command, kw_only=True):
    """Say of a version of the programme what is to be otherwise."""

    request_id: str
    version: int
    changes: Json


class SayToAll(Command, kw_only=True):
    """Say something to everybody, or in one room; without words what stands there is taken back."""

    request_id: str
    text: str = ""
    language: str = ""
    translations: dict[str, str] = {}
    room_id: str = ""


class MakeFindings(RoundCommand, kw_only=True):
    """Make a paper of what a published list tells of one recommendation by region, or of all."""

    request_id: str
    recommendation_id: str = ""
    session_id: str = ""
    language: str = ""


class PublishReport(Command, kw_only=True):
    """Let everybody of the meeting have its report."""

    request_id: str = ""


class WithdrawReport(Command, kw_only=True):
    """Take the report of the meeting back from everybody."""

    request_id: str = ""


class RenameDelegation(Command, kw_only=True):
    """Give a delegation of a region another name, in the list and on its seats."""

    request_id: str
    version: int
    region_id: str
    name: str
    to: str


AboutReport = PublishReport | WithdrawReport
