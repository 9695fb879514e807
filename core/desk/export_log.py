"""Export log: who may write a document to a file, and the record of it."""

from core.desk.facts import DESK, Exported, NumbersShown
from core.desk.kinds import KINDS
from core.desk.session import Session

DAILY = ("slip", "complaint", "callbacks", "roster", "handover")
"""Documents of a ticket or a shift, which an operator writes; registers and figures take more."""


class ExportLog:
    """Documents that leave the desk."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def may_export(self, paper: str) -> None:
        """Raise `NotAllowed` unless the acting person may write that kind of document to a file."""
        with self._session.reading() as look:
            self._session.require(look, right_of(paper))

    def exported(self, paper: str, form: str, subject: str = "") -> None:
        """Record that a document is written to a file: its kind, its form, its subject.

        `subject` is a ticket's number or days, never a name.  Raise `NotAllowed` as `may_export` does.
        """
        with self._session.writing() as work:
            self._session.require(work, right_of(paper))
            work.events.record(
                DESK,
                self._session.clock(),
                self._session.name,
                Exported(paper=paper, form=form, subject=subject),
            )

    def numbers_shown(self, kind: str, code: str) -> None:
        """Record that the whole telephone numbers of a ticket, unit or person are shown (§18)."""
        with self._session.writing() as work:
            work.events.record(
                DESK, self._session.clock(), self._session.name, NumbersShown(kind=kind, code=code)
            )


def right_of(paper: str) -> str:
    """Return the right that writing that kind of document takes."""
    return "papers" if paper in DAILY or paper in {kind.name for kind in KINDS} else "export"
