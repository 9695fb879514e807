"""Who is on duty and who has how much to do, on either database."""

from datetime import date, timedelta

import pytest

from core.duty.roster import Duty
from core.ticket.acts.assign import Assigned
from core.ticket.acts.handle import Handled
from core.ticket.acts.work import Arrived
from core.ticket.ports import Hands
from storage.store import SqlStore
from tests.storage.examples import NOW, go_on, log

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
FIRST, SECOND = Duty(MONDAY, "08:00", "16:00", "001"), Duty(MONDAY, "16:00", "24:00", "002", "gate")


def test_a_roster_is_read_again_only_after_it_has_changed(store: SqlStore) -> None:
    with store.writing() as work:
        work.roster.save_duties([SECOND, FIRST])
        assert work.roster.duties(MONDAY, MONDAY) == [FIRST, SECOND]
    with store.reading() as look:
        assert look.roster.duties(MONDAY, MONDAY) == [FIRST, SECOND]
        assert look.roster.duties(MONDAY + DAY, MONDAY + DAY) == []
    with store.writing() as work:
        work.roster.save_duties([], [FIRST])
        assert work.roster.duties(MONDAY, MONDAY) == [SECOND]
    with pytest.raises(ValueError, match="no"), store.writing() as work:
        work.roster.save_duties([FIRST])
        assert work.roster.duties(MONDAY, MONDAY) == [FIRST, SECOND]
        raise ValueError("no")
    with store.reading() as look:
        assert look.roster.duties(MONDAY, MONDAY) == [SECOND]


def test_hands_are_open_tickets_by_name(store: SqlStore) -> None:
    sent = Assigned(department="engineering", assignee="王强")
    with store.writing() as work:
        log(work)
        go_on(work, log(work), sent)
        go_on(work, log(work), sent, Arrived())
        go_on(work, log(work), sent, Handled(outcome="done"))
        go_on(work, log(work), Assigned(department="engineering", assignee="李刚"), at=NOW)
        assert work.tickets.hands() == {"王强": Hands(2, 1), "李刚": Hands(1, 0)}
        assert (work.tickets.hands("王强"), work.tickets.hands("赵六")) == ({"王强": Hands(2, 1)}, {})
