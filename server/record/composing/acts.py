"""The annex of acts: what was done with a round and when, each with the mark by which sentences refer to it.

Refuses to know how acts are kept. Invariant: of a delegate nobody is named here; of whoever conducts, the role is.
"""

from collections.abc import Iterator, Sequence

from server.record.composing.matter import Matter, acts_of, mark
from server.record.document import Column, Instant, Part, Row, Table
from server.record.occasion import SaidAct
from server.record.phrases import heading, paragraph, runs

_ROLES = frozenset({"chair", "moderator", "observer", "screen"})


def acts_parts(matter: Matter) -> Iterator[Part]:
    """Say the acts on a round."""
    acts = acts_of(matter.occasion)
    if acts:
        yield heading(matter.level + 1, matter.say("record.acts"))
        yield paragraph(matter.say("record.basis", mark=mark(1)), style="note")
        yield acts_table(matter, acts)


def acts_table(matter: Matter, acts: Sequence[SaidAct], first: int = 1) -> Table:
    """Write acts, numbered from `first` on."""
    columns = (
        Column(matter.say("board.number"), width=8),
        Column(matter.say("acts.when"), "instant", 22),
        Column(matter.say("acts.what"), width=36),
        Column(matter.say("acts.who"), width=28),
    )
    rows = tuple(
        Row(
            (
                runs(mark(number)),
                Instant(one.at_ms),
                runs(matter.say(f"acts.done.{one.act}")),
                runs(actor_words(matter, one)),
            ),
            mark=mark(number),
        )
        for number, one in enumerate(acts, first)
    )
    return Table("acts", columns, rows, matter.say("record.acts"))


def actor_words(matter: Matter, act: SaidAct) -> str:
    """Say in which role somebody acted, and of which region; empty where it was not kept."""
    if not act.actor:
        return ""
    key = f"role.{act.actor}" if act.actor in _ROLES else f"acts.by.{act.actor}"
    role = matter.say(key) if matter.wording.strings.has(key) else act.actor
    return " · ".join([role, *([matter.region(act.region_id)] if act.region_id else [])])
