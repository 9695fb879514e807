"""Major complaints: who hears of them at once, and who investigates them."""

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.ticket.acts.handle import Handle
from core.ticket.acts.investigation import Investigate
from core.ticket.acts.reclassify import Reclassify
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office


def owed(office: Office) -> list[str]:
    """Numbers of the complaints that lack a group or its conclusion."""
    return [one.ticket.number for one in office.chief.supervision.investigations()]


def test_r019_a_major_complaint_reaches_the_general_manager_and_asks_for_a_group(office: Office) -> None:
    """From the moment of marking, also by a correction; lead, members and time are kept."""
    office.log("3-2-1201 投诉保安", "complaint")
    marked = office.log("要找媒体", "complaint_major", assign_to="综合组")
    later = office.log("还要投诉", "complaint")
    office.chief.tickets.do(later.number, Reclassify("complaint_major", reason=Clean("要起诉")))
    rung = office.card(marked).rungs[0]
    assert (rung.role, rung.due_at, rung.status) == ("general_manager", NOW, "due")
    assert owed(office) == [marked.number, later.number]
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(marked.number, Investigate(Clean("马超")))
    with pytest.raises(InvalidInput, match="--lead"):
        office.chief.tickets.do(marked.number, Investigate(conclusion=Clean("属实")))
    group = office.chief.tickets.do(
        marked.number, Investigate(Clean("011"), Clean("陈静、罗斌"))
    ).investigation
    assert group is not None
    assert (group.lead, group.members, group.opened_at, group.by) == ("马超", ("陈静", "罗斌"), NOW, "陈静")
    assert owed(office) == [later.number]


def test_r019_handled_without_a_conclusion_it_comes_back_until_there_is_one(office: Office) -> None:
    """The group may change; its conclusion is asked for when the work is done."""
    ticket = office.log("要找媒体", "complaint_major", assign_to="综合组")
    office.chief.tickets.do(ticket.number, Investigate(Clean("马超")))
    office.later(hours=1)
    group = office.chief.tickets.do(ticket.number, Investigate(members=Clean("罗斌"))).investigation
    assert group is not None
    assert (group.lead, group.members, group.opened_at) == ("马超", ("罗斌",), NOW)
    with pytest.raises(InvalidInput, match="conclusion"):
        office.chief.tickets.do(ticket.number, Investigate(members=Clean("罗斌")))
    assert owed(office) == []
    office.desk.tickets.do(ticket.number, Handle(Clean("已道歉")))
    assert owed(office) == [ticket.number]
    after = office.chief.tickets.do(
        ticket.number, Investigate(conclusion=Clean("属实，已处罚"))
    ).investigation
    assert after is not None
    assert (after.conclusion, after.concluded_at) == ("属实，已处罚", office.now)
    assert owed(office) == []


def test_r019_investigations_on_the_command_line(cli: Cli) -> None:
    """`investigation` names the group and records the conclusion, `investigations` lists what lacks one."""
    number = cli("log", "3-2-1201 要找媒体", "--category", "complaint_major").out.split()[0]
    (one,) = cli("investigations", "--json").json
    assert (one["number"], one["investigation"]) == (number, None)
    words = ("--lead", "马超", "--members", "罗斌, 王敏")
    found = cli("investigation", number, *words, "--json").json["investigation"]
    assert (found["lead"], found["members"], found["conclusion"]) == ("马超", ["罗斌", "王敏"], None)
    assert cli("investigations", "--json").json == []
    cli("investigation", number, "--conclusion", "属实")
    shown = cli("show", number).out
    assert "属实" in shown
