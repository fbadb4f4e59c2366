"""Commands of handing over: what a region confirms, gives to a plenary session, and takes back."""

from server.protocol.asking import Command


class HandOver(Command, kw_only=True):
    """Hand recommendations of a region's room to a plenary session, in the place of what it was handed before."""

    request_id: str
    recommendation_ids: list[str]
    session_id: str = ""
    replaces: dict[str, list[str]] | None = None


class TakeBack(Command, kw_only=True):
    """Take recommendations back that were handed over."""

    request_id: str
    recommendation_ids: list[str]
    replaces: dict[str, list[str]] | None = None


class AskConfirmation(Command, kw_only=True):
    """Ask a region whether recommendations of its room are its text; without any, it is asked no more."""

    request_id: str
    recommendation_ids: list[str]


class ConfirmSet(Command, kw_only=True):
    """Say of what one's region is asked that it is its text."""

    request_id: str
    asked: int
