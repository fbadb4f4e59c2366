"""Commands of handing over: what a region gives to a plenary session, and takes back."""

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
