"""nginx and Caddy from the packages of the system, run on the examples of deploy/ as they are.

Only what names a host is changed: address, name, certificate. Whoever has neither hears it in one line.
"""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from tests.contracts.tree import ROOT

CERTIFICATE = ROOT / "tests" / "web" / "encryption" / "certificate.pem"
KEY = CERTIFICATE.with_name("key.pem")
PROXIES = ("nginx", "caddy")
_PATIENCE_S = 15.0


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def program(name: str) -> str | None:
    """Find a program, also where only root looks."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


class Proxy:
    """One of the two in front of a service on this machine, speaking TLS at `https://localhost:port`."""

    def __init__(self, name: str, folder: Path, behind: int, port: int) -> None:
        self.port, self.url = port, f"https://localhost:{port}"
        self._folder, self._behind = folder, behind
        self._program = program(name) or name
        self._command = self._nginx() if name == "nginx" else self._caddy()
        self._log = folder / f"{name}.log"

    def __enter__(self) -> Self:
        home = {"HOME": str(self._folder), "XDG_DATA_HOME": str(self._folder), "XDG_CONFIG_HOME": str(self._folder)}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log, env=home, cwd=self._folder)
        ends = time.monotonic() + _PATIENCE_S
        while not self._listens():
            if time.monotonic() > ends or self._process.poll() is not None:
                self._end()
                raise RuntimeError(self._log.read_text())
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE_S)

    def _listens(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def _nginx(self) -> list[str]:
        site = self._adapted("nginx.conf", {
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{self._behind};",
            "listen 443 ssl;": f"listen 127.0.0.1:{self.port} ssl;",
            "plenum.example.org;": "localhost;",
            "/etc/ssl/plenum/certificate.pem": str(CERTIFICATE),
            "/etc/ssl/plenum/key.pem": str(KEY),
        })  # fmt: skip
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        user = "" if os.getuid() else "user root;\n"  # or it could not write into our folder
        places = "\n".join(f"    {kind}_temp_path {self._folder / kind};" for kind in kinds)
        (self._folder / "whole.conf").write_text(
            f"{user}daemon off;\nworker_processes 1;\npid {self._folder / 'pid'};\nerror_log stderr;\n"
            f"events {{ worker_connections 256; }}\nhttp {{\n    access_log off;\n{places}\n    include {site};\n}}\n"
        )
        return [self._program, "-e", "stderr", "-p", str(self._folder), "-c", str(self._folder / "whole.conf")]

    def _caddy(self) -> list[str]:
        site = self._adapted("Caddyfile", {
            "reverse_proxy 127.0.0.1:8000": f"reverse_proxy 127.0.0.1:{self._behind}",
            "plenum.example.org {\n": f"{self.url} {{\n\tbind 127.0.0.1\n\ttls {CERTIFICATE} {KEY}\n",
        })  # fmt: skip
        site.write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{site.read_text()}")
        return [self._program, "run", "--config", str(site), "--adapter", "caddyfile"]

    def _adapted(self, name: str, changed: dict[str, str]) -> Path:
        text = (ROOT / "deploy" / name).read_text("utf-8")
        for said, here in changed.items():
            assert text.count(said) == 1, f"deploy/{name} says {said!r} once"
            text = text.replace(said, here)
        (self._folder / name).write_text(text)
        return self._folder / name
