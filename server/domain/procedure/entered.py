"""Votes that are counted by people: a show of hands, or paper, of one region, entered by two persons.

Each counts for themselves, and sees of the other's figures nothing before both have entered theirs. Where both entered
the same it is agreed, and counts at the close; else both are shown to the two, nothing changes, and both count again.
Refuses to know what a mark means, who conducts, and how many ballots there are. Invariants: of the two who agree
neither is the other; what was agreed stands until two agree on something else.

Source: docs/methods.md, "Hands and paper".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from server.domain.errors import InvalidBallot, Malformed

Channel = Literal["hands", "paper"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
NONE = "none"
"""How a count calls those who marked nothing about an item."""

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody counted.

    Shape:   `cells[item][column]`, with items as in the slate and columns as the method names them; who marked nothing
             about an item is one of the `votes` and in none of its cells.
    Units:   votes, of one seat each.
    """

    votes: int
    cells: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """What one person entered; `by` is their key, by which nobody is two."""

    by: str
    at_ms: int
    figures: Figures


@dataclass(frozen=True, slots=True)
class EnteredCount:
    """What was entered of one region and one channel.

    Shape:   `entered` is the turn that goes on: nobody, one person, or two who differ; `agreed` is what two persons,
             `agreed_by`, entered alike last, None where nobody has; `version` grows each time that it changes.
    """

    region_id: str
    channel: Channel
    entered: tuple[Entered, ...] = ()
    agreed: Figures | None = None
    agreed_by: tuple[str, ...] = ()
    version: int = 0

    @property
    def differs(self) -> bool:
        """Say whether two persons entered different figures: both count again."""
        return len(self.entered) > 1

    @property
    def votes(self) -> int:
        """Say how many votes were agreed on."""
        return self.agreed.votes if self.agreed else 0


def read_channel(text: str) -> Channel:
    """Read how votes were counted.

    Raises:  Malformed.
    """
    for channel in CHANNELS:
        if text == channel:
            return channel
    raise Malformed("field", field="channel")


@dataclass(frozen=True, slots=True)
class Form:
    """What a count in a round looks like.

    Shape:   `offered` are those of the columns that the rules sheet lets a ballot hold; `most_marks` is how many one
             vote may hold, None where it is one about each item.
    """

    slate: tuple[str, ...]
    columns: tuple[str, ...]
    offered: tuple[str, ...]
    most_marks: int | None = None


def read_figures(form: Form, marks: Mapping[str, Mapping[str, int]]) -> Figures:
    """Read a count as it was sent: of every item how many of each mark, and how many marked nothing.

    Raises:  InvalidBallot for what is not in the slate or no mark; Malformed where figures cannot be those of a count.
    """
    if strange := marks.keys() - set(form.slate):
        raise InvalidBallot("not_in_slate", recommendation_id=min(strange)[:_SHOWN])
    for said in marks.values():
        if unknown := said.keys() - {*form.offered, NONE}:
            raise InvalidBallot("unknown_mark", mark=min(unknown)[:_SHOWN])
        if min(said.values(), default=0) < 0:
            raise Malformed("count_negative")
    sums = [sum(marks.get(item, {}).values()) for item in form.slate]
    for place, votes in enumerate(sums, 1):
        if votes != sums[0]:
            raise Malformed("count_uneven", number=place, votes=votes, first=sums[0])
    cells = tuple(tuple(marks.get(item, {}).get(column, 0) for column in form.columns) for item in form.slate)
    if form.most_marks is not None and sum(map(sum, cells)) > form.most_marks * sums[0]:
        raise Malformed("count_choices", most=form.most_marks, votes=sums[0])
    return Figures(sums[0], cells)


def enter(count: EnteredCount, entered: Entered) -> EnteredCount:
    """Take what one person entered, after whatever was entered before."""
    others = tuple(one for one in count.entered if one.by != entered.by)
    if count.differs or not others:  # two who differed were shown both: each counts again
        own = next((one for one in count.entered if one.by == entered.by), None)
        if not count.differs and own is not None and own.figures == entered.figures:
            return count
        return replace(count, entered=(entered,))
    if others[0].figures != entered.figures:
        return replace(count, entered=(*others, entered))
    return replace(
        count,
        entered=(),
        agreed=entered.figures,
        agreed_by=(others[0].by, entered.by),
        version=count.version + (count.agreed != entered.figures),
    )


def count_in(counts: Sequence[EnteredCount], region_id: str, channel: Channel) -> EnteredCount:
    """Find what was entered of a region and a channel; nothing was where there is none."""
    for one in counts:
        if (one.region_id, one.channel) == (region_id, channel):
            return one
    return EnteredCount(region_id, channel)


def with_count(counts: Sequence[EnteredCount], changed: EnteredCount) -> tuple[EnteredCount, ...]:
    """Put a count as it is now in the place of what it was."""
    where = (changed.region_id, changed.channel)
    if all((one.region_id, one.channel) != where for one in counts):
        return (*counts, changed)
    return tuple(changed if (one.region_id, one.channel) == where else one for one in counts)
