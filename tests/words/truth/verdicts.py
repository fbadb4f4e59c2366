"""Claims of a verdict: what the rules ask for it, what the plenary says, and how few votes would make another of it."""

from collections.abc import Mapping

from tests.words.truth import regions
from tests.words.truth.held import Held
from tests.words.truth.judge import Figures, Judge

Change = Mapping[int, int]
"""How many votes change in a region."""


def whole(held: Held, item: int, said: Figures) -> bool:
    """Judge how many regions back an item, count, and are needed."""
    counted, backing = len(held.counted()), len(regions.in_state(held, item, "backs"))
    return (said["backing"], said["counted"], said["needed"]) == (backing, counted, regions.needed(held))


def strict(held: Held, item: int, said: Figures, tolerated: int) -> bool:
    """Judge that who leans against an item counts as who opposes it, that so many may, and how many do."""
    _, opposing, leaning = regions.camps_of(regions.all_regions(held, item).values())
    asked = held.rules.no_region_leans and held.rules.opposition_tolerated == tolerated
    return asked and leaning > 0 and said["against"] == opposing + leaning


def in_plenary(held: Held, item: int, said: Figures, wanted: str) -> bool:
    """Judge how many said For, of how many, how many are needed, and what comes of it."""
    in_favour, against = room = regions.room_of(held, item)
    majority, least = held.rules.required_majority, regions.carries(held, room)
    came = "carried" if in_favour >= least else "tied" if majority == "simple" and in_favour == against else "lost"
    among = sum(held.entitled) if majority == "absolute" else sum(room)
    return came == wanted and (said["votes"], said["among"], said["needed"]) == (in_favour, among, least)


def not_told(held: Held, item: int, said: Figures) -> bool:  # noqa: ARG001 - it has no figures
    """Judge that the regions agree, and that only a plenary of which nothing may be told keeps it from working."""
    agree = regions.regions_agree(held, regions.camps_of(regions.all_regions(held, item).values()))
    asked = held.rules.both_keys and held.method in regions.VOTED
    return agree and asked and bool(held.ranked.totals_withheld) and regions.verdict_now(held, item) == "works_in_some"


def more_for(held: Held, item: int, said: Figures) -> bool:
    """Judge that so many more For, and some from whichever regions, lead to a better verdict, and no fewer do."""
    certain, loose = of_regions(held, said), said.get("anywhere", 0)
    left = {at: _left(held, item, at) for at in held.shown()}
    ends = every_way(held, item, left, certain, loose, up=True)
    fewer = every_way(held, item, left, {}, sum(certain.values()) + loose - 1, up=True)
    was = _level(regions.verdict_now(held, item))
    return _only(said, ends) and _level(said["verdict"]) > was and all(_level(end) <= was for end in fewer)


def rests(held: Held, item: int, said: Figures) -> bool:
    """Judge that so many ballots changed to Against lead to a lower verdict, and that no fewer do, wherever cast."""
    cast = {at: held.cast(at) - held.marks(item, at).count("against") for at in range(len(held.regions))}
    marked = {at: regions.margin_in(held, item, [at])[1] for at in cast}
    certain, loose = of_regions(held, said), said.get("plenary", 0)
    ends = every_way(held, item, marked if loose else cast, certain, loose, up=False)
    fewer = every_way(held, item, cast, {}, sum(certain.values()) + loose - 1, up=False)
    was = _level(regions.verdict_now(held, item))
    shown = set(certain) <= set(held.shown())
    return shown and _only(said, ends) and _level(said["verdict"]) < was and all(_level(end) >= was for end in fewer)


def of_regions(held: Held, said: Figures) -> Change:
    """Say how many votes are said to change in which region."""
    return {held.regions.index(region): many for region, many in said.get("votes", ())}


def _left(held: Held, item: int, at: int) -> int:
    """Count the seats of a region that said neither For nor Against; none where no vote is sure to be read."""
    region = regions.region_of(held, item, at)
    return 0 if region.state == "not_determined" else region.seats - int(region.in_favour + region.against)


def _only(said: Figures, ends: set[str]) -> bool:
    return ends == {said["verdict"]}


def _level(verdict: str) -> int:
    return regions.HIGHER.get(verdict, 9)


def every_way(held: Held, item: int, most: Change, certain: Change, loose: int, *, up: bool) -> set[str]:
    """Say which verdicts come of it when some regions change so many votes, and so many more change anywhere.

    Every way to spread them is followed; ways on which as many regions stand on each side are one. None leads anywhere
    where a region has fewer than `most` to change.
    """
    in_favour, against = regions.room_of(held, item)
    found = {(0, 0, 0, 0, in_favour, against)}
    if loose < 0 or not set(certain) <= set(most) or min(certain.values(), default=1) < 1:
        return set()
    for at in range(len(held.regions)):
        steps = [
            _step(held, item, at, many, up=up)
            for many in range(certain.get(at, 0), min(most.get(at, 0), certain.get(at, 0) + loose) + 1)
        ]
        found = {
            (used, *(one + other for one, other in zip(rest, step, strict=True)))  # type: ignore[misc]
            for before, *rest in found
            for used, step in enumerate(steps, before)
            if used <= loose
        }
    return {regions.verdict_of(held, end[1:4], end[4:]) for end in found if end[0] == loose}


def _step(held: Held, item: int, at: int, many: int, *, up: bool) -> tuple[int, int, int, int, int]:
    """Say on which side a region stands after so many changes, and by how much they move the plenary."""
    marked = regions.margin_in(held, item, [at])[1]
    moved = (many, 0) if up else (-min(many, marked), many)
    if at not in held.shown():
        return 0, 0, 0, *moved
    after = regions.region_of(held, item, at, **{"more" if up else "turned": many})
    return *regions.camps_of([after]), *moved


VERDICTS: Mapping[str, Judge] = {
    "regions_needed": whole,
    "leaning_counts": lambda held, item, said: strict(held, item, said, 0),
    "leaning_counts_but_one": lambda held, item, said: strict(held, item, said, 1),
    "plenary_carried": lambda held, item, said: in_plenary(held, item, said, "carried"),
    "plenary_lost": lambda held, item, said: in_plenary(held, item, said, "lost"),
    "plenary_tied": lambda held, item, said: in_plenary(held, item, said, "tied"),
    "plenary_withheld": not_told,
    "rests_on": rests,
    "rests_on_plenary": rests,
    "more_for_needed": more_for,
    "more_for_and_anywhere": more_for,
    "more_for_in_plenary": more_for,
}
