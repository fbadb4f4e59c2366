"""What a record is composed of: a list, what it is of, the words of a language, and the marks of its acts.

Refuses to compose anything. Invariants: the same matter makes the same parts, in its own file and in the report of a
meeting, where headings are deeper and acts have other marks; who reads another language reads the translation, and the
original beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from server.domain.counting.ranking import Figure, RankedItem, RankedList
from server.domain.languages import primary
from server.domain.methods import read_method
from server.domain.methods.card import Card
from server.record.document import Drawing
from server.record.occasion import Occasion, SaidAct, SaidIn, SaidOf
from server.record.picture import Picture
from server.record.ranked_list import write_ranked_list
from server.words.outcomes import OutcomesInWords
from server.words.wording import Wording

OPENED, CLOSED, PUBLISHED = "round.open", "round.closed", "round.published"
"""The acts on which what a record says rests: words and rules on the opening, figures on the close, which counted."""


@dataclass(frozen=True)
class Matter:
    """One round, to be composed.

    Shape:   `marks` gives by act the mark of the last one in the annex; `level` is that of its first heading;
             `pictures` are those of the list, where the format shows any.
    """

    ranked: RankedList
    occasion: Occasion
    wording: Wording
    marks: Mapping[str, str] = field(default_factory=dict)
    level: int = 1
    pictures: Sequence[Picture] = ()

    @property
    def language(self) -> str:
        """Say for readers of which language it is composed."""
        return self.wording.language

    @cached_property
    def written(self) -> dict[str, Any]:
        """Give the list as it is in a JSON file, of which the words know."""
        return write_ranked_list(self.ranked)

    @cached_property
    def written_items(self) -> dict[str, dict[str, Any]]:
        """Give its items as they are in a JSON file, by the id of their recommendation."""
        return {item["recommendation_id"]: item for item in self.written["items"]}

    @cached_property
    def outcomes(self) -> OutcomesInWords:
        """Say what came of its items."""
        return OutcomesInWords(self.wording.strings, self.language, self.written, self.columns)

    @property
    def card(self) -> Card:
        """Say what kind of list it is."""
        return read_method(self.ranked.method).CARD

    def drawn(self, view: str) -> Iterator[Drawing]:
        """Show the pictures of a view of the list, where it was drawn."""
        return (Drawing(one, self.facts) for one in self.pictures if one.name.partition("-")[0] == view)

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns of its tally that it uses: For with changes is one only where the rules have it."""
        changes = self.ranked.rules.with_changes
        return tuple(one for one in self.ranked.columns if changes or one != "with_changes")

    @property
    def facts(self) -> str:
        """Give the mark on which its figures rest."""
        return self.basis(CLOSED)

    def basis(self, act: str) -> str:
        """Give the mark of the last act of a kind; empty where the annex has none."""
        return self.marks.get(act, "")

    def say(self, key: str, /, **figures: object) -> str:
        """Say a sentence."""
        return self.wording.strings.translate(self.language, key, **figures)

    def row(self, names: Sequence[str]) -> str:
        """Put names in a row."""
        return self.wording.strings.in_row(self.language, names)

    def number(self, figure: Figure) -> str:
        """Write a figure as the language does, an exact one with four decimals at most."""
        if isinstance(figure, int | Fraction):
            return self.wording.strings.number(self.language, Fraction(figure), 4)
        return figure if isinstance(figure, str) else self.row([str(one) for one in figure])

    def region(self, region_id: str) -> str:
        """Name a region of the list; one that it does not have by its id."""
        return next((region.name for region in self.ranked.regions if region.id == region_id), region_id)

    def title(self, item: RankedItem) -> tuple[str, str]:
        """Say the title of an item in the language of the reader where it is translated, and in which it is."""
        said, words = item.recommendation, self.occasion.of(item.recommendation.id)
        translated = dict(said.translations).get(self.language)
        if translated and primary(words.language) != self.language:
            return translated, self.language
        return said.title, words.language

    def words(self, item: RankedItem) -> tuple[SaidOf, SaidIn | None]:
        """Say what an item says: as it was proposed, and its translation for the reader; None where none is needed."""
        said = self.occasion.of(item.recommendation.id)
        needed = primary(said.language) != self.language
        return said, said.in_language(self.language) if needed else None


def acts_of(occasion: Occasion) -> tuple[SaidAct, ...]:
    """List the acts on a round; of one that an earlier release published, those whose instants were kept."""
    if occasion.acts:
        return occasion.acts
    known = ((OPENED, occasion.opened_at_ms), (CLOSED, occasion.closed_at_ms), (PUBLISHED, occasion.published_at_ms))
    return tuple(SaidAct(act, at_ms) for act, at_ms in known if at_ms is not None)


def marks_of(acts: Sequence[SaidAct], first: int = 1) -> dict[str, str]:
    """Give the marks of acts that are numbered from `first` on; of several of a kind that of the last."""
    return {one.act: mark(number) for number, one in enumerate(acts, first)}


def mark(number: int) -> str:
    """Write the mark of an act."""
    return f"A{number}"
