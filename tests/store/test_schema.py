"""The layout of the data: an older one is signed with ours, a newer one is left alone."""

from pathlib import Path

import pytest

from server.store import keys
from server.store.migration.steps import LAYOUT
from server.store.schema import SchemaTooNew
from server.store.shards import Shards
from tests.engine.servers import AttendedStore, a_client, admin_of


@pytest.mark.parametrize("before", ["", "1", str(LAYOUT)])
async def test_what_is_written_from_now_on_is_of_our_layout(tmp_path: Path, before: str) -> None:
    """New data and older data are signed, so that the Plenum that wrote the older ones refuses them from now on."""
    with AttendedStore(tmp_path) as running, a_client(admin_of(running.url)) as admin:
        if before:
            admin.set(keys.SCHEMA, before)
        shards = Shards(running.url)
        await shards.open()
        await shards.close()
        assert admin.get(keys.SCHEMA) == str(LAYOUT)


async def test_data_of_a_newer_layout_are_refused_and_left_alone(tmp_path: Path) -> None:
    """Nothing is written over, not even the number."""
    with AttendedStore(tmp_path) as running, a_client(admin_of(running.url)) as admin:
        admin.set(keys.SCHEMA, str(LAYOUT + 1))
        shards = Shards(running.url)
        with pytest.raises(SchemaTooNew, match=f"layout {LAYOUT + 1}"):
            await shards.open()
        await shards.close()
        assert admin.get(keys.SCHEMA) == str(LAYOUT + 1)
