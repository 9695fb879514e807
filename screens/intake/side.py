"""Advice beside the form of a call: promises, caller, earlier tickets, assignees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import timedelta

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.desk.callers import Known
from core.desk.desk import Desk
from core.duty.suggestions import Candidate, guards, suggest
from core.intake.model import CleanIntake
from core.intake.related_tickets import Earlier, Saying
from core.people.areas import area_of
from core.people.directory import Directory
from core.people.register_validation import has_left
from core.people.units import Contact
from core.policy.model import Category, Policy
from core.ticket.board import Row
from core.ticket.callbacks import GRADES
from core.ticket.clocks import promise
from core.ticket.reading import Alarm, Reading
from screens.intake.form import Call
from screens.intake.lines import clock, promises, times
from screens.intake.matches import headline, sentence
from tui.i18n import _, language, listed, remarked, titled
from tui.widgets import names
from tui.widgets.cells import fit, together, wrap
from tui.widgets.clock_text import countdown, short_number
from tui.widgets.emergency_question import question
from tui.widgets.lines import Line
from tui.widgets.standing import standing

MOST_SENT = 4
"""Largest number of possible assignees shown."""


@dataclass(frozen=True)
class Beside:
    """Facts from the storage about the call; `free` are the possible assignees, best first.

    `guards` are those who would isolate a danger, the nearest first (R209).
    """

    known: Known = field(default_factory=Known)
    earlier: Sequence[Earlier] = ()
    free: Sequence[Candidate] = ()
    guards: Sequence[Candidate] = ()

    @property
    def told(self) -> Saying | None:
        """Return what the caller is told of an earlier ticket, or None."""
        return self.earlier[0].saying if self.earlier else None


def look(desk: Desk, intake: CleanIntake, directory: Directory, policy: Policy) -> Beside:
    """Return the facts about the call; runs outside the screen.  Raises `DeskError`."""
    known = desk.callers.known(intake.unit, intake.caller.phone)
    if not intake.category:
        return Beside(known)
    area, _building = area_of(intake.unit or intake.place, directory)
    category, stand = policy.category(intake.category), desk.roster.standing()
    best = suggest(category, area, directory, stand)[:MOST_SENT]
    near = guards(category, area, directory, stand, policy)[:MOST_SENT] if category.hazard else ()
    return Beside(known, desk.callers.earlier(intake), best, near)


def advice(call: Call, texts: Mapping[str, str], reading: Reading, beside: Beside, width: int) -> list[Line]:
    """Return the advice, the most urgent first; the end is cut where there is little room."""
    category = call.judged(texts)
    return [
        *_emergency(call, reading, width),
        *_before(call, beside, width),
        *_say(call, texts, category, beside, width),
        *_people(call, texts, beside.known, width),
        *_whom(call, texts, category, beside, width),
        *_isolate(beside, width),
        *_open(call, beside, width),
        *_unit(call, beside.known, width),
        *_grades(call, beside.known, width),
        *_later(call, texts, category, width),
    ]


def _emergency(call: Call, reading: Reading, width: int) -> list[Line]:
    """Return the question whether it is an emergency, and what its key steps through."""
    suspected = call.host.desk.policy.categories.get(reading.suspected)
    if reading.emergency is not Alarm.ASK or suspected is None:
        return []
    key, policy = call.host.key("intake.emergency"), call.host.desk.policy
    asked = question(reading, policy, key)
    kinds = [one for one in policy.categories.values() if one.kind == "emergency"]
    others = kinds[kinds.index(suspected) + 1 :] + kinds[: kinds.index(suspected)]
    again = _(N_("{key} again: {kinds}")).format(
        key=key, kinds=listed(one.title(language()) for one in others)
    )
    room = width - cell_len(asked) - 3
    return [
        [(fit(asked, min(width, cell_len(asked))), "breached"), (f"   {fit(again, max(0, room))}", "muted")]
    ]


def _titled(title: str, text: str, width: int, style: str = "text", most: int = 3) -> list[Line]:
    """Return a muted title and its text, further lines aligned under the text."""
    head = f"{title} " if title.endswith(("?", "？")) else titled(title, "")
    indent = cell_len(head)
    rows = wrap(text, max(8, width - indent), most)
    return [[(head if not row else " " * indent, "muted"), (words, style)] for row, words in enumerate(rows)]


def _listed(parts: Iterable[str]) -> str:
    """Join the parts of a list; lines break between the parts, not within one."""
    return listed(map(together, parts))


def _before(call: Call, beside: Beside, width: int) -> list[Line]:
    if not beside.earlier:
        return []
    one, more = beside.earlier[0], len(beside.earlier) - 1
    key = call.host.key("intake.matches")
    head = _(N_("Reported before?")) + (f" +{more}" if more else "")
    asked = "  ".join(map(together, (f"{key} {head}", *headline(one, call.host).split("  "))))
    lines: list[Line] = [[(text, "amber strong")] for text in wrap(asked, width, 2)]
    if told := sentence(one, call.host):
        lines += _titled(_(N_("Tell the caller")), told, width, most=5)
    return lines


def _say(
    call: Call, texts: Mapping[str, str], category: Category | None, beside: Beside, width: int
) -> list[Line]:
    """Return the promise, unless an earlier ticket has made one, and the time left to answer."""
    if not (spoken := promises(call, texts)) or category is None:
        return []
    lines = _titled(_(N_("Say")), listed(spoken), width, "accent strong") if beside.told is None else []
    if category.kind == "complaint" and not texts["opinion"] and (left := _reply_left(call, texts, category)):
        ask = _(N_("{title} or answer within {time}")).format(title=_(N_("Answer given")), time=left)
        lines += [[(fit(ask, width).rstrip(), "amber")]]
    return lines


def _reply_left(call: Call, texts: Mapping[str, str], category: Category) -> str:
    made = promise(category, call.host.desk.policy, *times(call, texts))
    return countdown(max(made.reply_by - call.host.now(), timedelta())) if made.reply_by else ""


def askable(known: Known) -> Sequence[Contact]:
    """Return the possible callers: the people of the number, else the household."""
    callers = [one.contact for one in known.callers]
    return callers if len(callers) > 1 or known.unit is None else known.unit.contacts or callers


def _people(call: Call, texts: Mapping[str, str], known: Known, width: int) -> list[Line]:
    """Return the question for one of several callers of a number, else the household."""
    contacts = askable(known)
    if not contacts:
        return []
    asks = len(contacts) > 1 and texts["caller"] not in [contact.name for contact in contacts]
    key = f"{_(call.host.key('intake.who'))} " if asks else ""
    title = _(N_("Who is it?")) if asks else _(N_("Household"))
    shown = _listed(
        f"{remarked(c.name, c.role) if c.role else c.name} {mask_phone(c.phone)}".strip() for c in contacts
    )
    return _titled(f"{key}{title}", shown, width, "amber" if asks else "text")


def _whom(
    call: Call, texts: Mapping[str, str], category: Category | None, beside: Beside, width: int
) -> list[Line]:
    """Return the free people of the department, unless an assignee is named."""
    if category is None or texts["assign"]:
        return []
    section = call.host.desk.policy.departments[category.department].title(language())
    people = _listed(f"{one.person.name} {standing(one)}" for one in beside.free)
    return _titled(_(N_("Assign (open tickets)")), people or section, width)


def _isolate(beside: Beside, width: int) -> list[Line]:
    """Return the nearest guards, where a danger may have to be isolated."""
    people = _listed(f"{one.person.name} {standing(one)}" for one in beside.guards)
    return _titled(_(N_("Isolate: nearest guards")), people, width) if people else []


def _open(call: Call, beside: Beside, width: int) -> list[Line]:
    """Return the caller's other tickets, without the earlier ticket shown above."""
    above = {one.number for one in beside.earlier[:1]}
    rows = [row for row in beside.known.open if row.number not in above]
    if not rows:
        return []
    return [[(_(N_("Still open for this caller")), "muted")], *(_row(call, row, width) for row in rows[:6])]


def _row(call: Call, row: Row, width: int) -> Line:
    host = call.host
    number = short_number(row.number, site_time(host.now(), host.desk.policy.site.zone).date())
    state = _(row.state.label)
    return [(fit(f"  {number}  ", 12), "amber"), (fit(f"{state}  {row.description}", width - 12), "text")]


def _unit(call: Call, known: Known, width: int) -> list[Line]:
    """Return specialist, notes and last day of the unit."""
    unit = known.unit
    if unit is None:
        return []
    today = site_time(call.host.now(), call.host.desk.policy.site.zone).date()
    left = f"{unit.active_to}" if has_left(unit, today) else ""
    rows = (
        (N_("Left on"), left, "amber"),
        (N_("Specialist"), unit.specialist, "text"),
        (N_("Notes"), unit.notes, "text"),
    )
    return [line for title, text, style in rows if text for line in _titled(_(title), text, width, style, 3)]


def _grades(call: Call, known: Known, width: int) -> list[Line]:
    given = _listed(
        f"{_(GRADES.get(one.grade, one.grade))} {clock(one.at, call.host)}" for one in known.grades[:3]
    )
    return _titled(_(N_("Last ratings")), given, width) if given else []


def _later(call: Call, texts: Mapping[str, str], category: Category | None, width: int) -> list[Line]:
    """Return the people to inform if the work is not done in time."""
    if category is None:
        return []
    made = promise(category, call.host.desk.policy, *times(call, texts))
    words = _(N_("{role} {time}"))
    people = _listed(
        words.format(role=_(names.ROLES.get(rung.role, rung.role)), time=clock(rung.tell_at, call.host))
        for rung in made.rungs[:2]
    )
    return _titled(_(N_("Escalates to")), people, width, "muted") if people else []
