"""What the supervisor looks at: classifications of the desk, finished work."""

from datetime import date, timedelta

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.figures.report import report
from core.policy.urgency import Urgency
from core.ticket.acts.close import Reopen
from core.ticket.acts.confirm import ConfirmCategory
from core.ticket.acts.handle import Handle
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.spot_check import CheckWork
from core.ticket.codes import Channel, State
from core.ticket.model import Ticket
from core.ticket.oversight import SpotResult
from core.ticket.reading import Certainty, Reading
from core.ticket.supervision import Concern
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office


def waiting(office: Office) -> dict[str, tuple[Concern, ...]]:
    """Numbers of the tickets whose category waits for a look, with the reasons."""
    return {one.ticket.number: tuple(one.concerns) for one in office.chief.supervision.classification()}


def without_draw(office: Office) -> None:
    """Let only doubts ask for a look."""
    text = office.desk.queries.policy().text
    office.chief.register.apply_policy(text.replace("classify_percent = 5 ", "classify_percent = 0 "))


def reclassified(office: Office, ticket: Ticket, category: str, by: str) -> Ticket:
    """The ticket in another category."""
    act = Reclassify(category, reason=Clean("说清了"))
    return office.as_person(by).tickets.do(ticket.number, act)


def test_r189_the_supervisor_looks_at_what_is_in_doubt_or_grave(office: Office) -> None:
    """Emergencies, major complaints, changes by the desk, guesses and 12345 wait, certain ones do not."""
    without_draw(office)
    office.log("3-2-1201 漏水", "pipe_leak")
    fire = office.log("着火", "fire")
    major = office.log("要找媒体", "complaint_major")
    guess = office.log("嗡嗡响", "nuisance", reading=Reading(Certainty.GUESS))
    unread = office.log("那个东西", "enquiry", reading=Reading(Certainty.FALLBACK))
    city = office.log("市民投诉", "complaint", channel=Channel.HOTLINE)
    moved = reclassified(office, office.log("路灯", "street_light"), "water_electric", "王敏")
    assert waiting(office) == {
        fire.number: (Concern.EMERGENCY,),
        major.number: (Concern.MAJOR,),
        moved.number: (Concern.CHANGED,),
        unread.number: (Concern.NOT_RECOGNISED,),
        guess.number: (Concern.GUESSED,),
        city.number: (Concern.HOTLINE,),
    }
    assert list(waiting(office))[:2] == [fire.number, major.number]
    office.later(days=9)
    assert not waiting(office)


def test_r189_a_share_is_drawn_that_nobody_chooses(office: Office) -> None:
    """Of certain ones the policy's percentage waits, decided by the number alone."""
    for _ in range(200):
        office.log("3-2-1201 漏水", "pipe_leak")
    drawn = waiting(office)
    assert 2 <= len(drawn) <= 25
    assert {*drawn.values()} == {(Concern.DRAWN,)}
    assert waiting(office) == drawn


def test_r189_confirming_or_changing_ends_the_wait_and_is_logged(office: Office) -> None:
    """A change recalculates the clocks; a later one by the desk asks again; only a supervisor confirms."""
    without_draw(office)
    guess, other = (office.log("嗡嗡响", "nuisance", reading=Reading(Certainty.GUESS)) for _ in range(2))
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(guess.number, ConfirmCategory())
    office.chief.tickets.do(guess.number, ConfirmCategory())
    with pytest.raises(NotAllowed, match="confirmed already"):
        office.chief.tickets.do(guess.number, ConfirmCategory())
    before = office.clock(other, "arrival")
    reclassified(office, other, "fire", "陈静")
    after = office.clock(other, "arrival")
    assert before is not None
    assert after is not None
    assert (before.due_at - NOW, after.due_at - NOW) == (timedelta(minutes=15), timedelta(minutes=3))
    assert not waiting(office)
    reclassified(office, guess, "pipe_leak", "王敏")
    assert waiting(office) == {guess.number: (Concern.CHANGED,)}
    kinds = [event.fact.type for event in office.card(guess).history]
    assert kinds == ["created", "category_confirmed", "reclassified"]


def test_r189_the_day_report_is_the_digest_for_the_project_manager(office: Office, cli: Cli) -> None:
    """From what to what, by whom, why; how many were confirmed, how many wait."""
    without_draw(office)
    fire, lamp = office.log("着火", "fire"), office.log("路灯", "street_light")
    office.log("又着火", "fire")
    office.later(minutes=5)
    office.chief.tickets.do(fire.number, ConfirmCategory())
    reclassified(office, lamp, "water_electric", "陈静")
    base = ("--database", str(office.store.database.place), "report", "day", "--period", "2026-03-10")
    found = cli(*base, "--json").json["classifications"]
    (change,) = found["changed"]
    assert (found["confirmed"], found["waiting"]) == (1, 1)
    assert (change["number"], change["by"], change["reason"]) == (lamp.number, "陈静", "说清了")
    assert (change["from"]["category"], change["to"]["category"]) == ("street_light", "water_electric")
    assert change["to"]["urgency"] == Urgency.URGENT
    assert "Categories changed" in cli(*base).out
    with office.store.reading() as look:
        yesterday = date(2026, 3, 9)
        assert report(look, yesterday, yesterday, office.now).classifications.empty


def test_r189_the_queue_and_the_confirmation_on_the_command_line(cli: Cli) -> None:
    """`classification` lists what waits and why, `confirm-category` ends it."""
    number = cli("log", "3-2-1201 着火了", "--category", "fire").out.split()[0]
    (one,) = cli("classification", "--json").json
    assert (one["number"], one["concerns"][0], one["category"]) == (number, "emergency", "fire")
    assert "emergency" in cli("classification").out
    assert cli("confirm-category", number, "--json").json["classified_at"]
    assert cli("classification", "--json").json == []


def done(office: Office, by: str = "工程部") -> Ticket:
    """Work that is done."""
    number = office.log("3-2-1201 漏水", "pipe_leak", assign_to=by).number
    return office.desk.tickets.do(number, Handle(Clean("修好"), no_arrival=Clean("电话解决")))


def proposed(office: Office) -> list[str]:
    """Numbers of the work that is proposed for a spot check."""
    return [one.ticket.number for one in office.chief.supervision.spot_checks()]


def test_r092_a_spot_check_has_result_remark_and_who_when(office: Office) -> None:
    """Only a supervisor who did not do the work checks it, once it is done; faults have a remark."""
    ticket, own = done(office), done(office, "陈静")
    with pytest.raises(NotAllowed, match="not done yet"):
        office.chief.tickets.do(office.log("灯", "street_light").number, CheckWork(SpotResult.OK))
    with pytest.raises(NotAllowed):
        office.desk.tickets.do(ticket.number, CheckWork(SpotResult.OK))
    with pytest.raises(NotAllowed, match="who did the work"):
        office.chief.tickets.do(own.number, CheckWork(SpotResult.OK))
    with pytest.raises(InvalidInput, match="not in order"):
        office.chief.tickets.do(ticket.number, CheckWork(SpotResult.MINOR))
    (check,) = office.chief.tickets.do(
        ticket.number, CheckWork(SpotResult.MINOR, Clean("地没拖"))
    ).spot_checks
    assert (check.result, check.remark, check.by, check.at) == (SpotResult.MINOR, "地没拖", "陈静", NOW)


def test_r092_work_that_is_not_in_order_can_be_sent_back(office: Office) -> None:
    """Nothing happens by itself: reopening is offered, and begins the next round of the work."""
    good, bad = done(office), done(office)
    with pytest.raises(NotAllowed, match="not closed"):
        office.chief.tickets.do(good.number, Reopen(Clean("返工")))
    after = office.chief.tickets.do(bad.number, CheckWork(SpotResult.NOT_OK, Clean("还漏")))
    assert (after.state, CheckWork.offered(after)) == (State.HANDLED, "reopen")
    again = office.chief.tickets.do(bad.number, Reopen(Clean("还漏")))
    first = again.rounds[0].callback
    assert first is not None
    assert (again.state, again.round.number, first.result) == (State.ASSIGNED, 2, "waived")
    assert CheckWork.offered(again) == ""


def test_r092_candidates_are_drawn_by_number_and_leave_when_checked(office: Office) -> None:
    """The policy's percentage of the finished work is proposed, the same whoever asks and however often."""
    numbers = [done(office).number for _ in range(200)]
    drawn = proposed(office)
    assert 2 <= len(drawn) <= 25
    assert drawn == proposed(office)
    office.chief.tickets.do(drawn[0], CheckWork(SpotResult.OK))
    assert proposed(office) == drawn[1:]
    with office.store.reading() as look:
        day = NOW.date()
        found = report(look, day, day, office.now).spot_checks
    assert (found.done, found.checked, found.target, found.met) == (len(numbers), 1, 5, False)


def test_r092_spot_checks_on_the_command_line_and_in_the_report(cli: Cli) -> None:
    """The result is recorded, what follows is named, and the share is a figure against the target."""
    number = cli(
        "log", "3-2-1201 灯坏了", "--category", "street_light", "--assign", "engineering"
    ).out.split()[0]
    cli("handle", number, "--outcome", "换灯", "--no-arrival", "电话解决")
    said = cli("spot-check", number, "--result", "not_ok", "--remark", "还不亮", "--json")
    (check,) = said.json["spot_checks"]
    assert (check["result"], check["remark"], check["round"]) == ("not_ok", "还不亮", 1)
    assert f"dutydesk reopen {number}" in said.err
    assert "还不亮" in cli("show", number).out
    found = cli("report", "day", "--json").json["spot_checks"]
    assert (found["done"], found["checked"], found["percent"], found["target"]) == (1, 1, "100.00", 5)
    assert found["results"] == {"ok": 0, "minor": 0, "not_ok": 1}
    assert "Spot checks" in cli("report", "day").out


def test_r088_what_customers_reported_and_what_became_of_it(cli: Cli) -> None:
    """`list --origin received` shows each with its state and times; what the staff found is apart."""
    asked = cli("log", "3-2-1201 灯坏了", "--category", "street_light").out.split()[0]
    found = cli("log", "大堂灯坏了", "--category", "street_light", "--channel", "patrol").out.split()[0]
    cli("assign", asked, "engineering")
    cli("handle", asked, "--outcome", "换灯", "--no-arrival", "电话解决")
    (one,) = cli("list", "--view", "all", "--origin", "received", "--json").json
    assert (one["number"], one["state"], one["outcome"]) == (asked, "handled", "换灯")
    assert one["assigned_at"]
    assert one["handled_at"]
    (other,) = cli("list", "--view", "all", "--origin", "found", "--limit", "1", "--json").json
    assert (other["number"], other["origin"]) == (found, "found")
