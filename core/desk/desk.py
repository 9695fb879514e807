"""The desk: everything that an operator does, by subject.

A subject is loaded when it is first asked for: a command needs one or two of them.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from core.base.clock import Clock, system_clock
from core.desk.session import Session

if TYPE_CHECKING:
    from core.desk.approvals import Approvals
    from core.desk.audit import AuditDesk
    from core.desk.callback_weeks import CallbackWeeks
    from core.desk.callbacks import CallbackDesk
    from core.desk.callers import Callers
    from core.desk.checks import CheckDesk
    from core.desk.export_log import ExportLog
    from core.desk.feed import Feed
    from core.desk.handover import Handovers
    from core.desk.imports import Imports
    from core.desk.ladder import LadderDesk
    from core.desk.notice_boards import NoticeBoards
    from core.desk.past import Past
    from core.desk.phone import Phone
    from core.desk.ports import Store
    from core.desk.queries import Queries
    from core.desk.records import RecordDesk
    from core.desk.register_edits import RegisterEdits
    from core.desk.roster import RosterEdits
    from core.desk.setup import Setup
    from core.desk.sign_in import People
    from core.desk.supervision import SupervisionDesk
    from core.desk.tickets import Tickets
    from core.people.directory import Person

if TYPE_CHECKING:
    from core.desk.figures import Figures


class Desk:
    """Use cases for one acting person on one storage; what they share is the `session`."""

    def __init__(
        self, store: Store, actor: str, clock: Clock = system_clock, since: datetime | None = None
    ) -> None:
        self.session = Session(store, actor, clock, since)

    @property
    def name(self) -> str:
        """Name or staff number of the acting person."""
        return self.session.name

    @property
    def clock(self) -> Clock:
        """Clock of the session."""
        return self.session.clock

    def named(self, name: str) -> Desk:
        """Return the desk of the person of that name; namesakes act under their staff numbers."""
        other = self.session.named(name)
        return Desk(other.store, other.name, other.clock, other.since)

    def acting(self, person: Person) -> Desk:
        """Return the desk of that person."""
        return self.named(person.no or person.name)

    @cached_property
    def queries(self) -> Queries:
        """Board, tickets, rules, directory: looks that change nothing."""
        from core.desk.queries import Queries

        return Queries(self.session)

    @cached_property
    def feed(self) -> Feed:
        """Feed of what any desk has written."""
        from core.desk.feed import Feed

        return Feed(self.session, self.phone, self.handover)

    @cached_property
    def callers(self) -> Callers:
        """Callers: known units and numbers, earlier tickets about the same matter."""
        from core.desk.callers import Callers

        return Callers(self.session)

    @cached_property
    def tickets(self) -> Tickets:
        """Tickets: logging them and every act on them."""
        from core.desk.tickets import Tickets

        return Tickets(self.session, self.callers)

    @cached_property
    def approvals(self) -> Approvals:
        """Approvals: requests for a step that somebody may not do themselves."""
        from core.desk.approvals import Approvals

        return Approvals(self.session)

    @cached_property
    def ladder(self) -> LadderDesk:
        """Escalations: who is to be told of what, and telling them."""
        from core.desk.ladder import LadderDesk

        return LadderDesk(self.session)

    @cached_property
    def callbacks(self) -> CallbackDesk:
        """Callbacks that are owed: the queue, claims, a grade for each ticket of a household."""
        from core.desk.callbacks import CallbackDesk

        return CallbackDesk(self.session)

    @cached_property
    def checks(self) -> CheckDesk:
        """Daily checks: who has to ask today how a matter stands, who did, who missed it."""
        from core.desk.checks import CheckDesk

        return CheckDesk(self.session)

    @cached_property
    def notice_boards(self) -> NoticeBoards:
        """Notice boards of the estate: tickets that open when a notice has expired."""
        from core.desk.notice_boards import NoticeBoards

        return NoticeBoards(self.session)

    @cached_property
    def supervision(self) -> SupervisionDesk:
        """What of the desk's work the supervisor has to look at."""
        from core.desk.supervision import SupervisionDesk

        return SupervisionDesk(self.session)

    @cached_property
    def callback_weeks(self) -> CallbackWeeks:
        """Weekly summaries of callbacks, with their two signatures."""
        from core.desk.callback_weeks import CallbackWeeks

        return CallbackWeeks(self.session)

    @cached_property
    def phone(self) -> Phone:
        """Calls that ring, and missed ones to return."""
        from core.desk.phone import Phone

        return Phone(self.session, self.callers)

    @cached_property
    def people(self) -> People:
        """Signing in and out, PINs."""
        from core.desk.sign_in import People

        return People(self.session)

    @cached_property
    def handover(self) -> Handovers:
        """Charge of the desk, the handover report, signatures."""
        from core.desk.handover import Handovers

        return Handovers(self.session, self.people)

    @cached_property
    def roster(self) -> RosterEdits:
        """Roster and dispatch board."""
        from core.desk.roster import RosterEdits

        return RosterEdits(self.session)

    @cached_property
    def register(self) -> RegisterEdits:
        """Units, people, departments, the centre, its policy."""
        from core.desk.register_edits import RegisterEdits

        return RegisterEdits(self.session)

    @cached_property
    def imports(self) -> Imports:
        """Lists from office files."""
        from core.desk.imports import Imports

        return Imports(self.session)

    @cached_property
    def records(self) -> RecordDesk:
        """Records of every kind besides tickets."""
        from core.desk.records import RecordDesk

        return RecordDesk(self.session)

    @cached_property
    def audit(self) -> AuditDesk:
        """Audit: what is owed and on no list."""
        from core.desk.audit import AuditDesk

        return AuditDesk(self.session)

    @cached_property
    def past(self) -> Past:
        """Board and tickets as they stood at a past instant."""
        from core.desk.past import Past

        return Past(self.session)

    @cached_property
    def figures(self) -> Figures:
        """Registers and reports over a period."""
        from core.desk.figures import Figures  # not needed by most commands

        return Figures(self.session)

    @cached_property
    def exports(self) -> ExportLog:
        """Documents written to files, and the record of it."""
        from core.desk.export_log import ExportLog

        return ExportLog(self.session)

    @cached_property
    def setup(self) -> Setup:
        """First start of a centre."""
        from core.desk.setup import Setup

        return Setup(self.session)
