"""Frames from the schema: for every command what its class says, at times wrong in one place, at times in many.

The schema is read from `AnyCommand`, so that a command or a field that is new is spoken of without a line here.
Invariant: what would leave something lasting behind is said so often and no more, so that the service may be measured.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from msgspec import inspect

from server.protocol.commands import AnyCommand
from server.protocol.message import LARGEST_FRAME
from tests.fuzz.oddities import Oddities

MOST_LASTING = 40
"""How often a command that works may be said of one kind in a whole run: what a room holds has caps of its own."""
FREE = frozenset({"hello", "find_similar", "cast_ballot"})
"""What leaves nothing behind that grows: the picture, a search, a ballot in the place of another."""
UNSETTLING = frozenset({"new_join_code", "close_joining", "remove_joins", "set_seat_limit"})
"""What would shut out those who talk and join here: said wrongly only, and rightly in the tests of joining."""
RARE = {"hello": 0.08, "find_similar": 0.15}
"""What costs the service a hundred times as much as a refusal is said more rarely, or nothing else would be."""
KEYS = ("round_id", "recommendation_id", "question_id", "region_id", "seat_id", "room_id")
"""Which field says what a command is about: a command that may not work any more names something that is not there."""


@dataclass(slots=True)
class There:
    """What there is to speak of: for a name of a field the values that are right.

    Shape:   `said` counts by kind how many lasting commands have been said.
    """

    values: Mapping[str, Sequence[object]]
    said: Counter[str]


class Speech:
    """One speaker."""

    def __init__(self, dice: random.Random, there: There) -> None:
        """Speak of what there is."""
        self._dice = dice
        self._odd = Oddities(dice)
        self._there = there

    def frame(self) -> bytes:
        """Say one command, right or wrong."""
        dice = self._dice
        kind, fields = dice.choices(KINDS, WEIGHTS)[0]
        share = dice.random()
        said = {"type": msgspec.json.encode(kind)}
        sound = share < 0.25
        for name, required, of_type in fields:
            if sound or share < 0.95:
                if required or dice.random() < 0.5:
                    said[name] = self._right(name, of_type)
            elif dice.random() < 0.8:
                said[name] = self._odd.said()
        if not sound:
            self._break(said)
        if kind not in FREE:
            self._bound(kind, said)
        frame = b"{" + b",".join(b'"%s":%s' % (name.encode(), value) for name, value in said.items()) + b"}"
        return frame if sound or share < 0.88 else self._mangled(frame)

    def _right(self, name: str, of_type: inspect.Type) -> bytes:
        known = self._there.values.get(name)
        if known and self._dice.random() < 0.9:
            return msgspec.json.encode(self._dice.choice(known))
        return self._of(name, of_type)

    def _of(self, name: str, of_type: inspect.Type) -> bytes:
        """Write any value of a type."""
        dice = self._dice
        if isinstance(of_type, inspect.UnionType):
            return self._of(name, dice.choice(of_type.types))
        if isinstance(of_type, inspect.IntType):
            return str(dice.choice((0, 1, 2, 60, -1, 2**31, 2**63 - 1))).encode()
        if isinstance(of_type, inspect.StrType):
            return msgspec.json.encode(dice.choice(("r1", "r2", f"r{dice.getrandbits(40)}", self._odd.text())))
        return self._of_many(name, of_type)

    def _of_many(self, name: str, of_type: inspect.Type) -> bytes:
        """Write any value that holds others."""
        dice = self._dice
        if isinstance(of_type, inspect.ListType):
            return b"[" + b",".join(self._right(name, of_type.item_type) for _ in range(dice.randrange(4))) + b"]"
        if isinstance(of_type, inspect.DictType):
            keys = [*self._there.values.get(f"{name} keys", ()), self._odd.text()]
            return self._dict([(str(dice.choice(keys)), of_type.value_type) for _ in range(dice.randrange(4))])
        if isinstance(of_type, inspect.StructType):
            return self._dict([(field.encode_name, field.type) for field in of_type.fields])
        return b"null" if isinstance(of_type, inspect.NoneType) else self._odd.said()

    def _dict(self, rows: Sequence[tuple[str, inspect.Type]]) -> bytes:
        return b"{" + b",".join(msgspec.json.encode(key) + b":" + self._right(key, row) for key, row in rows) + b"}"

    def _break(self, said: dict[str, bytes]) -> None:
        """Leave something out, put something in, or make one value odd."""
        dice = self._dice
        name, how = dice.choice([*said]), dice.randrange(8)
        if how == 0:
            del said[name]
        elif how == 1:
            said[dice.choice(("extra", "Type", "ref", "__proto__"))] = self._odd.said()
        else:
            said[name] = self._odd.said()

    def _bound(self, kind: str, said: dict[str, bytes]) -> None:
        """Let a lasting command work so often; from then on it speaks of what there is not."""
        self._there.said[kind] += 1
        if kind in UNSETTLING or self._there.said[kind] > MOST_LASTING:
            for name in KEYS:
                if name in said:
                    said[name] = b'"no-such-thing"'
            if not said.keys() & set(KEYS) or "slate" in said:
                said["request_id"] = b'"two words"'

    def _mangled(self, frame: bytes) -> bytes:
        dice = self._dice
        share = dice.random()
        if share < 0.99:  # still UTF-8, or nearly every connection would end here
            return self._odd.spoilt(frame).decode(errors="replace").encode()
        if share < 0.992:
            return self._odd.spoilt(frame)
        size = LARGEST_FRAME + dice.choice((-1, 0, 0, 0, 1))
        return frame[:-1] + b" " * max(0, size - len(frame)) + frame[-1:]


def _kinds() -> list[tuple[str, list[tuple[str, bool, inspect.Type]]]]:
    kinds = inspect.type_info(AnyCommand)
    assert isinstance(kinds, inspect.UnionType)
    structs = [kind for kind in kinds.types if isinstance(kind, inspect.StructType)]
    return [
        (str(one.tag), [(field.encode_name, field.required, field.type) for field in one.fields]) for one in structs
    ]


KINDS = _kinds()
WEIGHTS = [RARE.get(kind, 1.0) for kind, _ in KINDS]
