"""Which layout the data have, so that an older Plenum does not touch what a newer one has written.

    1   the first release
    2   a ballot record ends with the generation of its credential; seats taken by code wait apart until they are used

Refuses to convert anything: what an older layout holds is read as it is. Invariant: a store without a number is new; a
number that is higher than ours is never written over.
"""

from redis.asyncio import Redis

from server.store import keys
from server.store.codec import text

LAYOUT = 2


class SchemaTooNew(Exception):  # noqa: N818 - a state of affairs
    """The data were written by a newer Plenum."""


async def check(client: Redis) -> None:
    """Sign new data, and those of an older layout, with ours, and refuse data of a newer one.

    Raises:  SchemaTooNew.
    """
    found = text(await client.get(keys.SCHEMA))
    if not found:
        await client.set(keys.SCHEMA, LAYOUT, nx=True)
        found = text(await client.get(keys.SCHEMA))
    if not found.isdecimal() or int(found) > LAYOUT:
        raise SchemaTooNew(
            f"The data were written by a newer Plenum (layout {found}, this one knows {LAYOUT}). "
            "Install that Plenum again, or choose another data folder."
        )
    if int(found) < LAYOUT:  # from here on it holds what an older Plenum could not read
        await client.set(keys.SCHEMA, LAYOUT)
