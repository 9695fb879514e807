"""The thing under the cursor of a screen, as the app asks for it."""

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Marked:
    """Thing under the cursor, for the papers and imports that are opened over the screen."""

    ticket: str = ""
    """The number of a ticket."""
    handover: int | None = None
    """The id of a signed handover."""
    listing: str = ""
    """The list that an import begins with."""
