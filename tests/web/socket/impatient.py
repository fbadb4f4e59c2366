"""One worker with deadlines of our own, so that whoever is late is seen to be let go within seconds."""

import sys
from collections.abc import Sequence

from server.web.socket.guests import Deadlines
from tests.services import Service
from tests.web.socket.test_the_wire import EncryptedService

SHORT_DEADLINES = Deadlines(head_s=3.0, body_s=6.0)
_WORKER = """
import os, socket
from server import logs
from server.host.worker import serve
from tests.web.socket.impatient import SHORT_DEADLINES

logs.configure("worker")
line = socket.create_server(("127.0.0.1", int(os.environ["PLENUM_PORT"])), backlog=4096)
_, heartbeat = os.pipe()
serve(line.detach(), heartbeat, SHORT_DEADLINES)
"""


class ImpatientService(Service):
    """A worker as the supervisor starts it, but for its deadlines and its parent."""

    @property
    def program(self) -> Sequence[str]:
        """Serve without a supervisor, who gives nobody other deadlines."""
        return (sys.executable, "-c", _WORKER)


class ImpatientEncrypted(EncryptedService):
    """The same with a certificate."""

    program = ImpatientService.program
