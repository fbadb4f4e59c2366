"""Settings: the one place that reads the environment (`PLENUM_*`, and `REDIS_URL`).

A new setting is one line in `Settings`: the variable, how its text is read, and what holds when nobody says it; the
command line and the workers' environment follow from that line. Invariant: what cannot work is refused with a sentence
that names the variable, before anything is started.
"""

import ipaddress
import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from platformdirs import user_data_path

from server.logs import FORMATS
from server.setting_values import (
    file,
    folder,
    host_name,
    many,
    network,
    one_of,
    public_address,
    secret,
    store_address,
    switch,
    whole,
)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ACKNOWLEDGEMENTS = ("disk", "replica", "memory")
SHORTEST_KEY = 16
_NOT_A_PAIR = ("KEY_VALUES_MISMATCH", "KEY_TYPE_MISMATCH", "NO_CERTIFICATE_ASSIGNED")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_EVERYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - a comparison


def _setting(variable: str, read: Callable[[str], object], default: object) -> Any:  # noqa: ANN401 - any type of field
    return field(default=default, metadata={"variable": variable, "read": read})


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator chooses.

    Units:   `retention_days` is how long a meeting is kept when nobody erases it.
             `join_burst` is how many seats one address may take by code at once, `joins_per_second` how many then.
    Shape:   `acknowledgement` is what a ballot's answer must be worth; empty takes what the store does; `hosts` are
             names beside the public one; the word of `trusted_proxies` is taken for who asks. `budget_times` widens
             what sockets may ask of a process, for programs that test what lies behind their budget.
    """

    host: str = _setting("PLENUM_HOST", host_name, "127.0.0.1")
    port: int = _setting("PLENUM_PORT", whole(0, 65_535), 8000)
    workers: int = _setting("PLENUM_WORKERS", whole(1, 64), 1)
    data: Path = _setting("PLENUM_DATA", folder, Path())  # noqa: RUF009 - a path is a frozen value
    redis_url: str = _setting("REDIS_URL", store_address, "")
    secretariat_key: str = _setting("PLENUM_SECRETARIAT_KEY", secret(SHORTEST_KEY), "")
    public_url: str = _setting("PLENUM_PUBLIC_URL", public_address, "")
    retention_days: int = _setting("PLENUM_RETENTION_DAYS", whole(1, 3_650), 90)
    certfile: str = _setting("PLENUM_CERTFILE", file, "")
    keyfile: str = _setting("PLENUM_KEYFILE", file, "")
    acknowledgement: str = _setting("PLENUM_ACK", one_of(*ACKNOWLEDGEMENTS), "")
    hosts: tuple[str, ...] = _setting("PLENUM_HOSTS", many(host_name), ())
    trusted_proxies: tuple[Network, ...] = _setting("PLENUM_TRUSTED_PROXIES", many(network), ())
    watchdog: bool = _setting("PLENUM_WATCHDOG", switch, True)
    log_format: str = _setting("PLENUM_LOG", one_of(*FORMATS), "logfmt")
    budget_times: int = _setting("PLENUM_BUDGET_TIMES", whole(1, 1_000_000), 1)
    join_burst: int = _setting("PLENUM_JOIN_BURST", whole(1, 1_000_000), 2_000)
    joins_per_second: int = _setting("PLENUM_JOINS_PER_SECOND", whole(1, 1_000_000), 50)

    @property
    def base_url(self) -> str:
        """Say where the service is found from outside; without a public address, where it listens."""
        if self.public_url:
            return self.public_url.rstrip("/")
        scheme = "https" if self.certfile else "http"
        host = "127.0.0.1" if self.host in _EVERYWHERE else self.host
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def is_secure(self) -> bool:
        """Say whether cookies can be kept to https."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def is_behind_proxy(self) -> bool:
        """Say whether there may be a proxy in front: one is named, or the public address is not our own."""
        if self.trusted_proxies or not self.public_url:
            return bool(self.trusted_proxies)
        public, scheme = urlsplit(self.public_url), "https" if self.certfile else "http"
        port = public.port or {"http": 80, "https": 443}.get(public.scheme)
        elsewhere = self.host in _LOOPBACK and public.hostname not in _LOOPBACK
        return (public.scheme, port) != (scheme, self.port) or elsewhere

    @property
    def is_trial(self) -> bool:
        """Say whether phones reach this service without TLS, which every page must say."""
        return self.host not in _LOOPBACK and not self.is_secure


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises:  ValueError naming the variable that cannot be read.
    """
    said = os.environ if environment is None else environment
    found = {one.name: _read(one.metadata, one.metadata["variable"], said) for one in fields(Settings)}
    settings = Settings(**{name: value for name, value in found.items() if value is not None})
    return settings if found["data"] else replace(settings, data=user_data_path("plenum", appauthor=False))


def with_said(settings: Settings, **said: object) -> Settings:
    """Put what the command line says (by the names of `Settings`) in the place of what the environment says.

    Shape:   what says nothing, an empty text too, leaves what the environment says.
    Raises:  ValueError naming the option that cannot be read.
    """
    changed: dict[str, Any] = {}
    for one in fields(Settings):
        if said.get(one.name) is not None:
            read = _read(one.metadata, f"--{one.name}", {f"--{one.name}": str(said[one.name])})
            changed |= {one.name: read} if read is not None else {}
    return replace(settings, **changed)


def environment_of(settings: Settings) -> dict[str, str]:
    """Write settings as the environment that says them."""
    return {one.metadata["variable"]: _written(getattr(settings, one.name)) for one in fields(Settings)}


def require_certificate(settings: Settings) -> None:
    """Check that the certificate and its key can be used.

    Raises:  ValueError saying what is the matter with them.
    """
    if settings.keyfile and not settings.certfile:
        raise ValueError("PLENUM_KEYFILE names a key, and PLENUM_CERTFILE no certificate for it.")
    if not settings.certfile:
        return
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    try:
        context.load_cert_chain(settings.certfile, settings.keyfile or None, password=_no_password)
    except ssl.SSLError as fault:
        key = settings.keyfile or settings.certfile
        why = "they do not belong together" if fault.reason in _NOT_A_PAIR else "one of them is no PEM file"
        raise ValueError(f"The certificate {settings.certfile} with the key {key} cannot be used: {why}.") from fault


def _no_password() -> str:
    raise ValueError("The TLS key (PLENUM_KEYFILE) is encrypted. Name one that needs no password.")


def _read(how: Mapping[str, Any], name: str, said: Mapping[str, str]) -> Any:  # noqa: ANN401 - any type of field
    text = said.get(name, "").strip()
    if not text:
        return None
    try:
        return how["read"](text)
    except ValueError as fault:
        raise ValueError(f"{name} {fault}.") from fault


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
