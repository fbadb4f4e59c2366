"""The regions that a round counts, as a page shows them: those of the meeting, and one that is several of them.

Refuses to choose which count together. Invariant: `static/js/page/chips.js` makes the same, so that what a page shows
first is what its script shows a second later.
"""

from collections.abc import Sequence

from server.domain.procedure.pools import members_in, name_of_pool
from server.protocol.message import Json


def regions_by(regions: Sequence[Json], ids: Sequence[str]) -> list[Json]:
    """Find what has some ids, in the meeting's order; what counts together stands where its first region does."""
    places = {str(one["id"]): at for at, one in enumerate(regions)}
    found = [_counted(one, [each for each in regions if each["id"] in members_in(one)]) for one in ids]
    known = [one for one in found if one is not None]
    return sorted(known, key=lambda one: places[members_in(str(one["id"]))[0]])


def _counted(region_id: str, members: Sequence[Json]) -> Json | None:
    if len(members) < 2:
        return next(iter(members), None)
    first, second, *more = members
    letters = f"{len(more) + 1}" if more else second["short"]
    name = name_of_pool([str(one["name"]) for one in members])
    return {**first, "id": region_id, "name": name, "short": f"{first['short']}+{letters}"}
