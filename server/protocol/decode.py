"""From a frame to a command and back: the one place where bytes become meaning.

Invariant: whatever a stranger sends becomes a command or a coded refusal, in time linear in its length.
"""

from collections.abc import Callable

import msgspec

from server.domain.errors import Malformed, TooLarge, UnknownType
from server.protocol.commands import AnyCommand, Command
from server.protocol.message import DEEPEST, LARGEST_FRAME, Message

_SURELY_SMALL = LARGEST_FRAME // 4  # no letter takes more than four bytes
_decoder = msgspec.json.Decoder(AnyCommand)

encode: Callable[[Message], bytes] = msgspec.json.Encoder().encode
"""Write one message as it is sent."""

_kinds = {kind.__struct_config__.tag for kind in AnyCommand.__args__}


class _Envelope(msgspec.Struct):
    type: str = ""
    ref: str = ""


_envelope = msgspec.json.Decoder(_Envelope)


def decode(frame: str) -> Command:
    """Read one frame.

    Units:   at most 16 KiB as UTF-8 and 32 levels deep.
    Raises:  TooLarge, Malformed or UnknownType.
    """
    if len(frame) > _SURELY_SMALL and len(frame.encode(errors="surrogatepass")) > LARGEST_FRAME:
        raise TooLarge(most=LARGEST_FRAME)
    if _depth(frame) > DEEPEST:
        raise Malformed("too_deep")
    try:
        command: Command = _decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError) as defect:
        if _says_unknown_type(frame):
            raise UnknownType from defect
        raise Malformed from defect
    return command


def ref_of(frame: str) -> str:
    """Find the `ref` of a frame that could not be read, so that its sender knows which one was refused."""
    try:
        return _envelope.decode(frame).ref[:64] if _depth(frame) <= DEEPEST else ""
    except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError):
        return ""


def _says_unknown_type(frame: str) -> bool:
    try:
        kind = _envelope.decode(frame).type
    except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError):
        return False
    return bool(kind) and kind not in _kinds


def _depth(frame: str) -> int:
    """Bound the nesting from above; a bracket inside a text counts too, which only makes the bound stricter."""
    if frame.count("{") + (frame.count("[") if "[" in frame else 0) <= DEEPEST:
        return 0
    deepest = depth = 0
    for letter in frame:
        if letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest
