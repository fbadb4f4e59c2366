"""The sockets on which the service listens: one for each worker, where the system spreads what comes over them.

The supervisor opens them before the first worker and closes them after the last, so that a worker which is replaced
leaves its socket, and whoever waits at it, to the next one. Refuses to know who accepts. Invariant: no other service
listens at the same address.
"""

import socket
import sys

SPREADS = sys.platform == "linux"
"""Elsewhere a port that several sockets share leads to one of them, whoever else is free."""
BACKLOG = 4_096


def listen(host: str, port: int, many: int) -> list[socket.socket]:
    """Open the sockets of so many workers at one address; where the system does not spread, all have the same one.

    Raises:  SystemExit with a sentence if the address cannot be had.
    """
    alone = many == 1 or not SPREADS
    first = _bind(host, port, shared=False)
    if not alone:  # it has shown that nobody else is there: sockets that share would let another service in as well
        port = first.getsockname()[1]
        first.close()
    listening = [first] if alone else [_bind(host, port, shared=True) for _ in range(many)]
    for one in listening:
        one.listen(BACKLOG)
    return listening * many if alone else listening


def _bind(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise SystemExit(
            f"Plenum cannot listen on {host}:{port}: {fault.strerror}. "
            "Stop what uses this port, or choose another with PLENUM_PORT."
        ) from fault
    return listening
