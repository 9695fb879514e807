"""Whoever heard of it first asks every day how it stands, until it is done (S1; §8)."""

from datetime import date
from pathlib import Path

from core.duty.roster import Duty
from core.ticket.acts.check import CheckMatter
from core.ticket.codes import CheckState
from tests.cli.program import Cli
from tests.requirements.conftest import Office


def days_of(cli: Cli, number: str, *days: int) -> list[str | None]:
    """How the checks of a ticket stand on those days of March 2026; None if the day does not have it."""
    found = []
    for day in days:
        listed = {
            one["number"]: one["state"] for one in cli("checks", "--day", f"2026-03-{day}", "--json").json
        }
        found.append(listed.get(number))
    return found


def worked_on(cli: Cli, reported: str, handled: str) -> str:
    """A ticket of March 2026 from its report to its handling."""
    number: str = cli("log", "3-2-1201 pipe leak", "--at", reported, "--json").json["number"]
    cli("assign", number, "engineering", "--at", reported)
    cli("handle", number, "--outcome", "new seal", "--no-arrival", "by phone", "--at", handled)
    return number


def test_r072_every_day_between_report_and_handling_asks_for_a_check(cli: Cli) -> None:
    """Handled the same or the next day asks for none; from the 10th to the 13th asks on the 11th and 12th."""
    same = worked_on(cli, "2026-03-10T09:00", "2026-03-10T18:00")
    following = worked_on(cli, "2026-03-10T09:30", "2026-03-11T10:00")
    longer = worked_on(cli, "2026-03-10T23:50", "2026-03-13T09:00")
    assert days_of(cli, same, 10, 11) == ["none", None]
    assert days_of(cli, following, 10, 11, 12) == ["none", "none", None]
    assert days_of(cli, longer, 10, 11, 12, 13, 14) == ["none", "missed", "missed", "none", None]


def test_r072_a_check_keeps_who_when_and_the_answer(cli: Cli) -> None:
    """One command records who asked, when, what they were told; after its day it is taken and marked late."""
    number = worked_on(cli, "2026-03-10T23:50", "2026-03-13T09:00")
    said = ("check", number, "--day", "2026-03-11", "--answer", "parts come tomorrow")
    (check,) = cli(*said, "--at", "2026-03-11T15:00", "--json").json["checks"]
    assert (check["day"], check["at"][:16], check["answer"], check["late"]) == (
        "2026-03-11",
        "2026-03-11T15:00",
        "parts come tomorrow",
        False,
    )
    again = cli("check", number, "--day", "2026-03-12", "--json").json["checks"]
    assert [one["late"] for one in again] == [False, True]
    assert days_of(cli, number, 11, 12) == ["done", "late"]
    assert "already" in cli(*said, ok=False).err
    cli("undo", number)
    assert days_of(cli, number, 11, 12) == ["done", "missed"]


def test_r072_an_open_check_is_a_miss_at_the_end_of_the_day(office: Office) -> None:
    """It is due all day; a miss is computed, nothing runs at midnight; two in a row are the supervisor's."""
    office.log("厨房漏水", "pipe_leak", first_responder="马超")
    found = []
    for _day in range(4):
        office.later(days=1)
        found.append(len(office.chief.checks.missed_twice()))
    states = [office.desk.checks.on(date(2026, 3, day))[0].state for day in (10, 11, 13, 14)]
    assert states == [CheckState.NONE, CheckState.MISSED, CheckState.MISSED, CheckState.DUE]
    assert found == [0, 0, 1, 1]


def test_r072_the_desk_asks_on_behalf_of_the_first_contact(office: Office) -> None:
    """By default the desk may enter the check for the person; that it was the desk is kept (C16)."""
    ticket = office.log("厨房漏水", "pipe_leak", first_responder="马超")
    office.later(days=1)
    (check,) = office.desk.tickets.do(ticket.number, CheckMatter()).checks
    assert (check.person, check.by) == ("马超", "王敏")


def test_r072_in_the_place_of_one_who_is_off_the_supervisor_asks(office: Office) -> None:
    """Who has no duty that day though the department has: their superior asks, and that is recorded."""
    ticket = office.log("厨房漏水", "pipe_leak", first_responder="罗斌")
    with office.store.writing() as work:
        work.roster.save_duties([Duty(date(2026, 3, 11), "08:00", "16:00", "011")])
    office.later(days=1)
    (check,) = office.desk.checks.on()
    assert (check.person, check.instead_of) == ("马超", "罗斌")
    (done,) = office.desk.tickets.do(ticket.number, CheckMatter()).checks
    assert (done.person, done.instead_of) == ("马超", "罗斌")


def test_r072_the_policy_decides_from_when_and_by_when(cli: Cli, tmp_path: Path) -> None:
    """The settings of the daily check are read: the same day, an hour in the evening, closing."""
    rules = cli("policy", "show").out
    rules = rules.replace('start     = "next_day"', 'start     = "same_day"').replace(
        'by        = "24:00"', 'by        = "18:00"'
    )
    file = tmp_path / "policy.toml"
    file.write_text(rules, encoding="utf-8")
    cli("policy", "apply", str(file))
    number = worked_on(cli, "2026-03-10T09:00", "2026-03-12T10:00")
    cli("check", number, "--day", "2026-03-10", "--at", "2026-03-10T17:59")
    cli("check", number, "--day", "2026-03-11", "--at", "2026-03-11T18:00")
    assert days_of(cli, number, 10, 11, 12) == ["done", "late", "none"]
    file.write_text(rules.replace("same_day", "sometimes"), encoding="utf-8")
    assert "followup.start" in cli("policy", "check", str(file), ok=False).err


def test_r077_for_a_firms_people_the_site_manager_asks(office: Office) -> None:
    """The check is the site manager's, who enters it alone; without one the head of department's."""
    ticket = office.log("地面油污", "litter_stain", first_responder="邓秀英")
    office.later(days=1)
    assert [(one.person, one.state) for one in office.desk.checks.on()] == [("方敏", CheckState.DUE)]
    (check,) = office.as_person("方敏").tickets.do(ticket.number, CheckMatter()).checks
    assert (check.person, check.by) == ("方敏", "方敏")
    assert office.desk.checks.on(person="邓秀英") == []


def test_r071_a_person_has_a_list_of_what_they_heard_of_first(office: Office) -> None:
    """What somebody heard of first and is open is one list, whoever logged it and works on it."""
    first = office.log("厨房漏水", "pipe_leak", first_responder="马超")
    office.log("地面油污", "litter_stain", first_responder="邓秀英")
    office.log("灯不亮", "street_light", first_responder="马超", outcome="换了灯泡")
    assert [*office.desk.checks.open_of("马超")] == [first.number]
    table = office.desk.checks.table("马超")
    assert [(row.person, row.open) for row in table.people] == [("邓秀英", 1), ("马超", 1)]
    assert [check.number for check in table.open] == [first.number]


def test_s16_a_daily_check_is_listed_until_it_is_made(office: Office) -> None:
    """Part 7 has the checks of today that are not made; one that is made is ticked off, undone it is back."""
    office.desk.handover.begin_watch()
    first = office.log("厨房漏水", "pipe_leak", first_responder="马超")
    second = office.log("地面油污", "litter_stain", first_responder="邓秀英")
    assert office.desk.handover.sheet().followups == ()
    office.later(days=1)

    def left() -> list[tuple[str, str]]:
        return [(line.number, line.text) for line in office.desk.handover.sheet().followups]

    assert left() == [(first.number, "马超"), (second.number, "方敏")]
    office.desk.tickets.do(first.number, CheckMatter())
    assert left() == [(second.number, "方敏")]
    office.desk.tickets.undo_own(first.number)
    assert len(left()) == 2
    office.later(days=1)
    assert len(left()) == 2
