"""The figures of a day that the intake leaves behind."""

from datetime import date, timedelta

from core.base.text import Clean
from core.figures.report import report
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.acts.work import Arrive
from core.ticket.codes import Result
from core.ticket.model import Caller, Particulars
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office


def test_r056_the_repeat_rate_and_first_contact_resolution(office: Office) -> None:
    """The day's report counts repeats, and what was solved in the first contact of customers' calls."""
    caller = Caller("李女士", "13800138000")
    first = office.log("水龙头滴水", "water_electric", unit="3-2-1201", caller=caller)
    office.log("又滴水", "water_electric", unit="3-2-1201", caller=caller, repeat_of=first.number)
    office.log("几点关门", "enquiry", caller=caller, outcome="十点")
    office.log("路灯不亮", "street_light", first_responder="罗斌")
    with office.store.reading() as look:
        came = report(look, date(2026, 3, 10), date(2026, 3, 10), office.now).came
    assert (came.total, came.repeats, came.from_customers, came.at_once) == (4, 1, 3, 1)
    assert came.repeat_rate is not None
    assert float(came.repeat_rate) == 0.25


def test_r059_what_was_on_paper_is_entered_late_and_counted(office: Office, cli: Cli) -> None:
    """Calls that were written on paper keep their own times; how late they were entered is a figure."""
    for hours in (1, 3):
        office.log(
            "漏水",
            "pipe_leak",
            reported_at=NOW - timedelta(hours=hours),
            particulars=Particulars(entered_late=True),
        )
    base = ("--database", str(office.store.database.place), "report", "day", "--period", "2026-03-10")
    late = cli(*base, "--json").json["entered_late"]
    assert late == {"count": 2, "mean_s": 7200, "max_s": 10800}
    assert "from paper to entry" in cli(*base).out


def test_each_table_heads_its_rate_in_its_own_words(office: Office, cli: Cli) -> None:
    """A share of arrivals in time is not a share of satisfied customers."""
    ticket = office.log("漏水", "pipe_leak", unit="3-2-1201", assign_to="工程部", caller=Caller("李女士"))
    office.desk.tickets.do(ticket.number, Arrive())
    office.desk.tickets.do(ticket.number, Handle(Clean("已修"), Clean("老化")))
    office.chief.tickets.do(ticket.number, RecordCallback(Result.SATISFIED))
    base = ("--database", str(office.store.database.place), "--lang", "zh_CN")
    lines = cli(*base, "report", "day", "--period", "2026-03-10").out.splitlines()
    assert [head for head in ("及时率 %", "满意率 %") for line in lines if head in line] == [
        "及时率 %",
        "满意率 %",
    ]
