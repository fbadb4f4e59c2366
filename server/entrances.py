"""The addresses by which people come in from outside: the only place that writes them.

They stand in links, in codes that are drawn and on badges. Refuses to know who may hand them out. Invariant: a
credential stands behind the `#`, which no browser sends and no log of a proxy keeps.
"""


def join_address(base_url: str, code: str) -> str:
    """Write where a join code leads; without a `base_url`, from any page of the service."""
    return f"{base_url}/join/{code}"


def desk_address(base_url: str, credential: str) -> str:
    """Write where a link leads that makes its holder one of those who run a meeting, or all of them."""
    return f"{base_url}/desk#{credential}"


def enter_address(base_url: str, credential: str) -> str:
    """Write where a link leads that makes its holder somebody of the meeting."""
    return f"{base_url}/enter#{credential}"


def short_address(base_url: str, code: str = "") -> str:
    """Write where a short code leads, as it is printed; without a code, where it is typed."""
    return f"{base_url}/s#{code}" if code else f"{base_url}/s"


def slip_address(base_url: str, code: str) -> str:
    """Write where a paper slip leads to."""
    return f"{base_url}/slip/{code}"
