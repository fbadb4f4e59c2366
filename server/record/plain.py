"""Words of anybody as every format can hold them.

Refuses to know a format. Invariant: nothing that can be read is lost; a sign that no document may hold is shown as the
sign for that (U+FFFD), so that it is seen that something stood there.
"""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n|\r")
_REPLACED = "\ufffd"


def for_xml(words: str) -> str:
    """Write words so that any XML can hold them: each end of a line is one sign, as XML reads it anyway."""
    return _NOT_IN_XML.sub(_REPLACED, _LINE_ENDS.sub("\n", words))
