"""What is new in a count, in the ways in which listeners take it: whole or as a step, with the outlook or without.

Each way is written once, when somebody first listens that way. Refuses to know who listens. Invariant: the tally
before, with the step put in, is the tally after; a step that would be most of the whole is not written.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from server.domain.counting.tallies import Cells, Tally
from server.domain.procedure.rounds import Round
from server.protocol import encode, events, shapes
from server.room import views
from server.store.rounds import Wanted

_MOST_OF_THE_WHOLE = 0.75


class Way(NamedTuple):
    """How a listener takes tallies: in steps or whole, with the outlook or without."""

    steps: bool
    outlook: bool


WHOLE, STEPS = Way(steps=False, outlook=False), Way(steps=True, outlook=False)
_WITH_OUTLOOK = {way: way._replace(outlook=True) for way in (WHOLE, STEPS)}


def counts_wanted(rounds: Iterable[Round]) -> Wanted:
    """Say which counts are read to be told: those that may be seen."""
    return [(round_, views.columns_of(round_)) for round_ in rounds if views.shows_turnout(round_)]


def way_of(*, steps: bool, outlook: bool) -> Way:
    """Find the one value of a way: thousands of listeners are asked for theirs, and are told apart by identity."""
    way = STEPS if steps else WHOLE
    return _WITH_OUTLOOK[way] if outlook else way


class TallyNews:
    """One version of one count."""

    def __init__(
        self,
        round_: Round,
        version: int,
        tally: Tally,
        before: "TallyNews | None" = None,
        outlook: tuple[shapes.Outlook, ...] | None = None,
    ) -> None:
        """Take a count with its outlook, and the one that was told before it if there is one."""
        self.round_id = round_.id
        self.version = version
        self.before = before
        self.since = -1 if before is None else before.version
        self._round, self._tally, self._outlook = round_, tally, outlook
        self._views: dict[bool, shapes.Tally] = {}
        self._said: dict[Way, bytes] = {}
        if before is not None:
            before.before = None  # one step back is enough

    def say(self, way: Way) -> bytes:
        """Write the event; a step is the whole where only the whole will do."""
        if way not in self._said:
            steps, outlook = way
            self._said[way] = (self._step(outlook=outlook) if steps else b"") or self._whole(outlook=outlook)
        return self._said[way]

    def view(self, *, outlook: bool) -> shapes.Tally:
        """Show the count as a snapshot does."""
        if outlook not in self._views:
            told = self._outlook if outlook else None
            self._views[outlook] = views.tally_view(self._round, self.version, self._tally, told)
        return self._views[outlook]

    def _whole(self, *, outlook: bool) -> bytes:
        tally = self.view(outlook=outlook)
        return encode(events.TallyChanged(
            round_id=self.round_id,
            tally_version=tally.tally_version,
            turnout=tally.turnout,
            cells=tally.cells,
            outlook=tally.outlook,
        ))  # fmt: skip

    def _step(self, *, outlook: bool) -> bytes:
        if self.before is None:
            return b""
        before, after = self.before.view(outlook=outlook), self.view(outlook=outlook)
        if not before.cells or not after.cells or (before.outlook is None) != (after.outlook is None):
            return b""
        cells = list(_changed(before.cells, after.cells))
        if len(cells) > _MOST_OF_THE_WHOLE * sum(len(region) for item in after.cells for region in item):
            return b""
        stands = zip(before.outlook or (), after.outlook or (), strict=True)
        return encode(events.TallyStepped(
            round_id=self.round_id,
            since=self.since,
            tally_version=self.version,
            turnout={name: seen for name, seen in after.turnout.items() if before.turnout.get(name) != seen},
            cells=cells,
            outlook=[now for then, now in stands if then != now],
        ))  # fmt: skip


class TallyTeller:
    """The counts of one room as they were told last."""

    def __init__(self) -> None:
        """Begin with nothing told."""
        self._told: dict[str, TallyNews] = {}

    def forget(self) -> None:
        """Tell everything again: the store may have gone backwards."""
        self._told.clear()

    def is_news(self, round_: Round, version: int) -> bool:
        """Say whether a count is to be told: it was not told yet, and may be seen."""
        before = self._told.get(round_.id)
        return (before is None or before.version != version) and views.shows_turnout(round_)

    def news(
        self, round_: Round, version: int, tally: Tally, outlook: tuple[shapes.Outlook, ...] | None = None
    ) -> TallyNews | None:
        """Say what is to be told of a count; None if that version was told, or nobody may see it."""
        if not self.is_news(round_, version):
            return None
        self._told[round_.id] = news = TallyNews(round_, version, tally, self._told.get(round_.id), outlook)
        return news

    def newer_than(self, tallies: Mapping[str, tuple[int, Tally]]) -> list[TallyNews]:
        """List what was told that is newer than the counts of a picture."""
        told = self._told.values()
        return [news for news in told if (seen := tallies.get(news.round_id)) and news.version > seen[0]]


def _changed(before: Cells, after: Cells) -> Iterator[tuple[int, int, int, int]]:
    """Go through what differs: item, region, column, and how many there are now."""
    for item, (old_item, new_item) in enumerate(zip(before, after, strict=True)):
        if old_item == new_item:
            continue
        for region, (old_region, new_region) in enumerate(zip(old_item, new_item, strict=True)):
            for column, (old, new) in enumerate(zip(old_region, new_region, strict=True)):
                if old != new:
                    yield item, region, column, new
