"""What customers and staff say, how it is taken in, answered and kept (S0, S2, S4)."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from core.base.text import Clean
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.check import CheckMatter
from core.ticket.acts.close import FeedBack
from core.ticket.acts.handle import Handle
from core.ticket.acts.reply import Reply
from core.ticket.acts.responder import CorrectFirstResponder
from core.ticket.acts.urge import AddContact, Urge
from core.ticket.acts.work import Arrive
from core.ticket.codes import FeedbackWay, Result, State
from core.ticket.feedback import waiting
from core.ticket.model import Caller, Particulars
from tests.cli.program import Cli
from tests.requirements.conftest import NOW, Office

KINDS = {
    "enquiry": "enquiry",
    "service_request": "service",
    "pipe_leak": "repair",
    "complaint": "complaint",
    "suggestion": "feedback",
    "praise": "feedback",
    "latent_need": "feedback",
}
"""A category for each kind that S2 names, and the kind it counts under."""


def test_r005_staff_suggestions_are_answered_within_a_day(office: Office) -> None:
    """A suggestion of the staff goes to the admin group with a reply clock of a day."""
    ticket = office.log("食堂开到八点", "staff_feedback", first_responder="罗斌")
    clock = office.clock(ticket, "reply")
    assert clock is not None
    assert (ticket.department, clock.due_at) == ("admin", NOW + timedelta(hours=24))


def test_r005_the_author_may_be_withheld(office: Office) -> None:
    """Nobody is named, or the name is shown to supervisors and up only, in the ticket and its history."""
    office.log("食堂开到八点", "staff_feedback", caller=Caller(anonymous=True))
    named = office.log(
        "食堂太吵", "staff_feedback", line="食堂太吵 何花", caller=Caller("何花", confidential=True)
    )
    office.desk.tickets.do(named.number, Urge(Clean("何花")))
    card, whole = office.card(named), office.chief.queries.card(named.number)
    assert (card.ticket.caller.name, whole.ticket.caller.name) == ("", "何花")
    assert "何花" not in repr(card)
    assert "何花" in repr(whole.history[0]) and "何花" in repr(whole.history[1])
    assert "何花" not in repr(office.desk.queries.tickets("all"))
    assert office.desk.queries.tickets("all", text=Clean("何花")) == []


def test_r005_withheld_on_the_command_line_too(office: Office, cli: Cli) -> None:
    """Neither the page nor any document of an operator has the confidential name; a supervisor's have."""
    named = office.log("食堂太吵", "staff_feedback", caller=Caller("何花", confidential=True))
    office.desk.tickets.do(named.number, Urge(Clean("何花")))
    base = ("--database", str(office.store.database.place))
    for words in (("show", named.number), ("show", named.number, "--json"), ("list", "--json")):
        assert "何花" not in cli(*base, "--as", "王敏", *words).out
        assert "何花" in cli(*base, "--as", "陈静", *words).out


def test_r005_a_confidential_author_entered_as_first_contact_is_withheld_too(
    office: Office, cli: Cli
) -> None:
    """With the author as first contact: hidden from operators and search, whole for supervisors."""
    base = ("--database", str(office.store.database.place))
    words = ("log", "食堂太吵", "--category", "staff_feedback", "--reporter", "罗斌", "--confidential")
    number = cli(*base, "--as", "王敏", *words).out.strip()
    for look in (("show", number), ("show", number, "--json"), ("list", "--json")):
        assert "罗斌" not in cli(*base, "--as", "王敏", *look).out
    assert "罗斌" in cli(*base, "--as", "陈静", "show", number).out
    assert cli(*base, "--as", "王敏", "search", "罗斌", "--json").json == []
    open_one = cli(*base, "--as", "王敏", *words[:-1]).out.strip()
    assert "罗斌" in cli(*base, "--as", "王敏", "show", open_one).out


def test_r005_the_daily_checks_of_a_confidential_suggestion_name_no_author(office: Office, cli: Cli) -> None:
    """They are the supervisor's; no list, report or correction tells an operator who the author is."""
    base = ("--database", str(office.store.database.place))
    author = Caller(confidential=True)
    for first in ("罗斌", "何花"):
        office.log("食堂太吵", "staff_feedback", caller=author, first_responder=first, assign_to="综合组")
    wrong = office.log("食堂太吵", "staff_feedback", caller=author, first_responder="马超")
    office.chief.tickets.do(wrong.number, CorrectFirstResponder(Clean("罗斌"), Clean("罗斌说的")))
    office.later(days=1)
    assert [check.person for check in office.desk.checks.on()] == ["陈静"] * 3
    assert [person.person for person in office.desk.checks.table().people] == ["陈静"]
    office.desk.handover.begin_watch()
    for shown in (
        office.desk.handover.sheet(),
        office.desk.checks.table(),
        office.desk.queries.card(wrong.number),
        office.desk.figures.report(NOW.date(), NOW.date()).staff_reports.people,
    ):
        assert not any(name in repr(shown) for name in ("罗斌", "何花", "马超"))
    for words in (("checks",), ("checks", "--json"), ("show", wrong.number), ("list", "--json")):
        assert "罗斌" not in cli(*base, "--as", "王敏", *words).out
    assert "罗斌" in cli(*base, "--as", "陈静", "show", wrong.number).out
    office.desk.tickets.do(wrong.number, CheckMatter())
    assert office.card(wrong).ticket.checks[0].person == "陈静"


def test_r023_who_told_the_source_when_and_how(office: Office) -> None:
    """The outcome is fed back to the source: by whom, when and how; what is owed is a view of its own."""
    ticket = office.log("几点关门", "enquiry", caller=Caller("李女士"), assign_to="客服中心")
    office.desk.tickets.do(ticket.number, Handle(Clean("十点"), no_arrival=Clean("by phone")))
    assert [row.number for row in office.desk.queries.board("feedback").rows] == [ticket.number]
    office.later(minutes=5)
    told = office.desk.tickets.do(ticket.number, FeedBack(FeedbackWay.PHONE))
    assert (told.state, told.fed_back_at) == (State.CLOSED, office.now)
    event = next(event for event in office.card(ticket).history if event.fact.type == "fed_back")
    assert (event.actor, event.at, event.fact.way) == ("王敏", office.now, "phone")  # type: ignore[attr-defined]
    assert office.desk.queries.board("feedback").rows == []


def test_r023_nothing_writes_itself(office: Office) -> None:
    """Handling asks whether the caller was told; only a way given then, or a callback, is a feedback."""
    told, untold = (office.log("几点关门", "enquiry", assign_to="客服中心") for _ in range(2))
    closed = office.desk.tickets.do(told.number, Handle(Clean("十点"), fed_back=FeedbackWay.PHONE))
    waits = office.desk.tickets.do(untold.number, Handle(Clean("十点"), no_arrival=Clean("by phone")))
    assert (closed.state, [one.way for one in closed.feedbacks]) == (State.CLOSED, ["phone"])
    assert (waits.state, waits.fed_back_at, waits.feedbacks) == (State.HANDLED, None, ())
    letter = office.log("建议多种树", "suggestion", channel="letter", outcome="谢谢")
    assert [row.number for row in office.desk.queries.board("feedback").rows] == [
        untold.number,
        letter.number,
    ]


def test_r023_a_callback_that_reached_the_customer_is_a_feedback(office: Office) -> None:
    """Waived and unreached ones are not: they are closed, counted as not fed back."""
    rung, waived = (office.log("水管漏水", "pipe_leak", assign_to="工程部") for _ in range(2))
    for ticket in (rung, waived):
        office.desk.tickets.do(ticket.number, Arrive())
        office.desk.tickets.do(ticket.number, Handle(Clean("换了阀门"), no_arrival=Clean("by phone")))
    office.chief.tickets.do(waived.number, RecordCallback(Result.WAIVED, reason=Clean("不必")))
    office.chief.tickets.do(rung.number, RecordCallback(Result.SATISFIED))
    fed_back, not_fed_back = (office.card(ticket).ticket for ticket in (rung, waived))
    assert [(one.way, one.by) for one in fed_back.feedbacks] == [("callback", "陈静")]
    assert (not_fed_back.state, not_fed_back.feedbacks) == (State.CLOSED, ())
    day = NOW.date()
    assert office.desk.figures.report(day, day).not_fed_back == 1


def test_r023_every_caller_of_one_matter_is_told(office: Office) -> None:
    """One pass tells all who wait, or each is told singly; the last one closes the ticket."""
    together, singly = (
        office.log("停电了吗", "enquiry", caller=Caller("李女士"), assign_to="客服中心") for _ in range(2)
    )
    for ticket in (together, singly):
        office.desk.tickets.do(ticket.number, AddContact(Clean("张先生"), Clean("13900000001")))
        office.desk.tickets.do(ticket.number, Handle(Clean("八点来电"), no_arrival=Clean("by phone")))
    done = office.desk.tickets.do(together.number, FeedBack(FeedbackWay.MESSAGE))
    assert (done.state, [one.caller for one in done.feedbacks]) == (State.CLOSED, [0, 1])
    first = office.desk.tickets.do(singly.number, FeedBack(FeedbackWay.PHONE, Clean("张先生")))
    assert (first.state, waiting(first)) == (State.HANDLED, (0,))
    last = office.desk.tickets.do(singly.number, FeedBack(FeedbackWay.IN_PERSON, Clean("她先生")))
    assert (last.state, last.feedbacks[-1].to) == (State.CLOSED, "她先生")


def test_r023_a_callback_tells_one_caller_only(office: Office) -> None:
    """The further callers of a matter still wait when the first one was called back."""
    ticket = office.log("水管漏水", "pipe_leak", caller=Caller("李女士"), assign_to="工程部")
    office.desk.tickets.do(ticket.number, AddContact(Clean("张先生")))
    office.desk.tickets.do(ticket.number, Arrive())
    office.desk.tickets.do(ticket.number, Handle(Clean("换了阀门"), no_arrival=Clean("by phone")))
    office.desk.tickets.do(ticket.number, RecordCallback(Result.SATISFIED))
    assert office.desk.queries.board("callbacks").rows == []
    assert [row.number for row in office.desk.queries.board("feedback").rows] == [ticket.number]
    closed = office.desk.tickets.do(ticket.number, FeedBack(FeedbackWay.PHONE))
    assert (closed.state, closed.close_kind) == (State.CLOSED, "satisfied")


def test_r023_on_the_command_line(cli: Cli) -> None:
    """Who told whom, how and when is in the document of the ticket."""
    number = cli("log", "3-2-1201 问快递", "--category", "enquiry", "--caller", "李女士").out.strip()
    cli("assign", number, "desk")
    handled = cli("handle", number, "--outcome", "查到了", "--no-arrival", "by phone", "--json").json
    assert (handled["state"], handled["feedbacks"], handled["to_feed_back"]) == ("handled", [], ["李女士"])
    assert [one["number"] for one in cli("list", "--view", "feedback", "--json").json] == [number]
    told = cli("feed-back", number, "--to", "李女士", "--way", "phone", "--json").json
    assert told["state"] == "closed"
    (one,) = told["feedbacks"]
    assert {name: one[name] for name in ("to", "way", "at")} == {
        "to": "李女士", "way": "phone", "at": told["fed_back_at"],
    }  # fmt: skip
    assert one["by"]


def test_r023_an_answer_owed_to_12345_has_its_own_clock(office: Office) -> None:
    """A transfer of 12345 turns amber a day before the date it gave, and stops when it was fed back."""
    due = NOW + timedelta(days=3)
    said = Particulars(external_no="2026-0317", external_due=due)
    ticket = office.log("噪音", "nuisance", channel="12345", particulars=said, assign_to="安保部")
    states = []
    for _day in range(3):
        clock = office.clock(ticket, "external")
        assert clock is not None
        states.append(clock.state)
        office.later(days=1)
    assert states == ["running", "running", "amber"]
    office.now = NOW + timedelta(days=2)
    office.desk.tickets.do(ticket.number, Handle(Clean("已劝止"), no_arrival=Clean("by phone")))
    office.chief.tickets.do(ticket.number, RecordCallback(Result.SATISFIED))
    met = office.clock(ticket, "external")
    assert met is not None
    assert (met.state, met.met_at, met.due_at) == ("met", office.now, due)


def opinions(cli: Cli) -> None:
    """Four customers said something; a tap drips."""
    cli("log", "东门保安态度差", "--category", "complaint", "--channel", "visit", "--caller", "李女士")
    cli("log", "建议多种树", "--category", "suggestion", "--channel", "letter", "--phone", "13812345678")
    cli("log", "3-2-1201 代收快递", "--category", "service_request")
    cli("log", "=HYPERLINK()", "--category", "suggestion", "--channel", "meeting")
    cli("log", "大堂水龙头滴水", "--category", "water_electric")


def test_r030_the_opinion_register_is_filtered_and_taken_elsewhere(cli: Cli, tmp_path: Path) -> None:
    """What customers say and want is one list, filtered by kind, channel and day, as a page, CSV or JSON."""
    opinions(cli)
    assert len(cli("report", "opinions", "--json").json) == 4
    (one,) = cli("report", "opinions", "--kind", "complaint", "--json").json
    assert (one["opinion"], one["channel"], one["caller"]) == ("东门保安态度差", "visit", "李女士")
    assert (
        cli("report", "opinions", "--to", "2020-01-01").out
        == "Feedback register – 2020-01-01\nNothing is listed.\n"
    )
    file = tmp_path / "opinions.csv"
    cli("report", "opinions", "-o", str(file))
    rows = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"))))
    assert [row["opinion"] for row in rows] == ["东门保安态度差", "建议多种树", "代收快递", "'=HYPERLINK()"]
    assert rows[1]["phone"] == "138****5678"
    assert ">东门保安态度差</td>" in cli("report", "opinions", "--format", "html").out
    listed = cli("list", "--kind", "feedback", "--channel", "letter", "--json").json
    assert [ticket["description"] for ticket in listed] == ["建议多种树"]


def test_r097_the_register_of_visits_calls_and_letters(cli: Cli) -> None:
    """Opinions and service needs by visit, call and letter stand in the same register."""
    opinions(cli)
    by_channel = {
        channel: [one["opinion"] for one in cli("report", "opinions", "--channel", channel, "--json").json]
        for channel in ("visit", "call", "letter")
    }
    assert by_channel == {"visit": ["东门保安态度差"], "call": ["代收快递"], "letter": ["建议多种树"]}


def test_r039_a_complaint_has_an_opinion_or_a_reply_clock(office: Office) -> None:
    """Saved with what the caller was told, it is answered; without, a clock of ten minutes runs."""
    promised = NOW + timedelta(hours=2)
    told = office.log(
        "态度差", "complaint", opinion="两小时内回复", particulars=Particulars(promised_at=promised)
    )
    clock = office.clock(told, "reply")
    assert clock is not None
    assert (clock.state, told.opinion, told.particulars.promised_at) == ("met", "两小时内回复", promised)
    owed = office.log("没人管", "complaint")
    clock = office.clock(owed, "reply")
    assert clock is not None
    assert (clock.state, clock.due_at) == ("running", NOW + timedelta(minutes=10))
    office.later(minutes=11)
    assert office.desk.queries.board("breached").rows[0].number == owed.number
    assert office.desk.tickets.do(owed.number, Reply(Clean("马上去看"))).replied_at == office.now


def test_r039_the_promised_time_is_shown(cli: Cli) -> None:
    """What was promised, and for when, stands on the page of the ticket."""
    words = ("--category", "complaint", "--opinion", "今天回复", "--promised", "2026-03-10T15:00")
    page = cli("show", cli("log", "东门保安态度差", "--at", "2026-03-10T09:00", *words).out.strip()).out
    assert "Answer given: 今天回复" in page
    assert "Promised: " in page
    assert "15:00" in page


def test_r046_every_matter_has_a_category_with_promised_times(cli: Cli) -> None:
    """No ticket is without a category; it brings the times to say aloud; an unknown one is refused."""
    for words in ("3-2-1201 水管漏水", "3-2-1201 ???", "着火了"):
        ticket = cli("log", words, "--json").json
        assert ticket["category"]
        assert ticket["clocks"]
    assert cli("log", "车库漏水", "--category", "nonsense", ok=False).code == 1
    (promised,) = cli("deadlines", "pipe_leak", "--at", "2026-03-10T09:00", "--json").json
    assert promised["arrive_by"] == "2026-03-10T09:15:00+08:00"


@pytest.mark.parametrize("category", KINDS)
def test_r049_every_kind_of_appeal_can_be_taken_in(cli: Cli, category: str) -> None:
    """Enquiry, service request, repair, complaint, suggestion, praise and the operator's note of a need."""
    assert cli("log", "3-2-1201 随便", "--category", category, "--json").json["kind"] == KINDS[category]


def test_r098_the_originals_and_where_they_are_kept(cli: Cli, tmp_path: Path) -> None:
    """Number, sort, place and keeper of a paper are listed, with the day until which the policy keeps it."""
    words = (
        "--original",
        "L-17",
        "--original-kind",
        "来信",
        "--original-place",
        "2号柜",
        "--original-keeper",
        "韩雪",
    )
    cli("log", "建议多种树", "--channel", "letter", "--at", "2024-02-29T09:00", *words)
    cli("log", "大堂 没有原件")
    (kept,) = cli("report", "originals", "--json").json
    paper = {name: kept[name] for name in ("number", "kind", "place", "keeper", "keep_until")}
    assert list(paper.values()) == ["L-17", "来信", "2号柜", "韩雪", "2027-02-28"]
    policy = tmp_path / "policy.toml"
    policy.write_text(cli("policy", "show").out.replace("original_years    = 3", "original_years    = 10"))
    cli("policy", "apply", str(policy))
    assert cli("report", "originals", "--json").json[0]["keep_until"] == "2034-02-28"
    assert "2号柜" in cli("report", "originals").out


def test_r105_opinions_of_inspections(cli: Cli) -> None:
    """What an inspecting body said stands in the same register, with the body and the day."""
    words = ("--category", "inspection_opinion", "--inspector", "区住建局", "--at", "2026-03-10T09:00")
    ticket = cli("log", "消防通道堆物,限期整改", *words, "--json").json
    assert (ticket["channel"], ticket["inspector"]) == ("inspection", "区住建局")
    (one,) = cli("report", "opinions", "--channel", "inspection", "--json").json
    assert (one["inspector"], one["reported_at"][:10]) == ("区住建局", "2026-03-10")


@pytest.mark.parametrize("channel", ["meeting", "home_visit"])
def test_r106_opinions_of_meetings_and_home_visits(cli: Cli, channel: str) -> None:
    """An opinion of an owners' meeting or a home visit may be marked as one that many share."""
    cli("log", "希望延长门岗时间", "--category", "suggestion", "--channel", channel, "--representative")
    (one,) = cli("report", "opinions", "--channel", channel, "--json").json
    assert one["representative"]
    assert "(widely shared)" in cli("report", "opinions").out
