"""What every page and call of one process is made with: handed in once, by `app`."""

from dataclasses import dataclass

from starlette.requests import HTTPConnection

from server.room.hub import Hub
from server.room.place import Place
from server.web.budget import Budget
from server.web.credentials import Credentials
from server.web.strings import Strings


@dataclass(frozen=True, slots=True)
class Site:
    """The web's view of the service.

    Shape:   `base_url` has no slash at its end; `secretariat_key` is empty where meetings are made on the host alone.
    """

    place: Place
    hub: Hub
    budget: Budget
    credentials: Credentials
    strings: Strings
    base_url: str
    secretariat_key: str
    retention_days: int
    secure: bool
    trial: bool
    version: str


def site_of(connection: HTTPConnection) -> Site:
    """Find the site of a request or a socket."""
    site: Site = connection.app.state.site
    return site
