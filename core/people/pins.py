"""PINs: kept as hashes alone, slow to try."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Pin:
    """The PIN of a staff number as argon2 keeps it.

    After wrong `tries` in a row none is looked at before `wait_until`.
    """

    person: str
    hash: str = field(repr=False)
    tries: int = 0
    wait_until: datetime | None = None
