"""Writing a note into the history."""

from typing import Annotated

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import Clean
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(TicketFact):
    """Note in the history; the text is in `note`."""

    says = N_("note")
    moves = True


@dataclass(frozen=True, slots=True)
class AddNote(Act, name="note"):
    """Act that adds a note to the history."""

    text: Annotated[Clean, Asked(N_("Note"), N_("Text of the note."), argument="TEXT")]

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the note; raise `InvalidInput` for an empty one."""
        needs(self.text, N_("Enter a note."))
        return [Progress(note=self.text)]
