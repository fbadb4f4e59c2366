"""Commands of agreement: merges and wordings, proposed and answered."""

from server.protocol.asking import Command, RecommendationCommand


class ProposeMerge(Command, kw_only=True):
    """Propose one text in the place of several recommendations, as of the versions that were read."""

    request_id: str
    parents: list[str]
    title: str
    text: str = ""
    language: str = ""
    question_id: str = ""
    versions: dict[str, int] | None = None
    kind: str = ""
    facets: dict[str, str | list[str]] | None = None


class AgreeMerge(RecommendationCommand, kw_only=True):
    """Agree to a merge, for one's region; the chair records what the moderator of a region said aloud."""

    region_id: str = ""
    asking: int = 0


class RefuseMerge(RecommendationCommand, kw_only=True):
    """Refuse a merge that waits, with a note if there is one."""

    note: str = ""


class UndoMerge(RecommendationCommand, kw_only=True):
    """Take a merge back: its parents are as they were before."""


class ProposeWording(RecommendationCommand, kw_only=True):
    """Propose other words for what a region handed over or agreed to, or answer such a proposal with others."""

    version: int
    title: str
    text: str = ""


class AcceptWording(RecommendationCommand, kw_only=True):
    """Accept the words that are proposed; title and text are those that were read, null where nobody says."""

    title: str | None = None
    text: str | None = None


class RefuseWording(RecommendationCommand, kw_only=True):
    """Refuse the words that are proposed, with a note if there is one."""

    note: str = ""
