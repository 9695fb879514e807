"""What is not done in time climbs: who is told, in order, once, and what they say (S1, S0; §7)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.ladder import Call
from core.duty.roster import Duty
from core.handover.report import ReportLine
from core.people.directory import Person
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.acts.tell import Acknowledge, Tell
from core.ticket.acts.work import Arrive
from core.ticket.codes import HoldReason, Result, Way
from core.ticket.model import Ticket
from tests.cli.program import Cli
from tests.requirements.conftest import Office

LEADERS = (
    Person("003", "刘建国", "admin", "主任", "director", phone="13900000003"),
    Person("004", "高远", "admin", "总经理", "general_manager"),
)


def site(text: str) -> datetime:
    """The instant of a time at the site."""
    return datetime.fromisoformat(f"{text}+08:00").astimezone(UTC)


@pytest.fixture
def led(office: Office) -> Office:
    """The office with a director and a general manager as well."""
    with office.store.writing() as work:
        work.people.save_people(LEADERS)
    return office


def at(office: Office, text: str) -> None:
    """Let it be that time at the site."""
    office.now = site(text)


def asked(office: Office) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The list as people are called: each with number, role and status of what is due."""
    return [
        (call.person, [(one.ticket.number[-3:], one.rung.role, one.rung.status) for one in call.escalations])
        for call in office.desk.ladder.to_tell()
    ]


def rungs(office: Office, ticket: Ticket) -> list[tuple[str, str]]:
    """The rungs of a ticket with their status."""
    return [(rung.role, rung.status) for rung in office.card(ticket).rungs]


def tell(office: Office, ticket: Ticket, who: str, **more: Any) -> None:
    """One call to that person about one ticket."""
    office.desk.ladder.tell([ticket.number], Tell(Clean(who), **more))


def escalations(office: Office) -> Sequence[ReportLine]:
    """Part 5 of the handover report."""
    return office.desk.handover.sheet().rungs


def told_lines(office: Office) -> list[tuple[str, bool]]:
    """The lines of part 5 about what has come, each with whether it is red."""
    return [(line.kind, line.red) for line in escalations(office) if line.kind != "next"]


def supervisor_is_told(led: Office, category: str, when: str) -> Ticket:
    """A matter that is not done: at that time the supervisor is on the list, is told once, acknowledges."""
    ticket = led.log("leak", category, unit="3-2-1201")
    led.now = site(when) - timedelta(minutes=1)
    assert not any(one.owed for one in led.desk.ladder.to_tell())
    at(led, when)
    assert asked(led) == [("陈静", [("001", "supervisor", "due")])]
    tell(led, ticket, "陈静", said=Clean("知道了"), instruction=Clean("今天修好"), way=Way.RADIO)
    (told,) = led.card(ticket).ticket.tellings
    assert (told.at, told.by, told.person, told.way, told.said, told.instruction) == (
        site(when), "王敏", "陈静", Way.RADIO, "知道了", "今天修好",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="already been told"):
        tell(led, ticket, "陈静")
    led.desk.ladder.tell([ticket.number], Acknowledge(Clean("陈静")))
    assert led.card(ticket).ticket.tellings[-1].acknowledged_at == site(when)
    assert asked(led) == []
    return ticket


def director_is_told(led: Office, ticket: Ticket, when: str) -> None:
    """Still not done: at that time the director is on the list and is told."""
    led.now = site(when) - timedelta(minutes=1)
    assert not any(one.owed for one in led.desk.ladder.to_tell())
    at(led, when)
    assert asked(led) == [("刘建国", [("001", "director", "due")])]
    tell(led, ticket, "director", acknowledged=True)
    assert [status for _role, status in rungs(led, ticket)] == ["acknowledged", "acknowledged"]


def test_r073_a_leak_not_done_on_its_day_is_told_to_the_supervisor(led: Office) -> None:
    """From 08:00 of the next day, once, with time, way, what they said and decided, and their word for it."""
    supervisor_is_told(led, "pipe_leak", "2026-03-11 08:00")


def test_r074_a_leak_not_done_on_the_next_day_is_told_to_the_director(led: Office) -> None:
    """A day after the supervisor the director is on the list."""
    ticket = supervisor_is_told(led, "pipe_leak", "2026-03-11 08:00")
    director_is_told(led, ticket, "2026-03-12 08:00")


def test_r075_a_small_repair_not_done_in_two_days_is_told_to_the_supervisor(led: Office) -> None:
    """The day of the report and the next one count."""
    supervisor_is_told(led, "minor_repair", "2026-03-12 08:00")


def test_r076_a_small_repair_not_done_on_the_third_day_is_told_to_the_director(led: Office) -> None:
    """A day after the supervisor the director is on the list."""
    ticket = supervisor_is_told(led, "minor_repair", "2026-03-12 08:00")
    director_is_told(led, ticket, "2026-03-13 08:00")


def test_r073_an_acknowledgement_that_nothing_followed_comes_back(led: Office) -> None:
    """Acknowledged and forgotten: the next morning the person is to be told again, and red for the shift."""
    ticket = led.log("leak", "pipe_leak", unit="3-2-1201")
    at(led, "2026-03-11 08:00")
    assert told_lines(led) == [("due", False)]  # the clock of the same ticket is its red line
    tell(led, ticket, "陈静")
    led.later(minutes=1)
    assert told_lines(led) == [("told", False)]
    led.desk.ladder.tell([ticket.number], Acknowledge(Clean("陈静")))
    led.later(minutes=1)
    assert told_lines(led) == []
    at(led, "2026-03-12 07:59")
    assert ("supervisor", "acknowledged") in rungs(led, ticket)
    at(led, "2026-03-12 08:00")
    assert asked(led) == [
        ("陈静", [("001", "supervisor", "again")]), ("刘建国", [("001", "director", "due")])
    ]  # fmt: skip
    assert {(line.kind, line.text) for line in escalations(led)} == {
        ("again", "supervisor"), ("due", "director")
    }  # fmt: skip


def test_r073_the_person_on_duty_is_told_else_the_holder_else_the_next_role_up(led: Office) -> None:
    """The roster decides at the moment of the call; without a supervisor the director hears of it at once."""
    with led.store.writing() as work:
        work.people.save_people([Person("005", "孙洁", "admin", "主管", "supervisor")])
        work.roster.save_duties([Duty(site("2026-03-11 08:00").date(), "08:00", "16:00", "005")])
    led.log("leak", "pipe_leak", unit="3-2-1201")
    at(led, "2026-03-11 08:30")
    (call,) = led.desk.ladder.to_tell()
    assert (call.person, call.on_duty) == ("孙洁", True)
    at(led, "2026-03-11 18:00")
    assert [call.person for call in led.desk.ladder.to_tell()] == ["陈静"]
    with led.store.writing() as work:
        work.people.save_people([Person(no, "x", role="supervisor", active=False) for no in ("002", "005")])
    (call,) = led.desk.ladder.to_tell()
    assert (call.person, call.role, call.phone) == ("刘建国", "director", "13900000003")


def test_r073_a_namesake_of_another_role_is_not_rung_up(led: Office) -> None:
    """Of two people of one name the one who holds the role is called, with their number."""
    with led.store.writing() as work:
        work.people.save_people([Person("000", "陈静", "security", phone="13811111111")])
        work.people.save_people([Person("002", "陈静", "admin", role="supervisor", phone="13822222222")])
    ticket = led.log("leak", "pipe_leak", unit="3-2-1201")
    at(led, "2026-03-11 08:30")
    (call,) = led.desk.ladder.to_tell()
    assert (call.no, call.phone) == ("002", "13822222222")
    tell(led, ticket, "陈静")
    assert rungs(led, ticket)[0] == ("supervisor", "told")


def test_r041_a_fire_tells_supervisor_director_and_general_manager_each_for_themselves(led: Office) -> None:
    """At once, at 3 min, at 10 min; one key each; nobody's acknowledgement stands for another's."""
    at(led, "2026-03-14 02:17")
    fire = led.log("smoke in the stairwell", "fire", unit="3-2-1201")
    assert asked(led) == [("陈静", [("001", "supervisor", "due")])]
    at(led, "2026-03-14 02:20")
    tell(led, fire, "陈静")
    assert [name for name, _rungs in asked(led)] == ["刘建国", "陈静"]
    tell(led, fire, "刘建国", acknowledged=True)
    at(led, "2026-03-14 02:30")
    tell(led, fire, "高远")
    assert rungs(led, fire)[:3] == [
        ("supervisor", "told"), ("director", "acknowledged"), ("general_manager", "told")
    ]  # fmt: skip
    led.desk.ladder.tell([fire.number], Acknowledge(Clean("高远")))
    assert rungs(led, fire)[:3] == [
        ("supervisor", "told"), ("director", "acknowledged"), ("general_manager", "acknowledged")
    ]  # fmt: skip


def test_r041_an_emergency_by_hand_on_a_two_day_matter_tells_like_one(led: Office) -> None:
    """1 min to send, 3 min to arrive, supervisor at once, director at 3 min, general manager at 10 min."""
    at(led, "2026-03-10 15:00")
    ticket = led.log("door jammed, child inside", "minor_repair", unit="3-2-1201", urgency=Urgency.EMERGENCY)
    dispatch, arrival = led.clock(ticket, "dispatch"), led.clock(ticket, "arrival")
    assert dispatch and arrival
    assert dispatch.due_at == site("2026-03-10 15:01")
    assert arrival.due_at == site("2026-03-10 15:03")
    due = [(rung.role, rung.due_at, rung.tell_at) for rung in led.card(ticket).rungs][:3]
    assert due == [
        (role, site(when), site(when))
        for role, when in (
            ("supervisor", "2026-03-10 15:00"),
            ("director", "2026-03-10 15:03"),
            ("general_manager", "2026-03-10 15:10"),
        )
    ]
    for minute, who in (("15:01", "陈静"), ("15:04", "刘建国"), ("15:14", "高远")):
        at(led, f"2026-03-10 {minute}")
        tell(led, ticket, who, acknowledged=True)
    assert [status for _role, status in rungs(led, ticket)][:3] == ["acknowledged"] * 3


def test_one_ticket_from_a_late_call_to_a_satisfied_customer(led: Office) -> None:
    """Supervisor at 08:00; a hold for an appointment anchors anew; dissatisfied: told at once; told again."""
    at(led, "2026-03-10 23:50")
    ticket = led.log("pipe leak", "pipe_leak", unit="3-2-1201")
    led.desk.tickets.do(ticket.number, Assign(Clean("engineering")))
    at(led, "2026-03-11 01:00")
    assert asked(led) == [("陈静", [("001", "supervisor", "waiting")])]
    at(led, "2026-03-11 08:00")
    tell(led, ticket, "陈静", acknowledged=True)
    led.later(minutes=10)
    led.desk.tickets.do(ticket.number, Hold(HoldReason.APPOINTMENT, site("2026-03-12 14:00")))
    at(led, "2026-03-12 13:00")
    assert rungs(led, ticket) == [("supervisor", "acknowledged"), ("director", "future")]
    at(led, "2026-03-12 14:10")
    led.desk.tickets.do(ticket.number, Arrive())
    led.desk.tickets.do(ticket.number, Handle(Clean("sealed")))
    led.desk.tickets.do(
        ticket.number,
        RecordCallback(Result.DISSATISFIED, Clean("drips again"), reason=Clean("came back")),
    )
    assert led.card(ticket).ticket.round.number == 2
    assert ("陈静", [("001", "supervisor", "due")]) in asked(led)
    tell(led, ticket, "陈静", acknowledged=True)
    led.desk.tickets.do(ticket.number, Handle(Clean("new valve"), no_arrival=Clean("still there")))
    for minutes in (60, 26 * 60):
        led.later(minutes=minutes)
    led.desk.tickets.do(ticket.number, RecordCallback(Result.SATISFIED, Clean("")))
    assert led.card(ticket).ticket.closed_at
    assert asked(led) == []


def test_after_days_switched_off_each_rung_is_listed_once_in_order_at_its_true_time(led: Office) -> None:
    """From Friday 18:00 to Monday 09:00 with 30 open tickets nothing is lost, doubled or moved to now."""
    categories = (
        "pipe_leak",
        "water_electric",
        "minor_repair",
        "complaint",
        "street_light",
        "complaint_major",
    )
    at(led, "2026-03-13 12:00")
    tickets = []
    for place in range(30):
        led.later(minutes=10)
        tickets.append(led.log(f"matter {place}", categories[place % 6], unit=f"3-2-{place + 100}"))
    at(led, "2026-03-16 09:00")
    calls = led.desk.ladder.to_tell()
    listed = [(one.ticket.number, one.rung.key) for call in calls for one in call.escalations]
    assert len(listed) == len(set(listed))
    due = {
        (ticket.number, rung.key)
        for ticket in tickets
        for rung in led.card(ticket).rungs
        if site("2026-03-13 12:00") < rung.due_at <= led.now
    }
    assert due <= set(listed)
    for call in calls:
        times = [one.rung.due_at for one in call.escalations]
        assert times == sorted(times)
    assert _told_in_one_pass(led, calls) == len(calls) == 3
    assert all(call.owed == () for call in led.desk.ladder.to_tell())


def _told_in_one_pass(led: Office, calls: Sequence[Call]) -> int:
    """Tell each person everything in one call; return how many calls it took."""
    for call in calls:
        numbers = dict.fromkeys(one.ticket.number for one in call.owed)
        led.desk.ladder.tell(numbers, Tell(Clean(call.person)))
    return len(calls)


def test_r073_the_command_line_tells_and_takes_the_acknowledgement(cli: Cli, tmp_path: Path) -> None:
    """`tell`, `acknowledge`, `to-tell`: by role or name, at an earlier time, also without any staff list."""
    then = datetime.now(UTC) - timedelta(days=5)
    number: str = cli("log", "3-2-1201 水管漏水", "--at", then.isoformat(), "--json").json["number"]
    (first, second) = cli("to-tell", "--json").json
    assert (first["person"], first["role"], first["rungs"][0]["number"]) == (None, "supervisor", number)
    assert second["role"] == "director"
    early = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    rung = cli("tell", number, "supervisor", "--way", "radio", "--said", "ok", "--at", early, "--json").json[
        "rungs"
    ][0]
    assert (rung["status"], rung["person"], rung["way"], rung["said"], rung["told_by"] is None) == (
        "told", None, "radio", "ok", False,
    )  # fmt: skip
    rung = cli("acknowledge", number, "supervisor", "--json").json["rungs"][0]
    assert rung["status"] == "acknowledged"
    assert [call["role"] for call in cli("to-tell", "--json").json] == ["director"]
    assert "刘主任" in cli("tell", number, "刘主任", "--json").out
    assert cli("tell", number, "director", ok=False).code == 1
    assert cli("tell", number, "刘主任", ok=False).err.count("\n") == 1
    assert cli("to-tell", "--json").json == []
    assert cli("tell", "17", "supervisor", ok=False).code == 1
