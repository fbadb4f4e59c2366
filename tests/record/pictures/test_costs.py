"""What the pictures of the largest list cost, in the process of its own in which they are drawn."""

import resource
import time

import pytest

from server.record.picture import Picture
from server.room.counter import Counter
from tests.record.pictures.lists import TITLES, a_list, drawn

LONGEST_S, MOST_MB = 2.0, 400
"""Of one core, beside the start of the process; and the most that it ever has."""


def measured(language: str) -> tuple[list[Picture], float, float]:
    """Draw forty recommendations by twelve regions; say what that took."""
    drawn(a_list(1, 2), language)  # the libraries are loaded, as they are for a second list of a report
    before = time.process_time()
    pictures = drawn(a_list(40, 12), language, dots=True)
    return pictures, time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.long
@pytest.mark.parametrize("language", TITLES)
async def test_the_largest_list_takes_less_than_two_seconds(language: str) -> None:
    """And bounded memory, of which nothing is left when the process ends."""
    counter = Counter()
    try:
        pictures, took_s, most_mb = await counter.apart(measured, language)
    finally:
        await counter.close()
    assert len(pictures) == 18
    assert took_s < LONGEST_S
    assert most_mb < MOST_MB
