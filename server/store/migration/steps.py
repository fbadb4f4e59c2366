"""The layouts that the data have had, and the steps from each to the next, in order and without a gap.

    1   the first release
    2   a ballot record ends with the generation of its credential; seats taken by code wait apart until they are used;
        what an older one holds is read as it is
    3   a ranked list is kept as a value, no longer as the files that are made of it

Invariant: a step that was released is never changed again.
"""

from server.store.migration import to_layout_3
from server.store.migration.step import Step, newest_of

STEPS: tuple[Step, ...] = (Step(3, to_layout_3.convert),)

LAYOUT = newest_of(STEPS)
"""What this Plenum writes."""
