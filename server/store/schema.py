"""Which layout the data have, so that an older Plenum does not touch what a newer one has written.

Refuses to know what a layout is (`migration`). Invariant: a store without a number is new; a number that is higher than
ours is never written over, and neither is one that a newer Plenum was on its way to.
"""

import asyncio
from collections.abc import Sequence

from server.store import keys
from server.store.codec import text
from server.store.migration.conversion import At, convert
from server.store.migration.step import Step, newest_of
from server.store.migration.steps import LAYOUT, STEPS

_AGAIN_S = 0.1


class SchemaTooNew(Exception):  # noqa: N818 - a state of affairs
    """The data were written by a newer Plenum."""


class SchemaTooOld(Exception):  # noqa: N818 - a state of affairs
    """The data were written by an older Plenum, which may be running on them, and were not to be converted."""


def is_known(signed: str, newest: int = LAYOUT) -> bool:
    """Say whether we know the layout of data by what they are signed with: `3`, or `2>3` where that is under way."""
    return all(one.isdecimal() and int(one) <= newest for one in signed.split(">"))


async def check(at: At, steps: Sequence[Step] = STEPS, *, converts: bool = True) -> None:
    """Sign new data with our layout, convert those of an older one, or wait for whoever does, and refuse a newer one.

    Raises:  SchemaTooNew; SchemaTooOld where an older one is not to be converted, and nobody does.
    """
    newest, client = newest_of(steps), at(keys.SCHEMA)
    await client.set(keys.SCHEMA, newest, nx=True)
    while (found := text(await client.get(keys.SCHEMA))) != str(newest):
        if not is_known(found, newest):
            raise SchemaTooNew(
                f"The data were written by a newer Plenum (layout {found}, this one knows {newest}). "
                "Install that Plenum again, or choose another data folder."
            )
        if not converts and found.isdecimal():
            raise SchemaTooOld(
                f"The data are of an older Plenum (layout {found}, this one writes {newest}). "
                "Stop every Plenum that runs on them, and start this one with `plenum serve`: it converts them."
            )
        if not await convert(at, int(found.split(">")[0]), steps):
            await asyncio.sleep(_AGAIN_S)
