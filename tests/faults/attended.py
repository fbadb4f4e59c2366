"""`plenum` on an embedded store that knows an administrator: faults at its prompt need one."""

import sys

from server.cli import main
from server.host import supervisor
from tests.engine.servers import AttendedStore

if __name__ == "__main__":
    supervisor.EmbeddedStore = AttendedStore  # type: ignore[attr-defined, misc]
    sys.exit(main())
