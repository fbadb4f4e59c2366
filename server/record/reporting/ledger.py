"""The acts of a report, numbered in the order in which they were done: what its sentences rest on.

Refuses to tell of a proposal what its reader may not know. Invariants: the same acts have the same marks; an act that
the reader may not know of is not in it, nor counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.domain.procedure.history import HistoryEntry
from server.domain.procedure.recommendations import Recommendation
from server.domain.procedure.rounds import Round
from server.domain.procedure.sets import HandedSet
from server.record.composing.matter import mark
from server.record.occasion import SaidAct
from server.record.reporting.kept import Asked

_TOLD = frozenset({"accepted", "restored", "rejected", "withdrawn", "merged"})
_STANDS = frozenset({"accepted", "restored"})
_NAMES = {"edited": "change", "translated": "change"}
_AGREED = {"agreed": "agree_merge", "aloud": "agree_merge_aloud"}


@dataclass(frozen=True, slots=True)
class Noted:
    """One act: what was done, and to what; `names` are by what sentences find it."""

    names: tuple[str, ...]
    said: SaidAct
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All acts, the oldest first, and the mark of the last one of each name."""

    acts: tuple[Noted, ...]
    marks: Mapping[str, str]

    def of(self, *names: str) -> str:
        """Give the mark of the first of these names that there is; empty where there is none."""
        return next((self.marks[name] for name in names if name in self.marks), "")


def ledger_of(noted: Iterator[Noted]) -> Ledger:
    """Give numbers to acts in the order in which they were done."""
    acts = tuple(sorted(noted, key=lambda one: one.said.at_ms))
    return Ledger(acts, {name: mark(at) for at, one in enumerate(acts, 1) for name in one.names})


def on_meeting(acts: tuple[SaidAct, ...]) -> Iterator[Noted]:
    """Note what was done with the meeting as a whole."""
    return (Noted((one.act,), one) for one in acts)


def on_round(round_: Round, acts: tuple[SaidAct, ...], about: str) -> Iterator[Noted]:
    """Note what was done with a round."""
    for one in acts:
        yield Noted((f"{one.act} {round_.id}", f"round {round_.id}"), one, about)


def on_text(text: Recommendation, entries: tuple[HistoryEntry, ...], about: str, asked: Asked) -> Iterator[Noted]:
    """Note what was done with a recommendation: for whoever is not told all, since when it stands and what ended it."""
    stands = next((at for at, one in enumerate(entries) if one.act in _STANDS), 0)
    for at, one in enumerate(entries):
        if not asked.hidden and (at < stands or (one.act not in _TOLD and at > stands)):
            continue
        said = SaidAct(f"text.{_NAMES.get(one.act, one.act)}", one.at_ms)
        if asked.whole:
            said = SaidAct(said.act, one.at_ms, one.role, one.region_id if one.role != "delegate" else "")
        names = [f"text.{one.act} {text.id}", f"text {text.id}"]
        yield Noted((*names, *([f"stands {text.id}"] if at == stands else [])), said, about)


def on_merge(text: Recommendation, about: str) -> Iterator[Noted]:
    """Note which region agreed to a merge, and how."""
    for one in text.merge.agreements if text.merge else ():
        if act := _AGREED.get(one.answer):
            said = SaidAct(act, one.at_ms, "moderator" if act == "agree_merge" else "chair", one.region_id)
            yield Noted((f"{act} {text.id} {one.region_id}",), said, about)


def on_set(handed: HandedSet, about: str) -> Iterator[Noted]:
    """Note that a set was handed over; of one of an earlier release it is not known when."""
    if handed.handed_at_ms:
        said = SaidAct("set.hand_over", handed.handed_at_ms, "moderator", handed.region_id)
        yield Noted((f"set.hand_over {handed.name} {handed.session_id}",), said, about)
