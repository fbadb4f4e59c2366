"""Each break once, with a few phones: `make shards` runs them ten times with two hundred."""

import pytest

from tests.shards.__main__ import run
from tests.shards.breaks import BREAKS


@pytest.mark.long
@pytest.mark.parametrize("name", BREAKS)
async def test_nothing_acknowledged_is_lost(name: str) -> None:
    """Nor counted twice, nor wrong, nor there without anybody having sent it. Holds R48."""
    async for outcome in run(name, 1, 3, 4):
        assert outcome.passed, outcome
        assert outcome.judgement.acknowledged > 20
