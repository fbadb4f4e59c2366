"""Which words of ballots are told to whoever conducts, and beside which regions, once a round is closed.

A wish tells that whoever wrote it said With changes, so it tells of a ballot what its mark would. In a round that is
not recorded it is told only where the list that was read tells of that ballot in a figure (`lists_read`): to exchange
marks and words of two ballots that are alike changes nothing that anybody is told. Refuses to know who cast when, and
where anybody sits. Invariants: in such a round no region is named beside fewer than k wishes, and no fewer than k are
counted; what is told is a function of the ballots in the count and of which lists were read; words stand in an order
that only words decide.

Source: docs/methods.md, "Words of ballots".
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.domain.counting.lists_read import POOL, ListRead
from server.domain.procedure.ballot_words import Remark
from server.domain.procedure.rules import Rules

OTHERS = -1
"""Beside words of several regions that are not told apart."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What one ballot says of one recommendation.

    Shape:   `region` is an index into the round's regions; `delegation` is named in a roll call alone.
    """

    item: str
    remark: Remark
    region: int
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Wishes that are told together.

    Shape:   `region` is an index into the round's regions, `OTHERS` for several that are not told apart, and None where
             nothing is said of regions; `counted` says that it is told how many there are.
    """

    region: int | None
    remarks: tuple[Remark, ...]
    delegation: str = ""
    counted: bool = True


def told_of(item: str, wishes: Iterable[Wish], rules: Rules, read: ListRead) -> tuple[Group, ...]:
    """Say which wishes about one recommendation are told, and how they are grouped."""
    about = [wish for wish in wishes if wish.item == item]
    if rules.secrecy == "recorded":
        apart: defaultdict[tuple[int, str], list[Remark]] = defaultdict(list)
        for wish in about:
            apart[wish.region, wish.delegation if rules.roll_call else ""].append(wish.remark)
        return tuple(Group(region, _in_order(item, apart[region, name]), name) for region, name in sorted(apart))
    figures: defaultdict[int, list[Remark]] = defaultdict(list)
    for wish in about:
        if (label := read.label(wish.region)) is not None:
            figures[label].append(wish.remark)
    return _where_k_are(item, figures, rules.k)


def _where_k_are(item: str, figures: dict[int, list[Remark]], k: int) -> tuple[Group, ...]:
    """Name regions with k wishes or more; the others are told together, with the smallest named where they need it."""
    named = {label: remarks for label, remarks in figures.items() if label != POOL and len(remarks) >= k}
    others = [remark for label, remarks in figures.items() if label not in named for remark in remarks]
    while others and len(others) < k and named:
        smallest = min(named, key=lambda label: (len(named[label]), label))
        others += named.pop(smallest)
    groups = [Group(label, _in_order(item, named[label])) for label in sorted(named)]
    if others and len(others) < k:
        return (Group(None, _in_order(item, others), counted=False),)
    return (*groups, *([Group(OTHERS, _in_order(item, others))] if others else []))


def is_some_withheld(regions: Iterable[int], rules: Rules, read: ListRead) -> bool:
    """Say whether there are ballots of which no words are told; that depends on who cast, and never on any words.

    Shape:   `regions` are those of the ballots.
    """
    return rules.secrecy != "recorded" and any(read.label(region) is None for region in set(regions))


def _in_order(item: str, remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda remark: (_hash(item, remark), remark)))


def _hash(item: str, remark: Remark) -> str:
    return hashlib.sha256("\n".join((item, *remark)).encode()).hexdigest()
