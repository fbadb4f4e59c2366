"""The checker of monotonicity for ballots that rank: one for the method that must pass it and the one that must not."""

from collections.abc import Callable, Collection, Mapping, Sequence

Ballots = Sequence[Mapping[int, int]]  # positions of items, 1 the highest


def falls_when_raised(
    first: Callable[[Ballots], Collection[int]], ballots: Ballots, item: int, raised: Mapping[int, Mapping[int, int]]
) -> bool:
    """Say whether an item is among the first, and no more once some ballots, by their number, rank it higher."""
    after = [raised.get(number, ballot) for number, ballot in enumerate(ballots)]
    for number, ballot in raised.items():
        old = ballots[number]
        others = {other: place for other, place in ballot.items() if other != item}
        assert others.keys() == {other for other in old if other != item}, "only the one item is raised"
        for other in others:
            stood_above = item in old and old[item] < old[other]
            assert ballot[item] < ballot[other] or not stood_above, "raised above, never lowered"
            assert all((old[other] < old[third]) == (ballot[other] < ballot[third]) for third in others)
    return item in first(ballots) and item not in first(after)
