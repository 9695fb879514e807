"""Requests for approval: steps that somebody asked for who may not do them, and what came of each (§18)."""

from datetime import datetime

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import C_


class Ruling(Code):
    """Rulings on a request; one that waits has none."""

    APPROVED = "approved", C_("approval", "approved")
    REFUSED = "refused", C_("approval", "refused")
    WITHDRAWN = "withdrawn", C_("approval", "withdrawn")


@dataclass(frozen=True, slots=True)
class Request:
    """Request that the step `act` be done with these `answers`, by somebody with the rights of `role`.

    `id` is the place of its event in the history, so that no other request ever has it.
    """

    id: int
    act: str
    answers: str
    role: str
    by: str
    at: datetime
    note: str = ""
    ruling: Ruling | None = None
    done_at: datetime | None = None
    done_by: str = ""
    reason: str = ""
