"""Policies as a storage keeps them."""

from datetime import datetime
from typing import Protocol

from core.policy.model import Policy


class PoliciesReading(Protocol):
    """Policies in a look at the storage."""

    def all(self) -> tuple[Policy, ...]:
        """Return every policy of the centre, the one in force last."""

    def in_force(self) -> Policy:
        """Return the newest policy."""


class PoliciesWriting(PoliciesReading, Protocol):
    """Policies in a unit of work."""

    def save(self, text: str, at: datetime, by: str) -> int:
        """Keep the policy as the newest and return its version."""
