"""Reaching the store at the start: waited for while it comes up, and what keeps us out is told in a sentence.

Refuses to know what the store is for, and to look at it again once the service runs. Invariant: an address, which may
hold a password, is never in a sentence.
"""

import asyncio
import contextlib
import ssl
import time
from collections.abc import Callable

from redis.asyncio import Redis
from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    ClusterDownError,
    MovedError,
    NoPermissionError,
    ReadOnlyError,
    RedisError,
    ResponseError,
)

from server.store import keys
from server.store.connection.topology import topology_of
from server.store.rights import ACL, ACL_OF_CLUSTER, find_missing
from server.store_address import read_address

PATIENCE_S = 30.0
_RETRY_S = 0.2
_SLOTS_TRIED = 24
"""Of two nodes that share the slots evenly one would hold so many by chance once in sixteen million times."""
_NO_MAP = "The store's user may not CLUSTER INFO and CLUSTER SLOTS, which say where everything is."
_ANSWER_S = 3.0
_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (AuthenticationError, "The store at REDIS_URL refuses user and password. Correct them in the address."),
    (
        NoPermissionError,
        f"The user of the store at REDIS_URL may not do what Plenum needs. Give it these rights: {ACL}",
    ),
    (BusyLoadingError, "The store at REDIS_URL is still reading its data. Start Plenum again when it has."),
    (ReadOnlyError, "The store at REDIS_URL is a replica, which takes no ballots. Name its primary in the address."),
    (FileNotFoundError, "A file that REDIS_URL names (a CA, a certificate or a socket) is not there."),
)


class StoreUnavailable(Exception):  # noqa: N818 - like every refusal, it names a state of affairs
    """The store cannot be used; the text tells a person what happened and what to do."""


async def reach(url: str, waiting: Callable[[str], None], patience_s: float = PATIENCE_S) -> None:
    """Wait until the store answers and has given us every right we need; `waiting` is told once, and why.

    Raises:  StoreUnavailable at once where waiting is of no use, or when patience ends.
    """
    ends_s, told = time.monotonic() + patience_s, False
    while (fault := await _try(url)) is not None:
        if time.monotonic() > ends_s:
            raise StoreUnavailable(sentence_of(fault)) from fault
        if not told:
            told = True
            waiting(type(fault).__name__)
        await asyncio.sleep(_RETRY_S)


def sentence_of(fault: BaseException) -> str:
    """Say what keeps us from the store, and what to do about it."""
    chain = _chain(fault)
    if _is(chain, ssl.SSLCertVerificationError):
        why = "its certificate is not signed by anybody this host knows, or is for another name"
        return f"The store at REDIS_URL was not believed: {why}. Name its CA with ?ssl_ca_certs=FILE."
    for kind, sentence in _SENTENCES:
        if _is(chain, kind):
            return sentence
    return "The store at REDIS_URL does not answer. See that it runs, and that this host may reach it there."


def _chain(fault: BaseException) -> list[BaseException]:
    """List a fault and what lies behind it: the client wraps what it met on the way in."""
    found: list[BaseException] = []
    behind: BaseException | None = fault
    while behind is not None and behind not in found:
        found.append(behind)
        behind = behind.__cause__ or behind.__context__
    return found


def _is(chain: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(one, kinds) for one in chain)


def _may_pass(fault: BaseException) -> bool:
    """Say whether the store may let us in if we only wait: it is coming up, or the way to it is."""
    chain = _chain(fault)
    if _is(chain, BusyLoadingError, ReadOnlyError):
        return True
    return not _is(chain, AuthenticationError, ResponseError, ssl.SSLCertVerificationError)


async def _try(url: str) -> Exception | None:
    """Look once at each primary; what may pass is returned, what will not is raised."""
    address = read_address(url)
    if address.kind == "one":
        return await _try_one(url)
    topology = topology_of(address)
    try:
        found = await topology.look()
    except (RedisError, OSError) as fault:
        if _is(_chain(fault), NoPermissionError):
            raise StoreUnavailable(f"{_NO_MAP} Give it these rights: {ACL_OF_CLUSTER}") from fault
        if _may_pass(fault):
            return fault
        raise StoreUnavailable(sentence_of(fault)) from fault
    finally:
        await topology.close()
    if not found.is_whole:
        return ClusterDownError("some slots are held by nobody")
    rights = ACL_OF_CLUSTER if address.kind == "cluster" else ACL
    for shard in found.shards:
        if (why := await _try_one(address.of(shard.primary), rights)) is not None:
            return why
    return None


async def _try_one(url: str, rights: str = ACL) -> Exception | None:
    client = Redis.from_url(url, socket_timeout=_ANSWER_S, socket_connect_timeout=_ANSWER_S)
    try:
        await client.execute_command("PING")
        await _refuse_part(client, rights)
        await _refuse_replica(client)
        missing = await find_missing(client)
    except (RedisError, OSError) as fault:
        if _may_pass(fault):
            return fault
        raise StoreUnavailable(sentence_of(fault)) from fault
    finally:
        await client.aclose()
    if missing:
        raise StoreUnavailable(f"The store's user may not {'; '.join(missing)}. Give it these rights: {rights}")
    return None


async def _refuse_part(client: Redis, rights: str) -> None:
    """See that a store by itself is no node of a cluster that holds only some of the slots.

    Raises:  StoreUnavailable.
    """
    if rights != ACL:
        return
    try:
        for at in range(_SLOTS_TRIED):
            await client.exists(keys.join(f"slot {at}"))
    except MovedError as elsewhere:
        raise StoreUnavailable(
            "The store at REDIS_URL is one node of a cluster. Name the cluster: redis+cluster://HOST,HOST."
        ) from elsewhere
    except NoPermissionError:  # it is told with the other rights
        return


async def _refuse_replica(client: Redis) -> None:
    """See that this is a primary; a user who may not ask for it is told so with the other rights.

    Raises:  ReadOnlyError if it follows another store.
    """
    with contextlib.suppress(NoPermissionError):
        if (await client.info("replication")).get("role") == "slave":
            raise ReadOnlyError("the store is a replica")
