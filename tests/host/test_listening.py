"""One socket a worker at one address, and nobody else there."""

import socket

import pytest

from server.host.listening import SPREADS, listen


@pytest.mark.parametrize("many", [1, 3])
def test_another_service_is_told_that_the_address_is_taken(many: int) -> None:
    """Sockets that share a port would let a second service of the same user in, unseen."""
    listening = listen("127.0.0.1", 0, many)
    port = listening[0].getsockname()[1]
    for others in (1, 3):
        with pytest.raises(SystemExit, match=f"cannot listen on 127.0.0.1:{port}"):
            listen("127.0.0.1", port, others)
    for one in listening:
        one.close()


@pytest.mark.skipif(not SPREADS, reason="the system leads all connections of a port to one socket")
def test_whoever_knocks_is_led_to_any_of_the_sockets_and_waits_there() -> None:
    """Of two hundred, each of four sockets gets a share, though nobody has accepted yet."""
    listening = listen("127.0.0.1", 0, 4)
    address = listening[0].getsockname()
    knocking = [socket.create_connection(address) for _ in range(200)]
    waiting = [_accepted(one) for one in listening]
    assert sum(waiting) == len(knocking)
    assert max(waiting) <= 1.5 * 50
    for one in (*knocking, *listening):
        one.close()


def _accepted(listening: socket.socket) -> int:
    listening.setblocking(False)
    many = 0
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return many
        many += 1
