"""Approvals between two desks: one decides, the other sees it; nothing happens before."""

from datetime import date

import pytest

from core.base.errors import ChangedElsewhere, LacksRight, NotAllowed
from core.base.text import Clean
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.defer import Defer
from core.ticket.acts.escalate import ReferUpwards
from core.ticket.acts.handle import Handle
from core.ticket.acts.note import AddNote
from core.ticket.acts.request import Approve, AskApproval, Refuse, WithdrawRequest
from core.ticket.acts.undo import Undo
from core.ticket.acts.urge import AddContact
from core.ticket.codes import State
from core.ticket.model import Caller
from core.ticket.requests import Ruling
from storage.doctor import examine
from tests.core.office import Office

DEFER = Defer(Clean("no budget"), date(2026, 9, 1))


def logged(office: Office) -> str:
    return office.desk("Anna").tickets.log(cleaned(Intake(description="leak", category="pipe_leak"))).number


def asked(office: Office) -> str:
    number = logged(office)
    office.desk("Anna").tickets.do(number, AskApproval(DEFER))
    return number


def test_a_request_waits_for_the_supervisor_and_is_done_by_them(office: Office) -> None:
    number = asked(office)
    (anna,), (chen,) = office.desk("Anna").approvals.waiting(), office.desk("陈静").approvals.waiting()
    assert isinstance(anna.refused, LacksRight) and not anna.theirs
    assert chen.refused is None and chen.request.by == "Anna"
    assert [*office.desk("Ben").approvals.open()] == [(number, chen.request.id)]
    with pytest.raises(LacksRight):
        office.desk("Ben").tickets.do(number, Approve())
    office.later(hours=1)
    ticket = office.desk("陈静").tickets.do(number, Approve())
    assert ticket.state is State.DEFERRED and ticket.requests[0].ruling is Ruling.APPROVED
    told = [(event.actor, event.fact.type) for event in office.desk("Anna").queries.card(number).history]
    assert told[1:] == [("Anna", "approval_asked"), ("陈静", "approval_given"), ("陈静", "deferred")]
    assert office.desk("陈静").approvals.waiting() == []
    assert not examine(office.store.database)


def test_of_two_supervisors_one_decides(office: Office) -> None:
    with office.store.writing() as work:
        work.people.save_people([Person("4", "Dong", role="director")])
    number = asked(office)
    seen = office.desk("Dong").queries.card(number).ticket
    which = Clean(str(seen.to_approve[0].id))
    office.desk("陈静").tickets.do(number, Refuse(which, Clean("ask for the money")), seen=seen.version)
    with pytest.raises(ChangedElsewhere):
        office.desk("Dong").tickets.do(number, Approve(which), seen=seen.version)
    with pytest.raises(NotAllowed, match="settled already: refused, by 陈静"):
        office.desk("Dong").tickets.do(number, Approve(which))


def test_an_undone_approval_waits_again(office: Office) -> None:
    number = asked(office)
    office.desk("陈静").tickets.do(number, Approve())
    ticket = office.desk("陈静").tickets.do(number, Undo())
    assert ticket.state is State.LOGGED and len(ticket.to_approve) == 1
    office.desk("Anna").tickets.do(number, WithdrawRequest())
    assert office.desk("陈静").approvals.waiting() == []


def test_an_undone_request_is_gone_and_its_number_is_never_used_again(office: Office) -> None:
    number = asked(office)
    first = office.desk("Anna").queries.card(number).ticket.requests[0].id
    office.desk("Anna").tickets.do(number, Undo())
    ticket = office.desk("Anna").tickets.do(number, AskApproval(DEFER))
    assert [one.id for one in ticket.requests] != [first]
    with pytest.raises(NotAllowed):
        office.desk("陈静").tickets.do(number, Approve(Clean(str(first))))


def test_an_approved_undo_takes_back_that_step_once(office: Office) -> None:
    number = logged(office)
    office.desk("Ben").tickets.do(number, AddNote(Clean("wrong ticket")))
    office.later(minutes=30)
    office.desk("Anna").tickets.do(number, AskApproval(Undo()))
    (one,) = office.desk("陈静").approvals.waiting()
    assert [event.fact.note for event in one.history if event.fact.note] == ["wrong ticket"]
    ticket = office.desk("陈静").tickets.do(number, Approve())
    assert ticket.notes == () and not ticket.to_approve
    assert office.desk("陈静").tickets.do(number, Undo()).state is State.LOGGED


def test_a_ticket_that_has_moved_on_says_so(office: Office) -> None:
    number = asked(office)
    anna = office.desk("Anna")
    anna.tickets.do(number, Assign(Clean("engineering")))
    anna.tickets.do(number, Handle(Clean("done"), no_arrival=Clean("by phone")))
    (one,) = office.desk("陈静").approvals.waiting()
    assert one.theirs and str(one.refused).startswith("Not possible any more: Work is done")
    office.desk("陈静").tickets.do(number, Refuse(reason=Clean("done by now")))


def test_what_is_the_directors_waits_for_the_director(office: Office) -> None:
    number = logged(office)
    office.desk("Anna").tickets.do(number, AskApproval(ReferUpwards(Clean("the city's"))))
    (one,) = office.desk("陈静").approvals.waiting()
    assert one.request.role == "director" and not one.theirs
    for act in (Approve(), Refuse(reason=Clean("no"))):
        with pytest.raises(LacksRight):
            office.desk("陈静").tickets.do(number, act)


def test_a_step_to_be_undone_names_no_confidential_caller_to_operators(office: Office) -> None:
    number = logged(office)
    office.desk("Ben").tickets.do(number, AddContact.of(Caller("Whistler", confidential=True)))
    office.later(minutes=30)
    office.desk("Anna").tickets.do(number, AskApproval(Undo()))
    seen = {who: str(office.desk(who).approvals.waiting()[0].history) for who in ("Anna", "陈静")}
    assert "Whistler" not in seen["Anna"]
    assert "Whistler" in seen["陈静"]
