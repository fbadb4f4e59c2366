"""A Valkey cluster of one node, which refuses whatever touches keys of two hash slots in one call."""

import socket
from pathlib import Path

from tests.engine.servers import AttendedStore, a_client, admin_of, wait_until


class ClusterNode(AttendedStore):
    """The one node, with every slot."""

    def __init__(self, data: Path) -> None:
        """Choose a port for its bus, on which nobody will ever call."""
        super().__init__(data)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._bus = probe.getsockname()[1]

    def start(self) -> str:
        """Start it, and wait until it serves its slots."""
        url = super().start()
        with a_client(admin_of(url)) as client:
            client.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16_383)
            wait_until(lambda: client.cluster("info")["cluster_state"] == "ok", "the cluster is up", 15.0)
        return url

    def _configuration(self, address: Path) -> bytes:
        own = f"cluster-enabled yes\ncluster-config-file nodes.conf\nbind 127.0.0.1\ncluster-port {self._bus}\n"
        return super()._configuration(address) + own.encode()
