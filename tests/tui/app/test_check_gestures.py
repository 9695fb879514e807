"""Daily checks in a real terminal: two keys from the board for the first, one for each further."""

import sys
import time
from datetime import timedelta
from pathlib import Path

from core.base.clock import system_clock
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.codes import CheckState
from storage.store import SqlStore
from tests.tui.pty_desk import PATIENCE, PtyDesk

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
PEOPLE = (
    Person("1", "Wang", "desk", role="operator", account="wang"),
    Person("2", "Chen", "desk", role="supervisor"),
)


def due(store: SqlStore) -> int:
    """How many checks are left today."""
    return sum(check.state is CheckState.DUE for check in Desk(store, "Wang").checks.on())


def left(terminal: PtyDesk, store: SqlStore, count: int) -> None:
    """Wait until so many are left."""
    deadline = time.monotonic() + PATIENCE
    while due(store) != count:
        assert time.monotonic() < deadline, terminal.text()
        terminal.read(0.05)
    terminal.until(f"To ask today: {count}")


def test_r072_a_daily_check_costs_two_keys_at_most(own_home: Path) -> None:
    """The list opens on whoever has most to ask; one key records the next check, one takes it back."""
    store = SqlStore(str(own_home / "desk.db"))
    with store.writing() as work:
        work.people.save_people(PEOPLE)
    two_days_ago = system_clock() - timedelta(days=2)
    for matter in ("kitchen pipe leaking", "lamp dark", "door lock broken"):
        call = Intake(description=matter, category="pipe_leak", place="garage", reported_at=two_days_ago)
        Desk(store, "Wang").tickets.log(cleaned(call))
    command = [PROGRAM, "--database", str(own_home / "desk.db"), "--lang", "en"]
    with PtyDesk(command, {"HOME": str(own_home), "LOGNAME": "wang"}) as terminal:
        terminal.until("F2")
        terminal.type("&")
        terminal.until("To ask today: 3")
        for count in (2, 1):
            terminal.type(" ")
            left(terminal, store, count)
        terminal.type("\x1b[19~")
        left(terminal, store, 2)
    store.close()
