"""PINs, kept only as hashes and slow to try."""

from dataclasses import field
from datetime import datetime

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Pin:
    """PIN of a staff number as an argon2 hash.

    After `tries` wrong PINs in a row none is checked before `wait_until`.
    """

    person: str
    hash: str = field(repr=False)
    tries: int = 0
    wait_until: datetime | None = None
