"""The log of a process: one line an event, ours and the libraries' alike, in logfmt or JSON.

    log.warning("store_slow", room=room.id)            an event of `server.logs.events`, and what it was about
    log.exception("socket_broke", reference="3f2a")    in an `except` clause: a defect of ours, and where it was raised
    told = RateLimited(); told("refused", kind="too_fast")  at most one line a second for each event and kind
    Outage("store_away", "store_back")                 one line when it begins and one when it ends

Every line has `time` (UTC), `level`, `process`, `pid`, `event`, what it was about, and `says`: plain words. Refuses to
know settings. Invariant: no line holds a credential, a code, a mark, a proposal, a name or an address: fields are ids,
kinds and figures, and of an exception it is told where it was raised, never its words.
"""

import logging
import sys
from typing import TextIO

from structlog.stdlib import ProcessorFormatter

from server.logs.lines import OURS, RENDERERS, of_libraries, signed_by
from server.logs.ours import log
from server.logs.outage import Outage
from server.logs.rate_limited import RateLimited

__all__ = ["FORMATS", "Outage", "RateLimited", "configure", "log"]

FORMATS = tuple(RENDERERS)


def configure(process: str, form: str = "logfmt", stream: TextIO | None = None) -> None:
    """Have everything that is logged in this process written to standard error, one line an event.

    Shape:   `process` is `supervisor`, `worker` or `command`; `form` one of `FORMATS`.
    """
    writing = logging.StreamHandler(stream or sys.stderr)
    signed = [signed_by(process), RENDERERS[form]()]
    writing.setFormatter(ProcessorFormatter(foreign_pre_chain=of_libraries(), processors=signed))
    root = logging.getLogger()
    root.handlers[:] = [writing]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
