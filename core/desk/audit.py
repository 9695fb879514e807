"""Use case of the audit: what is owed, compared with the lists that people work from (§7)."""

from collections.abc import Iterable
from dataclasses import replace

from core.desk.callbacks import CallbackDesk
from core.desk.checks import CheckDesk
from core.desk.ladder import LadderDesk
from core.desk.ports import Reading
from core.desk.session import Session
from core.desk.unit_of_work import Within
from core.ticket.audit import Audit, Lists, audit
from core.ticket.codes import CheckState
from core.ticket.model import Ticket
from core.ticket.ports import Query


class AuditDesk:
    """Audits for the acting person; an audit writes nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def look(self, tickets: Iterable[Ticket] | None = None) -> Audit:
        """Return what fell through; `tickets` are those not ended, if they were folded from their events."""
        with self._session.reading() as look:
            return audited(self._session, look, tickets)


def audited(session: Session, look: Reading, tickets: Iterable[Ticket] | None = None) -> Audit:
    """Return what fell through in one look at the storage: tickets and lists are of the same instant."""
    now = session.clock()
    same = replace(session, store=_Look(look), clock=lambda: now)
    standing = look.tickets.not_closed() if tickets is None else tickets
    return audit(standing, _lists(same, look), session.rules(look), now)


class _Look(Within):
    """Storage of one open look; nothing is written through it."""

    def __init__(self, look: Reading) -> None:
        super().__init__(look)  # type: ignore[arg-type]


def _lists(session: Session, look: Reading) -> Lists:
    now = session.clock()

    def shown(view: str) -> frozenset[str]:
        return frozenset(row.number for row in look.tickets.rows(Query(view, now)))

    deferred = shown("deferred")
    return Lists(
        to_tell=frozenset(
            (one.ticket.number, one.rung.key)
            for call in LadderDesk(session).to_tell()
            for one in call.escalations
            if one.rung.owed
        ),
        callbacks=frozenset(one.ticket.number for one in CallbackDesk(session).queue().pending),
        deferred=deferred,
        shown=deferred | shown("open") | shown("callbacks"),
        checks={
            check.number: check.person for check in CheckDesk(session).on() if check.state is CheckState.DUE
        },
    )
