"""What silence came to, written down: the outcome, the objections and the reservations of each item.

Refuses to know whether it may be told: what may not be told is not in the list. Invariant: reservations keep the order
of the list, which says nothing of where they came from.
"""

from server.domain.counting.consent import Consent, Reservation, Speaker
from server.domain.counting.ranking import Placing, RankedList

Cell = str | int | None
HEADS = ("consent", "objections", "objected_by", "reservations")


def write_consent(placing: Placing) -> dict[str, object]:
    """Write it as values that any JSON encoder takes; nothing where a list is no consent."""
    said = placing.consent
    if said is None:
        return {}
    return {
        "consent": said.outcome,
        "objections": said.objections,
        "objected_by": [_speaker(one) for one in said.objected_by],
        "reservations": [{"words": one.words, "by": one.by and _speaker(one.by)} for one in said.reservations],
    }


def consent_heads(ranked: RankedList) -> tuple[str, ...]:
    """Name the columns that a file of rows has for it."""
    return HEADS if ranked.items and ranked.items[0].placing.consent else ()


def consent_cells(placing: Placing) -> list[Cell]:
    """Write one row of them: who objected, and what was reserved, each in one cell."""
    said = placing.consent
    return (
        [] if said is None else [said.outcome, said.objections, _all(said), "; ".join(map(_words, said.reservations))]
    )


def _speaker(one: Speaker) -> dict[str, object]:
    return {"region": one.region_id, "name": one.name, "seat": one.seat or None}


def _all(said: Consent) -> str:
    return "; ".join(map(_called, said.objected_by))


def _called(one: Speaker) -> str:
    return one.name or f"{one.region_id}-{one.seat}"


def _words(one: Reservation) -> str:
    return f"{_called(one.by)}: {one.words}" if one.by else one.words
