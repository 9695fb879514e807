"""Who may be sent without a word, who takes a reason, and who is offered first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import InvalidInput
from core.base.text import Clean
from core.desk.desk import Desk
from core.duty.suggestions import suggest
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign, Assigned, Sending
from core.ticket.acts.handle import Handle
from core.ticket.acts.work import Arrive
from core.ticket.codes import State
from core.ticket.doubts import Doubt, NeedsReason
from storage.store import SqlStore

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A Tuesday, 09:00 at the site."""

TODAY = date(2026, 3, 10)
CHIEF = Person("001", "陈静", "admin", "主管", "supervisor")
STAFF = (
    CHIEF,
    Person("011", "王强", "engineering", "维修工", area="一期"),
    Person("012", "李刚", "engineering", "维修工", area="二期"),
    Person("013", "孙涛", "engineering", "电工", skills=("water_electric",), area="一期"),
    Person("014", "朱鹏", "engineering", "电工", certificate_until=date(2026, 3, 9)),
    Person("015", "张伟", "engineering", "维修工", certificate_until=TODAY),
    Person("021", "马超", "security", "班长"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The supervisor's desk; 王强 is on duty, 李刚 tonight, security has no roster."""
    store = SqlStore(str(tmp_path / "fit.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    found = Desk(store, "陈静", lambda: NOW)
    for name in ("王强", "孙涛", "朱鹏", "张伟"):
        found.roster.put_duty(name, TODAY, Clean("08-16"))
    found.roster.put_duty("李刚", TODAY, Clean("16-24"))
    yield found
    store.close()


def log(desk: Desk, category: str = "pipe_leak", **more: Any) -> str:
    """A matter; its number."""
    return desk.tickets.log(cleaned(Intake(description="厨房水管漏水", category=category, **more))).number


def sent(desk: Desk, number: str) -> Sending:
    """How somebody was sent last."""
    facts = [event.fact for event in desk.queries.card(number).history if isinstance(event.fact, Sending)]
    return facts[-1]


DOUBTS = {
    "王强": (),
    "李刚": ("off_duty",),
    "朱鹏": ("expired",),
    "张伟": (),
    "马超": (),
    "孙涛": (),
    "赵六": ("unregistered",),
    "工程部": (),
}
"""Whom the refusal names with what, of all who may be sent."""


def test_whoever_is_doubtful_needs_a_reason_and_is_kept_with_it(desk: Desk) -> None:
    for who, doubts in DOUBTS.items():
        number = log(desk)
        if doubts:
            with pytest.raises(NeedsReason) as refused:
                desk.tickets.do(number, Assign(Clean(who)))
            assert refused.value.doubts == doubts
            assert desk.queries.card(number).ticket.state is State.LOGGED
        desk.tickets.do(number, Assign(Clean(who), reason=Clean("closest to the site" if doubts else "")))
        assert (sent(desk, number).doubts, bool(sent(desk, number).reason)) == (doubts, bool(doubts))


def test_the_same_holds_in_the_step_that_logs_it(desk: Desk) -> None:
    with pytest.raises(NeedsReason, match=r"李刚: off duty\. To assign 李刚 anyway, give a reason"):
        log(desk, assign_to="李刚")
    assert desk.queries.board("all").rows == []
    number = log(desk, assign_to="李刚", assign_reason="客户点名")
    assert sent(desk, number) == Assigned(
        department="engineering", assignee="李刚", reason="客户点名", doubts=(Doubt.OFF_DUTY,)
    )


def test_a_refusal_is_told_in_the_language_of_the_desk(desk: Desk) -> None:
    number = log(desk, assign_to="王强")
    desk.tickets.do(number, Arrive())
    desk.roster.put_duty("王强", TODAY, Clean(""))
    with pytest.raises(NeedsReason) as refused:
        log(desk, assign_to="王强")
    assert "王强: <off duty><, ><on site elsewhere>." in refused.value.text(lambda text: f"<{text}>")


def test_more_tickets_than_the_cap_and_work_under_way(desk: Desk) -> None:
    numbers = [log(desk, assign_to="王强") for _count in range(5)]
    with pytest.raises(NeedsReason) as refused:
        log(desk, assign_to="王强")
    assert refused.value.doubts == ("over_cap",)
    desk.tickets.do(numbers[0], Arrive())
    with pytest.raises(NeedsReason) as refused:
        log(desk, assign_to="王强")
    assert refused.value.doubts == ("over_cap", "busy")
    for number in numbers:
        desk.tickets.do(number, Handle(Clean("已修好"), no_arrival=Clean("电话处理")))
    assert sent(desk, log(desk, assign_to="王强")).doubts == ()


def test_no_cap_is_no_limit(desk: Desk) -> None:
    desk.register.apply_policy(default_policy().text.replace("cap = 5", "cap = 0"))
    numbers = [log(desk, assign_to="王强") for _count in range(7)]
    assert sent(desk, numbers[-1]).doubts == ()


def test_an_emergency_is_never_asked_about(desk: Desk) -> None:
    number = log(desk, "burst_gas", assign_to="李刚")
    assert sent(desk, number) == Assigned(department="engineering", assignee="李刚", doubts=(Doubt.OFF_DUTY,))


def test_moving_it_gives_one_reason_for_both(desk: Desk) -> None:
    number = log(desk, assign_to="王强")
    with pytest.raises(InvalidInput, match="Give a reason for reassigning it"):
        desk.tickets.do(number, Assign(Clean("李刚")))
    desk.tickets.do(number, Assign(Clean("李刚")), note=Clean("王强有急事"))
    assert sent(desk, number).doubts == ("off_duty",)


def test_nobody_is_doubted_before_a_supervisor_is_entered(tmp_path: Path) -> None:
    store = SqlStore(str(tmp_path / "new.db"))
    desk = Desk(store, "op", lambda: NOW)
    assert sent(desk, log(desk, assign_to="王强")).doubts == ()
    with store.writing() as work:
        work.people.save_people(STAFF[1:])
    desk.roster.put_duty("王强", TODAY, Clean("16-24"))
    assert sent(desk, log(desk, assign_to="王强")).doubts == ()
    store.close()


def test_the_roster_of_the_time_when_somebody_was_sent_counts(desk: Desk) -> None:
    number = desk.tickets.log(
        cleaned(Intake(description="漏水", category="pipe_leak", reported_at=NOW - timedelta(hours=2)))
    ).number
    with pytest.raises(NeedsReason):
        desk.tickets.do(number, Assign(Clean("王强")), at=NOW - timedelta(hours=1, minutes=5))
    desk.tickets.do(number, Assign(Clean("王强")), at=NOW - timedelta(minutes=55))


def test_who_is_fit_comes_first(desk: Desk) -> None:
    desk.tickets.do(log(desk, assign_to="王强"), Arrive())
    category = desk.queries.policy().category("pipe_leak")
    offered = suggest(category, "一期", desk.queries.directory(), desk.roster.standing())
    assert [(one.person.name, one.open, one.doubts) for one in offered] == [
        ("张伟", 0, ()),
        ("孙涛", 0, ("unskilled",)),
        ("王强", 1, ("busy",)),
        ("朱鹏", 0, ("expired",)),
        ("李刚", 0, ("off_duty", "elsewhere")),
    ]
