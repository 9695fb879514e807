"""An office with every role and tickets in every state, and how each act of docs/rights.md is tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core.base.errors import DeskError, NotAllowed, NotFound
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.unit_of_work import Within
from core.imports.preview import Wish
from core.imports.tables import Book, FileRow, Grid
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.people.roles import ROLE_NAMES
from core.people.units import Unit
from core.policy.urgency import Urgency
from core.ticket.acts.answer import AnswerEmergency, EmergencyAnswer
from core.ticket.acts.assign import Assign
from core.ticket.acts.call import CallOutOfTurn
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.acts.check import CheckMatter
from core.ticket.acts.claim import ClaimCallback
from core.ticket.acts.close import FeedBack, Reopen, Void
from core.ticket.acts.complaint import DetailComplaint
from core.ticket.acts.confirm import ConfirmCategory
from core.ticket.acts.defer import Conclude, Defer, Explain, Revive
from core.ticket.acts.escalate import ReferUpwards, ReportUnsolved
from core.ticket.acts.handle import Handle
from core.ticket.acts.handling_plan import PlanHandling
from core.ticket.acts.helper import AddHelper, RemoveHelper
from core.ticket.acts.hold import Hold, Resume
from core.ticket.acts.investigation import Investigate
from core.ticket.acts.isolate import Isolate, RemoveIsolation
from core.ticket.acts.late import ExplainLate
from core.ticket.acts.merge import Merge
from core.ticket.acts.note import AddNote
from core.ticket.acts.place import SayPlace
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.reply import Reply
from core.ticket.acts.request import Approve, AskApproval, Refuse, WithdrawRequest
from core.ticket.acts.responder import CorrectFirstResponder, TellManager
from core.ticket.acts.spot_check import CheckWork
from core.ticket.acts.task import Complete
from core.ticket.acts.tell import Acknowledge, Tell
from core.ticket.acts.undo import Undo
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Accept, Arrive, Return
from core.ticket.codes import FeedbackWay, HoldReason, Measure, Result
from core.ticket.model import Caller
from core.ticket.oversight import SpotResult
from core.ticket.reading import Alarm, Certainty, Reading
from storage.store import SqlStore

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rights.md"
NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A Tuesday, 09:00 at the site."""

FIRM, OTHER_FIRM = "Jieya", "Kone"
STAFF = (
    *(
        Person(f"1{place}", role, "desk", role=role)
        for place, role in enumerate(ROLE_NAMES)
        if role not in ("unknown", "site_manager", "department_head")
    ),
    Person("21", "site_manager", "cleaning", role="site_manager", employer=FIRM),
    Person("22", "department_head", "cleaning", role="department_head"),
    Person("31", "Deng", "cleaning", employer=FIRM),
    Person("32", "Kim", "engineering", employer=OTHER_FIRM),
    Person("33", "Chief", role="general_manager"),
)
"""Somebody of each role under its name, `unknown` being on no list; and who did what was done before."""


@dataclass(frozen=True)
class Entry:
    """A line of the tables: an act, the commands and keys that do it, and what each role may."""

    act: str
    commands: tuple[str, ...]
    keys: tuple[str, ...]
    may: dict[str, str]


def rows() -> Iterator[Entry]:
    """Every line of docs/rights.md."""
    heads: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells[:1] == ["Act"]:
            heads = cells
        elif cells and not cells[0].startswith("---"):
            act, _what, commands, keys, *may = cells
            yield Entry(act, _names(commands), _names(keys), dict(zip(heads[4:], may, strict=True)))


def _names(cell: str) -> tuple[str, ...]:
    return tuple(re.findall("`([^`]+)`", cell))


UNITS = Book(
    "units.csv", [Grid("units", [FileRow(1, ("code", "name")), FileRow(2, ("9-9-902", "Li family"))])]
)
Do = Callable[[Desk, str], object]


class Office:
    """The office at `NOW`, with two tickets of each sort: one that is the site manager's, and another's."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.now = NOW - timedelta(hours=1)
        with store.writing() as work:
            work.people.save_people(STAFF)
            self.numbers = {
                (sort, theirs): self._made(Desk(Within(work), "Chief", lambda: self.now), sort, theirs)
                for sort in SORTS
                for theirs in (True, False)
            }
        self.now = NOW

    def _made(self, desk: Desk, sort: str, theirs: bool) -> str:
        self.now = NOW if sort in ("fresh", "asked", "raised_by_hand") else NOW - timedelta(hours=1)
        if sort == "old":
            self.now = NOW - timedelta(days=2)
        matter = Intake(
            description="dirt on the stairs" if theirs else "lamp dark",
            category="complaint" if sort == "complaint" else "litter_stain" if theirs else "street_light",
            first_responder="Deng" if theirs else "Kim",
        )
        if sort == "asked":
            matter = replace(matter, reading=Reading(Certainty.GUESS, Alarm.ASK, suspected="fire"))
        if sort == "rung":
            matter = replace(matter, found=False, caller=Caller("Mrs Zhao", "13800138000"))
        number = desk.tickets.log(cleaned(matter)).number
        for step in SORTS[sort]:
            step(desk, number)
        return number

    def desk(self, role: str) -> Desk:
        """The desk with the person of that role at it."""
        return Desk(self.store, role, lambda: self.now)

    def tried(self, role: str, do: Do, number: str) -> DeskError | None:
        """The refusal, or None where it was done; nothing is kept."""
        try:
            with self.store.writing() as work:
                do(Desk(Within(work), role, lambda: self.now), number)
                raise _Dropped
        except _Dropped:
            return None
        except (NotAllowed, NotFound) as refused:
            return refused


class _Dropped(Exception):
    """The unit of work is given up."""


def _hold(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Hold(HoldReason.APPOINTMENT, NOW + timedelta(hours=5)))


def _send(desk: Desk, number: str) -> object:
    theirs = desk.queries.card(number).ticket.department == "cleaning"
    return desk.tickets.do(
        number, Assign(Clean("Deng" if theirs else "Kim"), reason=Clean("closest to the site"))
    )


def _resume(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Resume())


def _handle(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Handle(Clean("swept"), no_arrival=Clean("by phone")))


def _defer(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Defer(Clean("no budget"), date(2026, 9, 1)))


def _by_hand(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Reclassify(reason=Clean("smoke"), urgency=Urgency.EMERGENCY))


def _raise(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, ReportUnsolved(Clean("no parts")))


def _tell(desk: Desk, number: str) -> object:
    return desk.tickets.do(number, Tell(Clean("supervisor")))


def _check(desk: Desk, number: str, of: str) -> None:
    """The daily check of a matter of which `of` heard first."""
    chief = Desk(desk.session.store, "Chief", desk.clock)
    chief.tickets.do(number, CorrectFirstResponder(Clean(of), Clean("saw it first")))
    desk.tickets.do(number, CheckMatter())


def _close(desk: Desk, number: str) -> object:
    return Desk(desk.session.store, "director", desk.clock).tickets.do(
        number, RecordCallback(Result.SATISFIED)
    )


SORTS: dict[str, tuple[Do, ...]] = {
    "fresh": (),
    "late": (),
    "old": (),
    "asked": (),
    "complaint": (),
    "sent": (_send,),
    "helped": (_send, lambda desk, n: desk.tickets.do(n, AddHelper(Clean("Chief")))),
    "held": (_send, _hold),
    "held_twice": (_send, _hold, _resume, _hold, _resume),
    "done": (_send, _handle),
    "rung": (_send, _handle),
    "closed": (_send, _handle, _close),
    "isolated": (lambda desk, n: desk.tickets.do(n, Isolate(Measure.TAPE)),),
    "deferred": (_defer,),
    "raised": (_send, _raise),
    "raised_by_hand": (_by_hand,),
    "told": (_send, _raise, _tell),
    "to_do": (_send, lambda desk, n: desk.tickets.do(n, Hold(HoldReason.WEATHER, NOW + timedelta(hours=9)))),
}
"""How tickets came to be as they are; `late` and everything below was an hour ago."""


def _own_undo(desk: Desk, number: str) -> None:
    with suppress(NotAllowed):
        desk.tickets.do(number, AddNote(Clean("seen")))
    desk.tickets.do(number, Undo())


def _take_over(desk: Desk, _number: str) -> None:
    Desk(desk.session.store, "operator", desk.clock).handover.begin_watch()
    desk.handover.take_over_watch("Chief", desk.name, "", Clean("ill"))


def _operator(desk: Desk) -> Desk:
    return Desk(desk.session.store, "operator", desk.clock)


def _ask(desk: Desk, number: str) -> object:
    """Ask for a deferral; whoever may defer has nothing to ask for."""
    if desk.queries.actor().may("supervisor"):
        return None
    return desk.tickets.do(number, AskApproval(Defer(Clean("no budget"), date(2026, 9, 1))))


def _withdraw(desk: Desk, number: str) -> None:
    """Withdraw one's own request; of those who may, only an operator can have made it."""
    _ask(_operator(desk), number)
    if not desk.queries.actor().may("supervisor"):
        desk.tickets.do(number, WithdrawRequest())


LAST_WEEK = date(2026, 3, 4)


def _countersign(desk: Desk, number: str) -> object:
    Desk(desk.session.store, "Chief", desk.clock).callback_weeks.sign(LAST_WEEK)
    return desk.callback_weeks.sign(LAST_WEEK)


STEPS: dict[str, tuple[str, Do]] = {
    "assign": ("fresh", _send),
    "move": ("sent", lambda desk, n: desk.tickets.do(n, Assign(Clean("security"), reason=Clean("theirs")))),
    "accept": ("sent", lambda desk, n: desk.tickets.do(n, Accept())),
    "arrive": ("sent", lambda desk, n: desk.tickets.do(n, Arrive())),
    "helper": ("sent", lambda desk, n: desk.tickets.do(n, AddHelper(Clean("Chief")))),
    "remove_helper": ("helped", lambda desk, n: desk.tickets.do(n, RemoveHelper(Clean("Chief")))),
    "hold": ("sent", _hold),
    "hold_again": ("held_twice", _hold),
    "resume": ("held", _resume),
    "reply": ("fresh", lambda desk, n: desk.tickets.do(n, Reply(Clean("by noon")))),
    "handle": ("sent", _handle),
    "feed_back": ("done", lambda desk, n: desk.tickets.do(n, FeedBack(FeedbackWay.PHONE))),
    "callback": ("rung", lambda desk, n: desk.tickets.do(n, RecordCallback(Result.SATISFIED))),
    "verify": ("done", lambda desk, n: desk.tickets.do(n, RecordCallback(Result.SATISFIED))),
    "claim": ("rung", lambda desk, n: desk.tickets.do(n, ClaimCallback())),
    "call": ("fresh", lambda desk, n: desk.tickets.do(n, CallOutOfTurn(Result.SATISFIED))),
    "postpone": (
        "rung",
        lambda desk, n: desk.tickets.do(n, PostponeCallback(NOW + timedelta(hours=26), Clean("asleep"))),
    ),
    "give_up": (
        "rung",
        lambda desk, n: desk.tickets.do(
            n, RecordCallback(Result.WAIVED, reason=Clean("asked not to be called"))
        ),
    ),
    "return": ("sent", lambda desk, n: desk.tickets.do(n, Return(Clean("not ours")))),
    "urge": ("fresh", lambda desk, n: desk.tickets.do(n, Urge())),
    "contact": (
        "fresh",
        lambda desk, n: desk.tickets.attach(n, cleaned(Intake(caller=Caller("Mr Li", "13900139000")))),
    ),
    "complaint": ("complaint", lambda desk, n: desk.tickets.do(n, DetailComplaint(Clean("Chief")))),
    "isolate": ("fresh", lambda desk, n: desk.tickets.do(n, Isolate(Measure.TAPE))),
    "remove_isolation": ("isolated", lambda desk, n: desk.tickets.do(n, RemoveIsolation())),
    "manager_told": ("fresh", lambda desk, n: desk.tickets.do(n, TellManager())),
    "complete": ("to_do", lambda desk, n: desk.tickets.do(n, Complete())),
    "first_responder": (
        "fresh",
        lambda desk, n: desk.tickets.do(n, CorrectFirstResponder(Clean("Chief"), Clean("saw it first"))),
    ),
    "note": ("fresh", lambda desk, n: desk.tickets.do(n, AddNote(Clean("seen")))),
    "place": ("fresh", lambda desk, n: desk.tickets.do(n, SayPlace(Clean("lobby")))),
    "answer": ("asked", lambda desk, n: desk.tickets.do(n, AnswerEmergency(EmergencyAnswer.YES))),
    "reclassify": (
        "fresh",
        lambda desk, n: desk.tickets.do(n, Reclassify("pipe_leak", reason=Clean("water"))),
    ),
    "confirm_category": ("fresh", lambda desk, n: desk.tickets.do(n, ConfirmCategory())),
    "handling_plan": ("complaint", lambda desk, n: desk.tickets.do(n, PlanHandling())),
    "investigation": ("complaint", lambda desk, n: desk.tickets.do(n, Investigate(Clean("Chief")))),
    "spot_check": ("done", lambda desk, n: desk.tickets.do(n, CheckWork(SpotResult.OK))),
    "take_back": (
        "raised_by_hand",
        lambda desk, n: desk.tickets.do(n, Reclassify(reason=Clean("it is out"), urgency=Urgency.NORMAL)),
    ),
    "reclassify_late": (
        "late",
        lambda desk, n: desk.tickets.do(n, Reclassify("pipe_leak", reason=Clean("water"))),
    ),
    "cannot_solve": ("sent", lambda desk, n: desk.tickets.do(n, ReportUnsolved(Clean("no parts")))),
    "beyond_office": ("sent", lambda desk, n: desk.tickets.do(n, ReferUpwards(Clean("the city's")))),
    "tell": ("raised", _tell),
    "acknowledge": ("told", lambda desk, n: desk.tickets.do(n, Acknowledge(Clean("supervisor")))),
    "check": ("old", lambda desk, n: _check(desk, n, of=desk.name)),
    "check_for_others": ("old", lambda desk, n: _check(desk, n, of="Chief")),
    "defer": ("fresh", _defer),
    "explain": ("deferred", lambda desk, n: desk.tickets.do(n, Explain(Clean("no part"), FeedbackWay.PHONE))),
    "revive": ("deferred", lambda desk, n: desk.tickets.do(n, Revive())),
    "conclude": ("deferred", lambda desk, n: desk.tickets.do(n, Conclude(Clean("not worth it")))),
    "reopen": ("closed", lambda desk, n: desk.tickets.do(n, Reopen(Clean("closed by mistake")))),
    "merge": ("fresh", lambda desk, n: desk.tickets.do(n, Merge("3"))),
    "void": ("fresh", lambda desk, n: desk.tickets.do(n, Void(Clean("a test")))),
    "void_late": ("late", lambda desk, n: desk.tickets.do(n, Void(Clean("a test")))),
    "late": ("late", lambda desk, n: desk.tickets.do(n, ExplainLate(Clean("rush hour")))),
    "ask": ("fresh", _ask),
    "approve": ("fresh", lambda desk, n: (_ask(_operator(desk), n), desk.tickets.do(n, Approve()))),
    "refuse": (
        "fresh",
        lambda desk, n: (_ask(_operator(desk), n), desk.tickets.do(n, Refuse(reason=Clean("no")))),
    ),
    "withdraw": ("fresh", _withdraw),
    "undo": ("sent", _own_undo),
    "undo_others": ("sent", lambda desk, n: desk.tickets.do(n, Undo())),
}
"""How each step of a ticket is tried, and on which sort of ticket."""

ACTS: dict[str, Do] = {
    "look": lambda desk, n: (
        desk.queries.board(),
        desk.queries.card(n),
        desk.queries.policy(),
        desk.callers.known("3-2-1201"),
    ),
    "look_register": lambda desk, n: (
        desk.register.contents(),
        desk.roster.week(NOW.date()),
        desk.roster.on_duty(),
        desk.roster.outlook(),
    ),
    "look_papers": lambda desk, n: (desk.handover.sheet(), desk.handover.handovers()),
    "own_desk": lambda desk, n: desk.tickets.read_line("3-2-1201 leak"),
    "files": lambda desk, n: None,
    "log": lambda desk, n: desk.tickets.log(cleaned(Intake(description="leak", category="pipe_leak"))),
    "at_once": lambda desk, n: desk.tickets.log(
        cleaned(Intake(description="dirt", category="litter_stain", outcome="swept"))
    ),
    "announce": lambda desk, n: (desk.phone.ring("13800138000"), desk.phone.hung_up("13800138000")),
    "take_call": lambda desk, n: desk.phone.claim(desk.phone.ring("13800138000").id),
    "watch": lambda desk, n: desk.handover.begin_watch(),
    "take_over": _take_over,
    "sign_week": lambda desk, n: desk.callback_weeks.sign(LAST_WEEK),
    "countersign_week": _countersign,
    "roster": lambda desk, n: desk.roster.put_duty("31", date(2026, 3, 12), Clean("08-16")),
    "papers": lambda desk, n: desk.exports.exported("slip", "md", n),
    "import": lambda desk, n: desk.imports.import_list(UNITS, Wish("units")),
    "export": lambda desk, n: desk.exports.exported("opinions", "md"),
    "register": lambda desk, n: (
        desk.register.save_unit(Unit("9-9-901")),
        desk.register.save_site(name="Riverside"),
    ),
    "pin": lambda desk, n: desk.people.set_pin("31", "7531"),
    "own_pin": lambda desk, n: desk.people.set_pin(desk.name, "7531"),
    "policy": lambda desk, n: desk.register.apply_policy(desk.queries.policy().text),
}
"""How everything else is tried; the number is that of any ticket."""
