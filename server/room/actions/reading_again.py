"""What becomes of the readings of an item once the list of one of them is published.

Refuses to know how lists are counted. Invariants: of a reading nothing is told before its list is; what was told of it
stays, but that a verdict which was not public yet is filled in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from server.domain.counting.wordings import Movement, chosen_in, movements, verdict_in
from server.domain.errors import TryLater
from server.domain.procedure.meeting import Proceedings
from server.domain.procedure.readings import Reading, with_reading, with_verdict
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.variants import original_of
from server.record.ranked_list import write_ranked_list
from server.room.actions.counting import kept_list
from server.room.actions.taking import look
from server.room.context import Context
from server.store.kept_lists import read_list


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a list says of readings: the wording chosen, empty where there is none, and the verdicts by id."""

    chosen: str
    verdicts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What follows from the publication of a list: the outcomes of it and of the one that it reads again, by round.

    Shape:   `movement` is from the item as it was to the wording chosen, empty where one of the two is not known;
             `before` is that item with its words and what its list told of it, as JSON.
    """

    by_round: Mapping[str, Outcome] = field(default_factory=dict)
    movement: tuple[Movement, ...] = ()
    before: str = ""


async def read_outcomes(context: Context, round_: Round) -> Outcomes:
    """Read what follows from the publication of a round; nothing, so that no long list is read, where no reading does.

    Shape:   of the round that it reads again only where that is published: else its list is not everybody's.
    """
    proceedings = await context.read_proceedings(round_.id)
    earlier = proceedings.rounds.get(round_.reading_of.round_id) if round_.reading_of else None
    if earlier is None and not is_read_again(proceedings, round_):
        return Outcomes()
    kept = await kept_list(context, round_)
    found = {round_.id: await look(context, outcome_of, kept)}
    if earlier is None or earlier.state != "published" or round_.reading_of is None:
        return Outcomes(found)
    before = await kept_list(context, earlier)
    found[earlier.id] = await look(context, outcome_of, before)
    item = round_.reading_of.recommendation_id
    movement = await look(context, movement_of, kept, before, item)
    first = proceedings.recommendations[item]
    words = {"text": first.text, "language": first.language, "translations": translations_of(first)}
    return Outcomes(found, movement, await look(context, item_told, before, item, words) if movement else "")


def movement_of(kept: bytes, kept_before: bytes, item: str) -> tuple[Movement, ...]:
    """Say what became of every region from an item in one list to the wording that another has chosen."""
    later, earlier = read_list(kept), read_list(kept_before)
    chosen = chosen_in(later)
    first = next((one for one in earlier.items if one.recommendation.id == item), None)
    return movements(earlier, first, later, chosen) if chosen and first else ()


def translations_of(recommendation: Recommendation) -> dict[str, dict[str, str]]:
    """Write the translations of a recommendation, by language."""
    return {each.language: {"title": each.title, "text": each.text} for each in recommendation.translations}


def item_told(kept: bytes, item: str, words: Mapping[str, object]) -> str:
    """Write what a list tells of one item, and of the list what is needed to show it, with the words of the item."""
    told = write_ranked_list(read_list(kept))
    items = [one | words for one in told["items"] if one["recommendation_id"] == item]
    shown = {name: told[name] for name in ("round_id", "method", "rules", "regions", "regions_counted")}
    return json.dumps({**shown, "items": items}, ensure_ascii=False)


def outcome_of(kept: bytes) -> Outcome:
    """Read it from a list that was kept."""
    ranked = read_list(kept)
    chosen = chosen_in(ranked)
    return Outcome(chosen.recommendation.id if chosen else "", {one: verdict_in(ranked, one) for one in ranked.slate})


def readings_told(
    proceedings: Proceedings, published: Round, outcomes: Mapping[str, Outcome]
) -> tuple[Recommendation, ...]:
    """Say which recommendations have other readings once a list is published.

    Shape:   `outcomes` by round: of this one, and of the one that it reads again where that is published; none are
             needed where no reading follows from it.
    Raises:  TryLater where the other list was published since the outcomes were read.
    """
    known, of = proceedings.recommendations, published.reading_of
    earlier = proceedings.rounds.get(of.round_id) if of else None
    if earlier is None and not is_read_again(proceedings, published):
        return ()
    if published.id not in outcomes or (earlier and earlier.state == "published" and earlier.id not in outcomes):
        raise TryLater("overtaken")
    said = outcomes[published.id]
    changed: dict[str, Recommendation] = {}
    for one in dict.fromkeys(original_of(known, item) for item in published.slate):
        told = with_verdict(known[one].readings, published.id, said.verdicts.get(_wording(known[one], published), ""))
        changed[one] = replace(known[one], readings=told)
    if of is not None and earlier is not None:
        root = original_of(known, of.recommendation_id)
        before = outcomes.get(earlier.id)
        verdict = before.verdicts.get(of.recommendation_id, "") if before else ""
        first = Reading(earlier.id, earlier.called, of.recommendation_id, verdict)
        now = Reading(published.id, published.called, said.chosen, said.verdicts.get(said.chosen, ""))
        changed[root] = replace(changed[root], readings=with_reading(changed[root].readings, first, now))
    return tuple(one for one in changed.values() if one != known[one.id])


def is_read_again(proceedings: Proceedings, round_: Round) -> bool:
    """Say whether the readings of something on a slate tell of its round."""
    known = proceedings.recommendations
    return any(one.round_id == round_.id for item in round_.slate for one in known[original_of(known, item)].readings)


def _wording(original: Recommendation, round_: Round) -> str:
    """Say which wording the readings of an original name for a round."""
    return next((one.recommendation_id for one in original.readings if one.round_id == round_.id), "")
