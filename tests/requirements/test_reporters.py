"""Whoever hears of it first sees it through: the staff's reports and how they reach the desk (S1)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.figures.report import report
from core.figures.reporting_delays import PersonReports
from core.people.directory import Person
from core.ticket.acts.assign import Assign
from core.ticket.acts.responder import CorrectFirstResponder, TellManager
from core.ticket.acts.undo import Undo
from core.ticket.acts.work import Arrive
from core.ticket.codes import RelayKind, RelayReason, State
from core.ticket.fold import fold
from core.ticket.model import NOBODY, Caller, Particulars, Relay
from tests.cli.program import Cli
from tests.requirements.conftest import CLEANING, NOW, Office

PEOPLE = (
    "姓名,部门,岗位,角色,电话,单位,上级,区域,入职日期,离职日期\n"
    "陈静,综合组,主管,主管,13900000001,,,,,\n"
    "邓秀英,保洁部,保洁员,员工,13900000002,洁雅保洁,方敏,三期,2026-01-01,\n"
    "曹玉兰,保洁部,保洁员,员工,13900000003,洁雅保洁,方敏,一期,2024/1/1,2024年12月31日\n"
)


def told(minutes: float, *, kind: str = "", person: str = "", reason: str = "") -> Particulars:
    """An employee heard of it so many minutes ago; with `kind` somebody passed it on half-way."""
    way = RelayKind.of(kind)
    passed_at = NOW - timedelta(minutes=minutes / 2)
    relay = Relay(way, person, RelayReason.of(reason), passed_at) if way else None
    return Particulars(received_at=NOW - timedelta(minutes=minutes), relay=relay)


def test_r057_the_staff_list_covers_subcontractors_and_dates(cli: Cli, tmp_path: Path) -> None:
    """Own people and subcontractors' come from a list with firm, post, supervisor, area and dates of work."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert cli("import", "people", str(file)).out == "New: 3, changed: 0, unchanged: 0.\n"
    assert cli("--as", "陈静", "import", "people", str(file)).out == "New: 0, changed: 0, unchanged: 3.\n"
    here = cli("log", "东门路灯不亮", "--reporter", "邓秀英", "--json").json
    assert (here["first_responder"], here["unknown"]) == ({"name": "邓秀英", "employer": CLEANING}, [])
    gone = cli("log", "东门路灯不亮", "--reporter", "曹玉兰", "--json").json
    assert (gone["first_responder"]["employer"], gone["unknown"]) == (None, ["first_responder"])


def test_r057_a_bad_date_is_named(cli: Cli, tmp_path: Path) -> None:
    """A date that cannot be read, or an end before the beginning, names its row and nothing is taken over."""
    file = tmp_path / "people.csv"
    file.write_text("姓名,入职日期,离职日期\n甲,上周,\n乙,2026-05-01,2026-04-01\n", encoding="utf-8")
    said = cli("import", "people", str(file), ok=False)
    assert said.code == 1
    assert "row 2, 入职日期" in said.err
    assert "row 3, 离职日期" in said.err


def test_r057_dates_decide_by_the_day(office: Office) -> None:
    """On the day before somebody begins he is unknown, from that day on he is known."""
    tomorrow = date(2026, 3, 11)
    with office.store.writing() as work:
        work.people.save_people([Person("031", "新人", "cleaning", active_from=tomorrow, active_to=tomorrow)])
    known = []
    for _day in range(3):
        known.append(office.desk.queries.directory().person("新人") is not None)
        office.later(days=1)
    assert known == [False, True, False]


def test_r058_one_first_responder_for_good(office: Office) -> None:
    """The first responder is fixed at the logging; only a supervisor corrects him, with a reason."""
    ticket = office.log("路灯不亮", "street_light", first_responder="罗斌")
    office.desk.tickets.do(ticket.number, Assign(Clean("工程部")))
    assert office.card(ticket).ticket.first_responder == "罗斌"
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(ticket.number, CorrectFirstResponder(Clean("邓秀英"), Clean("她先看到")))
    with pytest.raises(InvalidInput):
        office.chief.tickets.do(ticket.number, CorrectFirstResponder(Clean("邓秀英"), Clean("")))
    corrected = office.chief.tickets.do(
        ticket.number, CorrectFirstResponder(Clean("邓秀英"), Clean("她先看到"))
    )
    assert (corrected.first_responder, corrected.employer) == ("邓秀英", CLEANING)
    assert office.chief.tickets.do(ticket.number, Undo()).first_responder == "罗斌"
    history = office.card(ticket).history
    assert fold(history).first_responder == "罗斌"
    assert history[0].fact.origin == "found"  # type: ignore[attr-defined]


def test_r059_the_delay_from_hearing_to_the_desk_is_measured(office: Office) -> None:
    """A report of the staff says when it was heard of; the day has the mean and the longest delay."""
    for minutes in (2, 10):
        office.log("路灯不亮", "street_light", first_responder="罗斌", particulars=told(minutes))
    with office.store.reading() as look:
        figures = report(look, date(2026, 3, 10), date(2026, 3, 10), office.now).staff_reports
    delays = figures.reporting
    assert [delays.count, delays.mean, delays.longest] == [2, 360, 600]


def test_r060_by_way_of_the_control_room(cli: Cli) -> None:
    """The control room passes a report on: that, by whom and when stay with the ticket."""
    words = (
        "--reporter",
        "周保安",
        "--channel",
        "door_phone",
        "--relay",
        "control_room",
        "--relay-by",
        "徐明",
    )
    ticket = cli("log", "东门道闸坏了", *words, "--relay-at", "-4m", "--json").json
    assert (ticket["relay"]["kind"], ticket["relay"]["person"]) == ("control_room", "徐明")
    assert ticket["relay"]["at"] < ticket["reported_at"]
    assert "control room  徐明" in cli("show", ticket["number"]).out


def test_r061_a_relay_has_its_reason(cli: Cli) -> None:
    """Why it did not come directly is one of three reasons; another one, or no relay, is refused."""
    words = ("log", "东门道闸坏了", "--reporter", "周保安")
    ticket = cli(*words, "--relay", "squad_leader", "--relay-reason", "cannot_reach", "--json").json
    assert ticket["relay"]["reason"] == "cannot_reach"
    assert cli(*words, "--relay", "squad_leader", "--relay-reason", "lazy", ok=False).code == 2
    assert cli(*words, "--relay-reason", "other", ok=False).code == 2


def test_r061_a_missing_reason_stays_open_until_it_is_given(cli: Cli) -> None:
    """Without a terminal nothing waits: the report is logged, and the reason is asked for as a to-do."""
    said = cli("log", "东门道闸坏了", "--reporter", "周保安", "--relay", "control_room", "--json")
    assert "--relay-reason cannot_reach|inconvenient|other" in said.err
    assert [(task["kind"], task["done_at"]) for task in said.json["tasks"]] == [("relay_reason", None)]
    number = said.json["number"]
    done = cli("complete", number, "--note", "手机没电", "--json").json
    assert done["tasks"][0]["done_at"]
    direct = cli("log", "东门道闸坏了", "--reporter", "周保安", "--json")
    assert (direct.err, direct.json["tasks"]) == ("", [])


def test_r062_guards_by_way_of_the_squad_leader(office: Office) -> None:
    """A guard's report passed on by the squad leader keeps the guard as the first responder."""
    ticket = office.log(
        "井盖松动",
        "safety_hazard",
        first_responder="罗斌",
        particulars=told(6, kind="squad_leader", person="马超"),
    )
    relay = ticket.particulars.relay
    assert relay is not None
    assert (ticket.first_responder, relay.kind, relay.person) == ("罗斌", "squad_leader", "马超")


def test_r063_cleaners_by_way_of_the_site_manager(office: Office) -> None:
    """A cleaner's report passed on by the site manager keeps the cleaner as the first responder."""
    ticket = office.log(
        "地面油污",
        "litter_stain",
        first_responder="邓秀英",
        particulars=told(6, kind="site_manager", person="方敏"),
    )
    assert (ticket.first_responder, ticket.employer) == ("邓秀英", CLEANING)
    assert ticket.particulars.relay == Relay(RelayKind.SITE_MANAGER, "方敏", None, NOW - timedelta(minutes=3))


def test_r064_the_direct_report_rate_and_the_relay_delay(office: Office, cli: Cli) -> None:
    """Of three staff reports one was relayed: 66.66 % came directly, and the relay took three minutes."""
    for particulars in (told(2), told(1), told(6, kind="squad_leader", person="马超")):
        office.log("路灯不亮", "street_light", first_responder="罗斌", particulars=particulars)
    office.log("漏水", "pipe_leak", unit="3-2-1201")
    cli_office = ("--database", str(office.store.database.place), "report", "day", "--period", "2026-03-10")
    staff = cli(*cli_office, "--json").json["staff_reports"]
    assert (staff["total"], staff["direct"], staff["relayed"]) == (3, 2, {"squad_leader": 1})
    assert staff["direct_percent"] == 66.66
    assert staff["relaying"] == {"count": 1, "mean_s": 180, "max_s": 180}
    assert "66.66" in cli(*cli_office).out


@pytest.mark.parametrize("origin", ["received", "found"])
def test_r065_the_site_manager_is_told_within_half_an_hour(office: Office, origin: str) -> None:
    """A subcontractor's report runs a clock of 30 min till its site manager is told; then it is late."""
    caller = Caller("李女士") if origin == "received" else NOBODY
    ticket = office.log("地面油污", "latent_need", first_responder="邓秀英", caller=caller)
    assert ticket.origin == origin
    clock = office.clock(ticket, "manager")
    assert clock is not None
    assert (clock.state, clock.due_at) == ("running", NOW + timedelta(minutes=30))
    office.later(minutes=31)
    (row,) = office.desk.queries.board("breached").rows
    assert (row.number, row.marks.clock) == (ticket.number, "manager")
    office.desk.tickets.do(ticket.number, TellManager())
    assert office.desk.queries.board("breached").rows == []
    after = office.clock(ticket, "manager")
    assert after is not None
    assert after.state == "missed"
    assert office.card(ticket).history[-1].fact.who == "方敏"  # type: ignore[attr-defined]


def test_r065_only_where_there_is_a_site_manager_to_tell(office: Office) -> None:
    """Own staff run no such clock; what was told at the logging is noted with it; it can be undone."""
    own = office.log("路灯不亮", "street_light", first_responder="罗斌")
    assert office.clock(own, "manager") is None
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(own.number, TellManager())
    at_once = office.log("油污", "litter_stain", first_responder="邓秀英", manager_told=True)
    assert at_once.manager_told_at == NOW
    later = office.log("油污", "litter_stain", first_responder="邓秀英")
    office.desk.tickets.do(later.number, TellManager())
    assert office.desk.tickets.do(later.number, Undo()).manager_told_at is None


def test_r065_older_rules_keep_their_clocks(office: Office) -> None:
    """Rules from before the clock run none: what was logged under them keeps its place on the board."""
    with office.store.writing() as work:
        kept = [line for line in work.policies.in_force().text.splitlines() if "manager_min" not in line]
        work.policies.save("\n".join(kept), office.now, "陈静")
    ticket = office.log("地上有油污", "litter_stain", first_responder="邓秀英", assign_to="何花")
    office.desk.tickets.do(ticket.number, Arrive())
    assert office.clock(ticket, "manager") is None
    (row,) = office.desk.queries.board().rows
    assert row.marks.clock == "ladder"
    assert office.desk.tickets.do(ticket.number, TellManager()).manager_told_at == NOW


def test_r066_found_and_put_right_at_once(office: Office) -> None:
    """Found and put right is logged as closed, what was not put right as a ticket; both are finds."""
    done = office.log("地面纸屑", "litter_stain", first_responder="邓秀英", outcome="已捡走")
    assert (done.state, done.close_kind, done.origin) == (State.CLOSED, "at_once", "found")
    assert (done.round.outcome, done.first_responder) == ("已捡走", "邓秀英")
    open_one = office.log("大片油污", "litter_stain", first_responder="邓秀英")
    assert (open_one.state, open_one.origin) == (State.LOGGED, "found")
    with office.store.reading() as look:
        figures = report(look, date(2026, 3, 10), date(2026, 3, 10), office.now)
    assert (figures.came.found, figures.staff_reports.self_handled) == (2, 1)


def test_r066_both_count_for_the_finder(office: Office) -> None:
    """The report has for each person what they reported, found themselves, and put right at once."""
    office.log("地面纸屑", "litter_stain", first_responder="邓秀英", outcome="已捡走")
    office.log("大片油污", "litter_stain", first_responder="邓秀英")
    office.log("路灯不亮", "street_light", first_responder="罗斌")
    with office.store.reading() as look:
        figures = report(look, date(2026, 3, 10), date(2026, 3, 10), office.now).staff_reports
    assert [*figures.people.items()] == [("邓秀英", PersonReports(2, 2, 1)), ("罗斌", PersonReports(1, 1, 0))]


def test_r090_reports_by_person_with_those_who_made_none(cli: Cli, tmp_path: Path) -> None:
    """The report lists the number of reports of each person, and who of the staff has made none."""
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    cli("import", "people", str(file))
    cli("--as", "陈静", "log", "东门路灯不亮", "--reporter", "新来的")
    found = cli("--as", "陈静", "report", "day", "--json").json["staff_reports"]
    assert [(one["person"], one["reports"]) for one in found["people"]] == [("新来的", 1)]
    assert found["without_report"] == ["邓秀英"]
    assert "邓秀英" in cli("--as", "陈静", "report", "day").out


def test_r086_the_first_reporter_comes_from_the_staff_list(office: Office) -> None:
    """Whoever is listed brings his firm with him; a new person is kept as written, with the firm given."""
    by_number = office.log("油污", "litter_stain", first_responder="022")
    assert (by_number.first_responder, by_number.employer) == ("邓秀英", CLEANING)
    new = office.log("油污", "litter_stain", first_responder="新来的", employer="绿洲绿化")
    assert (new.first_responder, new.employer) == ("新来的", "绿洲绿化")
    nobody = office.log("漏水", "pipe_leak", unit="3-2-1201")
    assert nobody.first_responder == "王敏"


def test_r086_a_new_person_is_marked(cli: Cli) -> None:
    """Whoever is not listed is named among what the directory does not know."""
    ticket = cli("log", "大堂油污", "--reporter", "新来的", "--employer", "绿洲绿化", "--json").json
    assert ticket["first_responder"] == {"name": "新来的", "employer": "绿洲绿化"}
    assert "first_responder" in ticket["unknown"]
    assert "新来的 (not in the directory)" in cli("show", ticket["number"]).out
