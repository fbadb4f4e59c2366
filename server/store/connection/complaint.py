"""Log what the store has refused to do, once a second at most; that it is silent is logged by `health`, and once."""

from redis.exceptions import ConnectionError as ConnectionFault
from redis.exceptions import TimeoutError as TimeoutFault

from server.logs import RateLimited

_TOLD = RateLimited()


def complain(fault: Exception, asked: str) -> None:
    """Tell that something was refused; `asked` names what was to be done."""
    if not is_silence(fault):
        _TOLD("store_refused", type(fault).__name__, asked=asked)


def is_silence(fault: Exception) -> bool:
    """Say whether the store did not answer at all, so that whatever else is asked of it will not be answered either."""
    return isinstance(fault, ConnectionFault | TimeoutFault | OSError)
