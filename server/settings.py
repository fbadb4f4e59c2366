"""Settings: the one place that reads the environment (`PLENUM_*`, and `REDIS_URL`)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from platformdirs import user_data_path

ACKNOWLEDGEMENTS = ("disk", "replica", "memory")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator chooses.

    Units:   `retention_days` is how long a meeting is kept when nobody erases it.
    Shape:   `acknowledgement` is what a ballot's answer must be worth; empty takes what the store does.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    data: Path = Path()
    redis_url: str = ""
    secretariat_key: str = ""
    public_url: str = ""
    retention_days: int = 90
    certfile: str = ""
    keyfile: str = ""
    acknowledgement: str = ""

    @property
    def base_url(self) -> str:
        """Say where the service is found from outside; without a public address, where it listens."""
        if self.public_url:
            return self.public_url.rstrip("/")
        scheme = "https" if self.certfile else "http"
        host = "127.0.0.1" if self.host in ("", "0.0.0.0", "::") else self.host  # noqa: S104 - a comparison
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def is_secure(self) -> bool:
        """Say whether cookies can be kept to https."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def is_trial(self) -> bool:
        """Say whether phones reach this service without TLS, which every page must say."""
        return self.host not in ("127.0.0.1", "localhost", "::1") and not self.is_secure


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises:  ValueError naming the variable that cannot be read.
    """
    said = os.environ if environment is None else environment

    def number(name: str, default: int) -> int:
        text = said.get(name) or str(default)
        if not text.isdecimal():
            raise ValueError(f"{name} must be a whole number, not {text!r}")
        return int(text)

    acknowledgement = said.get("PLENUM_ACK", "")
    if acknowledgement not in ("", *ACKNOWLEDGEMENTS):
        raise ValueError(f"PLENUM_ACK must be one of {', '.join(ACKNOWLEDGEMENTS)}, not {acknowledgement!r}")

    return Settings(
        host=said.get("PLENUM_HOST") or "127.0.0.1",
        port=number("PLENUM_PORT", 8000),
        workers=number("PLENUM_WORKERS", 1),
        data=Path(said.get("PLENUM_DATA") or user_data_path("plenum", appauthor=False)),
        redis_url=said.get("REDIS_URL", ""),
        secretariat_key=said.get("PLENUM_SECRETARIAT_KEY", ""),
        public_url=said.get("PLENUM_PUBLIC_URL", ""),
        retention_days=number("PLENUM_RETENTION_DAYS", 90),
        certfile=said.get("PLENUM_CERTFILE", ""),
        keyfile=said.get("PLENUM_KEYFILE", ""),
        acknowledgement=acknowledgement,
    )
