"""Templates that were compiled before: kept beside what Python keeps of our own modules, and under the same rules.

To compile them takes more of a worker's start than all the rest of it. Refuses to know what is in a page. Invariants:
what is kept is run only if it is whole, and was made of this text by this Jinja and this Python; where nothing can be
written, a worker starts all the same.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

FOLDER = Path(importlib.util.cache_from_source(__file__)).parent
_DIGEST_BYTES = 32


class KeptTemplates(BytecodeCache):
    """What Jinja asks before it compiles, and tells afterwards."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Take the folder, which need not be there."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was made of this text; what is damaged or of another text is as good as nothing."""
        with contextlib.suppress(OSError):
            kept = self._file(bucket).read_bytes()
            digest, code = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
            if digest == _digest(bucket, code):
                bucket.code = marshal.loads(code)  # noqa: S302 - whoever can write there can write our modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was made, unless Python was told to keep nothing; several workers may do so at once."""
        if sys.dont_write_bytecode:
            return
        code = marshal.dumps(bucket.code)
        kept = self._file(bucket)
        written = kept.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                written.write_bytes(_digest(bucket, code) + code)
                written.replace(kept)
            finally:
                written.unlink(missing_ok=True)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}.template"


def _digest(bucket: Bucket, code: bytes) -> bytes:
    """Say under what a template is kept: its text, who compiled it and how, and what came of it."""
    made_with = bucket.environment
    how = (jinja2.__version__, made_with.is_async, made_with.autoescape, *sorted(made_with.filters))
    made_of = hashlib.sha256(importlib.util.MAGIC_NUMBER + repr((bucket.checksum, *how)).encode())
    made_of.update(code)
    return made_of.digest()
