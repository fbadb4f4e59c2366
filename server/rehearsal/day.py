"""A rehearsed day from the first link to the last trace: check, copy, play, look, wipe.

Refuses to know what the company does all day. Invariant: whatever happens after the copy was founded, Ctrl+C included,
the copy is wiped, unless the day was lived to its end and the copy was asked to be kept.
"""

import asyncio
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from websockets.exceptions import WebSocketException

from server.domain.procedure.people import Person
from server.host.attached import attached
from server.rehearsal.company import Company
from server.rehearsal.copied import FORGOTTEN_AFTER_S, found_copy, spread, where_to_watch, wipe_copy
from server.rehearsal.course import chart_course
from server.rehearsal.door import DayCutShort, Door
from server.rehearsal.outcome import tell_outcome
from server.rehearsal.tempo import Tempo
from server.secretariat.actor import SECRETARY
from server.secretariat.links import list_links
from server.settings import Settings

_LOOKING_S = 4.0


async def rehearse(
    settings: Settings, meeting_id: str, delegates: int, *, keep: bool = False, pace: float = 1.0, seed: int = 8
) -> None:
    """Let simulated delegates live a day on a marked copy of a meeting, told line by line, and wipe the copy.

    Units:   `pace` stretches every pause (1: the day takes a little more than a minute).
    Raises:  NotFound for an unknown meeting, ValueError for a meeting or a number that cannot be rehearsed, DayCutShort
             when no service answers or the day cannot go on.
    """
    door = Door(settings.base_url)
    await door.require_open()
    with _ended_like_ctrl_c():
        async with attached(settings) as (context, credentials):
            original = await context.meeting(meeting_id)
            programme = await context.programme(original.id)
            chart_course(programme)
            over_regions = spread(delegates, programme, await context.store_of(original.id).seats.read_all(original.id))
            expires_in_s = settings.retention_days * 86_400 if keep else FORGOTTEN_AFTER_S
            copy = await found_copy(context, original, programme, expires_in_s)
            kept, played = False, await context.programme(copy.id)
            try:
                await door.require_known(copy.id, await credentials.issue(Person(copy.id, "chair")))
                links = where_to_watch(await list_links(context, SECRETARY, credentials, copy.id))
                print(
                    f"{played.title}\n{delegates} simulated delegates. Open these and watch:\n\n{links}\n", flush=True
                )
                tempo = Tempo(pace, seed)
                await _play(Company(door, tempo, credentials, (copy, played), over_regions), tempo, wait=not keep)
                kept = keep
            finally:
                if not kept:
                    await wipe_copy(context, copy)
                    print("The copy is wiped, without a trace; the meeting itself is as it was.", flush=True)
    if keep:
        print(f"The copy is kept. Wipe it with: plenum erase {copy.id}", flush=True)


async def _play(company: Company, tempo: Tempo, *, wait: bool) -> None:
    try:
        print(f"\n{tell_outcome(await company.live())}\n", flush=True)
        if wait:
            await _let_look(tempo)
    except (TimeoutError, WebSocketException) as fault:
        raise DayCutShort("The rehearsal stops, for the service did not answer in time.") from fault
    finally:
        await company.go_home()


async def _let_look(tempo: Tempo) -> None:
    """Wait until whoever watches has seen enough."""
    if not sys.stdin.isatty():
        await tempo.pause(_LOOKING_S)
        return
    print("Look around on the screen and the podium. Press Enter to wipe the copy.", flush=True)
    pressed = asyncio.Event()
    loop = asyncio.get_running_loop()
    # A thread that waits for a line could not be stopped by Ctrl+C.
    loop.add_reader(sys.stdin, pressed.set)
    try:
        await pressed.wait()
        sys.stdin.readline()
    finally:
        loop.remove_reader(sys.stdin)


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Let a closed terminal and a polite kill end the day as Ctrl+C does: the copy is wiped on the way out."""
    day, loop = asyncio.current_task(), asyncio.get_running_loop()
    if day is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    ended: list[int] = []

    def end(number: int) -> None:
        ended.append(number)
        day.cancel()

    # A hang-up that was switched off beforehand (nohup) stays switched off.
    numbers = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is not signal.SIG_IGN]
    for number in numbers:
        loop.add_signal_handler(number, end, number)
    try:
        yield
    except asyncio.CancelledError:
        if ended:
            raise KeyboardInterrupt from None
        raise
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
