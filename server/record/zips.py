"""An archive packed anew, so that the same contents are the same bytes.

Refuses to know what is in it. Invariant: neither a clock nor the machine leaves a trace.
"""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NEVER = (1980, 1, 1, 0, 0, 0)
"""The first instant that an archive can name."""


def packed_anew(archive: bytes, instead: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Pack what is in an archive once more, in its own order and without times.

    Shape:   `instead` says by name what stands there in the place of what did.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(packed, "w") as after:
        for name in before.namelist():
            entry = ZipInfo(name, _NEVER)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            after.writestr(entry, instead.get(name) or before.read(name))
    return packed.getvalue()
