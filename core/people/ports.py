"""Units, people and PINs as a storage keeps them."""

from collections.abc import Iterable
from typing import Protocol

from core.people.directory import Directory, Person
from core.people.pins import Pin
from core.people.units import Unit


class PeopleReading(Protocol):
    """Units, people and PINs in a look at the storage."""

    def directory(self) -> Directory:
        """Units and people."""

    def pins(self) -> dict[str, Pin]:
        """Every PIN by staff number."""


class PeopleWriting(PeopleReading, Protocol):
    """Units, people and PINs in a unit of work."""

    def save_units(self, units: Iterable[Unit]) -> None:
        """Enter or replace units by code."""

    def save_people(self, people: Iterable[Person]) -> None:
        """Enter or replace people by staff number."""

    def save_pin(self, pin: Pin) -> None:
        """Enter or replace the PIN of a staff number."""

    def drop_pin(self, person: str) -> None:
        """Take the PIN of a staff number away, if there is one."""
