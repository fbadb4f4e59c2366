"""The annex of acts: what was done with a round and when, each with the mark by which sentences refer to it.

Refuses to know how acts are kept. Invariant: of a delegate nobody is named here; of whoever conducts, the role is.
"""

from collections.abc import Iterator, Sequence

from server.record.composing.matter import Matter, acts_of, mark
from server.record.document import Column, Instant, Part, Row, Table
from server.record.occasion import SaidAct
from server.record.phrases import heading, paragraph, runs
from server.words.wording import Wording

_ROLES = frozenset({"chair", "moderator", "observer", "screen", "delegate"})


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
    region = matter.region(act.region_id) if act.region_id else ""
    return role_words(matter.wording, act.actor, region)


def role_words(wording: Wording, actor: str, region: str) -> str:
    """Say a role and the region that it was held for; empty without a role."""
    if not actor:
        return ""
    key = f"role.{actor}" if actor in _ROLES else f"acts.by.{actor}"
    role = wording.strings.translate(wording.language, key) if wording.strings.has(key) else actor
    return " · ".join([role, *([region] if region else [])])
