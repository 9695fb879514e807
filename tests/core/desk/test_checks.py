"""Daily checks of the desk: a day, a table, a person's own list, misses in a row."""

from datetime import date

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.duty.roster import Duty
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.check import CheckMatter
from core.ticket.acts.handle import Handle
from core.ticket.acts.responder import CorrectFirstResponder
from core.ticket.codes import CheckState
from storage.doctor import examine
from tests.core.office import Office

TODAY = date(2026, 3, 10)


def logged(office: Office, by: str = "Anna", matter: str = "pipe leaking") -> str:
    number = office.desk(by).tickets.log(cleaned(Intake(description=matter, category="pipe_leak"))).number
    office.desk(by).tickets.do(number, Assign(Clean("engineering")))
    return number


def states(office: Office, **asked: object) -> list[tuple[str, str, str]]:
    found = office.desk("Ben").checks.on(**asked)  # type: ignore[arg-type]
    return [(check.number[-3:], check.person, check.state.value) for check in found]


def test_a_day_has_each_ticket_worked_on_with_whose_check_it_is(office: Office) -> None:
    logged(office)
    assert states(office) == [("001", "Anna", "none")]
    office.later(days=1)
    logged(office, "Ben")
    assert states(office) == [("001", "Anna", "due"), ("001", "Ben", "none")]
    assert states(office, person="Anna") == [("001", "Anna", "due")]
    assert states(office, day=TODAY) == [("001", "Anna", "none")]
    office.later(days=1)
    assert states(office, day=date(2026, 3, 11), person="1") == [("001", "Anna", "missed")]


def test_the_desk_checks_for_a_person_and_both_are_kept(office: Office) -> None:
    number = logged(office)
    office.later(days=1)
    office.desk("Ben").tickets.do(number, CheckMatter(Clean("parts come tomorrow")))
    (check,) = office.desk("Ben").checks.on()
    assert (check.person, check.by, check.state) == ("Anna", "Ben", CheckState.DONE)
    with pytest.raises(NotAllowed, match="already"):
        office.desk("Anna").tickets.do(number, CheckMatter())
    office.desk("Ben").tickets.undo_own(number)
    assert states(office) == [("001", "Anna", "due")]
    assert not examine(office.store.database)


def test_somebody_off_by_the_roster_is_asked_for_by_the_supervisor(office: Office) -> None:
    number = logged(office)
    with office.store.writing() as work:
        work.roster.save_duties([Duty(date(2026, 3, 11), "08:00", "16:00", "2")])
    office.later(days=1)
    (check,) = office.desk("Ben").checks.on()
    assert (check.person, check.instead_of) == ("陈静", "Anna")
    ticket = office.desk("陈静").tickets.do(number, CheckMatter())
    assert [(one.person, one.instead_of) for one in ticket.checks] == [("陈静", "Anna")]
    assert states(office) == [("001", "陈静", "done")]


def test_the_first_contact_may_ask_though_it_is_another_persons(office: Office) -> None:
    number = logged(office)
    with office.store.writing() as work:
        work.roster.save_duties([Duty(date(2026, 3, 11), "08:00", "16:00", "2")])
    office.later(days=1)
    office.desk("Anna").tickets.do(number, CheckMatter())
    assert states(office) == [("001", "Anna", "done")]


def test_the_table_has_the_last_days_by_person_and_what_is_due_today(office: Office) -> None:
    first = logged(office)
    logged(office, "Ben")
    logged(office)
    office.later(days=1)
    office.desk("Anna").tickets.do(first, CheckMatter())
    office.later(days=1)
    table = office.desk("Ben").checks.table(days=3)
    assert [f"{day:%d}" for day in table.days] == ["10", "11", "12"]
    assert [row.person for row in table.people] == ["Anna", "Ben"]
    anna = table.people[0]
    assert [anna.count(table.days[1], state) for state in (CheckState.DONE, CheckState.MISSED)] == [1, 1]
    assert (table.due, anna.count(table.today, CheckState.DUE)) == (3, 2)


def test_a_persons_own_list_has_what_they_heard_of_first_and_is_open(office: Office) -> None:
    own, other = logged(office), logged(office, "Ben")
    done = logged(office)
    office.desk("Anna").tickets.do(done, Handle(Clean("done"), no_arrival=Clean("by phone")))
    desk = office.desk("Ben")
    assert [*desk.checks.open_of("Anna")] == [own]
    assert [*desk.checks.open_of("2")] == [other]
    office.desk("陈静").tickets.do(own, CorrectFirstResponder(Clean("Ben"), Clean("he saw it")))
    assert [*desk.checks.open_of("Ben")] == [own, other]


def test_two_misses_in_a_row_are_for_the_supervisor_until_a_late_check(office: Office) -> None:
    number = logged(office)
    checks = office.desk("陈静").checks
    office.later(days=2)
    assert checks.missed_twice() == []
    office.later(days=1)
    (missed,) = checks.missed_twice()
    assert (missed.number, missed.person) == (number, "Anna")
    assert missed.days == (date(2026, 3, 11), date(2026, 3, 12))
    office.desk("Ben").tickets.do(number, CheckMatter(day=date(2026, 3, 12)))
    assert checks.missed_twice() == []


def test_a_ticket_of_a_firm_is_its_site_managers(office: Office) -> None:
    with office.store.writing() as work:
        work.people.save_people([
            Person("21", "Fang", "cleaning", role="site_manager", employer="Jieya"),
            Person("22", "Deng", "cleaning", employer="Jieya"),
        ])  # fmt: skip
    intake = Intake(description="lamp dark", category="street_light", first_responder="Deng")
    number = office.desk("Anna").tickets.log(cleaned(intake)).number
    office.later(days=1)
    assert states(office) == [("001", "Fang", "due")]
    ticket = office.desk("Fang").tickets.do(number, CheckMatter(Clean("ordered")))
    assert [(one.person, one.by) for one in ticket.checks] == [("Fang", "Fang")]
