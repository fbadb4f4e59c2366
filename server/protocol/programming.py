"""Commands of the desk: what changes the programme of a meeting, and the delegations that are in it."""

from server.protocol.asking import Command
from server.protocol.message import Json


class EditProgramme(Command, kw_only=True):
    """Say of a version of the programme what is to be otherwise."""

    request_id: str
    version: int
    changes: Json


class RenameDelegation(Command, kw_only=True):
    """Give a delegation of a region another name, in the list and on its seats."""

    request_id: str
    version: int
    region_id: str
    name: str
    to: str
