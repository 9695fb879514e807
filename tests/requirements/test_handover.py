"""The desk changes hands (§16, §21): on time, late, doubled, refused, forced; and what the sheet says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core.base.errors import DeskError
from core.base.seal import freeze
from core.base.text import Clean, clean
from core.desk.handover import Missing
from core.duty.roster import Duty
from core.handover.by_ticket import by_ticket
from core.handover.report import LINES, PARTS, HandoverReport, ReportLine, thaw
from core.handover.watch import Watch, owner_of
from core.people.directory import Person
from core.people.units import Unit
from core.ticket.acts.assign import Assign
from core.ticket.acts.close import Void
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.codes import HoldReason
from core.ticket.model import Caller, Particulars
from storage.doctor import examine
from tests.requirements.conftest import NOW, Office
from tui.widgets.sheet_words import what

LATE, NIGHT = "李雷", "赵云"
MORE = (
    Person("003", LATE, "desk", "值班员", "operator"),
    Person("004", NIGHT, "desk", "值班员", "operator"),
    Person("031", "孙工", "engineering", "水电工"),
    Person("013", "周岗", "security", "监控员"),
)


@pytest.fixture
def desk(office: Office) -> Office:
    """王敏 has the desk since 09:00; her shift lasts until 16:00."""
    with office.store.writing() as work:
        work.people.save_people(MORE)
    office.desk.handover.begin_watch()
    return office


def standing(office: Office) -> Watch:
    """The watch that lasts."""
    watch = office.desk.handover.watch()
    assert watch is not None
    return watch


def to_the_end(office: Office) -> None:
    """15:50, ten minutes before the change of shifts."""
    office.now = NOW + timedelta(hours=6, minutes=50)


def hand_over(office: Office, incoming: str = LATE) -> Watch:
    """Signed, every red line acknowledged, signed; notes on emergencies are there already."""
    operator = standing(office).operator
    office.as_person(operator).handover.sign_out_watch("")
    office.desk.handover.review(incoming)
    office.desk.handover.see(*(one.id for one in office.desk.handover.sheet().red))
    return office.desk.handover.sign_in_watch(incoming, "")


def unsigned(office: Office) -> list[Missing]:
    """The shifts that ended without a handover."""
    return office.desk.handover.not_handed_over(office.desk.handover.handovers())


def refusal(act: Callable[..., Any], *words: Any, **more: Any) -> str:
    with pytest.raises(DeskError) as refused:
        act(*words, **more)
    return str(refused.value)


def test_s16_two_signatures_move_every_open_ticket_and_no_first_responder(desk: Office) -> None:
    """Outgoing and incoming sign; open tickets have a new owner, first responders stay."""
    leak = desk.log("厨房漏水", "pipe_leak", unit="3-2-1201", first_responder="马超")
    done = desk.log("几点关门", "enquiry", outcome="十点")
    to_the_end(desk)
    before = standing(desk)
    after = hand_over(desk)
    assert (before.id, before.operator, after.operator, after.carried_in) == (1, "王敏", LATE, 1)
    assert (after.shift.start, desk.now) == (before.shift.end, after.began_at)
    card = desk.card(leak)
    assert (owner_of(card.ticket, after), card.ticket.first_responder, card.ticket.operator) == (
        LATE,
        "马超",
        "王敏",
    )
    assert owner_of(desk.card(done).ticket, after) == ""
    assert examine(desk.store.database) == []


def test_s16_the_sheet_has_all_fourteen_parts(desk: Office) -> None:
    """From who is on duty to the instructions: every part has its lines; of a ticket one at most is red."""
    sheet = busy_day(desk)
    assert [*PARTS] == [
        "people", "counts", "emergencies", "open", "rungs", "callbacks", "followups", "holds", "promises",
        "hazards", "external", "visits", "equipment", "notes",
    ]  # fmt: skip
    assert {(one.name, one.group) for one in sheet.people} == {
        ("王敏", "desk"), ("陈静", "leader"), ("孙工", "technician"), ("周岗", "control_room"),
    }  # fmt: skip
    said = {part: [(line.kind, line.text, line.red) for line in sheet.lines(part)] for part in LINES}
    assert said["emergencies"] == [("emergency", "", True)]
    assert ("breached", "dispatch", True) in said["open"]
    assert ("due", "supervisor", False) in said["rungs"]
    assert said["callbacks"] == [("due", "all", False)]
    assert said["followups"] == [("followup", "陈静", False)]  # for 马超, who is off by the roster
    assert said["holds"] == [("hold", "waiting_parts", False), ("hold", "third_party", False)]
    assert said["promises"] == [("promise", "", False)]
    assert said["hazards"] == [("hazard", "tape", False)]
    assert said["external"] == [("external", "12345-77", False)]
    assert said["visits"] == [("visit", "王敏", False)]
    counted = {item.name_en: (item.expected, item.actual, item.red) for item in sheet.equipment}
    assert (counted["Keys"], counted["Radios"]) == (("1", "1", False), ("4", "3", True))
    assert counted["Torches"] == ("2", "", False)
    assert [(note.kind, note.red) for note in sheet.notes] == [("note", False), ("instruction", True)]
    dues = [line.at for line in sheet.open if line.at]
    assert dues == sorted(dues)


def test_s16_of_each_ticket_the_worst_reason_is_red_and_only_for_late_emergency_or_promised(
    desk: Office,
) -> None:
    """Red is a ticket that is an emergency, late or promised: once, by its worst reason; the rest waits."""
    sheet = busy_day(desk)
    red = [line for line in sheet.red if isinstance(line, ReportLine)]
    assert len({line.number for line in red}) == len(red)
    tickets = by_ticket(sheet)
    assert {ticket.worst.line.number for ticket in tickets} == {
        line.number for part in LINES for line in sheet.lines(part) if line.number
    }
    reasons = [(ticket.worst.line.kind, ticket.worst.line.red) for ticket in tickets]
    assert reasons == [
        ("emergency", True), ("breached", True), ("breached", True), ("breached", True), ("breached", True),
        ("due", False),
    ]  # fmt: skip
    others = [{reason.line.kind for reason in ticket.others} for ticket in tickets]
    assert others[1:3] == [{"due", "followup", "hazard"}, {"external", "promise"}]


def test_s16_a_promise_is_red_until_it_is_late(desk: Office) -> None:
    """A promised time is read by itself; when another deadline has passed, that is what is read."""
    told = Particulars(promised_at=NOW + timedelta(hours=8))
    call = desk.log("投诉噪音", "suggestion", particulars=told)
    assert [line.id for line in desk.desk.handover.sheet().red] == [f"{call.number}:promise"]
    desk.later(minutes=60 * 24 * 2)
    assert [line.id for line in desk.desk.handover.sheet().red] == [f"{call.number}:open"]


def test_s16_of_very_many_visits_those_that_fell_due_last_are_listed(desk: Office) -> None:
    """An estate where nobody was visited for years does not fill every sheet; how many more is said."""
    days = [NOW.date() - timedelta(days=100 + count) for count in range(60)]
    with desk.store.writing() as work:
        work.people.save_units(Unit(f"9-1-{count:03d}", visited_on=day) for count, day in enumerate(days))
    *visits, more = desk.desk.handover.sheet().visits
    assert sorted(line.where for line in visits) == [f"9-1-{count:03d}" for count in range(50)]
    assert what("visits", more, desk.desk.queries.policy()) == "and 10 more"


def busy_day(office: Office) -> HandoverReport:
    """Something for every part."""
    with office.store.writing() as work:
        work.roster.save_duties(
            [
                Duty(NOW.date(), "08:00", "16:00", no)
                for no in ("001", "002", "031", "013")
            ] + [Duty(NOW.date(), "16:00", "24:00", "003")]
        )  # fmt: skip
        work.people.save_units(
            [Unit("3-2-1201", "张宅", specialist="王敏", visited_on=NOW.date() - timedelta(days=100))]
        )
    desk = office.desk
    office.now -= timedelta(days=2)
    office.log("路灯坏", "street_light", first_responder="马超", measure="tape")
    office.now = NOW - timedelta(hours=16)
    mended = office.log("漏水", "pipe_leak", unit="3-2-1201", caller=Caller("张三", "13800138000"))
    desk.tickets.do(mended.number, Assign(Clean("孙工"), reason=Clean("就近")))
    desk.tickets.do(mended.number, Handle(Clean("换了阀门"), no_arrival=Clean("一直在")))
    office.now = NOW + timedelta(minutes=1)
    fire = office.log("大堂冒烟", "fire", place="大堂")
    desk.handover.note_emergency(fire.number, Clean("误报，已复位"))
    office.log(
        "投诉噪音", "complaint", opinion="今天处理",
        particulars=Particulars(promised_at=NOW + timedelta(hours=8), external_no="12345-77"),
    )  # fmt: skip
    for reason, hours in (("waiting_parts", 8), ("third_party", 80)):
        held = office.log("门坏", "minor_repair")
        desk.tickets.do(held.number, Assign(Clean("孙工")))
        desk.tickets.do(held.number, Hold(HoldReason(reason), NOW + timedelta(hours=hours)))
    for item, actual in (("Keys", "1"), ("对讲机", "3")):
        desk.handover.count(item, Clean(actual))
    desk.handover.write_note(Clean("电梯厂家明早来"))
    office.chief.handover.write_note(Clean("盯住地下车库"), "instruction")
    to_the_end(office)
    return desk.handover.sheet()


def test_s16_every_emergency_has_its_note_before_either_signature(desk: Office) -> None:
    """Neither signs while an emergency lacks its note, also one that came between the signatures."""
    first = desk.log("大堂冒烟", "fire", place="大堂")
    to_the_end(desk)
    assert first.number in refusal(desk.desk.handover.sign_out_watch, "")
    desk.desk.handover.note_emergency(first.number, Clean("误报"))
    desk.desk.handover.sign_out_watch("")
    second = desk.log("车库冒烟", "fire", place="车库")
    desk.desk.handover.review(LATE)
    desk.desk.handover.see(*(one.id for one in desk.desk.handover.sheet().red))
    assert second.number in refusal(desk.desk.handover.sign_in_watch, LATE, "")
    desk.desk.handover.note_emergency(second.number, Clean("消防已到"))
    desk.desk.handover.see(*(one.id for one in desk.desk.handover.sheet().red))
    assert desk.desk.handover.sign_in_watch(LATE, "").operator == LATE
    # it still burns: the next sheet has it again, and wants a note of its own
    assert [line.number for line in desk.desk.handover.sheet().unwritten] == [first.number, second.number]


def test_s16_every_red_line_is_acknowledged_also_one_that_came_since(desk: Office) -> None:
    """The incoming acknowledges red lines one by one; an objection counts and is kept with the sheet."""
    desk.log("漏水", "pipe_leak")
    desk.log("灯坏", "street_light")
    to_the_end(desk)
    assert "has not signed" in refusal(desk.desk.handover.review, LATE)
    desk.desk.handover.sign_out_watch("")
    desk.desk.handover.review(LATE)
    first, *others = desk.desk.handover.sheet().red
    desk.desk.handover.object(first.id, Clean("早就修好了"))
    assert f"{len(others)} must-read items" in refusal(desk.desk.handover.sign_in_watch, LATE, "")
    desk.desk.handover.see(*(one.id for one in others))
    desk.log("又漏水", "pipe_leak", unit="1-1-101")
    desk.now += timedelta(minutes=20)
    assert "are not acknowledged" in refusal(desk.desk.handover.sign_in_watch, LATE, "")
    assert "no line" in refusal(desk.desk.handover.see, "nothing:open")
    desk.desk.handover.see(*(one.id for one in desk.desk.handover.sheet().red))
    # whoever else signs has not seen them
    assert "are not acknowledged" in refusal(desk.desk.handover.sign_in_watch, NIGHT, "")
    desk.desk.handover.sign_in_watch(LATE, "")
    [objection] = desk.desk.handover.signed_sheet(1).sheet.signatures.objections
    assert (objection.about, objection.by, objection.text) == (first.id, LATE, "早就修好了")


def test_s16_what_is_said_of_a_line_after_it_was_acknowledged_is_acknowledged_again(desk: Office) -> None:
    """Another count or other words on an emergency during the review: the incoming looks once more."""
    fire = desk.log("大堂冒烟", "fire", place="大堂")
    desk.desk.handover.note_emergency(fire.number, Clean("误报"))
    desk.desk.handover.count("对讲机", Clean("3"))
    to_the_end(desk)
    desk.desk.handover.sign_out_watch("")
    desk.desk.handover.review(LATE)
    for change in (
        lambda: desk.desk.handover.count("对讲机", Clean("1")),
        lambda: desk.desk.handover.note_emergency(fire.number, Clean("两人送医")),
    ):
        desk.desk.handover.see(*(one.id for one in desk.desk.handover.sheet().red))
        change()
        assert "1 must-read items are not acknowledged yet" in refusal(
            desk.desk.handover.sign_in_watch, LATE, ""
        )


def test_s16_who_may_sign_and_when(desk: Office) -> None:
    """It is signed from fifteen minutes before the end on, by whoever has the desk; nobody takes it twice."""
    assert "王敏 is in charge of the desk" in refusal(desk.as_person(LATE).handover.begin_watch)
    desk.now = NOW + timedelta(hours=6, minutes=44)
    assert "until 16:00" in refusal(desk.desk.handover.sign_out_watch, "")
    to_the_end(desk)
    assert "not 李雷" in refusal(desk.as_person(LATE).handover.sign_out_watch, "")
    desk.desk.handover.sign_out_watch("")
    assert "already signed" in refusal(desk.desk.handover.sign_out_watch, "")
    for act in (desk.desk.handover.review, lambda name: desk.as_person(name).handover.see("nothing")):
        assert "“Run the desk” needs an operator" in refusal(act, "罗斌")


def test_s16_nobody_comes_then_somebody_does(desk: Office) -> None:
    """The watch is extended, overtime is on the sheet, calls until the signature belong to the outgoing."""
    assert "not over yet" in refusal(desk.desk.handover.extend, "等人")
    desk.now = NOW + timedelta(hours=7, minutes=5)
    desk.desk.handover.sign_out_watch("")
    assert "not 李雷" in refusal(desk.as_person(LATE).handover.extend, "走了")
    assert desk.desk.handover.extend(Clean("李雷没有来")).state == "draft"
    desk.later(minutes=40)
    late = desk.log("漏水", "pipe_leak")
    assert [one.operator for one in unsigned(desk)] == ["王敏"]
    after = hand_over(desk)
    sheet = desk.desk.handover.signed_sheet(1).sheet
    assert (sheet.counts.new, sheet.signatures.overtime_min) == (1, 45)
    assert [one.text for one in sheet.signatures.extensions] == ["李雷没有来"]
    assert owner_of(late, after) == LATE
    assert unsigned(desk) == []


def test_s16_a_shift_nobody_handed_over_is_listed(desk: Office) -> None:
    """One watch over two shifts: the first of them is listed, with who had the desk."""
    desk.now = NOW + timedelta(hours=16)
    assert [one.shift.from_to(desk.desk.queries.policy().site.zone) for one in unsigned(desk)] == [
        "16:00-24:00", "08:00-16:00",
    ]  # fmt: skip
    after = hand_over(desk, NIGHT)
    assert after.shift.from_to(desk.desk.queries.policy().site.zone) == "00:00-08:00"
    assert [one.operator for one in unsigned(desk)] == ["王敏"]


def test_s16_the_same_person_twice_is_a_double_shift(desk: Office) -> None:
    """Where nobody else is there, the same person goes through the sheet and signs twice; it says so."""
    desk.log("漏水", "pipe_leak")
    to_the_end(desk)
    after = hand_over(desk, "王敏")
    assert (after.operator, after.double) == ("王敏", True)
    assert desk.desk.handover.signed_sheet(1).sheet.signatures.double


@pytest.mark.parametrize("stands", [True, False])
def test_s16_a_refusal_is_decided_by_the_supervisor(desk: Office, stands: bool) -> None:
    """Disputed: the outgoing stays until it is decided; then it is taken as it is, or signed anew."""
    to_the_end(desk)
    desk.desk.handover.sign_out_watch("")
    desk.desk.handover.review(LATE)
    assert desk.desk.handover.refuse(Clean("少一把钥匙"), "").state == "disputed"
    assert standing(desk).operator == "王敏"
    assert "A supervisor must decide" in refusal(desk.desk.handover.sign_in_watch, LATE, "")
    assert "needs a supervisor" in refusal(desk.desk.handover.decide, "在我这里", "", stands=stands)
    watch = desk.chief.handover.decide(Clean("钥匙在我这里"), "", stands=stands)
    assert watch.state == ("reviewing" if stands else "draft")
    if not stands:
        assert "has not signed" in refusal(desk.desk.handover.sign_in_watch, LATE, "")
        desk.desk.handover.sign_out_watch("")
    assert desk.desk.handover.sign_in_watch(LATE, "").operator == LATE
    [refused] = desk.desk.handover.signed_sheet(1).sheet.signatures.refusals
    assert (refused.by, refused.reason, refused.decided_by, refused.stands) == (
        LATE, "少一把钥匙", "陈静", stands,
    )  # fmt: skip


def test_s16_whoever_refused_may_take_it_after_all(desk: Office) -> None:
    """No supervisor can be reached: going through the sheet again ends the dispute."""
    to_the_end(desk)
    desk.desk.handover.sign_out_watch("")
    desk.desk.handover.review(LATE)
    desk.desk.handover.refuse(Clean("少一把钥匙"), "")
    assert desk.desk.handover.review(LATE).state == "reviewing"
    assert desk.desk.handover.sign_in_watch(LATE, "").operator == LATE


def test_s16_a_forced_take_over_needs_a_supervisor_and_is_marked(desk: Office) -> None:
    """The outgoing has left, with an emergency unwritten: the supervisor gives the desk, with a reason."""
    desk.log("大堂冒烟", "fire", place="大堂")
    assert "needs a supervisor" in refusal(desk.desk.handover.take_over_watch, LATE, "王敏", "", "病了")
    assert "reason" in refusal(desk.desk.handover.take_over_watch, LATE, "陈静", "", clean(" "))
    assert "is already in charge" in refusal(desk.desk.handover.take_over_watch, "王敏", "陈静", "", "病了")
    shift = standing(desk).shift
    after = desk.desk.handover.take_over_watch(LATE, "陈静", "", Clean("王敏病了"))
    # somebody else at another desk decided so for the one who is relieved by now
    assert f"{LATE} is in charge of the desk" in refusal(
        desk.desk.handover.take_over_watch, NIGHT, "陈静", "", "王敏病了", seen=1
    )
    assert (after.operator, after.forced_by, after.shift.start) == (
        LATE,
        "陈静",
        shift.start,
    )
    done = desk.desk.handover.signed_sheet(1).sheet.signatures
    assert (done.forced_by, done.reason, done.outgoing_at, done.incoming_at) == (
        "陈静",
        "王敏病了",
        None,
        None,
    )
    assert examine(desk.store.database) == []


def test_s16_a_signed_sheet_is_frozen_and_printed_again_the_same(desk: Office) -> None:
    """Work goes on, a correction is added: the text of the signed sheet and its hash stay."""
    leak = desk.log("漏水", "pipe_leak", unit="3-2-1201")
    to_the_end(desk)
    hand_over(desk)
    kept = desk.desk.handover.signed_sheet(1)
    desk.now += timedelta(hours=1)
    desk.chief.tickets.do(leak.number, Void(Clean("重复")))
    corrected = desk.desk.handover.correct(1, Clean("钥匙其实是两把"))
    again = desk.desk.handover.signed_sheet(1)
    assert (again.text, again.hash, again.is_sound) == (kept.text, kept.hash, True)
    assert freeze(thaw(again.text)) == (kept.text, kept.hash)
    assert [said.text for said in again.corrections] == [said.text for said in corrected.corrections]
    assert "not signed yet" in refusal(desk.desk.handover.correct, standing(desk).id, "noch")
    assert "no handover 99" in refusal(desk.desk.handover.signed_sheet, 99)
