"""What every page and call of one process is made with: handed in once, by `app`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import HTTPConnection

from server.live.hub import Hub
from server.room.context import Context
from server.room.paces import Paces
from server.secretariat.credentials import Credentials
from server.secretariat.keeping_files import Uploads
from server.secretariat.log_of_acts import LogTurns
from server.secretariat.players import Players
from server.secretariat.printing.press import Press
from server.secretariat.reading.apart import Readers
from server.web.addresses import Network
from server.web.budget import Budget
from server.web.callers import Callers
from server.web.hosts import Hosts
from server.web.wrong_keys import WrongKeys
from server.words.strings import Strings

PAGES_A_SECOND, PAGES_AT_ONCE = 1, 30
HALL_A_SECOND, HALL_AT_ONCE = 30, 1_500


@dataclass(frozen=True, slots=True)
class Site:
    """The web's view of the service.

    Shape:   `base_url` has no slash at its end; `secretariat_key` is empty where meetings are made on the host alone;
             `proxies` are those whose word is taken for an address; `asked_directly` says that there is none at all.
    """

    context: Context
    hub: Hub
    budget: Budget
    callers: Callers
    credentials: Credentials
    strings: Strings
    base_url: str
    secretariat_key: str
    retention_days: int
    secure: bool
    trial: bool
    version: str
    hosts: Hosts
    proxies: Sequence[Network]
    asked_directly: bool
    wrong_keys: WrongKeys
    players: Players
    data: Path
    pages: Paces = field(default_factory=lambda: Paces(PAGES_A_SECOND, PAGES_AT_ONCE, "pages"))
    """How often a seat may ask for a page, or one tab of a link that many share."""
    readers: Readers = field(default_factory=Readers)
    """What is handed in is read by these, each in a process of its own."""
    uploads: Uploads = field(default_factory=Uploads)
    log_turns: LogTurns = field(default_factory=LogTurns)
    """Files of papers come in by it."""
    press: Press = field(default_factory=Press)
    """Sheets of paper are drawn by it."""
    halls: Paces = field(default_factory=lambda: Paces(HALL_A_SECOND, HALL_AT_ONCE, "pages"))
    """How often all behind one address may: a whole hall may be one."""


def site_of(connection: HTTPConnection) -> Site:
    """Find the site of a request or a socket."""
    site: Site = connection.scope["app"].state.site
    return site
