"""The history of a recommendation: every change of its words and of its standing, as one decision made it.

Refuses to know who asks for it, and who of a region acted: no seat and no name stands in it. Invariant: one decision on
a recommendation is one entry at most, and a change of words is always one, with the words before and after it.
"""

from dataclasses import dataclass, replace
from typing import Literal

from server.domain.procedure.recommendations import Recommendation, Status, Translation

MOST_KEPT = 100
"""How many entries of one recommendation are kept, the newest."""

PastAct = Literal[
    "proposed", "edited", "translated", "sent_back", "accepted", "rejected", "withdrawn", "restored", "merged"
]
_ENDED: tuple[Status, ...] = ("rejected", "withdrawn")


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one decision did with a recommendation.

    Shape:   `role` and `region_id` are those of whoever acted; `title` and `text` are the words after a change of
             words, `was_title` and `was_text` those before it, in the `language`; all four are empty for other acts,
             and where an edit changed what stands beside the words alone;
             `version` is that of the original; `note` is the note or the reason that came with the act.
    Units:   `at_ms` is the clock of the service.
    """

    act: PastAct
    at_ms: int = 0
    role: str = ""
    region_id: str = ""
    version: int = 1
    language: str = ""
    title: str = ""
    text: str = ""
    was_title: str = ""
    was_text: str = ""
    note: str = ""


def happened(was: Recommendation | None, now: Recommendation) -> HistoryEntry | None:
    """Say what a decision did with a recommendation; None where neither words nor standing changed."""
    if was is None:
        return HistoryEntry("proposed", version=now.version, language=now.language, title=now.title, text=now.text)
    if (was.title, was.text) != (now.title, now.text):
        words = HistoryEntry("edited", language=now.language, title=now.title, text=now.text)
        return replace(words, version=now.version, was_title=was.title, was_text=was.text)
    if now.version != was.version:  # what stands beside the words
        return HistoryEntry("edited", version=now.version)
    if now.note and now.note != was.note:
        return HistoryEntry("sent_back", version=now.version, note=now.note)
    if now.status != was.status:
        restored = now.status == "accepted" and was.status in _ENDED
        act: PastAct = "restored" if restored else now.status
        return HistoryEntry(act, version=now.version, note=now.reason)
    return _translated(was, now)


def _translated(was: Recommendation, now: Recommendation) -> HistoryEntry | None:
    before, after = [{one.language: one for one in each.translations} for each in (was, now)]
    for language in sorted({*before, *after}):
        old, new = [each.get(language, Translation(language, "", "")) for each in (before, after)]
        if (old.title, old.text) != (new.title, new.text):
            return HistoryEntry(
                "translated",
                version=now.version,
                language=language,
                title=new.title,
                text=new.text,
                was_title=old.title,
                was_text=old.text,
            )
    return None
