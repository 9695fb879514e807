"""What accepting, handling and escalating a matter must tell (S0, S4)."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.people.directory import Person
from core.ticket.acts.defer import Conclude, Defer, Explain, Revive
from core.ticket.acts.escalate import ReferUpwards
from core.ticket.acts.handle import Handle
from core.ticket.acts.tell import Tell
from core.ticket.acts.work import Accept, Arrive
from core.ticket.board import level
from core.ticket.codes import FeedbackWay, State
from core.ticket.model import Caller, Ticket
from core.ticket.reading import Alarm, Certainty, Reading
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office
from tui.widgets.sheet_words import what

DONE = Clean("已处理")


def sent(office: Office, category: str, to: str = "工程部") -> Ticket:
    """A matter that was sent to a department."""
    return office.log("3-2-1201 事项", category, assign_to=to)


def test_r052_nothing_is_handled_without_an_arrival_or_the_reason(office: Office) -> None:
    """Where someone was to go there, the arrival is known, told now with its time, or needed for a reason."""
    came, late, phoned, asked = (sent(office, "pipe_leak") for _ in range(4))
    with pytest.raises(InvalidInput, match="--no-arrival"):
        office.desk.tickets.do(came.number, Handle(DONE))
    office.desk.tickets.do(came.number, Arrive())
    office.later(minutes=20)
    office.desk.tickets.do(came.number, Handle(DONE))
    told = office.desk.tickets.do(late.number, Handle(DONE, arrived_at=NOW + timedelta(minutes=9)))
    assert told.round.arrived_at == NOW + timedelta(minutes=9)
    reason = office.desk.tickets.do(phoned.number, Handle(DONE, no_arrival=Clean("电话解决")))
    assert (reason.round.arrived_at, reason.round.no_arrival) == (None, "电话解决")
    with pytest.raises(InvalidInput, match="before"):
        office.desk.tickets.do(asked.number, Handle(DONE, arrived_at=NOW - timedelta(minutes=9)))
    office.desk.tickets.do(sent(office, "enquiry", "客服中心").number, Handle(DONE))


def test_the_fee_agreed_for_paid_work_goes_on_the_slip(cli: Cli) -> None:
    """Agreed with the call or at the assignment: on ticket, slip and in JSON, beside what was paid."""
    words = ("log", "3-2-1201 装灯", "--category", "paid_service", "--agreed-fee", "80 元")
    number = cli(*words).out.strip()
    assert "80 元" in cli("papers", "slip", number).out
    said = cli("assign", number, "engineering", "--agreed-fee", "60 元", "--json").json
    assert said["agreed_fee"] == "60 元"
    cli("helper", number, "赵强")
    cli("handle", number, "--outcome", "装好", "--no-arrival", "x", "--materials", "灯 1", "--fee", "65")
    slip = cli("papers", "slip", number, "--json").json
    kept = {name: slip[name] for name in ("agreed_fee", "materials", "fee", "helpers")}
    assert kept == {"agreed_fee": "60 元", "materials": "灯 1", "fee": "65", "helpers": ["赵强"]}
    printed = cli("papers", "slip", number).out
    assert all(text in printed for text in ("60 元", "灯 1", "65", "赵强"))
    assert "60 元" in cli("show", number).out


def test_r052_a_paid_service_has_materials_and_fee(cli: Cli) -> None:
    """One line names the option that is missing."""
    number = cli("log", "3-2-1201 装灯", "--category", "paid_service", "--assign", "engineering").out.split()[
        0
    ]
    cli("arrive", number)
    words = ("handle", number, "--outcome", "装好", "--json")
    assert "--materials" in cli(*words, ok=False).err
    assert "--fee" in cli(*words, "--materials", "none", ok=False).err
    (turn,) = cli(*words, "--materials", "灯座", "--fee", "80").json["rounds"]
    assert (turn["materials"], turn["fee"]) == ("灯座", "80")


def test_r052_a_cause_that_was_not_told_is_a_to_do(cli: Cli) -> None:
    """Repairs and complaints are handled with their cause; the command line leaves it as a to-do."""
    one, two, three = (
        cli("log", line, "--assign", to).out.split()[0]
        for line, to in (
            ("3-2-1201 水管漏水", "engineering"), ("3-2-1202 水管漏水", "engineering"),
            ("请问几点开门", "desk"),
        )
    )  # fmt: skip
    done = ("--outcome", "换了阀门", "--no-arrival", "settled by phone", "--json")
    told = cli("handle", one, *done, "--cause", "老化").json
    assert told["tasks"] == [] and "老化" in cli("show", one).out
    open_ = cli("handle", two, *done).json
    assert [(task["kind"], task["done_at"]) for task in open_["tasks"]] == [("cause", None)]
    assert "cause" in cli("complete", two, ok=False).err
    assert cli("complete", two, "--note", "冻裂", "--json").json["tasks"][0]["done_at"]
    assert cli("handle", three, *done).json["tasks"] == []


def test_r052_what_was_left_open_outlives_the_closing(cli: Cli) -> None:
    """Closed at once, without a callback, a matter is still asked for its cause or its place."""
    nobody, done = (
        ("--anonymous", "--assign", "security"),
        ("--outcome", "已处理", "--no-arrival", "x", "--json"),
    )
    leak, fire = (cli("log", line, *nobody).out.split()[0] for line in ("3-2-1201 水管漏水", "着火了"))
    for number, kind in ((leak, "cause"), (fire, "place")):
        closed = cli("handle", number, *done).json
        assert closed["state"] == "closed"
        assert [(task["kind"], task["done_at"]) for task in closed["tasks"]] == [(kind, None)]
    assert [task["kind"] for task in cli("to-do", "--json").json] == ["cause", "place"]
    assert "place?" in cli("show", fire).out
    placed = cli("place", fire, "三期锅炉房", "--json").json
    assert (placed["place"], placed["lacks_place"]) == ("三期锅炉房", False)
    assert "closed" in cli("place", fire, "别处", ok=False).err
    cli("complete", leak, "--note", "冻裂")
    assert cli("to-do", "--json").json == []
    assert "no to-do" in cli("complete", leak, ok=False).err


def test_r052_the_place_of_what_is_no_emergency_is_asked_for_too(office: Office, cli: Cli) -> None:
    """What was saved at once, as it may have been one, is red after the answer until the place is known."""
    there = ("--database", str(office.store.database.place), "--as", "王敏")
    asked = Reading(Certainty.GUESS, Alarm.ASK, ("烟味",), "fire", "nuisance")
    number = office.log("好像有烟味", "nuisance", reading=asked).number
    said = cli(*there, "answer", number, "--emergency", "no", "--json").json
    assert (said["lacks_place"], [task["kind"] for task in said["tasks"]]) == (True, ["place"])
    assert "place?" in cli(*there, "show", number).out
    office.desk.handover.begin_watch()
    (red,) = office.desk.handover.sheet().red
    assert number in repr(red)
    assert not cli(*there, "complete", number, "--note", "来电人不知道", "--json").json["lacks_place"]
    elsewhere = office.log("大堂好像有烟味", "nuisance", reading=asked).number
    assert cli(*there, "answer", elsewhere, "--emergency", "no", "--json").json["tasks"] == []


def test_r210_a_lost_notice_ends_with_the_notice_put_back(cli: Cli) -> None:
    """Handling asks what became of it; what is not put back yet stays a to-do until it is."""
    back, later, expired = (
        cli("log", f"大堂{words}", "--reporter", "罗斌", "--assign", "admin").out.split()[0]
        for words in ("公告栏通知丢失", "告示栏通知损坏", "告示栏通知过期")
    )
    handled = ("--outcome", "已处理", "--json")
    said = cli("handle", back, *handled, "--put-back", "yes").json
    assert (said["tasks"], said["rounds"][0]["put_back"]) == ([], "yes")
    assert cli("handle", expired, *handled, "--put-back", "expired").json["tasks"] == []
    said = cli("handle", later, *handled, "--put-back", "no").json
    assert [task["kind"] for task in said["tasks"]] == ["put_back"]
    assert cli("complete", later, "--json").json["tasks"][0]["done_at"]


def test_r052_a_matter_without_a_place_takes_a_reason(cli: Cli) -> None:
    """One line names the ways out; the reason stays in the history; questions and prospects need no place."""
    said = cli("log", "水管漏水", ok=False)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert "--no-place" in said.err
    number = cli("log", "水管漏水", "--no-place", "来电人说不清").out.strip()
    ticket = cli("show", number, "--json").json
    assert (ticket["unit"], ticket["place"], ticket["no_place"]) == (None, None, "来电人说不清")
    assert ticket["events"][0]["particulars"]["no_place"] == "来电人说不清"
    assert "No place: 来电人说不清" in cli("show", number).out
    cli("log", "请问几点开门", "--category", "enquiry")
    cli("log", "看房", "--category", "service_request", "--caller-role", "prospect")


def test_r052_an_emergency_is_saved_and_its_place_is_red_until_it_is_filled(office: Office, cli: Cli) -> None:
    """On the board, on its page and in the handover report; a key, or `place`, fills it in."""
    fire = office.log("着火了", "fire")
    there = ("--database", str(office.store.database.place))
    assert cli(*there, "show", fire.number, "--json").json["lacks_place"]
    for words in (("list",), ("show", fire.number)):
        assert "place?" in cli(*there, *words).out
    office.desk.handover.begin_watch()
    rules = office.desk.queries.policy()
    (red,) = office.desk.handover.sheet().red
    assert what("emergencies", red, rules) == "emergency, place?"  # type: ignore[arg-type]
    filled = cli(*there, "place", fire.number, "三期", "锅炉房", "--json").json
    assert (filled["unit"], filled["place"], filled["lacks_place"]) == (None, "三期 锅炉房", False)
    (red,) = office.desk.handover.sheet().red
    assert what("emergencies", red, rules) == "emergency"  # type: ignore[arg-type]
    corrected = cli(*there, "place", fire.number, "3栋2单元1201", "--json").json
    assert (corrected["unit"], corrected["place"]) == ("3-2-1201", None)
    assert "锅炉房" in cli(*there, "show", fire.number).out


def test_r184_a_complaint_is_accepted_with_measure_and_person(office: Office, cli: Cli) -> None:
    """The department says at once what it will do and who answers for it; other matters ask nothing."""
    complaint = sent(office, "complaint")
    with pytest.raises(InvalidInput, match="--measure"):
        office.desk.tickets.do(complaint.number, Accept())
    with pytest.raises(InvalidInput, match="--responsible"):
        office.desk.tickets.do(complaint.number, Accept(Clean("上门道歉")))
    taken = office.desk.tickets.do(complaint.number, Accept(Clean("上门道歉"), Clean("马超")))
    assert (taken.state, taken.round.measure, taken.round.responsible) == (
        State.ACCEPTED, "上门道歉", "马超",
    )  # fmt: skip
    assert "上门道歉" in cli("--database", str(office.store.database.place), "show", complaint.number).out
    assert office.desk.tickets.do(sent(office, "pipe_leak").number, Accept()).state is State.ACCEPTED


def test_r096_what_is_beyond_the_office_has_reason_and_impact(office: Office) -> None:
    """The general manager's decision is the instruction of their telling."""
    ticket = sent(office, "pipe_leak")
    with office.store.writing() as work:
        work.people.save_people([Person("009", "赵志远", "admin", role="director")])
    director = office.as_person("赵志远")
    act = ReferUpwards(Clean("需市政改管"), Clean("整栋停水一周"))
    director.tickets.do(ticket.number, act)
    fact = office.card(ticket).history[-1].fact
    assert (fact.reason, fact.impact) == ("需市政改管", "整栋停水一周")  # type: ignore[attr-defined]
    told = Tell(Clean("general_manager"), instruction=Clean("联系市政，三日内改管"))
    after = office.desk.tickets.do(ticket.number, told)
    assert after.tellings[-1].instruction == "联系市政，三日内改管"
    assert [task.text for task in after.to_do] == ["联系市政，三日内改管"]


def test_r182_a_deferred_matter_is_explained_to_the_customer(office: Office, cli: Cli) -> None:
    """What was said, to whom and how is kept, within the policy's hours; without it nothing is concluded."""
    ticket, found = sent(office, "pipe_leak"), office.log("灯不亮", "street_light", found=True)
    for one in (ticket, found):
        office.chief.tickets.do(one.number, Defer(Clean("缺预算"), NOW.date() + timedelta(days=30)))
    clock = office.clock(ticket, "explain")
    assert clock is not None
    assert clock.due_at == NOW + timedelta(hours=office.desk.queries.policy().defer.explain_h)
    assert office.clock(found, "explain") is None
    director = Desk(office.store, "赵志远", lambda: office.now)
    with office.store.writing() as work:
        work.people.save_people([Person("009", "赵志远", "admin", role="director")])
    with pytest.raises(NotAllowed, match="explain"):
        director.tickets.do(ticket.number, Conclude(Clean("年审不修")))
    act = Explain(Clean("等明年预算"), FeedbackWay.PHONE, Clean("李女士"))
    told = office.desk.tickets.do(ticket.number, act).deferral
    assert told is not None
    assert (told.explained, told.explained_to, told.explained_at) == ("等明年预算", "李女士", NOW)
    assert director.tickets.do(ticket.number, Conclude(Clean("年审不修"))).close_kind == "unsolved"


def test_r183_the_review_comes_back(office: Office) -> None:
    """Some days before, by the policy, a deferred matter turns amber on the board; then it is late."""
    ticket = office.log("3-2-1201 灯不亮", "street_light", found=True, assign_to="工程部")
    office.desk.tickets.do(ticket.number, Arrive())
    review = NOW.date() + timedelta(days=30)
    office.chief.tickets.do(ticket.number, Defer(Clean("缺预算"), review))
    states = []
    for days in (0, 22, 23, 30, 31):
        office.now = NOW + timedelta(days=days)
        clock = office.clock(ticket, "review")
        assert clock is not None
        (row,) = office.desk.queries.board("deferred").rows
        states.append((clock.state, row.marks.clock, level(row.marks, office.now)))
    assert states == [
        ("running", "review", "running"), ("running", "review", "running"), ("amber", "review", "amber"),
        ("amber", "review", "amber"), ("breached", "review", "breached"),
    ]  # fmt: skip


def test_r183_the_register_of_deferred_matters_is_a_document(
    office: Office, cli: Cli, tmp_path: Path
) -> None:
    """Reason, approval, explanation, review and the authority's result, in every form."""
    with office.store.writing() as work:
        work.people.save_people([Person("009", "赵志远", "admin", role="director")])
    caller = Caller("李女士", "13800138000")
    one, two = (
        office.log("漏水", "pipe_leak", unit=unit, caller=caller) for unit in ("3-2-1201", "3-2-1202")
    )
    review = NOW.date() + timedelta(days=30)
    for ticket in (one, two):
        office.chief.tickets.do(ticket.number, Defer(Clean("缺预算"), review))
    office.later(hours=2)
    office.desk.tickets.do(one.number, Explain(Clean("等明年预算"), FeedbackWay.PHONE))
    office.chief.tickets.do(two.number, Revive())
    office.as_person("赵志远").tickets.do(one.number, Conclude(Clean("事务局：列入大修")))
    base = ("--database", str(office.store.database.place), "--as", "陈静", "papers", "deferred")
    days = ("--from", "2026-03-01", "--to", "2026-03-31")
    first, second = cli(*base, *days, "--json").json
    assert (first["number"], first["reason"], first["approved_by"]) == (one.number, "缺预算", "陈静")
    assert (first["explained"], first["explained_to"], first["explained_way"]) == (
        "等明年预算",
        "李女士",
        "phone",
    )
    assert (first["review"], first["result"]) == (str(review), "事务局：列入大修")
    assert second["revived_at"] and second["result"] is None
    assert cli(*base, "--from", "2026-04-01", "--to", "2026-04-02", "--json").json == []
    assert "事务局：列入大修" in cli(*base, *days).out
    for form in ("html", "xlsx", "md", "csv", "json"):
        cli(*base, *days, "-o", str(tmp_path / f"deferred.{form}"))
