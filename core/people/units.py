"""Units and their contacts."""

from datetime import date

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Person who lives or works in a unit."""

    name: str
    phone: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Household, tenant's unit or public place; `kind` is household, tenant or public.

    `services` is what is agreed with it (R162); `visited_on` the last periodic visit, from which the
    next one counts (R156, §12); `active_from` to `active_to` are the days it is let or lived in.
    """

    code: str
    name: str = ""
    kind: str = "household"
    building: str = ""
    area: str = ""
    contacts: tuple[Contact, ...] = ()
    specialist: str = ""
    notes: str = ""
    services: str = ""
    visited_on: date | None = None
    active_from: date | None = None
    active_to: date | None = None
