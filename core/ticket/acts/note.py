"""Writing a line into the history."""

from typing import Annotated

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(TicketFact):
    """Something worth keeping; the text is the note."""

    says = N_("note")


@dataclass(frozen=True, slots=True)
class AddNote(Act, name="note"):
    """Keep something worth knowing."""

    text: Annotated[str, Asked(N_("Note"), N_("What to keep."), argument="TEXT")]

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return what to keep."""
        needs(self.text, N_("Write something to keep."))
        return [Progress(note=self.text)]
