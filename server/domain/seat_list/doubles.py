"""Find seats that may be one person twice. It is asked, not refused: two people may well have one name.

Refuses to know what is done about it. Invariant: rows that stand in a question differ in their numbers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from server.domain.seat_list.folding import folded, same_words
from server.domain.seat_list.found import Double, FoundSeat

Rows = dict[tuple[str, ...], list[FoundSeat]]


def doubles(seats: Iterable[FoundSeat], emails: Mapping[int, str]) -> list[Double]:
    """Find who may be there twice, in the order of the rows.

    Shape:   `emails` by row; they are compared and go no further. A name is the same in any order of its
             words.
    """
    names: Rows = defaultdict(list)
    addresses: Rows = defaultdict(list)
    for seat in seats:
        names[same_words(seat.name) or (seat.name,)].append(seat)
        if address := emails.get(seat.row, ""):
            addresses[(address.casefold(),)].append(seat)
    found = [*_of_names(names), *_of_addresses(addresses)]
    return sorted(found, key=lambda double: (double.rows, double.code))


def _of_names(names: Rows) -> Iterator[Double]:
    for alike in names.values():
        if not alike[0].name or len(_rows(alike)) < 2:
            continue
        by_delegation: Rows = defaultdict(list)
        for seat in alike:
            by_delegation[(folded(seat.delegation),)].append(seat)
        for same in by_delegation.values():
            if len(_rows(same)) > 1:
                yield Double("same_person", same[0].name, _rows(same))
        if len(by_delegation) > 1:
            yield Double("same_name", alike[0].name, _rows(alike))


def _of_addresses(addresses: Rows) -> Iterator[Double]:
    for alike in addresses.values():
        if len(_rows(alike)) > 1 and len({same_words(seat.name) for seat in alike}) > 1:
            yield Double("same_email", ", ".join(dict.fromkeys(seat.name for seat in alike)), _rows(alike))


def _rows(seats: Iterable[FoundSeat]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(seat.row for seat in seats))
