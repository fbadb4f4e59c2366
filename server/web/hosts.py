"""The hosts: under which names and addresses this service may be asked.

A page of another site can have its own name lead to this machine (DNS rebinding); the browser then takes our answers
for its own. What tells is the name that was asked for, the `Host` header; an address that was typed as an address
cannot be led elsewhere. Refuses to know who asks. Invariant: a name that nobody gave this service is never answered.
"""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

_LOCAL = "localhost"
_LONGEST = 264
"""No longer than the longest name (RFC 1035: 255 bytes), a colon and a port; so what is remembered has a bound."""
_MOST_REMEMBERED = 256
_ANYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - a comparison


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names of one service.

    Shape:   `names` are in small letters; `any_address` admits every address literal, where we listen on all of them.
    """

    names: frozenset[str]
    any_address: bool = False

    def admits(self, host: str) -> bool:
        """Say whether a `Host` header names this service."""
        name = name_of(host)
        if not name:
            return False
        return name in self.names or is_loopback(name) or (self.any_address and _address(name) is not None)


def hosts_of(base_url: str, listening: str, more: Iterable[str], *, trial: bool) -> Hosts:
    """Gather the names of a service: its public address, where it listens, what the operator adds.

    In trial mode this machine's own names too, for whoever types them in the office.
    """
    names = {name_of(urlsplit(base_url).netloc), listening.lower(), *(name_of(name) for name in more)}
    if trial:
        own = socket.gethostname().lower()
        names |= {own, own.partition(".")[0], f"{own.partition('.')[0]}.local"}
    return Hosts(frozenset(filter(None, names - set(_ANYWHERE))), any_address=listening in _ANYWHERE)


def name_of(host: str) -> str:
    """Read the name or address in a `Host` header, without its port; nothing where it is none."""
    return _read_name(host) if len(host) <= _LONGEST else ""


@lru_cache(_MOST_REMEMBERED)
def _read_name(host: str) -> str:
    """Read it once: everybody in a hall asks for the same one."""
    try:
        parts = urlsplit(f"//{host.strip()}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return ""
    return (parts.hostname or "").rstrip(".")


def is_loopback(name: str) -> bool:
    """Say whether a name or an address can only be this machine itself."""
    address = _address(name)
    if address is None:
        return name == _LOCAL or name.endswith(f".{_LOCAL}")
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
