"""Delegations: the bodies that speak in a meeting, each of one region, as the programme lists them.

A seat says by name for which delegation it speaks; how the name is written does not matter, and one that is not listed
is one all the same. Refuses to know which seats there are: it is handed them. Invariants: no two delegations of one
region are called alike; what a round counts is what its seats said at its opening, whatever the list becomes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.errors import Malformed
from server.domain.procedure.admission import plain
from server.domain.procedure.handed_in import number_of, rows_of, text_of
from server.domain.procedure.people import Seat
from server.domain.procedure.programme import Delegation
from server.domain.procedure.words import in_one_line
from server.domain.visible import has_visible_character

MOST_DELEGATIONS = 1_000
LONGEST_NAME = 200
LONGEST_SHORT = 12

Speaker = tuple[str, str]
"""What those of one delegation have in common: its region, and its name however it is written."""


@dataclass(frozen=True, slots=True)
class Seated:
    """A delegation with its seats: how many have a vote, how many observe, and whether the programme lists it."""

    delegation: Delegation
    votes: int = 0
    observers: int = 0
    listed: bool = True


def speaker_of(delegation: Delegation) -> Speaker:
    """Say by what the seats of a delegation are known, as `Mandate.speaker` does."""
    return delegation.region_id, plain(delegation.name)


def read_delegations(changes: Mapping[str, object], region_ids: Collection[str]) -> tuple[Delegation, ...]:
    """Read the delegations that an edit hands in, in its order.

    Raises:  Malformed.
    """
    rows = rows_of(changes, "delegations")
    if len(rows) > MOST_DELEGATIONS:
        raise Malformed("too_many_delegations", most=MOST_DELEGATIONS)
    read = tuple(_delegation(row, region_ids) for row in rows)
    check_delegations(read)
    return read


def edited_delegations(
    now: Sequence[Delegation], changes: Mapping[str, object], region_ids: Collection[str]
) -> tuple[Delegation, ...]:
    """Read the delegations that an edit wants: all of them as a list, or as an object what becomes otherwise.

    Shape:   of the object `removed` and `changed` name one by `name` and `region_id`, and `changed` says in `then` the
             fields that are to be otherwise; `added` are new, at the end or `at` a place of the list.
    Raises:  Malformed.
    """
    said = changes["delegations"]
    if isinstance(said, list):
        return read_delegations(changes, region_ids)
    if not isinstance(said, Mapping):
        raise Malformed("field", field="delegations")
    if set(said) - {"removed", "changed", "added"}:
        raise Malformed("field", field="delegations")
    then = list(now)
    places = {speaker_of(one): place for place, one in enumerate(then)}
    for row in rows_of(said, "changed"):
        place, fields = _place(places, row), row.get("then")
        if not isinstance(fields, Mapping):
            raise Malformed("field", field="then")
        before = {"name": then[place].name, "short": then[place].short, "region_id": then[place].region_id}
        then[place] = _delegation({**before, **fields}, region_ids)
    gone = {_place(places, row) for row in rows_of(said, "removed")}
    then = [one for place, one in enumerate(then) if place not in gone]
    for row in rows_of(said, "added"):
        if not 0 <= (at := number_of(row, "at", len(then))) <= len(then):
            raise Malformed("field", field="at")
        then.insert(at, _delegation(row, region_ids))
    if len(then) > MOST_DELEGATIONS:
        raise Malformed("too_many_delegations", most=MOST_DELEGATIONS)
    check_delegations(then)
    return tuple(then)


def check_delegations(delegations: Iterable[Delegation]) -> None:
    """Check that none is listed twice.

    Raises:  Malformed, with the name.
    """
    known: set[Speaker] = set()
    for one in delegations:
        if speaker_of(one) in known:
            raise Malformed("delegation_twice", name=one.name)
        known.add(speaker_of(one))


def renamed(delegations: Sequence[Delegation], region_id: str, name: str, then: str) -> tuple[Delegation, ...]:
    """Give a delegation another name; one that is not listed is left to its seats.

    Raises:  Malformed for a name that cannot be seen, and for one that another one of the region has.
    """
    called = _name(then)
    speaker = region_id, plain(name)
    after = tuple(replace(one, name=called) if speaker_of(one) == speaker else one for one in delegations)
    check_delegations(after)
    return after


def seats_to_rename(seats: Iterable[Seat], region_id: str, name: str, then: str) -> list[tuple[Seat, Seat]]:
    """List the seats of a delegation as they are, and as they are to be; those that say so already are left out."""
    speaker, called = (region_id, plain(name)), _name(then)
    mine = [seat for seat in seats if (seat.region_id, plain(seat.delegation)) == speaker and speaker[1]]
    return [(seat, replace(seat, delegation=called)) for seat in mine if seat.delegation != called]


def seated(delegations: Sequence[Delegation], seats: Iterable[Seat]) -> tuple[Seated, ...]:
    """Count the seats of every delegation; those that are not listed come last, in the order of their names."""
    found = {speaker_of(one): Seated(one) for one in delegations}
    others: dict[Speaker, Seated] = {}
    for seat in seats:
        speaker = seat.region_id, plain(seat.delegation)
        if not speaker[1]:
            continue
        if speaker not in found and speaker not in others:
            others[speaker] = Seated(Delegation(seat.delegation.strip(), seat.region_id), listed=False)
        among = found if speaker in found else others
        before = among[speaker]
        among[speaker] = replace(before, votes=before.votes + seat.votes, observers=before.observers + (not seat.votes))
    return (*found.values(), *(others[speaker] for speaker in sorted(others)))


def _place(places: Mapping[Speaker, int], row: Mapping[str, object]) -> int:
    """Find in the list which one a row names."""
    place = places.get((text_of(row, "region_id"), plain(text_of(row, "name"))))
    if place is None:
        raise Malformed("field", field="delegations")
    return place


def _delegation(row: Mapping[str, object], region_ids: Collection[str]) -> Delegation:
    region_id = text_of(row, "region_id")
    if region_id not in region_ids:
        raise Malformed("delegation_region", name=text_of(row, "name"))
    short = in_one_line(text_of(row, "short"))
    if len(short) > LONGEST_SHORT or (short and not has_visible_character(short)):
        raise Malformed("delegation_short", most=LONGEST_SHORT)
    return Delegation(_name(text_of(row, "name")), region_id, short)


def _name(said: str) -> str:
    name = in_one_line(said)
    if not has_visible_character(name) or not plain(name) or len(name) > LONGEST_NAME:
        raise Malformed("delegation_name", most=LONGEST_NAME)
    return name
