"""Faults of a conversation: the one place where what went wrong becomes an answer.

Refuses to know what was tried. Invariant: whatever is raised while something is answered is answered itself, with a
code that never changes and words in the caller's language; a defect of ours with a reference to the log alone.
"""

from collections.abc import Callable
from types import TracebackType

import msgspec

from server import metrics
from server.domain.errors import Refusal, TooFast
from server.live.outbox import Outbox
from server.protocol import encode, replies
from server.protocol.decode import ref_of
from server.room.context import Asker
from server.web.noticed import notice
from server.web.refusals import confess, refusal_of
from server.web.site import Site
from server.words.refusals import words_of


class Faults:
    """What goes wrong while one person is answered."""

    __slots__ = ("_asker", "_language", "_outbox", "_site", "_too_fast")

    def __init__(self, site: Site, asker: Asker, outbox: Outbox, language: Callable[[], str]) -> None:
        """Take who is answered, where, and what finds the language in which refusals are worded."""
        self._site, self._asker, self._outbox, self._language = site, asker, outbox, language
        self._too_fast = b""

    def answer(self, fault: Exception, ref: str) -> None:
        """Answer with what went wrong."""
        self._outbox.reply(
            self._too_much(ref) if type(fault) is TooFast and not fault.figures else self._no(fault, ref)
        )

    def _too_much(self, ref: str) -> bytes:
        """Refuse what is not even read, at the price of its `ref`; the words are looked up once."""
        if not self._too_fast:
            self._too_fast = self._no(TooFast(), "").partition(b'"ref":""')[2]
        else:
            metrics.refusals.labels(TooFast.code).inc()
        return b'{"type":"refused","ref":' + msgspec.json.encode(ref) + self._too_fast

    def _no(self, fault: Exception, ref: str) -> bytes:
        role, room_id, language = self._asker.person.role, self._asker.room.id, self._language()
        refusal = refusal_of(fault)
        if refusal is None:
            message = confess(self._site.strings, language, fault, room=room_id)
        else:
            notice(refusal, role=role, room_id=room_id)
            message = words_of(self._site.strings, language, refusal)
        code, current = (refusal.code, refusal.current) if refusal else (Refusal.code, None)
        metrics.refusals.labels(code).inc()
        return encode(replies.Refused(ref=ref, code=code, message=message, current=current))


class Attempt:
    """Something that is tried in answer to a text: if it fails, the fault is the answer.

    Shape:   `ref` is the one of its command, and None while the text is not read.
    """

    __slots__ = ("_faults", "_text", "ref")

    def __init__(self, faults: Faults, ref: str | None, text: str = "") -> None:
        """Begin."""
        self._faults, self._text, self.ref = faults, text, ref

    def __enter__(self) -> "Attempt":
        """Try."""
        return self

    def __exit__(self, _: type[BaseException] | None, fault: BaseException | None, __: TracebackType | None) -> bool:
        """Answer, if it failed; only the end of the conversation goes further."""
        if not isinstance(fault, Exception):
            return False
        self._faults.answer(fault, ref_of(self._text) if self.ref is None else self.ref)
        return True
