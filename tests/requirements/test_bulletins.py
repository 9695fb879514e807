"""Bulletins: what the office tells its staff, and who has read it."""

from core.notices.table import BULLETIN
from tests.cli.program import Cli
from tests.requirements.conftest import Office

RULES = {"title": "投诉处理新规", "text": "投诉当日回复处理意见。"}


def test_r093_a_bulletin_waits_for_each_person_until_they_confirm_it(office: Office) -> None:
    """It is shown at sign-in until it was read; the author is not asked."""
    office.chief.records.new(BULLETIN, RULES)
    assert [one.number for one in office.desk.records.waiting(BULLETIN)] == ["B-1"]
    assert office.chief.records.waiting(BULLETIN) == []
    office.desk.records.see(BULLETIN, "B-1")
    assert office.desk.records.waiting(BULLETIN) == []
    assert [one.number for one in office.as_person("马超").records.waiting(BULLETIN)] == ["B-1"]


def test_r137_the_handover_says_how_many_of_the_staff_have_read_it(office: Office) -> None:
    """Own staff count, a subcontractor's people do not."""
    office.chief.records.new(BULLETIN, RULES)
    office.desk.records.see(BULLETIN, "B-1")
    office.as_person("何花").records.see(BULLETIN, "B-1")
    office.desk.handover.begin_watch()
    (note,) = office.desk.handover.sheet().notes
    assert (note.text, note.read, note.staff) == ("B-1  投诉处理新规", 2, 4)


def test_r137_who_has_read_it_is_listed_and_exported(cli: Cli) -> None:
    """Each reader is named, on paper and for programs."""
    cli("bulletin", "new", "--title", "结果", "--text", "满意率 96%。")
    cli("bulletin", "read", "1", "--person", "马超")
    assert cli("bulletin", "show", "1", "--json").json["readers"][1:] == ["马超"]
    assert "马超" in cli("bulletin", "export", "1", "--format", "md").out
