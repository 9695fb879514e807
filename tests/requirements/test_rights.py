"""Who may do what: roles and rights (R051, §18); each act by each role is tried in tests/test_rights.py."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.defer import Conclude, Defer
from core.ticket.acts.handle import Handle
from core.ticket.acts.note import AddNote
from core.ticket.acts.request import Approve, AskApproval
from core.ticket.acts.work import Accept
from core.ticket.codes import Result, State
from tests.cli.program import Cli
from tests.requirements.conftest import Office


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(NotAllowed) as refused:
        act()
    return refused.value.text()


def test_r051_whoever_may_not_asks_and_whoever_may_approves(office: Office) -> None:
    """A request for a step changes nothing; the supervisor approves it, and the step is hers."""
    ticket = office.log("漏水", "pipe_leak", unit="3-2-1201")
    wanted = AskApproval(Defer(Clean("没有预算"), date(2026, 9, 1)))
    assert office.desk.tickets.do(ticket.number, wanted).state is ticket.state
    assert "Needs a supervisor" in refusal(lambda: office.desk.tickets.do(ticket.number, Approve()))
    done = office.chief.tickets.do(ticket.number, Approve())
    assert done.state is State.DEFERRED and done.requests[0].done_by == "陈静"


def test_r051_a_refusal_names_who_may(office: Office) -> None:
    """An operator does not defer; he is told that it takes a supervisor, and which one; she does."""
    ticket = office.log("漏水", "pipe_leak", unit="3-2-1201")
    said = refusal(lambda: office.desk.tickets.do(ticket.number, Defer(Clean("没有预算"), date(2026, 9, 1))))
    assert said == "Needs a supervisor: 陈静."
    assert (
        office.chief.tickets.do(ticket.number, Defer(Clean("没有预算"), date(2026, 9, 1))).state
        is State.DEFERRED
    )
    assert "Needs a director" in refusal(
        lambda: office.chief.tickets.do(ticket.number, Conclude(Clean("年审")))
    )


def test_r051_whoever_is_not_listed_logs_and_looks(office: Office) -> None:
    """Somebody from outside may report and look; a worker also writes notes; neither sends anybody."""
    stranger, worker = office.as_person("实习生"), office.as_person("罗斌")
    ticket = stranger.tickets.log(stranger.tickets.read_line("3-2-1201 水管漏水"))
    assert stranger.queries.card(ticket.number).ticket.operator == "实习生"
    assert worker.tickets.do(ticket.number, AddNote(Clean("已关总阀"))).version == 2
    for desk in (stranger, worker):
        assert "Needs an operator" in refusal(partial(desk.tickets.do, ticket.number, Assign(Clean("罗斌"))))
    assert "Needs a staff member" in refusal(
        lambda: stranger.tickets.do(ticket.number, AddNote(Clean("看到了")))
    )


def test_r051_a_site_manager_speaks_for_the_own_firm(office: Office) -> None:
    """The site manager accepts what is with his department and confirms what his people reported, no more."""
    theirs = office.log("楼道有污渍", "litter_stain", first_responder="邓秀英", assign_to="何花")
    other = office.log("路灯不亮", "street_light", first_responder="罗斌", assign_to="engineering")
    manager = office.as_person("方敏")
    assert manager.tickets.do(theirs.number, Accept()).state is State.ACCEPTED
    assert "Needs an operator" in refusal(lambda: manager.tickets.do(other.number, Accept()))
    for ticket in (theirs, other):
        office.desk.tickets.do(ticket.number, Handle(Clean("已处理"), no_arrival=Clean("by phone")))
    assert manager.tickets.do(theirs.number, RecordCallback(Result.SATISFIED)).state is State.CLOSED
    assert "Needs an operator" in refusal(
        lambda: manager.tickets.do(other.number, RecordCallback(Result.SATISFIED))
    )


def test_r051_everybody_may_until_a_supervisor_is_listed(office: Office) -> None:
    """Without a supervisor on the list everything is everybody's; with one again it is not."""
    with office.store.writing() as work:
        work.people.save_people([Person("002", "陈静", "admin", "主管", "supervisor", active=False)])
    assert office.as_person("实习生").queries.actor().unrestricted
    ticket = office.log("漏水", "pipe_leak")
    assert office.as_person("实习生").tickets.do(ticket.number, Defer(Clean("没有预算"), date(2026, 9, 1)))


def test_r051_the_command_line_refuses_as_well(office: Office, cli: Cli) -> None:
    """One line on stderr, exit code 1, nothing written."""
    ticket = office.log("漏水", "pipe_leak")
    there = ("--database", str(office.store.database.place), "--as")
    said = cli(*there, "王敏", "defer", ticket.number, "--reason", "x", "--review", "2026-09-01", ok=False)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "Needs a supervisor" in said.err and "陈静" in said.err
    assert office.card(ticket).ticket.version == 1
