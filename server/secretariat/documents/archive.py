"""The parts of an archive that word processors write, as XML.

Invariants: no entity is resolved, nothing outside the file is asked for, and no part is read that is far too large.
"""

import io
import zipfile

from lxml import etree

from server.domain.errors import Malformed

LARGEST = 40_000_000


def part(given: bytes, name: str) -> etree._Element | None:
    """Read one XML part of an archive; None where there is none.

    Raises:  Malformed where it is far too large.
    """
    with zipfile.ZipFile(io.BytesIO(given)) as archive:
        try:
            opened = archive.open(name)
        except KeyError:
            return None
        with opened:
            raw = opened.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Malformed("file_too_much")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(raw, parser)
