"""A selection of the faults, once each: whatever is broken, no acknowledged ballot is lost, doubled, wrong or invented.

`make faults` runs all of them many times and writes docs/faults.md.
"""

import pytest

from tests.faults.running import FAULTS, run

SELECTED = [name for name, fault in FAULTS.items() if fault.selected]


@pytest.mark.parametrize("name", SELECTED)
async def test_the_promise_holds_when(name: str) -> None:
    """Nothing is lost, doubled, wrong or invented, and nothing else that the fault's own words promise fails."""
    async for outcome in run(FAULTS[name], 1, 1, long=False):
        assert outcome.failures == []
        assert outcome.judgement.holds, outcome.judgement
        assert all(wait < 2.0 for wait in outcome.refusals_s), (
            "a refusal comes within a second, and what two cores take"
        )


def test_every_fault_says_what_it_breaks() -> None:
    assert [name for name, fault in FAULTS.items() if not (fault.act.__doc__ or "").strip()] == []
