"""What becomes of an event on its way to a line: its time, its words, and what of a defect may be told.

Refuses to know where lines go. Invariant: of what libraries say only the first line is told, without addresses.
"""

import logging
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from structlog.processors import JSONRenderer, LogfmtRenderer, add_log_level
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from server.logs.events import EVENTS, LIBRARY

OURS = "plenum"
_ORDER = ("time", "level", "process", "pid", "event", "reference")
_DEEPEST = 12
_LONGEST = 200
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\[?\b[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){3,7}\]?")
_ROOT = Path(__file__).parents[2]

RENDERERS: dict[str, Callable[[], Processor]] = {
    "logfmt": lambda: LogfmtRenderer(bool_as_flag=False),
    "json": lambda: JSONRenderer(ensure_ascii=False),
}


def of_ours() -> list[Processor]:
    """List what is done with an event of our own before it is handed to the standard library."""
    return [add_log_level, _stamped, _where_it_broke, _in_plain_words, ProcessorFormatter.wrap_for_formatter]


def of_libraries() -> list[Processor]:
    """List what is done with what a library has logged."""
    return [add_log_level, _stamped, _where_it_broke, _said_by_a_library]


def signed_by(process: str) -> Processor:
    """Sign every line with the process it comes from, and bring its fields into an order."""

    def sign(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        record: logging.LogRecord = event.pop("_record")
        event.pop("_from_structlog", None)
        said = {**event, "process": process, "pid": record.process}
        about = sorted(said.keys() - {*_ORDER, "says", "raised_at"})
        return {name: said[name] for name in (*_ORDER, *about, "says", "raised_at") if name in said}

    return sign


def _stamped(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["time"] = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return event


def _in_plain_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["says"] = EVENTS.get(event["event"], "")
    return event


def _said_by_a_library(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    first = str(event["event"]).partition("\n")[0][:_LONGEST]
    said = "".join(sign if sign.isprintable() else " " for sign in _ADDRESS.sub("(address)", first))
    return {**event, "event": LIBRARY, "library": record.name, "says": said}


def _where_it_broke(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Tell of an exception what it is and where it was raised; its words may quote what somebody sent."""
    found = event.pop("exc_info", None)
    fault = found if isinstance(found, BaseException) else found[1] if isinstance(found, tuple) else None
    if found and fault is None:
        fault = sys.exc_info()[1]
    if fault is not None:
        event.setdefault("fault", type(fault).__name__)
        event["raised_at"] = " < ".join(_way(fault))
    return event


def _way(fault: BaseException) -> list[str]:
    """Name the places an exception came through, the innermost first."""
    frames = [(frame.f_code, line) for frame, line in walk_tb(fault.__traceback__)]
    places = [f"{_short(code.co_filename)}:{line}:{code.co_name}" for code, line in reversed(frames)]
    if isinstance(fault, BaseExceptionGroup):
        inner = fault.exceptions[0]
        return [*_way(inner), type(inner).__name__, *places][:_DEEPEST]
    return places[:_DEEPEST]


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT / "server") else "/".join(path.parts[-2:])
