"""What leaves the desk on paper takes a right, is recorded and private, and masked but for the slip."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.base.text import Clean
from core.desk.facts import Exported
from core.duty.roster import Duty
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Reopen
from core.ticket.acts.handle import Handle
from core.ticket.acts.work import Arrive
from core.ticket.codes import Result
from core.ticket.model import Caller, Original, Particulars
from tests.cli.program import Cli, Said
from tests.requirements.conftest import Office, office
from tui.papers.forms import FORMS
from tui.papers.making import make_callbacks, make_handover, make_opinions, make_originals, make_roster

__all__ = ["office"]

ZHAO = Caller("赵女士", "13812345678")
At = Callable[..., Said]


@pytest.fixture
def at(office: Office, cli: Cli) -> At:
    """The command line of somebody of the office."""
    return lambda who, *words, **more: cli(
        "--database", str(office.store.database.place), "--as", who, *words, **more
    )


def exports(office: Office) -> list[Any]:
    """What was written to files: by whom, what, in which form, of what."""
    with office.store.reading() as look:
        entries = look.events.entries(Exported)
    facts = [(entry.event.actor, entry.event.fact) for entry in entries]
    return [(who, fact.paper, fact.form, fact.subject) for who, fact in facts if isinstance(fact, Exported)]


def test_a_slip_is_looked_at_masked_and_written_whole(office: Office, at: At, tmp_path: Path) -> None:
    number = office.log("厨房水管漏水", "pipe_leak", unit="3-2-1201", caller=ZHAO).number
    for words in (("papers", "slip", number), ("papers", "slip", number, "--json")):
        said = at("王敏", *words).out
        assert "138****5678" in said and ZHAO.phone not in said
    assert exports(office) == []
    file = tmp_path / "slip.html"
    assert at("王敏", "papers", "slip", number, "-o", str(file)).out == ""
    page = file.read_text(encoding="utf-8")
    assert ZHAO.phone in page and "厨房水管漏水" in page
    assert file.stat().st_mode & 0o777 == 0o600
    assert ZHAO.phone in at("王敏", "papers", "slip", number, "--format", "md").out
    assert exports(office) == [("王敏", "slip", "html", number), ("王敏", "slip", "md", number)]


def test_the_slip_of_a_confidential_caller_does_not_tell_who_it_is(office: Office, at: At) -> None:
    secret = Caller("赵女士", "13812345678", confidential=True)
    number = office.log("厨房水管漏水", "pipe_leak", caller=secret).number
    for who in ("王敏", "陈静"):
        said = at(who, "papers", "slip", number, "--format", "html").out
        assert "138****5678" in said
        assert not [word for word in ("赵女士", ZHAO.phone) if word in said]


def test_a_register_takes_a_supervisor_and_whoever_may_not_leaves_no_file(
    office: Office, at: At, tmp_path: Path
) -> None:
    office.log("保安态度差", "complaint", caller=ZHAO)
    file = tmp_path / "opinions.xlsx"
    refused = at("王敏", "report", "opinions", "-o", str(file), ok=False)
    assert (refused.code, refused.out) == (1, "")
    assert "陈静" in refused.err and not file.exists()
    assert at("王敏", "report", "opinions", "--format", "csv", ok=False).code == 1
    assert "138****5678" in at("王敏", "report", "opinions", "--json").out
    at("陈静", "report", "opinions", "--to", "2026-03-10", "-o", str(file))
    assert exports(office) == [("陈静", "opinions", "xlsx", "– 2026-03-10")]
    values = {cell.value for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row}
    assert {"保安态度差", datetime.fromisoformat("2026-03-10")} <= values


def test_the_record_of_a_complaint_says_what_became_of_it(office: Office, at: At) -> None:
    complaint = office.log("保安态度差", "complaint", caller=ZHAO, opinion="马上去看")
    leak = office.log("厨房水管漏水", "pipe_leak")
    office.desk.tickets.do(complaint.number, Assign(Clean("security")))
    office.desk.tickets.do(complaint.number, Arrive())
    office.desk.tickets.do(complaint.number, Handle(Clean("已道歉"), cause=Clean("培训不足")))
    office.chief.tickets.do(
        complaint.number,
        RecordCallback(Result.DISSATISFIED, answer=Clean("还是一样"), reason=Clean("服务态度")),
    )
    record = at("王敏", "papers", "complaint", complaint.number).out
    for words in ("138****5678", "马上去看", "培训不足", "还是一样", "dissatisfied"):
        assert words in record
    assert "已道歉" in record.split("Rounds")[1].split("Result")[0]
    refused = at("王敏", "papers", "complaint", leak.number, ok=False)
    assert (refused.code, "is not a complaint" in refused.err) == (1, True)


def test_whom_the_desk_rang_back_in_the_week(office: Office, at: At) -> None:
    for outcome in ("satisfied", "waived"):
        ticket = office.log("厨房水管漏水", "pipe_leak", caller=ZHAO)
        office.desk.tickets.do(ticket.number, Assign(Clean("马超"), reason=Clean("近")))
        office.desk.tickets.do(ticket.number, Arrive())
        office.desk.tickets.do(ticket.number, Handle(Clean("换了接头"), no_arrival=Clean("by phone")))
        office.later(hours=1)
        office.chief.tickets.do(
            ticket.number, RecordCallback(Result(outcome), answer=Clean("很好"), reason=Clean(""))
        )
    record = at("陈静", "papers", "callbacks", "--to", "2026-03-10", "--json").json
    assert [(one["result"], one["by"], one["phone"]) for one in record] == [
        ("satisfied", "陈静", "138****5678"), ("waived", None, "138****5678"),
    ]  # fmt: skip
    assert at("陈静", "papers", "callbacks", "--to", "2026-03-08", "--json").json == []


def test_what_was_closed_and_reopened_is_rung_back_on_the_later_day(office: Office, at: At) -> None:
    ticket = office.log("厨房水管漏水", "pipe_leak", caller=ZHAO)
    office.desk.tickets.do(ticket.number, Assign(Clean("马超"), reason=Clean("近")))
    for again in (False, True):
        if again:
            office.later(hours=21)
            office.chief.tickets.do(ticket.number, Reopen(Clean("又漏了")))
        office.desk.tickets.do(ticket.number, Arrive())
        office.desk.tickets.do(ticket.number, Handle(Clean("换了接头"), no_arrival=Clean("by phone")))
        office.desk.tickets.do(ticket.number, RecordCallback(Result.SATISFIED, answer=Clean("很好")))
    day = ("--from", "2026-03-11", "--to", "2026-03-11", "--json")
    assert [one["round"] for one in at("陈静", "papers", "callbacks", *day).json] == [2]
    figures = at("陈静", "report", "day", "--period", "2026-03-11", "--json").json
    assert (figures["handled"], figures["callbacks"]["attempts"]) == (1, 1)


def test_the_roster_of_the_week(office: Office, at: At) -> None:
    monday = date(2026, 3, 9)
    with office.store.writing() as work:
        work.roster.save_duties(Duty(monday + timedelta(days=n), "08:00", "16:00", "001") for n in range(3))
    duties = at("王敏", "papers", "roster", "--week", "2026-03-15", "--json").json
    assert [(duty["day"], duty["name"]) for duty in duties] == [
        (f"2026-03-{day:02d}", "王敏") for day in (9, 10, 11)
    ]
    assert at("王敏", "papers", "roster", "--week", "2026-03-09").out.count("08-16") == 3


def test_a_list_for_programs_has_the_same_columns_with_and_without_rows(office: Office) -> None:
    today = date(2026, 3, 10)
    kept = Particulars(original=Original("12", "letter", "shelf"))
    number = office.log("保安态度差", "complaint", particulars=kept).number
    office.desk.tickets.do(number, Assign(Clean("security")))
    office.desk.tickets.do(number, Arrive())
    office.desk.tickets.do(number, Handle(Clean("已道歉"), no_arrival=Clean("by phone")))
    office.chief.tickets.do(number, RecordCallback(Result.SATISFIED, answer=Clean("很好")))
    with office.store.writing() as work:
        work.roster.save_duties([Duty(today, "08:00", "16:00", "001")])
    before = today - timedelta(days=30)
    for make in (make_callbacks, make_opinions, make_originals):
        filled, empty = make(office.desk, today, today), make(office.desk, before, before)
        assert [[*entry] for entry in filled.document] == [[*filled.columns]] == [[*empty.columns]]
        assert empty.document == []
    week = make_roster(office.desk, today)
    assert [*week.document[0]] == [*week.columns]


def test_the_figures_of_a_workbook_are_numbers_and_spans(office: Office, at: At, tmp_path: Path) -> None:
    leak = office.log("厨房水管漏水", "pipe_leak")
    office.later(minutes=9)
    office.desk.tickets.do(leak.number, Assign(Clean("马超"), reason=Clean("近")))
    office.desk.tickets.do(leak.number, Arrive())
    file = tmp_path / "day.xlsx"
    at("陈静", "report", "day", "--period", "2026-03-10", "-o", str(file))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows()]
    assert ["came in", 1] in [row[:2] for row in rows]
    spans = [row for row in rows if row[0] == "all" and isinstance(row[1], timedelta)]
    assert [row[1:4] for row in spans] == [[timedelta(minutes=9)] * 3]


def test_a_signed_handover_is_the_same_whenever_it_is_written(office: Office) -> None:
    desk = office.desk
    before = desk.handover.begin_watch()
    desk.handover.count(desk.queries.policy().equipment[0].name, Clean("3"))
    office.log("厨房水管漏水", "pipe_leak")
    office.later(hours=7)
    desk.handover.sign_out_watch("")
    office.later(minutes=5)
    desk.handover.review("陈静")
    desk.handover.see(*(line.id for line in desk.handover.sheet().red))
    desk.handover.sign_in_watch("陈静", "")
    kept = {form: write(make_handover(office.chief, before.id)) for form, write in FORMS.items()}
    office.later(hours=3)
    office.log("灯不亮", "street_light")
    assert kept == {form: write(make_handover(desk, before.id)) for form, write in FORMS.items()}
    page = kept["md"].decode()
    seal = desk.handover.signed_sheet(before.id).hash
    assert (
        page.index("Outgoing: 王敏 2026-03-10 16:00")
        < page.index("Incoming: 陈静 2026-03-10 16:05")
        < page.index(seal)
    )
    assert "厨房水管漏水" in page and "灯不亮" not in page
    office.desk.handover.correct(before.id, Clean("漏记了一项"))
    after = FORMS["md"](make_handover(desk, before.id)).decode()
    assert after.startswith(page[: page.index(seal)]) and "漏记了一项" in after
    live = make_handover(office.chief)
    assert (live.note, live.document["hash"], live.document["operator"]) == ("Not signed yet.", None, "陈静")


def test_what_cannot_be_written_is_said(office: Office, at: At, tmp_path: Path) -> None:
    number = office.log("厨房水管漏水", "pipe_leak").number
    slip = ("papers", "slip", number)
    for words, says in (
        (("--format", "xlsx"), "An .xlsx workbook cannot be shown in the terminal."),
        (("-o", str(tmp_path / "slip.docx")), "has no known file ending"),
        (("-o", str(tmp_path / "nowhere" / "slip.md")), "cannot be written"),
    ):
        refused = at("王敏", *slip, *words, ok=False)
        assert (refused.code in (1, 3), says in refused.err) == (True, True), refused
    assert exports(office) == []
