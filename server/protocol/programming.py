"""Commands of the desk: what changes the programme of a meeting."""

from server.protocol.asking import Command
from server.protocol.message import Json


class EditProgramme(Command, kw_only=True):
    """Say of a version of the programme what is to be otherwise."""

    request_id: str
    version: int
    changes: Json
