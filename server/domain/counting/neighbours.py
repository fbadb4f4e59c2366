"""Two neighbours of a list: which of them is named, and by which test the one stands below the other.

Refuses to know what is ordered. Invariant: the test named is the first in which the two differ.
"""

from dataclasses import fields
from typing import TYPE_CHECKING

from server.domain.counting.ranking import Figure
from server.domain.counting.tallies import Count

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def beside(count: Count, above: int) -> dict[str, Figure]:
    """Name the item listed above, for a reason that compares two neighbours."""
    return {"above": count.tally.slate[above], "above_number": count.number(above)}


def deciding_test(own: "DataclassInstance", other: "DataclassInstance") -> str:
    """Name the first test by which two standings of one kind differ; they are not equal."""
    return next(test.name for test in fields(own) if getattr(own, test.name) != getattr(other, test.name))
