"""The limits of acts are the policy's, and the refusals say its numbers."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.policy.model import default_policy
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.acts.close import Reopen, Void
from core.ticket.acts.handle import Handle
from core.ticket.acts.undo import Undo
from core.ticket.codes import Result
from core.ticket.model import Caller
from storage.store import SqlStore
from tests.requirements.conftest import NOW, Office

OWN = {
    "correction_min  = 10": "correction_min  = 3",
    "reopen_h        = 24": "reopen_h        = 2",
    "appointment_min = 15": "appointment_min = 40",
    "postpone_h    = 24": "postpone_h    = 5",
}


@pytest.fixture
def strict(tmp_path: Path) -> Office:
    """An office whose policy has limits of its own."""
    office, text = Office(SqlStore(str(tmp_path / "office.db"))), default_policy().text
    for before, after in OWN.items():
        assert before in text
        text = text.replace(before, after)
    office.chief.register.apply_policy(text)
    return office


def test_time_for_corrections(strict: Office) -> None:
    one, two = (strict.log("漏水", "pipe_leak", unit="3-2-1201") for _ in range(2))
    strict.later(minutes=3)
    strict.desk.tickets.do(one.number, Void(Clean("重复")))
    strict.later(seconds=1)
    with pytest.raises(NotAllowed, match="supervisor"):
        strict.desk.tickets.do(two.number, Void(Clean("重复")))
    with pytest.raises(NotAllowed):
        strict.desk.tickets.do(two.number, Undo())


def test_reopening_and_postponing(strict: Office) -> None:
    caller = Caller("李女士", "13800138000")
    ticket = strict.log("漏水", "pipe_leak", unit="3-2-1201", assign_to="工程部", caller=caller)
    handled = strict.desk.tickets.do(
        ticket.number, Handle(Clean("已修"), Clean("老化"), no_arrival=Clean("电话"))
    )
    callback = handled.round.callback
    assert callback is not None
    late = PostponeCallback(callback.due_at + timedelta(hours=6), Clean("睡了"))
    with pytest.raises(InvalidInput, match="at most 5 hours"):
        strict.desk.tickets.do(ticket.number, late)
    strict.desk.tickets.do(ticket.number, RecordCallback(Result.SATISFIED))
    strict.later(hours=3)
    with pytest.raises(NotAllowed, match="more than 2 hours ago"):
        strict.chief.tickets.do(ticket.number, Reopen(Clean("误关")))


def test_arrival_after_the_time_agreed(strict: Office) -> None:
    agreed = NOW + timedelta(hours=5)
    ticket = strict.log("锁坏", "minor_repair", unit="3-2-1201", appointment=agreed)
    clock = strict.clock(ticket, "arrival")
    assert clock is not None and clock.due_at == agreed + timedelta(minutes=40)
