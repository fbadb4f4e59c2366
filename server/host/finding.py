"""What the doctor has found about one thing, in words for whoever runs the service.

Refuses to know what was looked at. Invariant: a finding that is not well says what to do.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` is empty where all is well."""

    what: str
    advice: str = ""

    def __str__(self) -> str:
        """Say it in a line, and what to do in the next."""
        return f"  wrong  {self.what}\n         → {self.advice}" if self.advice else f"  well   {self.what}"
