"""The desk on a real storage: what one act does, and what two desks at once do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.base.errors import ChangedElsewhere, InvalidInput, NotAllowed, NotFound
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.unit_of_work import Within
from core.events.as_of import AsOf
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.units import Unit
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.defer import Defer
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.acts.merge import Merge
from core.ticket.acts.undo import Undo
from core.ticket.acts.work import Arrive
from core.ticket.codes import HoldReason, Result, State
from core.ticket.model import Caller
from storage.store import SqlStore

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""09:00 at the site."""


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def store(tmp_path):
    store = SqlStore(str(tmp_path / "desk.db"))
    yield store
    store.close()


@pytest.fixture
def desk(store, clock):
    return Desk(store, "op", clock)


def log(desk, line="3-2-1201 kitchen pipe leaking", **more):
    return desk.tickets.log(cleaned(replace(desk.tickets.read_line(line), **more)))


def test_a_call_is_logged_assigned_and_numbered_by_the_site_day(desk, clock):
    first = log(desk, "3-2-1201 水管漏水 @王强")
    assert (first.number, first.state, first.assignee) == ("260310-001", State.ASSIGNED, "王强")
    assert (first.department, first.operator, first.first_responder) == ("engineering", "op", "op")
    clock.ahead(15 * 60)
    assert log(desk).number == "260311-001"


def test_a_word_raises_the_urgency_and_never_lowers_it(desk):
    assert log(desk, "3-2-1201 gas leak 急").urgency == "emergency"
    assert log(desk, "3-2-1201 门锁坏了 急").urgency == "urgent"
    assert log(desk, "3-2-1201 门锁坏了").urgency == "normal"


def test_the_same_key_logs_once(desk):
    intake = desk.tickets.read_line("3-2-1201 leak")
    assert desk.tickets.log(cleaned(intake), key="k") == desk.tickets.log(cleaned(intake), key="k")
    assert len(desk.queries.board().rows) == 1


def test_an_empty_line_is_refused_with_an_example(desk):
    with pytest.raises(InvalidInput, match="For example"):
        log(desk, "   ")
    with pytest.raises(NotFound, match="Did you mean pipe_leak"):
        log(desk, category="pipe_leek")
    with pytest.raises(InvalidInput, match="future"):
        log(desk, reported_at=NOW + timedelta(minutes=5))


def test_a_number_is_said_short_and_history_stands_as_it_was(desk, clock):
    log(desk)
    clock.ahead(2)
    desk.tickets.do("1", Assign(Clean("Li")))
    clock.ahead(5)
    desk.tickets.do("001", Arrive())
    assert desk.past.card("260310-001", AsOf(NOW + timedelta(minutes=3))).ticket.state is State.ASSIGNED
    assert desk.queries.card("1").ticket.state is State.ON_SITE
    with pytest.raises(NotFound):
        desk.queries.card("9")
    with pytest.raises(InvalidInput, match="did not exist at that time"):
        desk.past.card("1", AsOf(NOW - timedelta(minutes=1)))


def test_two_desks_on_one_ticket_one_wins(desk, store, clock):
    seen = log(desk, assign_to="Li").version
    clock.ahead(1)
    other = Desk(store, "other", clock)
    other.tickets.do("1", Arrive(), seen=seen)
    with pytest.raises(ChangedElsewhere, match="changed by other"):
        desk.tickets.do("1", Arrive(), seen=seen)
    began = clock.now - timedelta(seconds=30)
    with pytest.raises(ChangedElsewhere):
        Desk(store, "late", clock, since=began).tickets.do(
            "1", Handle(Clean("done"), no_arrival=Clean("by phone"))
        )


def test_undo_takes_back_one_whole_step(desk, clock):
    log(desk, assign_to="Li")
    desk.tickets.do("1", Arrive())
    desk.tickets.do("1", Handle(Clean("new seal"), no_arrival=Clean("by phone")))
    desk.tickets.do("1", RecordCallback(Result.DISSATISFIED, reason=Clean("still leaking")))
    back = desk.tickets.do("1", Undo())
    assert (back.state, len(back.rounds), back.round.callback.result) == (State.HANDLED, 1, None)
    assert desk.tickets.do("1", Undo()).state is State.ON_SITE
    clock.ahead(11)
    assert desk.tickets.do("1", Undo()).state is State.ASSIGNED  # nobody is entered yet: everybody may


def test_undoing_the_logging_leaves_a_void_ticket_with_its_number(desk):
    log(desk)
    assert desk.tickets.do("1", Undo()).state is State.VOID
    log(desk)
    assert desk.queries.card("2").ticket.state is State.LOGGED


def test_merging_and_its_undo_touch_both_tickets(desk, clock):
    log(desk)
    clock.ahead(3)
    log(desk, "3-2-1202 leak as well")
    assert desk.tickets.do("2", Merge("1")).state is State.MERGED
    assert desk.queries.card("1").ticket.urges == 1
    with pytest.raises(NotAllowed, match="Undo the merge"):
        desk.tickets.do("1", Undo())
    assert desk.tickets.do("2", Undo()).state is State.LOGGED
    assert desk.queries.card("1").ticket.urges == 0


def test_rights_begin_with_the_first_supervisor(desk, store):
    log(desk, assign_to="Li")
    assert desk.queries.actor().unrestricted
    with store.writing() as work:
        work.people.save_people([Person("1", "Hu", role="supervisor"), Person("2", "op", role="operator")])
    with pytest.raises(NotAllowed, match="supervisor"):
        desk.tickets.do("1", Defer(Clean("no budget"), date(2026, 9, 1)))
    assert (
        Desk(store, "Hu", desk.clock).tickets.do("1", Defer(Clean("no budget"), date(2026, 9, 1))).state
        is State.DEFERRED
    )


def test_listed_people_and_units_bring_their_department_and_employer(desk, store):
    with store.writing() as work:
        work.people.save_people(
            [Person("7", "赵工", "engineering"), Person("8", "Kim", employer="Kone", role="worker")]
        )
        work.people.save_units([Unit("3-2-1201", "Zhao family")])
    ticket = log(desk, "3-2-1201 rude guard @7 ~Kim")
    assert (ticket.department, ticket.assignee) == ("engineering", "赵工")
    assert (ticket.first_responder, ticket.employer) == ("Kim", "Kone")


def test_what_staff_saw_has_nobody_to_ring_back_wherever_it_is_logged(desk):
    assert log(desk, "lamp dark ~Kim").origin == "found"
    assert log(desk, "lamp dark", channel="patrol").origin == "found"
    assert log(desk, "3-2-1201 leak ~Kim", caller=Caller("Zhao")).origin == "received"
    assert log(desk, "3-2-1201 leak", first_responder="op").origin == "received"


def test_answered_on_the_spot_closes_unless_a_repair_is_still_rung_back(desk):
    assert (
        log(desk, "when is the pool open?", category="enquiry", outcome="till nine").close_kind == "at_once"
    )
    assert log(desk, outcome="tap was only loose").state is State.HANDLED


def test_a_hold_that_has_come_to_its_time_is_over_on_read(desk, clock):
    log(desk, assign_to="Li", caller=Caller("Zhao"))
    desk.tickets.do("1", Hold(HoldReason.NO_ACCESS, NOW + timedelta(hours=2)), note=Clean("left a slip"))
    assert desk.queries.card("1").ticket.state is State.ON_HOLD
    clock.ahead(180)
    assert desk.queries.card("1").ticket.state is State.ASSIGNED
    assert (
        desk.tickets.do("1", Handle(Clean("done"), no_arrival=Clean("by phone")), at=clock.now).state
        is State.HANDLED
    )
    assert [event.fact.type for event in desk.queries.card("1").history][-3:] == [
        "resumed",
        "task_added",
        "handled",
    ]


def test_many_acts_are_kept_or_dropped_together(desk, store, clock):
    with pytest.raises(InvalidInput), store.writing() as work:
        together = Desk(Within(work), "import", clock)
        together.tickets.log(cleaned(Intake(description="one", category="enquiry")))
        together.tickets.log(cleaned(Intake(description="", category="enquiry")))
    assert desk.queries.board("all").rows == []


def test_open_tickets_keep_the_rules_they_were_logged_under(desk, clock):
    log(desk)
    assert (
        desk.register.apply_policy(default_policy().text.replace("arrive_min = 15", "arrive_min = 20")) == 2
    )
    log(desk)
    due = [
        next(timer.due_at for timer in desk.queries.card(number).timers if timer.name == "arrival") - NOW
        for number in ("1", "2")
    ]
    assert due == [timedelta(minutes=15), timedelta(minutes=20)]


def test_the_board_and_the_search_find_tickets(desk):
    log(desk, "3-2-1201 水管漏水 @王强 13800138000")
    log(desk, "A座1508 rude guard")
    assert {row.where for row in desk.queries.board().rows} == {"3-2-1201", "A-1508"}
    for words in ("漏水", "1201", "wq", "138 0013 8000", "8000"):
        assert [row.where for row in desk.queries.board("all", text=words).rows] == ["3-2-1201"], words
    assert [row.where for row in desk.queries.board("unassigned").rows] == ["A-1508"]
    counts = desk.queries.board().counts
    assert (counts.open, counts.unassigned, counts.callbacks) == (2, 1, 0)
