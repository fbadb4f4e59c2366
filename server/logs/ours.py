"""The logger of Plenum's own events."""

import logging

import structlog
from structlog.stdlib import BoundLogger, filter_by_level

from server.logs.lines import OURS, of_ours

log: BoundLogger = structlog.wrap_logger(
    logging.getLogger(OURS), processors=[filter_by_level, *of_ours()], wrapper_class=BoundLogger
)
"""What everybody in Plenum logs with."""
