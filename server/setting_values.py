"""How the text of a setting becomes a value: one function a kind of value, for `server.settings`.

Refuses to know which setting it reads. Invariant: what cannot work is refused with the rest of a sentence that begins
with the setting's name and says what it must be; a secret is never repeated in it.
"""

import ipaddress
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from server.store_address import read_address

_HOST_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\.?")


def whole(least: int, most: int) -> Callable[[str], int]:
    """Read a whole number within bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 19 and least <= int(text) <= most):
            raise ValueError(f"must be a whole number from {least} to {most}, not {text!r}")
        return int(text)

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    """Read one of some words."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}, not {text!r}")
        return text

    return read


def switch(text: str) -> bool:
    """Read on or off."""
    if text.lower() not in ("1", "on", "yes", "true", "0", "off", "no", "false"):
        raise ValueError(f"must be on or off (1 or 0), not {text!r}")
    return text.lower() in ("1", "on", "yes", "true")


def many(read_one: Callable[[str], object]) -> Callable[[str], tuple[object, ...]]:
    """Read a list with commas between its members."""
    return lambda text: tuple(read_one(one.strip()) for one in text.split(",") if one.strip())


def secret(shortest: int) -> Callable[[str], str]:
    """Read a secret that cannot be guessed by trying."""

    def read(text: str) -> str:
        if len(text) < shortest or len(set(text)) < shortest // 3 or not text.isascii() or not text.isprintable():
            raise ValueError(
                f"must be a secret of at least {shortest} characters (ASCII) that nobody can guess; "
                "leave it out, and Plenum makes one and keeps it in the data folder"
            )
        return text

    return read


def folder(text: str) -> Path:
    """Read the path of a folder, which need not exist yet."""
    path = Path(text).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"must be a folder, and {text!r} is something else")
    return path


def file(text: str) -> str:
    """Read the path of a file that can be read."""
    path = Path(text).expanduser()
    if not path.is_file():
        raise ValueError(f"names a file that is not there: {text!r}")
    if not os.access(path, os.R_OK):
        raise ValueError(f"names a file that this user may not read: {text!r}")
    return str(path)


def host_name(text: str) -> str:
    """Read a name or an address to listen at, without port."""
    bare = text.removeprefix("[").removesuffix("]")
    if not (_is_address(bare) or _HOST_NAME.fullmatch(text)):
        raise ValueError(f"must be a host name or an address without port, such as 0.0.0.0, not {text!r}")
    return bare


def network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """Read an address or a network of addresses."""
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"must be addresses or networks with commas between them, and {text!r} is neither") from None


def public_address(text: str) -> str:
    """Read what links begin with: scheme, host and perhaps a port."""
    wanted = f"must be an address such as https://plenum.example.org, without path, not {text!r}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError(wanted) from None
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None:
        raise ValueError("must be an address such as https://plenum.example.org, without user and password")
    if parts.scheme not in ("http", "https") or port == 0 or parts.path.strip("/") or "?" in text or "#" in text:
        raise ValueError(wanted)
    if not (_is_address(host) or _HOST_NAME.fullmatch(host)) or not text.isascii() or not text.isprintable():
        raise ValueError(wanted)
    return text.rstrip("/")


def store_address(text: str) -> str:
    """Read where a store is; its password, if there is one, is never repeated."""
    return read_address(text).text


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return True
