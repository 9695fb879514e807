"""What leaves the desk on paper: who may write it to a file, and the record that somebody did."""

from core.desk.facts import DESK, Exported, NumbersShown
from core.desk.session import Session

DAILY = ("slip", "complaint", "callbacks", "roster", "handover")
"""The papers of a ticket or a shift, which an operator writes; registers and figures take more."""


class ExportLog:
    """Papers that are taken elsewhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def may_export(self, paper: str) -> None:
        """Raise `NotAllowed` unless the acting person may write that kind of paper to a file."""
        with self._session.reading() as look:
            self._session.require(look, right_of(paper))

    def exported(self, paper: str, form: str, subject: str = "") -> None:
        """Record that a paper is written to a file: which kind, in which form, of what.

        `subject` is a ticket's number or days, never a name.  Raises `NotAllowed` as `may_export` does.
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
        """Record that the whole telephone numbers of a ticket, unit or person are looked at (§18)."""
        with self._session.writing() as work:
            work.events.record(
                DESK, self._session.clock(), self._session.name, NumbersShown(kind=kind, code=code)
            )


def right_of(paper: str) -> str:
    """The right that writing that kind of paper takes."""
    return "papers" if paper in DAILY else "export"
