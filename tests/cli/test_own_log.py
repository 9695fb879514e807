"""Our own log of tickets, written to a file and taken back without a map."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.text import Clean
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Reopen, Void
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold, Resume
from core.ticket.acts.note import AddNote
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Accept, Arrive
from core.ticket.codes import Channel, HoldReason, Result
from core.ticket.model import Caller, Particulars, Ticket
from storage.store import SqlStore
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office, office

__all__ = ["office"]

FILES = pytest.mark.parametrize("form", ["csv", "xlsx"])
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh_CN"])


ROUND = (
    "number", "opened_by", "anchor", "pauses", "accepted_at", "arrived_at", "handled_at", "outcome",
    "no_arrival",
)  # fmt: skip


def lived_through(office: Office) -> None:
    """Let a day's tickets happen: every step that the log has, nasty texts, one that is void."""
    desk, chief = office.desk.tickets, office.chief.tickets

    def do(ticket: Ticket, *acts: Any) -> None:
        for act in acts:
            office.later(minutes=7, seconds=11)
            desk.do(ticket.number, act)

    leak = office.log(
        "=cmd|' /C calc'!A0, 水;\"漏\"",
        "pipe_leak",
        unit="3-2-1201",
        urgency=Urgency.URGENT,
        channel=Channel.VISIT,
        caller=Caller("王女士", "13812345678"),
        particulars=Particulars(promised_at=NOW + timedelta(hours=3)),
    )
    do(leak, Assign(Clean("engineering")), Urge(), Assign(Clean("周 强"), Clean("nearer")), Accept())
    do(
        leak,
        Hold(HoldReason.APPOINTMENT, office.now + timedelta(hours=2)),
        Resume(),
        Arrive(),
        AddNote(Clean("无")),
    )
    do(
        leak,
        Handle(Clean("-1 new tap")),
        RecordCallback(Result.NO_ANSWER),
        RecordCallback(Result.DISSATISFIED, Clean("drips")),
    )
    do(
        leak,
        Assign(Clean("李钢"), Clean("again")),
        Handle(Clean("+1"), no_arrival=Clean("settled by phone")),
        RecordCallback(Result.SATISFIED, Clean("好")),
    )
    office.chief.tickets.do(leak.number, Reopen(Clean("again wet")))
    office.later(minutes=1)
    void = office.log("wrong", "pipe_leak", unit="3-2-1202")
    do(void, Void(Clean("typed twice")))
    office.log("电梯困人", "lift_trapped", place="B座大堂", caller=Caller("李先生", "0351/2220003"))
    secret = office.log("合计", "pipe_leak", caller=Caller("赵", "13800138000", confidential=True))
    do(secret, Assign(Clean("engineering")), Handle(Clean("by phone"), no_arrival=Clean("settled by phone")))
    chief.do(secret.number, RecordCallback(Result.WAIVED, reason=Clean("asked not to be called")))


def told(store: SqlStore) -> list[dict[str, Any]]:
    """Return what the log carries of each ticket, void ones left out."""
    with store.reading() as look:
        found = [*look.tickets.reported(NOW - timedelta(days=1), NOW + timedelta(days=2))]
    return sorted(
        (_told(ticket) for ticket in found if ticket.state != "void"), key=lambda one: one["number"]
    )


def _told(ticket: Ticket) -> dict[str, Any]:
    caller = Caller() if ticket.caller.confidential else ticket.caller
    names = (
        "number", "category", "urgency", "state", "description", "channel", "origin", "reported_at",
        "logged_at", "first_responder", "unit", "place", "department", "assignee", "assigned_at", "urges",
        "closed_at", "close_kind", "hold",
    )  # fmt: skip
    rounds = [
        [getattr(turn, name) for name in ROUND]
        + [turn.callback and (turn.callback.due_at, turn.callback.result)]
        for turn in ticket.rounds
    ]
    about = {name: getattr(ticket, name) for name in names}
    return about | {"rounds": rounds, "caller": caller, "promised": ticket.particulars.promised_at}


@LANGUAGES
@FILES
def test_tickets_come_back_as_they_were(
    office: Office, cli: Cli, tmp_path: Path, form: str, language: str
) -> None:
    lived_through(office)
    path = tmp_path / f"log.{form}"
    ours_at = ("--lang", language, "--database", str(office.store.database.place), "--as", "陈静")
    theirs_at = ("--database", str(tmp_path / "other.db"))
    cli(*ours_at, "export", "tickets", "-o", str(path))
    assert cli(*ours_at, "import", "tickets", str(path), "--json").json["logged"] == 0
    assert cli(*theirs_at, "import", "tickets", str(path), "--json").json["logged"] == 3
    assert cli(*theirs_at, "import", "tickets", str(path), "--json").json["known"] == 3
    with_theirs = SqlStore(str(tmp_path / "other.db"))
    assert told(with_theirs) == told(office.store)
    with_theirs.close()


@FILES
def test_the_hour_that_the_clocks_repeat_comes_back_as_it_was(
    office: Office, cli: Cli, tmp_path: Path, form: str
) -> None:
    with office.store.writing() as work:
        text = re.sub(r'(?m)^tz( *)= *"[^"]+"', r'tz\1= "America/New_York"', work.policies.in_force().text)
        work.policies.save(text, NOW, "陈静")
    second_run = datetime(2025, 11, 2, 6, 30, 15, tzinfo=UTC)
    for hour in (-1, 0):
        office.now = second_run + timedelta(hours=hour)
        office.log("leak", "pipe_leak", unit="3-2-1201")
    path = str(tmp_path / f"log.{form}")
    cli("--database", str(office.store.database.place), "--as", "陈静", "export", "tickets", "-o", path)
    found = cli("--database", str(tmp_path / "other.db"), "import", "tickets", path)
    assert "America/New_York" in found.err
    rows = cli("--database", str(tmp_path / "other.db"), "list", "--json").json
    assert sorted(row["reported_at"] for row in rows) == [
        "2025-11-02T01:30:15-04:00",
        "2025-11-02T01:30:15-05:00",
    ]


def test_another_office_needs_a_map_and_a_terminal_shows_no_whole_number(
    office: Office, cli: Cli, refused: Callable[..., str], tmp_path: Path
) -> None:
    here = ("--database", str(office.store.database.place), "--as", "陈静")
    path = tmp_path / "theirs.csv"
    path.write_text("number,time,step,category\n1,2026-03-09 08:00,created,pipe_leak\n")
    assert "--map MAP.toml" in refused(1, *here, "import", "tickets", str(path))
    office.log("call 13812345678", "pipe_leak", caller=Caller("王女士", "13812345678"))
    shown = cli(*here, "export", "tickets", "--json").out
    assert "138****5678" in shown
    assert "13812345678" not in shown
    words = (*here[:3], "王敏", "export", "tickets", "-o", str(tmp_path / "log.csv"))
    assert "needs a supervisor" in refused(1, *words)


def test_a_bad_cell_of_our_own_log_is_named(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "工单号 (dutydesk),时间,环节,类别,紧急程度,内容,渠道\n"
        "260309-001,2026-03-09 08:00,登记,水管漏水,特急,漏水,来电\n"
    )
    said = cli("--database", str(tmp_path / "desk.db"), "import", "tickets", str(path), ok=False)
    assert said.code == 1
    assert "row 2, urgency: “特急” is not one of: normal, urgent, emergency" in said.err


def test_another_office_tells_urgency_and_promises_through_its_map(cli: Cli, tmp_path: Path) -> None:
    path, chart = tmp_path / "log.csv", tmp_path / "map.toml"
    path.write_text("when,what,prio,due\n2026-03-09 08:00,leak,urgent,2026-03-09 12:00\n")
    chart.write_text(
        '[time]\nzone = "Asia/Shanghai"\nformat = "%Y-%m-%d %H:%M"\n'
        '[columns]\nreported = "when"\ncategory = "what"\npromised = "due"\n'
        '[text]\ndescription = "{what}"\nurgency = "{prio}"\n[categories]\nleak = "street_light"\n'
    )
    here = ("--database", str(tmp_path / "desk.db"))
    cli(*here, "import", "tickets", str(path), "--map", str(chart))
    [ticket] = cli(*here, "list", "--json").json
    assert ticket["urgency"] == "urgent"
    with SqlStore(str(tmp_path / "desk.db")).reading() as look:
        promised = look.tickets.get(ticket["number"]).particulars.promised_at
    assert promised == datetime(2026, 3, 9, 4, 0, tzinfo=UTC)
