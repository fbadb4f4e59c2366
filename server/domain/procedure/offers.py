"""Which acts a round offers at this moment: the one table by which a button is there, or is not.

The pages get it as data (`offers_as_data`) and read it by the same words as the service. Refuses to know who asks: that
is `people.may`. Invariant: what is offered to somebody who may do it is never refused as the wrong state.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from server.domain.procedure.programme import RoomKind
from server.domain.procedure.rounds import NEXT, Round, RoundState, RoundStep


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as it is offered: the command, and the states and facts of a round that it needs.

    Shape:   `needs` names facts of `facts_of`, all of which must hold.
    """

    act: str
    states: tuple[RoundState, ...]
    needs: tuple[str, ...] = ()


def _step(act: str, step: RoundStep, *needs: str, but: tuple[RoundState, ...] = ()) -> Offer:
    """Offer a step where the table of steps has it."""
    states = tuple(state for (state, each) in NEXT if each == step and state not in but)
    return Offer(act, states, needs)


OFFERS: Mapping[str, Offer] = {
    "change_round": Offer("change_round", ("draft",)),
    "discard_round": Offer("discard_round", ("draft",)),
    "open_round": _step("open_round", "open", "stands", "fits"),
    "close_round": _step("close_round", "close"),
    "publish_round": _step("publish_round", "publish", "sound"),
    "reopen_round": _step("reopen_round", "reopen", "spoken"),
    "void_round": _step("void_round", "void", but=("draft",)),  # a draft is discarded
    "pause_round": Offer("pause_round", ("open",), ("running",)),
    "resume_round": Offer("resume_round", ("open",), ("stopped",)),
    "extend_round": Offer("extend_round", ("open",), ("clock",)),
    "set_countdown": Offer("set_countdown", ("open",), ("no_clock",)),
    "take_countdown": Offer("set_countdown", ("open",), ("clock",)),
    "recount_round": Offer("recount_round", ("open", "closing", "closed"), ("frozen",)),
    "submit_shortlist": Offer("submit_shortlist", ("published",), ("chooses", "in_region", "kept")),
}
"""What a podium offers to do with a round, by the name of its button."""

_FACTS: Mapping[str, Callable[[Round, RoomKind], bool]] = {
    "running": lambda round_, _: round_.clock.running,
    "stopped": lambda round_, _: round_.clock.there and not round_.clock.running,
    "clock": lambda round_, _: round_.clock.there,
    "no_clock": lambda round_, _: not round_.clock.there,
    "frozen": lambda round_, _: round_.frozen,
    "sound": lambda round_, _: not round_.frozen,
    "in_region": lambda _, kind: kind == "region",
    "spoken": lambda round_, _: not round_.rules.reservations,  # a silence that is over is not opened again
    "kept": lambda round_, _: not round_.shortlist,
}


def facts_of(round_: Round, kind: RoomKind, **known: bool) -> frozenset[str]:
    """Say what is so of a round, as far as an offer depends on it.

    Shape:   of `known`, `stands` says that everything on its slate does, `chooses` that its method does and something
             was chosen, and `fits` that a count of it keeps its bounds.
    """
    said = {name for name, holds in _FACTS.items() if holds(round_, kind)}
    return frozenset(said | {name for name, holds in known.items() if holds})


def offered(state: RoundState, facts: frozenset[str]) -> tuple[str, ...]:
    """Name what a round offers."""
    return tuple(name for name, offer in OFFERS.items() if state in offer.states and facts.issuperset(offer.needs))


def offers_as_data() -> dict[str, dict[str, object]]:
    """Write the table for the scripts of a page."""
    return {
        name: {"act": offer.act, "states": list(offer.states), "needs": list(offer.needs)}
        for name, offer in OFFERS.items()
    }
