"""What the doctor looks at around the service: how many phones this host lets in, and whether their address leads here.

Refuses to look at data and store. Invariants: nothing is asked but `/health`, of the address that was set, once; an
address that a host cannot reach from inside, as behind many routers, is not called wrong without saying so.
"""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator

from server.host.finding import Finding
from server.limits import descriptors_allowed
from server.settings import Settings

FEW = 4_096
"""With fewer a worker cannot hold a hall of 2,000, of whom some have a second page open."""
PATIENCE_S = 3.0
_ALIVE = b"live\n"
_MOST_READ = 64


def look_at_descriptors(workers: int) -> Iterator[Finding]:
    """Say for how many sockets this host lets the workers be there."""
    each = descriptors_allowed()
    if each >= FEW:
        yield Finding(f"Each of {workers} web processes may have {each} files open; each phone takes one.")
        return
    yield Finding(
        f"Each of {workers} web processes may have only {each} files open; each phone takes one.",
        f"Raise the hard limit of open files to {FEW} or more (systemd: LimitNOFILE; a shell: `ulimit -Hn`).",
    )


def look_at_public_address(settings: Settings) -> Iterator[Finding]:
    """Say whether the address that links and QR codes begin with leads to a Plenum."""
    if not (address := settings.public_url):
        yield Finding(f"No public address is set; links begin with {settings.base_url}.")
        return
    fault, said = _ask(f"{address}/health")
    if said == _ALIVE:
        yield Finding(f"The public address {address} leads to a Plenum.")
    elif fault == "certificate":
        yield Finding(
            f"The certificate of {address} is not trusted here.",
            "See that it is of this name, has not run out, and comes with the certificates between it and its root; "
            "phones that do not trust it open no page.",
        )
    elif fault == "silent":
        yield Finding(
            f"The public address {address} cannot be reached from this host.",
            f"Open {address}/health on a phone: if it says `live`, this is only this host's way to its own router. "
            "Else see that the name leads here, that the proxy runs, and that the firewall lets it through.",
        )
    else:
        yield Finding(
            f"What answers at {address} is not Plenum.",
            "See that the proxy passes everything on to PLENUM_PORT and keeps the Host header, or mend "
            "PLENUM_PUBLIC_URL.",
        )


def _ask(address: str) -> tuple[str, bytes]:
    """Ask once: what went wrong, and the beginning of what was said."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:  # noqa: S310 - http or https, see settings
            return "", answer.read(_MOST_READ)
    except urllib.error.HTTPError as refused:
        with refused:
            return "refused", b""
    except urllib.error.URLError as fault:
        return ("certificate" if isinstance(fault.reason, ssl.SSLCertVerificationError) else "silent"), b""
    except TimeoutError:
        return "silent", b""
    except (http.client.HTTPException, OSError, ValueError):  # somebody who speaks something else
        return "refused", b""
