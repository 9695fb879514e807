"""Units, people and PINs as a storage provides them."""

from collections.abc import Iterable
from typing import Protocol

from core.people.directory import Directory, Person
from core.people.pins import Pin
from core.people.units import Unit


class PeopleReading(Protocol):
    """Units, people and PINs in a look at the storage."""

    def directory(self) -> Directory:
        """Return units and people."""

    def pins(self) -> dict[str, Pin]:
        """Return the PINs by staff number."""


class PeopleWriting(PeopleReading, Protocol):
    """Units, people and PINs in a unit of work."""

    def save_units(self, units: Iterable[Unit]) -> None:
        """Insert or replace units by code."""

    def save_people(self, people: Iterable[Person]) -> None:
        """Insert or replace people by staff number."""

    def save_pin(self, pin: Pin) -> None:
        """Insert or replace the PIN of a staff number."""

    def drop_pin(self, person: str) -> None:
        """Delete the PIN of a staff number, if there is one."""
