"""The keys of one call of the library, each named once and found by its index: so a call names what it touches."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class KeyTable:
    """The names so far, in the order in which the library gets them."""

    names: list[str]
    index: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """Say at which index a key stands, putting it there if it is new; the library counts from 1."""
        if name not in self.index:
            self.names.append(name)
            self.index[name] = len(self.names)
        return self.index[name]
