"""The pictures of a round's record, from its list and what that is of.

Refuses to draw. Invariant: they show what the list tells, in the words of the reader; of a round that an earlier
release published, whose regions are not known by their letters, these are made of their ids.
"""

import json
from collections.abc import Sequence
from typing import Any

from server.domain.counting.ranking import RankedList
from server.domain.procedure.pools import members_in
from server.record.occasion import Occasion, SaidOf, SaidRegion
from server.record.picture import Picture
from server.record.pictures.drawings import drawings
from server.record.ranked_list import write_ranked_list
from server.words.wording import Wording

_LETTERS = 3


def pictures_of(ranked: RankedList, occasion: Occasion, wording: Wording, *, dots: bool) -> Sequence[Picture]:
    """Draw the pictures of a list; a list without items has none."""
    if not ranked.items:
        return ()
    listed = write_ranked_list(ranked)
    for item in listed["items"]:
        item.update(words_of(occasion.of(item["recommendation_id"]), item.get("translations", {})))
    before = json.loads(occasion.before) if occasion.before else None
    regions = occasion.regions or _regions_of(ranked)
    return drawings(listed, regions, wording.strings, wording.language, before=before, dots=dots)


def words_of(said: SaidOf, titles: dict[str, Any]) -> dict[str, Any]:
    """Write the words of an item as pages get them: titles that a list was published with stay."""
    whole = {each.language: {"title": each.title, "text": each.text} for each in said.translations}
    return {
        "text": said.text,
        "language": said.language,
        "translations": {name: {**whole.get(name, {}), **titles.get(name, {})} for name in {**whole, **titles}},
    }


def _regions_of(ranked: RankedList) -> tuple[SaidRegion, ...]:
    names = {region.id: region.name for region in ranked.regions}
    ids = [member for region in ranked.regions for member in members_in(region.id) or (region.id,)]
    return tuple(SaidRegion(one, names.get(one, one), one.upper()[:_LETTERS]) for one in dict.fromkeys(ids))
