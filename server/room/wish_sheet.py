"""The wishes of a closed round, from its ballots to what is told of them: values in, values out, in whichever process.

Refuses to know the store, clocks and who asked. Invariant: a ballot that the list did not count says nothing here.
"""

from collections.abc import Mapping

from server.domain.counting.lists_read import ListRead, source_of
from server.domain.counting.wishes import Group, Wish, is_some_withheld, told_of
from server.domain.procedure.ballot_words import read_remarks, write_remarks
from server.room.count_sheet import Box, name_of
from server.store.packing import read_record

Sheet = tuple[Mapping[str, tuple[Group, ...]], bool]
"""What is told of each recommendation about which anything is, and whether there are ballots whose words are not."""

_NONE = ("", write_remarks({}))


def read_sheet(box: Box, read: ListRead) -> Sheet:
    """Read the wishes in a box, as far as the list tells of their ballots."""
    region_of = {name: region for region, names in enumerate(read.ballots) for name in names}
    wishes, names = [], _names(box)
    for seat_id, text in box.records.items():
        record = read_record(text)
        region = region_of.get(name_of(seat_id, text))
        if region is None or record.words in _NONE:
            continue
        mandate = box.mandates.get(seat_id)
        delegation = names[mandate.speaker] if mandate else ""
        wishes += [Wish(item, remark, region, delegation) for item, remark in read_remarks(record.words).items()]
    rules, counted = box.round.rules, [at for at, names in enumerate(read.ballots) if not all(map(source_of, names))]
    told = {item: told_of(item, wishes, rules, read) for item in box.round.slate}
    return {item: groups for item, groups in told.items() if groups}, is_some_withheld(counted, rules, read)


def _names(box: Box) -> Mapping[object, str]:
    """Name each delegation in one way, however its seats write it; who speaks for none has no name."""
    names: dict[object, str] = {}
    for mandate in box.mandates.values():
        names[mandate.speaker] = min(names.get(mandate.speaker, mandate.delegation), mandate.delegation)
    return names
