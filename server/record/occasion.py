"""What a ranked list is of: where and when people voted, and the words that they voted on.

The list itself has figures and titles; whoever opens its file a year later needs the rest. Refuses to know where any of
it is kept. Invariant: of a list, the same occasion makes the same file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from server.domain.counting.wordings import Movement


@dataclass(frozen=True, slots=True)
class SaidFacet:
    """What a recommendation says of one facet of its question, in the words of that moment."""

    id: str
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidIn:
    """The words of a recommendation in another language than it was proposed in."""

    language: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class SaidAct:
    """What was done with a round: the act, as the log of acts calls it, by which role, and of which region.

    Units:   `at_ms` is the service's clock.
    """

    act: str
    at_ms: int
    actor: str = ""
    region_id: str = ""


@dataclass(frozen=True, slots=True)
class SaidOf:
    """The words of one recommendation beside its title, the guiding question that it answers, and what it says of it.

    Shape:   `kind` is empty where an earlier release wrote it, and so are `translations`.
    """

    text: str = ""
    language: str = ""
    question: str = ""
    kind: str = ""
    facets: tuple[SaidFacet, ...] = ()
    translations: tuple[SaidIn, ...] = ()

    def in_language(self, language: str) -> SaidIn | None:
        """Say the words in a language that they were translated into; None where they are in it, or not translated."""
        return next((one for one in self.translations if one.language == language), None)


@dataclass(frozen=True, slots=True)
class SaidRegion:
    """A region of the meeting: its id, its name, and the letters on its chip."""

    id: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where and when a round was held.

    Shape:   `question` is what the round was about, empty where it was about its agenda session as a whole; `said` has
             the words by recommendation; `movement` is from the item of a later reading, in the list before, to the
             wording that was chosen, and is empty where that list was not public at the publication of this one; `acts`
             are those on the round up to its publication, the oldest first; `zone` is the time zone in which files say
             when something was; `regions` are all of the meeting, in its order, none where an earlier release wrote it;
             `before` is, where there is a `movement`, that item as its list told of it, with its words, as JSON.
    Units:   instants in milliseconds; None where there is none.
    """

    meeting_id: str = ""
    meeting: str = ""
    session_id: str = ""
    session: str = ""
    room: str = ""
    region_id: str = ""
    round_number: int | None = None
    question: str = ""
    opened_at_ms: int | None = None
    closed_at_ms: int | None = None
    said: Mapping[str, SaidOf] = field(default_factory=dict)
    movement: tuple[Movement, ...] = ()
    published_at_ms: int | None = None
    acts: tuple[SaidAct, ...] = ()
    zone: str = "UTC"
    regions: tuple[SaidRegion, ...] = ()
    before: str = ""

    def of(self, recommendation_id: str) -> SaidOf:
        """Say the words of a recommendation; empty where they are not known."""
        return self.said.get(recommendation_id, SaidOf())

    def facet_ids(self) -> tuple[str, ...]:
        """List the facets that any recommendation says something of, each once."""
        return tuple(dict.fromkeys(facet.id for said in self.said.values() for facet in said.facets))


UNKNOWN = Occasion()


def instant(at_ms: int | None) -> str:
    """Write an instant as ISO 8601, in seconds of UTC; empty where there is none."""
    return "" if at_ms is None else f"{datetime.fromtimestamp(at_ms // 1_000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def write_occasion(occasion: Occasion) -> dict[str, object]:
    """Write what a list is of as values that any JSON encoder takes."""
    return {
        "meeting_id": occasion.meeting_id,
        "meeting": occasion.meeting,
        "session_id": occasion.session_id,
        "session": occasion.session,
        "room": occasion.room,
        "region_id": occasion.region_id,
        "round_number": occasion.round_number,
        "question": occasion.question,
        "opened_at": instant(occasion.opened_at_ms),
        "closed_at": instant(occasion.closed_at_ms),
        "published_at": instant(occasion.published_at_ms),
        "time_zone": occasion.zone,
    }


def write_said(said: SaidOf) -> dict[str, object]:
    """Write the words of a recommendation as values that any JSON encoder takes, with whatever translations it has."""
    translated = {one.language: {"title": one.title, "text": one.text} for one in said.translations}
    return {
        "text": said.text,
        "language": said.language,
        "question": said.question,
        "kind": said.kind,
        "facets": {one.id: {"name": one.name, "said": list(one.said)} for one in said.facets},
        **({"translations": translated} if translated else {}),
    }
