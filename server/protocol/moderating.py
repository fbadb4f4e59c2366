"""Commands of working on a text together: asking for changes, supporting it, reading what became of it."""

from server.protocol.asking import Command, RecommendationCommand


class ReturnRecommendation(RecommendationCommand, kw_only=True):
    """Send a recommendation back to its author, with a note that says what to change, as of the version read."""

    note: str
    version: int = 0


class SupportRecommendation(RecommendationCommand, kw_only=True):
    """Count one's seat among those that support a recommendation, or no longer."""

    on: bool


class ReadHistory(Command, kw_only=True):
    """Ask for what was done with a recommendation."""

    recommendation_id: str
