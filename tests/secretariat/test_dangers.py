"""What is not safe yet, by what was looked at; each danger has its words and what to do, in every language."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.domain.languages import LANGUAGES
from server.room.context import Context
from server.secretariat.dangers import EARLIEST_S, SCARCE_BYTES, Looked, dangers_of, read_dangers
from server.store.connection.condition import StoreCondition
from server.words.strings import Strings

WELL = StoreCondition("9.0", 10 << 20, 0, writes_through=True, last_write_ok=True, skew_ms=0, layout="")
SAFE = Looked(WELL, SCARCE_BYTES, EARLIEST_S, "https://vote.example.org", secure=True)
AWAY: dict[str, Looked] = {
    "store_away": replace(SAFE, condition=None),
    "store_cannot_write": replace(SAFE, condition=replace(WELL, last_write_ok=False)),
    "not_on_disk": replace(SAFE, condition=replace(WELL, writes_through=False)),
    "memory": replace(SAFE, condition=replace(WELL, used_memory=95 << 20, most_memory=100 << 20)),
    "skew": replace(SAFE, condition=replace(WELL, skew_ms=-5_000)),
    "disk": replace(SAFE, free=SCARCE_BYTES - 1),
    "clock": replace(SAFE, now_s=EARLIEST_S - 1),
    "here_alone": replace(SAFE, base_url="https://127.0.0.1:8000"),
    "no_https": replace(SAFE, secure=False),
}


@pytest.mark.parametrize("code", AWAY)
def test_what_is_not_safe_is_told_with_what_to_do(code: str) -> None:
    """By itself, and in every language. Holds R204."""
    (found,) = dangers_of(AWAY[code])
    assert found.code == code
    for language in LANGUAGES:
        said = Strings.read().translate(language, f"desk.danger.{code}", **found.figures)
        assert "{" not in said
        assert Strings.read().translate(language, f"desk.danger.{code}.todo")


def test_where_everything_is_well_nothing_is_told() -> None:
    assert dangers_of(SAFE) == []
    assert dangers_of(replace(SAFE, free=None)) == []  # the data lie elsewhere
    assert dangers_of(replace(SAFE, condition=replace(WELL, writes_through=None))) == []  # the store does not say


async def test_a_running_service_looks_at_its_own_store(context: Context, tmp_path: Path) -> None:
    found = await read_dangers(context, base_url="http://127.0.0.1:8000", secure=False, data=tmp_path)
    assert [one.code for one in found][-2:] == ["here_alone", "no_https"]
    assert "store_away" not in [one.code for one in found]
    assert (await read_dangers(context, base_url="", secure=True, data=tmp_path / "nowhere")) == found[:-2]
