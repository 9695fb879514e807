"""One desk directs everybody: who is on duty around the clock, who is sent, and what happens where."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.base.clock import site_time, system_clock
from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.duty.roster import Gap
from core.people.directory import Person
from core.people.units import Unit
from core.ticket.acts.assign import Assign, Sending
from core.ticket.acts.helper import AddHelper, RemoveHelper
from core.ticket.acts.undo import Undo
from core.ticket.doubts import NeedsReason
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office

TODAY = date(2026, 3, 10)


def test_r026_one_person_answers_and_helpers_are_listed_apart(
    cli: Cli, office: Office, tmp_path: Path
) -> None:
    """Helpers come and go beside the one assignee, are found by the search and seen in the history."""
    number = office.log("水管爆裂", "pipe_leak", assign_to="马超").number
    there = ("--database", str(tmp_path / "office.db"), "--as", "王敏")
    for name in ("012", "临时工老周"):
        shown = cli(*there, "helper", number, name, "--json").json
    assert (shown["assignee"], shown["helpers"]) == ("马超", ["罗斌", "临时工老周"])
    assert shown["unknown"] == ["helpers"]
    assert [one.ticket.number for one in office.desk.queries.tickets(text=Clean("老周"))] == [number]
    page = cli(*there, "show", number).out
    assert "罗斌, 临时工老周" in page
    assert "罗斌 helps" in page
    slip = cli(*there, "papers", "slip", number, "--format", "md").out
    assert "罗斌, 临时工老周" in slip
    helping = {
        member.name: [row.number for row in member.helps]
        for section in office.desk.roster.dispatch().sections
        for member in section.members
        if member.helps
    }
    assert helping == {"罗斌": [number], "临时工老周": [number]}
    for name, why in (("马超", "Already assigned to 马超"), ("罗斌", "罗斌 is already a helper")):
        assert why in cli(*there, "helper", number, name, ok=False).err
    assert cli(*there, "remove-helper", number, "临时工老周", "--json").json["helpers"] == ["罗斌"]
    assert "邓秀英 is not a helper" in cli(*there, "remove-helper", number, "邓秀英", ok=False).err
    assert office.desk.queries.tickets(text=Clean("老周")) == []


def test_r026_reassigning_moves_the_whole_responsibility(office: Office) -> None:
    """The helper who takes it over is its assignee alone; the one who had it does not stay on as a helper."""
    number = office.log("大堂积水", "litter_stain").number
    with pytest.raises(NotAllowed, match="Not assigned yet"):
        office.desk.tickets.do(number, AddHelper(Clean("罗斌")))
    office.desk.tickets.do(number, Assign(Clean("邓秀英"), Clean("离得近")))
    with pytest.raises(NotAllowed, match="It has no helpers"):
        office.desk.tickets.do(number, RemoveHelper(Clean("罗斌")))
    for name in ("罗斌", "何花"):
        office.desk.tickets.do(number, AddHelper(Clean(name)))
    after = office.chief.tickets.do(number, Assign(Clean("罗斌"), Clean("要关阀门")))
    assert (after.department, after.assignee, after.helpers) == ("security", "罗斌", ("何花",))
    assert office.chief.tickets.do(number, Undo()).helpers == ("罗斌", "何花")


def test_r031_the_hotline_is_covered_or_the_hours_are_named(office: Office) -> None:
    """A call is logged at any hour; every hour of the next seven days without an operator is named."""
    office.later(hours=18)  # 03:00 at the site
    assert office.log("路灯不亮", "street_light").number == "260311-001"
    assert not office.chief.roster.outlook().rostered
    office.chief.roster.lay_pattern(["王敏"], Clean("00-24"), TODAY, 4)
    end = NOW.replace(hour=16) + timedelta(days=3)
    assert office.chief.roster.outlook().gaps == (Gap("desk", end, office.now + timedelta(days=7)),)
    office.chief.roster.lay_pattern(["王敏"], Clean("00-24"), TODAY, 9)
    assert office.chief.roster.outlook().gaps == ()


def test_r031_the_command_line_says_who_is_on_duty(office: Office, cli: Cli, tmp_path: Path) -> None:
    """`duty` lists those on duty by department and post, and the hours that nobody covers."""
    there = ("--database", str(tmp_path / "office.db"), "--as", "陈静")
    assert cli(*there, "duty").out == "There is no roster yet.\n"
    today = site_time(system_clock(), office.desk.queries.policy().site.zone).date()
    Desk(office.store, "陈静").roster.lay_pattern(["王敏"], Clean("00-24"), today, 3)
    said = cli(*there, "duty", "--json").json
    assert [(one["name"], one["department"], one["post"]) for one in said["on_duty"]] == [
        ("王敏", "desk", "值班员")
    ]
    assert [one["department"] for one in said["not_covered"]] == ["desk"]
    assert "Service desk  值班员  王敏         00-24" in cli(*there, "duty").out


def test_r047_one_board_shows_every_department_and_sends_to_any(office: Office) -> None:
    """All departments, who is on duty now, how many open jobs each has and where; any of them can be sent."""
    office.chief.roster.put_duty("罗斌", TODAY, Clean("08-16"))
    office.chief.roster.put_duty("马超", TODAY, Clean("16-24"))
    for where, category, who in (
        ("北门", "safety_hazard", "罗斌"),
        ("大堂", "litter_stain", "保洁部"),
        ("地库", "litter_stain", ""),
    ):
        office.log("需要处理", category, place=where, assign_to=who)
    board = office.desk.roster.dispatch()
    assert {one.department for one in board.sections} >= {*office.desk.queries.policy().departments}
    sections = {one.department: one for one in board.sections}
    security, cleaning = sections["security"], sections["cleaning"]
    assert [(one.name, [row.where for row in one.rows]) for one in security.members] == [("罗斌", ["北门"])]
    assert (security.on_duty, security.staff, security.open) == (1, 2, 1)
    assert (cleaning.on_duty, cleaning.staff, [row.where for row in cleaning.waiting]) == (
        0,
        4,
        ["地库", "大堂"],
    )
    number = cleaning.waiting[0].number
    office.chief.tickets.do(
        number, Assign(Clean("马超"), reason=Clean("no one else is available"))
    )  # of another department
    office.chief.tickets.do(number, Assign(Clean("邓秀英"), reason=Clean("closest to the site")))
    after = {one.department: one for one in office.desk.roster.dispatch().sections}
    assert [(one.name, one.turn is None, len(one.rows)) for one in after["cleaning"].members] == [
        ("邓秀英", True, 1)
    ]


def test_r050_every_area_shows_what_is_happening_in_it(office: Office) -> None:
    """How somebody was sent is kept; every open ticket stands in its area, its building or the rest."""
    with office.store.writing() as work:
        work.people.save_units(
            [Unit("3-2-1201", area="三期"), Unit("1-1-0101", building="1"), Unit("3-1-0101", area="三期")]
        )
    for unit, place in (("3-2-1201", ""), ("1-1-0101", ""), ("3-1-0101", ""), ("", "对面马路")):
        office.log("路灯不亮", "street_light", unit=unit, place=place)
    areas = office.desk.roster.dispatch().areas
    assert [(one.name, one.building, len(one.rows)) for one in areas] == [
        ("三期", "", 2),
        ("", "1", 1),
        ("", "", 1),
    ]
    number = areas[0].rows[0].number
    office.desk.tickets.do(number, Assign(Clean("工程部"), way=Clean("radio")))
    assert [
        one.fact.way for one in office.desk.queries.card(number).history if isinstance(one.fact, Sending)
    ] == ["radio"]


@pytest.mark.parametrize(
    ("place", "area"),
    [
        ("3栋门口", ("三期", "")),
        ("北门旁花坛", ("一期", "")),
        ("1栋地下室", ("", "1")),
        ("三期东侧围墙", ("三期", "")),
        ("对面马路", ("", "")),
    ],
)
def test_r050_a_place_that_is_not_listed_has_an_area(
    office: Office, place: str, area: tuple[str, str]
) -> None:
    """By a listed name inside its text, by its building, or by the name of an area in it."""
    units = [
        Unit("3-2-1201", area="三期"), Unit("3-1-0101", area="三期"), Unit("1-1-0101", building="1"),
        Unit("P9", "北门", area="一期"),
    ]  # fmt: skip
    with office.store.writing() as work:
        work.people.save_units(units)
    office.log("路灯不亮", "street_light", place=place)
    (found,) = office.desk.roster.dispatch().areas
    assert (found.name, found.building) == area


def test_r120_an_unregistered_or_expired_worker_needs_a_reason_and_the_job_counts_as_failed(
    cli: Cli, office: Office, tmp_path: Path
) -> None:
    """Somebody not listed, or with a certificate run out, takes a reason; the job counts as failed."""
    with office.store.writing() as work:
        work.people.save_people(
            [
                Person("031", "孙涛", "engineering", certificate="T1", certificate_until=date(2026, 3, 9)),
            ]
        )
    ticket = office.log("家里总跳闸", "water_electric")
    for name, doubt in (("孙涛", "expired"), ("赵六", "unregistered")):
        with pytest.raises(NeedsReason) as refused:
            office.desk.tickets.do(ticket.number, Assign(Clean(name)))
        assert refused.value.doubts == (doubt,)
    office.desk.tickets.do(ticket.number, Assign(Clean("孙涛"), reason=Clean("no one else is available")))
    there = ("--database", str(tmp_path / "office.db"), "--as", "陈静")
    shown = cli(*there, "show", ticket.number, "--json").json
    assert [(one["person"], one["doubts"], one["reason"], one["failed"]) for one in shown["assignments"]] == [
        ("孙涛", ["expired"], "no one else is available", True)
    ]
    assert "not on the staff list" in cli(*there, "log", "3-1-0101 水管漏水 @赵六", ok=False).err
    logged = cli(*there, "log", "3-1-0101 水管漏水 @赵六", "--reason", "业主自带", "--json").json
    assert [(one["doubts"], one["failed"]) for one in logged["assignments"]] == [(["unregistered"], True)]
    assert [one["name"] for one in cli(*there, "duty", "--json").json["certificates"]] == ["孙涛"]


def test_r120_reports_count_the_jobs_that_failed(office: Office) -> None:
    """A report names the tickets for which such a worker was sent; taken back, it counts no more."""
    expired = Person("031", "孙涛", "engineering", certificate="T1", certificate_until=date(2026, 3, 9))
    with office.store.writing() as work:
        work.people.save_people([expired])
    day, do = office.now.date(), office.desk.tickets.do
    ticket = office.log("家里总跳闸", "water_electric")
    do(ticket.number, Assign(Clean("孙涛"), reason=Clean("no one else is available")))
    assert office.desk.figures.report(day, day).failed_jobs == (ticket.number,)
    do(ticket.number, Undo())
    assert office.desk.figures.report(day, day).failed_jobs == ()
    with pytest.raises(NeedsReason, match="engineering: certificate has expired"):
        do(ticket.number, Assign(Clean("工程部")))
    do(ticket.number, Assign(Clean("工程部"), reason=Clean("urgent")))
    assert office.desk.figures.report(day, day).failed_jobs == (ticket.number,)
    do(office.log("地面垃圾", "litter_stain").number, Assign(Clean("保洁部")))
    assert len(office.desk.figures.report(day, day).failed_jobs) == 1
