"""Handling plans of complex complaints: steps with owners and last days, and a result the customer hears."""

from datetime import date, timedelta

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import FeedBack
from core.ticket.acts.handle import Handle
from core.ticket.acts.handling_plan import PlanHandling
from core.ticket.acts.task import Complete
from core.ticket.codes import FeedbackWay, Result, State, TaskKind
from core.ticket.model import Caller, Ticket
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office

TODAY = NOW.date()


def complaint(office: Office) -> Ticket:
    """A complaint of somebody who can be called."""
    return office.log(
        "3-2-1201 投诉保安", "complaint", caller=Caller("李女士", "13800138000"), assign_to="综合组"
    )


def planned(office: Office, ticket: Ticket, step: str, owner: str, due: date) -> Ticket:
    """The complaint with one more step."""
    return office.chief.tickets.do(ticket.number, PlanHandling(Clean(step), Clean(owner), due))


def handled(office: Office, ticket: Ticket) -> Ticket:
    """The complaint with its work done."""
    return office.desk.tickets.do(ticket.number, Handle(Clean("已整改")))


def test_r149_a_complex_complaint_has_steps_with_owner_and_date(office: Office) -> None:
    """Marked without a step, the plan is asked for until its first step; only complaints have one."""
    ticket, leak = complaint(office), office.log("漏水", "pipe_leak")
    with pytest.raises(NotAllowed, match="not a complaint"):
        office.chief.tickets.do(leak.number, PlanHandling())
    for act in ("handling_plan", "complaint", "investigation"):  # before a form asks anything
        assert office.chief.queries.why_not(act, leak, office.chief.queries.actor())
        assert not office.chief.queries.why_not(act, ticket, office.chief.queries.actor())
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(ticket.number, PlanHandling())
    (asked,) = office.chief.tickets.do(ticket.number, PlanHandling()).to_do
    assert asked.kind is TaskKind.PLAN
    with pytest.raises(InvalidInput, match="--owner"):
        office.chief.tickets.do(ticket.number, PlanHandling(Clean("约谈")))
    with pytest.raises(InvalidInput, match="--due"):
        office.chief.tickets.do(ticket.number, PlanHandling(Clean("约谈"), Clean("011")))
    with pytest.raises(InvalidInput, match="over"):
        planned(office, ticket, "约谈", "011", TODAY - timedelta(days=1))
    planned(office, ticket, "约谈", "011", TODAY)
    after = planned(office, ticket, "上门道歉", "陈静", TODAY + timedelta(days=2))
    assert [(task.text, task.owner, task.due) for task in after.to_do] == [
        ("约谈", "马超", TODAY), ("上门道歉", "陈静", TODAY + timedelta(days=2)),
    ]  # fmt: skip


def test_r149_each_step_is_ticked_and_overdue_ones_come_first(office: Office) -> None:
    """The supervisor's list has the open steps of all plans; two of one minute are ticked singly."""
    one, other = complaint(office), complaint(office)
    planned(office, one, "约谈", "马超", TODAY + timedelta(days=3))
    planned(office, one, "道歉", "马超", TODAY + timedelta(days=3))
    planned(office, other, "培训", "罗斌", TODAY)
    office.desk.tickets.do(one.number, Complete())
    office.later(days=1)
    listed = [(step.task.text, step.overdue) for step in office.chief.supervision.plan_steps()]
    assert listed == [("培训", True), ("道歉", False)]


def test_r149_the_work_does_not_end_before_the_plan(office: Office) -> None:
    """Handling is refused while a step is open."""
    ticket = planned(office, complaint(office), "约谈", "马超", TODAY)
    with pytest.raises(NotAllowed, match="plan is not done"):
        handled(office, ticket)
    office.desk.tickets.do(ticket.number, Complete())
    assert handled(office, ticket).state is State.HANDLED


def test_r149_it_ends_only_when_the_customer_was_told(office: Office) -> None:
    """A callback that is skipped closes any other complaint, but a complex one waits for the feedback."""
    simple, complex_ = complaint(office), planned(office, complaint(office), "约谈", "马超", TODAY)
    office.desk.tickets.do(complex_.number, Complete())
    ends = []
    for ticket in (simple, complex_):
        handled(office, ticket)
        act = RecordCallback(Result.WAIVED, reason=Clean("不愿接电话"))
        ends.append(office.chief.tickets.do(ticket.number, act).state)
    assert ends == [State.CLOSED, State.HANDLED]
    assert [row.number for row in office.desk.queries.board("feedback").rows] == [complex_.number]
    told = office.desk.tickets.do(complex_.number, FeedBack(FeedbackWay.LETTER))
    assert (told.state, told.close_kind) == (State.CLOSED, "waived")


def test_r149_the_complaint_record_has_the_plan(office: Office, cli: Cli) -> None:
    """The measures of the printed form are the steps with their owners, planned for the last day of them."""
    ticket = planned(office, complaint(office), "约谈", "马超", TODAY)
    planned(office, ticket, "道歉", "陈静", TODAY + timedelta(days=2))
    page = cli("--database", str(office.store.database.place), "papers", "complaint", ticket.number).out
    assert all(word in page for word in ("约谈 (马超)", "道歉 (陈静)", "2026-03-12"))


def test_r149_plans_on_the_command_line(cli: Cli) -> None:
    """`handling-plan` adds a step, `plan-steps` lists the open ones, `complete` ends one."""
    number = cli("log", "3-2-1201 投诉保安", "--category", "complaint").out.split()[0]
    words = ("--step", "约谈保安", "--owner", "马超", "--due", "2099-03-12")
    found = cli("handling-plan", number, *words, "--json").json
    (task,) = found["tasks"]
    assert (found["complex"], task["owner"], task["due"]) == (True, "马超", "2099-03-12")
    (step,) = cli("plan-steps", "--json").json
    assert (step["number"], step["text"], step["overdue"]) == (number, "约谈保安", False)
    shown = cli("show", number).out
    assert "约谈保安" in shown
    assert "2099-03-12" in shown
    cli("complete", number)
    assert cli("plan-steps", "--json").json == []
