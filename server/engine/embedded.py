"""The embedded store: one private Valkey on one data folder, owned by the supervisor process.

It refuses to know what is kept in it, to serve a web worker's life, and to adopt a server that it did not start.
Invariants: never two servers on one folder (the lock is inherited by the server); an acknowledged write is on disk; the
server ends with its supervisor (Linux); it is reached through one socket file that only its owner can open,
by one user whose password is made anew for each service and who may do no more than `rights.ACL`.
"""

import contextlib
import os
import queue
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from server.engine.address import PONG, Address, forget_address, read_address, write_address
from server.engine.conf import LOG_FILE, valkey_binary, valkey_conf
from server.engine.lock import read_holder, sign_lock, take_lock
from server.engine.ownership import own_folder
from server.engine.record import Damaged, read_record
from server.engine.server_log import open_log, read_cause
from server.engine.socket_folder import executable_in, make_socket_folder, mend_socket_folder, remove_socket_folder
from server.store.connection.reach import StoreUnavailable

__all__ = ["EmbeddedStore", "StoreUnavailable"]

_TETHER = Path(__file__).with_name("tether.py")
_POLL_S = 0.005


class EmbeddedStore:
    """One Valkey server on one data folder: start it before the event loop, stop it after.

    Starting again after a crash is allowed and keeps the socket path, so clients only have to reconnect. Any thread may
    call, one at a time. `runtime` is an existing folder with a short path for the socket (the temporary folder unless
    said otherwise). `lock_wait_s` is how long a predecessor may take to go, `silence_s` how long a starting server may
    say nothing, `stop_s` how long a server may refuse SIGTERM.
    """

    def __init__(
        self,
        data: Path,
        *,
        runtime: Path | None = None,
        lock_wait_s: float = 5.0,
        silence_s: float = 30.0,
        stop_s: float = 5.0,
    ) -> None:
        self._data = data.absolute()
        self._runtime = runtime.absolute() if runtime else None
        self._lock_wait_s, self._silence_s, self._stop_s = lock_wait_s, silence_s, stop_s
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: Path | None = None
        self._password = secrets.token_hex(32)
        self._log_start = 0

    def __enter__(self) -> Self:
        """Start the server."""
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the server."""
        self.stop()

    @property
    def alive(self) -> bool:
        """Whether the server that this object started is still a process."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """The server's process number while it is alive."""
        return self._process.pid if self._process is not None and self.alive else None

    @property
    def address(self) -> Address:
        """Where it answers; the same from the first start until `stop`."""
        if self._socket is None:
            raise StoreUnavailable("The embedded store has not been started.")
        return Address(self._socket, self._password)

    @property
    def url(self) -> str:
        """The address as Redis clients read it, with the password of the service's user."""
        return self.address.url

    def start(self) -> str:
        """Start the server, wait until it answers, and return its URL; nothing happens while it is alive.

        Raises:  StoreUnavailable when somebody else holds the folder, or the server cannot run on it.
        """
        if self.alive:
            return self.url
        new_socket = self._socket is None
        try:
            self._launch()
            self._await_answer()
        except BaseException as error:
            self._end_process()
            if new_socket:
                self._remove_socket_folder()
            if isinstance(error, OSError):
                raise StoreUnavailable(
                    f"The embedded store cannot be started on {self._data}: {error}. "
                    "Free the disk, give this user access, or choose another data folder."
                ) from error
            raise
        return self.url

    def stop(self) -> None:
        """End the server, politely first, and clear its socket away; nothing happens when it is not running."""
        if self.alive:
            forget_address(self._data)
        self._end_process()
        self._remove_socket_folder()

    def read_cause(self) -> str:
        """Say why the server that is no longer alive ended, and what to do about it."""
        return read_cause(self._data, self._log_start)

    def _launch(self) -> None:
        own_folder(self._data)
        lock = take_lock(self._data, self._lock_wait_s)
        if lock is None:
            raise StoreUnavailable(
                f"The data folder {self._data} is in use by {read_holder(self._data)}. "
                "Stop that Plenum first, or start this one on another data folder."
            )
        try:
            self._require_whole_files()
            self._clear_leftovers()
            process = self._process = self._spawn(lock)
            with contextlib.suppress(OSError):  # a full disk: the name is a courtesy, the lock holds without it
                sign_lock(lock, server=process.pid, supervisor=os.getpid())
        finally:
            os.close(lock)  # from here on the lock is the server's alone

    def _require_whole_files(self) -> None:
        try:
            read_record(self._data)
        except Damaged as damaged:
            raise StoreUnavailable(
                f"{damaged} Put a good copy of {self._data} in its place; see `plenum doctor`."
            ) from None

    def _clear_leftovers(self) -> None:
        # We hold the lock, so nobody uses what a killed server left behind. An unfinished rewrite would keep on disk
        # what a later rewrite has dropped; Valkey itself never looks at it again.
        for pattern in ("temp-*.aof", "temp-*.rdb"):
            for unfinished in self._data.glob(pattern):
                unfinished.unlink()
        last = read_address(self._data)
        forget_address(self._data)
        if last and last.socket != self._socket:
            remove_socket_folder(last.socket)

    def _spawn(self, lock: int) -> subprocess.Popen[bytes]:
        if self._socket is None:
            self._socket = make_socket_folder(self._runtime)
        mend_socket_folder(self._socket)
        binary = executable_in(self._socket, valkey_binary())
        command = [sys.executable, "-I", "-S", str(_TETHER), str(os.getpid()), str(binary), "-"]
        log = open_log(self._data)
        try:
            self._log_start = os.fstat(log).st_size
            process = _born_of_a_lasting_thread(
                lambda: subprocess.Popen(  # noqa: S603 - every word is ours
                    command,
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env={"LC_ALL": "C"},  # the environment holds Plenum's secrets, and /proc shows it
                    pass_fds=(lock,),
                    start_new_session=True,  # Ctrl-C is for the supervisor, who then stops us in order
                )
            )
        finally:
            os.close(log)
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError), process.stdin as config:  # it died: its log says why
                config.write(self._configuration(self._socket))
        return process

    def _configuration(self, address: Path) -> bytes:
        return valkey_conf(self._data, address, self._password)

    def _await_answer(self) -> None:
        process, address = self._process, self.address
        if process is None:
            raise StoreUnavailable("The embedded store has not been launched.")
        patience_ends = time.monotonic() + self._silence_s
        while (answer := address.ping()) != PONG:
            if process.poll() is not None:
                raise StoreUnavailable(f"The embedded store ended while starting. {self.read_cause()}")
            if answer:  # it is reading its data, and says so
                patience_ends = time.monotonic() + self._silence_s
            if time.monotonic() > patience_ends:
                log = self._data / LOG_FILE
                raise StoreUnavailable(f"The embedded store said nothing for {self._silence_s:g} seconds. See {log}.")
            time.sleep(_POLL_S)
        write_address(self._data, address, process.pid)

    def _end_process(self) -> None:
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(self._stop_s)
        except subprocess.TimeoutExpired:
            # Refused. Its session holds at most a rewrite besides; both go, so that the lock is free at once.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _remove_socket_folder(self) -> None:
        if self._socket is not None:
            remove_socket_folder(self._socket)
            self._socket = None


def _born_of_a_lasting_thread(spawn: Callable[[], subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    # To the kernel a parent is a thread: the server tied to a passing one would be killed when that one ends. The main
    # thread lasts as long as the process; in its absence a thread of our own lasts until the server has ended.
    if not sys.platform.startswith("linux") or threading.current_thread() is threading.main_thread():
        return spawn()
    born: queue.SimpleQueue[subprocess.Popen[bytes] | Exception] = queue.SimpleQueue()

    def keep() -> None:
        try:
            process = spawn()
        except Exception as error:  # raised in the caller below
            born.put(error)
            return
        born.put(process)
        with contextlib.suppress(ChildProcessError):  # reaped before we looked: ended as well
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)

    threading.Thread(target=keep, name="valkey-parent", daemon=True).start()
    if isinstance(process := born.get(), Exception):
        raise process
    return process
