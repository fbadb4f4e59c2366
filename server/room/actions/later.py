"""An answer that must wait for an instant, without making anything else wait."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.protocol.replies import Reply


@dataclass(frozen=True, slots=True)
class Later:
    """Finish at `due_ms` (an instant of the service's clock) and reply then."""

    due_ms: int
    finish: Callable[[], Awaitable[Reply]]
