"""Dangers and damage on the estate: kept from people first, and by whom it is put right (S1, S2)."""

from datetime import timedelta

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.duty.suggestions import guards, suggest
from core.notices.table import BULLETIN
from core.people.directory import Person
from core.policy.model import default_policy
from core.ticket.acts.defer import Conclude, Defer
from core.ticket.acts.handle import Handle
from core.ticket.acts.isolate import Isolate, RemoveIsolation
from core.ticket.acts.merge import Merge
from core.ticket.acts.task import Complete
from core.ticket.acts.undo import Undo
from core.ticket.codes import Measure, State, TaskKind
from core.ticket.model import Hazard
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office


def test_r007_safety_information_is_urgent_and_keeps_no_quiet_hours(office: Office) -> None:
    """A safety hazard goes to security as urgent, and its rungs are told at night as well."""
    office.now += timedelta(hours=14)  # 23:00 at the site
    ticket = office.log("三楼电线裸露", "safety_hazard", first_responder="罗斌")
    assert (ticket.urgency, ticket.department) == ("urgent", "security")
    rungs = [rung for rung in office.card(ticket).rungs if rung.reason == "ladder"]
    assert rungs
    assert all(rung.tell_at == rung.due_at for rung in rungs)


def test_r007_the_sort_of_danger_is_read_or_said(cli: Cli) -> None:
    """People, money, property, electricity or gas: read from the words or said, on ticket, slip and JSON."""
    read = cli("log", "3-2-1201 走廊漏电", "--category", "safety_hazard", "--json").json
    assert (read["category"], read["danger"]) == ("safety_hazard", "electricity")
    said = cli("log", "东门井盖松动", "--category", "safety_hazard", "--danger", "person", "--json").json
    assert said["danger"] == "person"
    assert "to people" not in cli("show", read["number"]).out
    assert "people" in cli("show", said["number"]).out
    assert cli("papers", "slip", said["number"], "--json").json["danger"] == "person"
    assert cli("log", "东门路灯不亮", "--json").json["danger"] is None
    asked = cli("log", "东门隐患", "--category", "safety_hazard")
    assert asked.err.count("\n") == 1 and "--danger person|money|property|electricity|gas" in asked.err
    assert cli("log", "3-2-1201 隐患", "--danger", "water", ok=False).code == 2


def test_r067_litter_goes_to_the_cleaners_of_that_area_first(office: Office) -> None:
    """For litter the cleaners of the area come first, the least loaded ahead, then the site manager."""
    ticket = office.log("地面垃圾", "litter_stain", assign_to="邓秀英")
    assert (ticket.department, ticket.assignee) == ("cleaning", "邓秀英")
    category = office.desk.queries.policy().category("litter_stain")
    offered = suggest(category, "三期", office.desk.queries.directory(), office.desk.roster.standing())
    assert [one.person.name for one in offered] == ["何花", "邓秀英", "方敏", "曹玉兰"]


def test_r068_nothing_ends_while_a_hazard_is_isolated(office: Office) -> None:
    """Measure, by whom, when placed and removed; until it is removed the work cannot be handled."""
    ticket = office.log("滑梯松动", "facility_loose", measure="tape", measure_by="罗斌", assign_to="工程部")
    assert ticket.hazards == (Hazard(Measure.TAPE, "罗斌", NOW),)
    office.later(minutes=20)
    for end in (
        lambda: office.desk.tickets.do(ticket.number, Handle(Clean("已紧固"), no_arrival=Clean("by phone"))),
        lambda: office.chief.tickets.do(ticket.number, Merge(office.log("滑梯", "facility_loose").number)),
    ):
        with pytest.raises(NotAllowed, match=r"still isolated\. First record"):
            end()
    removed = office.desk.tickets.do(ticket.number, RemoveIsolation())
    assert removed.hazards == (Hazard(Measure.TAPE, "罗斌", NOW, office.now),)
    assert (
        office.desk.tickets.do(ticket.number, Handle(Clean("已紧固"), no_arrival=Clean("by phone"))).state
        is State.HANDLED
    )


def test_r068_isolated_later_and_taken_back(office: Office) -> None:
    """It can be isolated later as well; a slip is undone; an unknown measure is refused."""
    ticket = office.log("瓷片脱落", "building_damage")
    with pytest.raises(ValueError, match="rope"):
        Measure.of("rope")
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(ticket.number, RemoveIsolation())
    office.desk.tickets.do(ticket.number, Isolate(Measure.GUARD, Clean("罗斌")))
    assert not office.desk.tickets.do(ticket.number, Undo()).isolated
    office.desk.tickets.do(ticket.number, Isolate(Measure.NOTICE))
    office.later(minutes=5)
    with pytest.raises(InvalidInput):
        office.desk.tickets.do(ticket.number, RemoveIsolation(), at=NOW - timedelta(minutes=1))
    office.chief.tickets.do(ticket.number, Defer(Clean("等待厂家"), office.now.date() + timedelta(days=30)))
    with pytest.raises(NotAllowed):
        office.chief.tickets.do(ticket.number, Conclude(Clean("年审不修")))
    assert office.card(ticket).ticket.isolated


def test_r068_not_answered_on_the_spot_while_it_stands(cli: Cli) -> None:
    """On the command line as well: what is still isolated is neither logged as done nor handled."""
    words = ("log", "乐园滑梯松动", "--hazard", "tape", "--hazard-by", "罗斌")
    assert cli(*words, "--done", "已修", ok=False).code == 1
    ticket = cli(*words, "--assign", "工程部", "--json").json
    assert ticket["isolated"]
    assert ticket["hazards"][0]["measure"] == "tape"
    number = ticket["number"]
    said = cli("handle", number, "--outcome", "已修", "--no-arrival", "by phone", ok=False)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert not cli("remove-isolation", number, "--json").json["isolated"]
    assert (
        cli("handle", number, "--outcome", "已修", "--no-arrival", "by phone", "--json").json["state"]
        == "handled"
    )


def test_r209_the_attempt_to_take_it_away_comes_before_the_isolation(cli: Cli) -> None:
    """Whether it was tried, why not and by whom: in the isolation, on the ticket and in its history."""
    number = cli("log", "3-2-1201 滑梯松动", "--category", "facility_loose").out.strip()
    words = ("--measure", "guard", "--by", "罗斌", "--removal", "failed", "--tried-by", "邓秀英")
    hazard = cli("isolate", number, *words, "--json").json["hazards"][0]
    assert (hazard["removal"], hazard["tried_by"]) == ("failed", "邓秀英")
    assert cli("show", number).out.count("tried, it would not come off") == 2


def test_r068_no_isolation_needed_has_its_reason(office: Office) -> None:
    """The question stays open until it is isolated, or somebody says why that is not needed."""
    ticket = office.log("滑梯松动", "facility_loose")
    assert [task.kind for task in ticket.to_do] == [TaskKind.ISOLATE]
    with pytest.raises(InvalidInput, match="why it needs no isolation"):
        office.desk.tickets.do(ticket.number, Complete())
    taken = office.desk.tickets.do(ticket.number, Complete(), note=Clean("罗斌已拆下"))
    assert (taken.to_do, taken.isolated) == ((), False)


def test_r209_the_nearest_guards_on_duty_are_offered_first(office: Office) -> None:
    """The guards of the policy's department, whatever department the matter is for, the nearest ahead."""
    guarded = [
        Person("013", "高山", "security", "安管员", area="三期"),
        Person("014", "孙东", "security", area="一期"),
    ]
    with office.store.writing() as work:
        work.people.save_people(guarded)
    policy = office.desk.queries.policy()
    category, stand = policy.category("facility_loose"), office.desk.roster.standing()
    assert category.department == "engineering"
    near = guards(category, "三期", office.desk.queries.directory(), stand, policy)
    assert [one.person.name for one in near] == ["高山", "马超", "罗斌", "孙东"]


@pytest.mark.parametrize("words", ["大堂告示栏通知过期", "大堂告示栏玻璃损坏", "大堂公告栏通知丢失"])
def test_r069_notice_boards_go_to_the_admin_group(cli: Cli, words: str) -> None:
    """An expired, damaged or lost notice has a category of its own and goes to the admin group at once."""
    ticket = cli("log", words, "--reporter", "罗斌", "--json").json
    assert (ticket["category"], ticket["department"], ticket["urgency"]) == (
        "notice_board",
        "admin",
        "urgent",
    )


def test_r069_an_expired_notice_that_was_taken_down(cli: Cli) -> None:
    """Taken down at once: logged as closed with what was done."""
    ticket = cli("log", "大堂告示栏通知过期", "--reporter", "罗斌", "--done", "已取下", "--json").json
    assert (ticket["state"], ticket["close_kind"], ticket["origin"]) == ("closed", "at_once", "found")


def test_r069_a_notice_whose_last_day_is_over_opens_the_task_by_itself(office: Office) -> None:
    """Where it hangs and its last day: the morning after, a ticket of the admin group opens."""
    said = {"title": "停水", "text": "周三停水。", "until": NOW.date(), "boards": "3-1至3-4大堂"}
    office.chief.records.new(BULLETIN, said)
    office.later(hours=22)  # 07:00 of the next day
    assert office.desk.notice_boards.log_expired("{title}") == []
    office.later(hours=1)
    (number,) = office.desk.notice_boards.log_expired("取下{title}")
    ticket = office.desk.queries.card(number).ticket
    assert (ticket.category, ticket.department, ticket.place) == ("notice_board", "admin", "3-1至3-4大堂")
    assert (ticket.description, ticket.first_responder) == ("取下停水", "陈静")
    assert office.desk.notice_boards.log_expired("{title}") == []


@pytest.mark.parametrize(
    ("words", "category"), [("大堂二号电梯停运", "equipment_fault"), ("大堂大理石破损", "building_damage")]
)
def test_r070_equipment_and_the_building_itself(cli: Cli, words: str, category: str) -> None:
    """Faults of equipment and damage of the building are categories of their own, for the engineers."""
    ticket = cli("log", words, "--reporter", "罗斌", "--json").json
    assert (ticket["category"], ticket["department"]) == (category, "engineering")
    assert default_policy().category(category).kind == "onsite"
