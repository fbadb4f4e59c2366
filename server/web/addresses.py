"""The addresses of clients: which one a request comes from behind proxies, and which addresses are counted as one.

Anybody can write a header. So a header is believed only of a proxy that the operator has named, and read from its right
end, where the nearest proxy writes. Refuses to know what addresses are for. Invariants: no client chooses the address
that it is counted under; of IPv6 the network is counted, since one host has as many addresses there as it likes.
"""

import ipaddress
from collections.abc import Sequence
from functools import lru_cache

from starlette.datastructures import Headers

NETWORK_BITS = 64
"""How much of an address of IPv6 is given to one household or one hall; the rest its hosts choose."""

_MOST_REMEMBERED = 4_096
"""Of the addresses that are asked about: a hall has few, and each comes back with every request."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def client_address(direct: str, headers: Headers, proxies: Sequence[Network]) -> str:
    """Say which client a request comes from: `direct`, unless that is a trusted proxy which names another.

    Shape:   an address of IPv4, or a network of IPv6 (`2001:db8::/64`); whatever is counted of an address is counted
             of what is said here.

    A proxy writes one of the two headers and may hand the other one through as it came: where both are there and do not
    agree, neither is believed.
    """
    return _counted(_named(direct, headers, proxies))


def _named(direct: str, headers: Headers, proxies: Sequence[Network]) -> str:
    if not (proxies and _is_among(direct, proxies)):
        return direct
    listed = _walk(direct, _elements(headers.getlist("x-forwarded-for")), proxies)
    forwarded = _walk(direct, [_for(element) for element in _elements(headers.getlist("forwarded"))], proxies)
    if listed == direct:
        return forwarded
    return listed if forwarded in (direct, listed) else direct


@lru_cache(_MOST_REMEMBERED)
def _counted(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known.packed, NETWORK_BITS), strict=False))


def _walk(direct: str, hops: Sequence[str], proxies: Sequence[Network]) -> str:
    """Go from the right over trusted proxies to the first address that is none; what cannot be read ends the way."""
    found = direct
    for hop in reversed(hops):
        bare = _bare(hop)
        if not bare:
            return found
        found = bare
        if not _is_among(bare, proxies):
            return found
    return found


def _elements(values: Sequence[str]) -> list[str]:
    return [element.strip() for value in values for element in value.split(",")]


def _for(element: str) -> str:
    """Read the client in one element of `Forwarded` (RFC 7239)."""
    for pair in element.split(";"):
        name, _, value = pair.strip().partition("=")
        if name.lower() == "for":
            return value.strip().strip('"')
    return ""


def _bare(hop: str) -> str:
    """Read an address with or without its port; nothing where it is none."""
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    try:
        return str(ipaddress.ip_address(hop))
    except ValueError:
        return ""


def _is_among(address: str, proxies: Sequence[Network]) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    known = getattr(known, "ipv4_mapped", None) or known
    return any(known in network for network in proxies)
