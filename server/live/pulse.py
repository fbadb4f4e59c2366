"""The pulse: every twenty seconds everybody hears that their line is alive, and which decision they were told last.

Written once a room, and sent in one go to all who are free. It is for the pages, which cannot see the pings that the
wire asks for itself. Refuses to know the store: it beats while the store is away. Invariant: nobody hears the number of
a decision before the decision.
"""

import asyncio
from collections.abc import Mapping
from functools import partial

from server.live.listener import tell_together
from server.live.outbox import Broadcast
from server.live.pump import Pump
from server.logs import log
from server.protocol import encode, events

PULSE_S = 20.0
"""Less than proxies let a line be silent; a page asks by itself after 25 s."""


async def say_pulse(pump: Pump, broadcast: Broadcast) -> None:
    """Say it in one room."""
    frame = encode(events.Pulse(seq=pump.told))
    await pump.listeners.say(partial(tell_together, name="pulse", frame=frame, broadcast=broadcast))


async def beat(pumps: Mapping[str, Pump], broadcast: Broadcast) -> None:
    """Beat in all rooms of a process until cancelled."""
    while True:
        await asyncio.sleep(PULSE_S)
        for pump in list(pumps.values()):
            try:
                await say_pulse(pump, broadcast)
            except Exception:  # a defect of ours in one room must not make every line look dead
                log.exception("pulse_broke", room=pump.room.id)
