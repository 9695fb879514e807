"""Item under the cursor of a screen, for the app."""

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """Item under the cursor of a screen, for papers and imports that are opened from it."""

    ticket: str = ""
    """Number of a ticket."""
    handover: int | None = None
    """Id of a signed handover."""
    listing: str = ""
    """List that an import begins with."""
