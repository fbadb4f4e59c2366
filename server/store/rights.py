"""What the service may do in its store: the rights it needs, asked for word by word before anybody is let in.

Refuses to know which store that is. Invariants: asking changes nothing, because every command is queued and the queue
thrown away; the user of the embedded store has these rights and no others.
"""

from redis.asyncio import Redis
from redis.exceptions import MovedError, NoPermissionError, ResponseError

from server.store import keys, library

SERVICE = "plenum"

# By kinds of values, so that a function of `votes.lua` may use what they offer; nothing that ends, empties, moves or
# looks into the server, and no code but our own library.
ACL = (
    "resetchannels &plenum:* resetkeys ~plenum:* -@all "
    "+@string +@hash +@set +@sortedset +@stream +@bitmap +@keyspace +@transaction +@connection +@pubsub "
    "-@dangerous -@admin -@blocking +fcall +function|load +config|get +info +time +wait"
)
"""The rights as the store writes them, for whoever makes a user for Plenum in a store of their own."""

ACL_OF_CLUSTER = f"{ACL} +cluster|info +cluster|slots"
"""The same for the nodes of a cluster, which are asked who holds what."""

_ANSWER_S = 3.0
_KEY = keys.of("rights", "asked")
_WATCH = ("WATCH", _KEY)
_NEEDED: tuple[tuple[str | int, ...], ...] = (
    ("GET", _KEY),
    ("MGET", _KEY),
    ("SET", _KEY, ""),
    ("INCR", _KEY),
    ("DEL", _KEY),
    ("EXISTS", _KEY),
    ("RENAME", _KEY, _KEY),
    ("EXPIRE", _KEY, 1),
    ("EXPIREAT", _KEY, 1),
    ("EXPIRETIME", _KEY),
    ("HGET", _KEY, ""),
    ("HMGET", _KEY, ""),
    ("HGETALL", _KEY),
    ("HKEYS", _KEY),
    ("HVALS", _KEY),
    ("HSET", _KEY, "", ""),
    ("HSETNX", _KEY, "", ""),
    ("HDEL", _KEY, ""),
    ("HEXISTS", _KEY, ""),
    ("HLEN", _KEY),
    ("HINCRBY", _KEY, "", 1),
    ("SADD", _KEY, ""),
    ("SREM", _KEY, ""),
    ("SCARD", _KEY),
    ("SMEMBERS", _KEY),
    ("SISMEMBER", _KEY, ""),
    ("SMISMEMBER", _KEY, ""),
    ("ZADD", _KEY, 1, ""),
    ("ZREM", _KEY, ""),
    ("ZCARD", _KEY),
    ("ZCOUNT", _KEY, 0, 1),
    ("ZPOPMIN", _KEY),
    ("ZRANGEBYSCORE", _KEY, 0, 1),
    ("XADD", _KEY, "1-1", "", ""),
    ("XRANGE", _KEY, "-", "+"),
    ("XLEN", _KEY),
    ("BITFIELD", _KEY, "GET", "u32", "#0"),
    ("SCAN", 0),
    ("SPUBLISH", keys.bell("rights"), ""),
    ("FUNCTION", "LOAD", "REPLACE", ""),
    ("FCALL", library.named("commit"), 1, _KEY),
    ("TIME",),
    ("WAIT", 0, 1),
)


async def find_missing(client: Redis) -> list[str]:
    """Name the rights that the service needs and this user lacks, in the order in which they are needed.

    Raises:  RedisError or OSError if the store cannot be asked.
    """
    # Nothing is carried out: a transaction that is thrown away has only been checked, command by command;
    # what it watches is let go with it.
    commands = (_WATCH, ("MULTI",), *_NEEDED, ("DISCARD",), ("SSUBSCRIBE", keys.bell("rights")))
    alone = client.connection_pool.make_connection()
    missing = []
    try:
        await alone.connect()
        for words in commands:
            await alone.send_command(*words)
            try:
                await alone.read_response(timeout=_ANSWER_S, push_request=words[0] == "SSUBSCRIBE")
            except NoPermissionError as refused:
                missing.append(_named(words, str(refused)))
            except MovedError:  # asked after the right was found: another node of the cluster has the key
                continue
            except ResponseError as refused:
                if "MULTI" not in str(refused):  # its own missing is in the list already
                    missing.append(f"{words[0]} ({refused})")
            if "MULTI" in missing:  # without a transaction the commands would be carried out
                break
    finally:
        await alone.disconnect()
    return missing


def _named(words: tuple[str | int, ...], refusal: str) -> str:
    name = f"{words[0]} {words[1]}" if words[0] == "FUNCTION" else str(words[0])
    if "channel" in refusal:
        return f"{name} on the channels plenum:*"
    return f"{name} on the keys plenum:*" if " key" in refusal else name
