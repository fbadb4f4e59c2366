"""The layouts that the data have had, and the steps from each to the next, in order and without a gap.

    1   the first release
    2   a ballot record ends with the generation of its credential; seats taken by code wait apart until they are used;
        what an older one holds is read as it is
    3   a ranked list is kept as a value, no longer as the files that are made of it
    4   the programme is apart from what is fixed when a meeting is founded
    5   a rules sheet says whether its quorum decides
    6   a ballot record may end with what the phone adds to the lot of its round
    7   a round that was opened says whether it leaves out of its verdicts what is not shown
    8   a round that was opened says for whom its seats speak, and a rules sheet whether that is published

Invariant: a step that was released is never changed again.
"""

from server.store.migration import to_layout_3, to_layout_4, to_layout_5, to_layout_6, to_layout_7, to_layout_8
from server.store.migration.step import Step, newest_of

STEPS: tuple[Step, ...] = (
    Step(3, to_layout_3.convert),
    Step(4, to_layout_4.convert),
    Step(5, to_layout_5.convert),
    Step(6, to_layout_6.convert),
    Step(7, to_layout_7.convert),
    Step(8, to_layout_8.convert),
)

LAYOUT = newest_of(STEPS)
"""What this Plenum writes."""
