"""Where a store is, as an address says it: one server, one that sentinels watch, or the nodes of a cluster.

Refuses to ask anybody. Invariants: what cannot work is refused with the rest of a sentence that begins with the name of
the setting; a password is in no sentence.
"""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

Kind = Literal["one", "sentinel", "cluster"]
Node = tuple[str, int]
"""A host and a port."""

_PORTS: dict[str, int] = {"sentinel": 26_379, "cluster": 6_379}
_SCHEMES = ("redis", "rediss", "unix", *(f"{each}+{kind}" for kind in _PORTS for each in ("redis", "rediss")))
_WANTED = f"must be the address of a store ({'://, '.join(_SCHEMES)}://), such as redis://127.0.0.1:6379/0"
_OF_SENTINELS = {"sentinel_username": "username", "sentinel_password": "password"}


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store is.

    Shape:   `nodes` are sentinels, or nodes of a cluster from which the others are heard; of one server there are none,
             and `text` is all there is to know. `name` is by what sentinels know the store.
    """

    kind: Kind
    text: str
    nodes: tuple[Node, ...] = ()
    name: str = ""

    def of(self, node: Node) -> str:
        """Say the address of one server of this store, with user, password, database and certificates."""
        rest = _Rest(self.text)
        who = f"{rest.who}@" if self.kind == "cluster" and rest.who else ""
        said = [(name, words) for name, words in rest.query if name not in _OF_SENTINELS]
        return rest.written(node, who, rest.path, said)

    def of_sentinel(self, node: Node) -> str:
        """Say the address of one sentinel, who has a user and a password of their own, or none."""
        rest = _Rest(self.text)
        own = [(name, words) for name, words in rest.query if name not in (*_OF_SENTINELS.values(), *_OF_SENTINELS)]
        said = [(_OF_SENTINELS[name], words) for name, words in rest.query if name in _OF_SENTINELS]
        return rest.written(node, "", "", own + said)


class _Rest:
    """The parts of an address with several hosts, which no library reads."""

    def __init__(self, text: str) -> None:
        scheme, _, rest = text.partition("://")
        self.scheme, _, self.kind = scheme.partition("+")
        rest, _, query = rest.partition("?")
        hosts, slash, path = rest.partition("/")
        self.who, _, self.hosts = hosts.rpartition("@")
        self.path, self.query = f"{slash}{path}", parse_qsl(query, keep_blank_values=True)

    def written(self, node: Node, who: str, path: str, query: list[tuple[str, str]]) -> str:
        host = f"[{node[0]}]" if ":" in node[0] else node[0]
        return f"{self.scheme}://{who}{host}:{node[1]}{path}{'?' if query else ''}{urlencode(query)}"


def read_address(text: str) -> StoreAddress:
    """Read where a store is.

    Raises:  ValueError with the rest of a sentence.
    """
    scheme = text.partition("://")[0]
    if scheme not in _SCHEMES or "://" not in text:
        raise ValueError(_WANTED)
    rest = _Rest(text)
    if not rest.kind:
        _check_one(text)
        return StoreAddress("one", text)
    nodes = tuple(_node(one.strip(), _PORTS[rest.kind]) for one in rest.hosts.split(","))
    if rest.kind == "cluster":
        if rest.path.strip("/"):
            raise ValueError("must have nothing behind its hosts: a cluster has no numbered databases")
        return StoreAddress("cluster", text, nodes)
    if not rest.who or ":" in rest.who:
        raise ValueError(
            "must say before the @ by which name the sentinels know the store, as in redis+sentinel://NAME@HOST,HOST; "
            "user and password of the store are ?username=NAME&password=WORD"
        )
    _check_database(rest.path)
    return StoreAddress("sentinel", text, nodes, unquote(rest.who))


def _node(text: str, port: int) -> Node:
    try:
        parts = urlsplit(f"//{text}")
        found = (parts.hostname or "", port if parts.port is None else parts.port)
    except ValueError:
        raise ValueError(f"{_WANTED}; one of its hosts or ports cannot be read") from None
    if not found[0] or not found[1] or parts.path:
        raise ValueError(f"{_WANTED}; a host is missing, or its port")
    return found


def _check_one(text: str) -> None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError(f"{_WANTED}; its port or host cannot be read") from None
    if parts.scheme == "unix":
        if not parts.path:
            raise ValueError(f"{_WANTED}; the path of its socket is missing")
        return
    if not parts.hostname or port == 0:
        raise ValueError(f"{_WANTED}; its host is missing" if not parts.hostname else _WANTED)
    if "," in parts.hostname:
        raise ValueError("must name one host; several are those of sentinels (redis+sentinel://) or of a cluster")
    _check_database(parts.path)


def _check_database(path: str) -> None:
    database = unquote(path).strip("/")
    if database and not database.isdecimal():
        raise ValueError(f"{_WANTED}; what stands after the / is the number of a database")
