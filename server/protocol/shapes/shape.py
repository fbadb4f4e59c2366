"""What every part of a message is: a frozen value whose fields are what is sent."""

import msgspec

RankedListText = msgspec.Raw
"""A ranked list as it was written when it was counted, or null: `record` knows its shape, and it is sent as it is."""


class Shape(msgspec.Struct, frozen=True):
    """A part of a message."""
