"""The record of a round as a document: title page, rules, list, items, matrix, roll call, annexes.

The report of a meeting takes the same parts (`round_parts`) at a deeper level and with the marks of its own annex.
Refuses to know formats. Invariant: a list and its occasion make the same document, whoever asks and whenever.
"""

from collections.abc import Iterator, Sequence

from server.domain.counting.ranking import RankedList
from server.record.composing.acts import acts_parts
from server.record.composing.crossing import crossed_parts
from server.record.composing.followed import followed_parts
from server.record.composing.listing import item_parts, list_parts
from server.record.composing.matter import Matter, acts_of, marks_of
from server.record.composing.rolls import roll_parts
from server.record.composing.titles import head_parts, round_title, rules_parts, turnout_parts
from server.record.document import Document, PageBreak, Part
from server.record.occasion import UNKNOWN, Occasion
from server.record.picture import Picture
from server.words.wording import Wording


def matter_of(
    ranked: RankedList, occasion: Occasion | None, wording: Wording, pictures: Sequence[Picture] = ()
) -> Matter:
    """Take what the record of a round by itself is made of: its acts are numbered from 1 on."""
    known = occasion or UNKNOWN
    return Matter(ranked, known, wording, marks_of(acts_of(known)), pictures=pictures)


def compose_round(
    ranked: RankedList, occasion: Occasion | None, wording: Wording, pictures: Sequence[Picture] = ()
) -> Document:
    """Compose the record of one round, with the pictures of its list where they were drawn."""
    matter = matter_of(ranked, occasion, wording, pictures)
    strings, language = wording.strings, wording.language
    return Document(
        round_title(matter),
        language,
        "rtl" if strings.direction(language) == "rtl" else "ltr",
        (*round_parts(matter), PageBreak(), *acts_parts(matter)),
        header=matter.occasion.meeting,
        zone=matter.occasion.zone,
    )


def round_parts(matter: Matter) -> Iterator[Part]:
    """Compose all of a round but the annex of acts."""
    yield from head_parts(matter)
    yield from rules_parts(matter)
    yield from turnout_parts(matter)
    yield from list_parts(matter)
    yield from item_parts(matter)
    yield from crossed_parts(matter)
    yield from roll_parts(matter)
    yield from followed_parts(matter)
