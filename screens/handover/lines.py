"""Handover report as lines: each ticket once, must-read items first, then the other parts and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.handover.by_ticket import Reason, TicketReasons, by_ticket
from core.handover.report import PARTS, Item, Note, ReportLine
from core.handover.watch import NOTE_KINDS, Said
from core.ticket.codes import State
from screens.handover.view import ReportView, Thing, key_of, must_read, things
from tui.i18n import _, clauses, language, remarked, titled
from tui.widgets.audit_words import audit_text
from tui.widgets.cells import fit, fit_right, together, wrap
from tui.widgets.clock_text import countdown, short_number, wall
from tui.widgets.lines import Line as Text
from tui.widgets.lines import Piece
from tui.widgets.row_list import ListRow
from tui.widgets.sheet_words import FIGURES, GROUPS, note_text, what

MARK = 3
"""Cells before a line for its mark: `!!` and `!` to acknowledge, `ok` acknowledged, `no` objected to."""

MORE = 3
"""Cells for the number of other reasons: ` +2`."""

OWN_PARTS = ("people", "counts", "visits", "equipment", "notes")
"""Parts below the list of tickets, which holds all others."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in cells of the columns between the mark and the matter of a line."""

    what: int
    when: int
    number: int
    where: int

    @classmethod
    def of(cls, tickets: Sequence[TicketReasons], view: ReportView, width: int) -> _Columns:
        every = [*(ticket.worst for ticket in tickets), *(Reason("visits", v) for v in view.sheet.visits)]
        times = [cell_len(_when(line, view)) for _part, line in every]
        numbers = [cell_len(_number(line, view)) for _part, line in every]
        whats = [cell_len(_label(reason, view)) + MORE for reason in every]
        wheres = [cell_len(line.where) for _part, line in every]
        return cls(
            min(max([18, *whats]), max(width // 4, width - 84)),
            max([5, *times]),
            max([3, *numbers]),
            min(max([8, *wheres]), width // 6),
        )


def _is_bare(line: ReportLine) -> bool:
    return line.wants_note and not line.note


def _label(reason: Reason, view: ReportView) -> str:
    return _(N_("emergency, no note")) if _is_bare(reason.line) else what(*reason, view.policy)


def _when(line: ReportLine, view: ReportView) -> str:
    if line.at is None:
        return ""
    if line.kind == "visit":
        return f"{site_time(line.at, view.zone):%m-%d}"
    return wall(line.at, view.now, view.zone)


def _number(line: ReportLine, view: ReportView) -> str:
    return short_number(line.number, site_time(view.now, view.zone).date())


def rows(view: ReportView, width: int) -> list[ListRow]:
    """Return the tickets, must-read ones first, then the other parts and the signatures."""
    tickets = by_ticket(view.sheet)
    columns = _Columns.of(tickets, view, width)
    urgent = [ticket for ticket in tickets if must_read(ticket.worst.line)]
    others = [ticket for ticket in tickets if not must_read(ticket.worst.line)]
    return [
        *_urgent(urgent, view, columns, width),
        *_others(others, view, columns, width),
        *_parts(view, columns, width),
        *_signatures(view, width),
    ]


def _urgent(
    tickets: Sequence[TicketReasons], view: ReportView, columns: _Columns, width: int
) -> Iterator[ListRow]:
    count = len(tickets)
    remark = str(count or "")
    if count and view.state in ("reviewing", "disputed"):
        noted = _(N_("{noted} of {count} acknowledged"))
        remark = noted.format(noted=count - len(view.unseen), count=count)
    title = _(N_("Must-read items")) if count else _(N_("No must-read items: nothing to acknowledge."))
    yield _heading(title, remark)
    yield from (_ticket(ticket, view, columns, width) for ticket in tickets)


def _others(
    tickets: Sequence[TicketReasons], view: ReportView, columns: _Columns, width: int
) -> Iterator[ListRow]:
    if tickets:
        yield _heading(_(N_("Other tickets")), str(len(tickets)))
        yield from (_ticket(ticket, view, columns, width) for ticket in tickets)
    yield ListRow([])


def _heading(title: str, remark: str = "") -> ListRow:
    pieces: list[Piece] = [(f" {title}", "accent strong")]
    return ListRow([*pieces, (f"   {remark}", "muted")] if remark else pieces, heading=True)


def _ticket(ticket: TicketReasons, view: ReportView, columns: _Columns, width: int) -> ListRow:
    """Return the line of a ticket: its worst reason, and how many others the detail has."""
    line, room = ticket.worst.line, width - MARK - 2
    pieces = _line(ticket.worst, view, columns, room, others=len(ticket.others))
    return ListRow([*_marked(line, view), *pieces], key_of(line))


def _parts(view: ReportView, columns: _Columns, width: int) -> Iterator[ListRow]:
    for part in OWN_PARTS:
        found = list(_part(part, view, columns, width))
        yield _heading(_(PARTS[part]), "" if found else _(N_("none")))
        yield from found


def _part(part: str, view: ReportView, columns: _Columns, width: int) -> Iterator[ListRow]:
    if part == "people":
        yield from _people(view, width)
    elif part == "counts":
        yield from _counts(view, width)
    else:
        every: Sequence[Thing] = getattr(view.sheet, part)
        for one in every:
            yield ListRow([*_marked(one, view), *_thing(one, view, columns, width - MARK - 2)], key_of(one))


def _people(view: ReportView, width: int) -> Iterator[ListRow]:
    for group in GROUPS:
        people = [one for one in view.sheet.people if one.group == group]
        listed = "  ".join(together(f"{one.name} {one.post}".strip()) for one in people)
        for index, line in enumerate(wrap(listed, width - 21)):
            title = _(GROUPS[group]) if index == 0 else ""
            yield ListRow([(f"    {fit(title, 16)}", "muted"), (line, "text")])


def _counts(view: ReportView, width: int) -> Iterator[ListRow]:
    signs = dict(zip([name for name, _title in FIGURES], ["", "+ ", "+ ", "- ", "= ", "  ", ""], strict=True))
    line: list[Piece] = [("    ", "")]
    for name, title in FIGURES:
        figure = str(getattr(view.sheet.counts, name))
        piece = f"{signs[name]}{_(title)} "
        if sum(cell_len(text) for text, _style in line) + cell_len(piece) + cell_len(figure) > width:
            yield ListRow(line)
            line = [("    ", "")]
        line += [(piece, "muted"), (f"{figure}  ", "strong")]
    yield ListRow(line)


def _signatures(view: ReportView, width: int) -> Iterator[ListRow]:
    """Yield the signatures with everything about them."""
    yield _heading(_(N_("Signatures")))
    for at, title, text in _signing(view):
        time = fit_right(wall(at, view.now, view.zone) if at else "", 11)
        for index, line in enumerate(wrap(text, max(10, width - 36))):
            start = f"    {fit(_(title), 18)} {time}  " if index == 0 else " " * 36
            yield ListRow([(start, "muted"), (line, "text")])


def _signing(view: ReportView) -> Iterator[tuple[datetime | None, str, str]]:
    """Time, event (English source) and details of a signature."""
    signed, audit = view.sheet.signatures, view.sheet.audit
    if audit:
        yield audit.at, N_("audit"), audit_text(audit, view.policy)
    yield signed.outgoing_at, N_("outgoing"), signed.outgoing or "-"
    for one in signed.extensions:
        yield one.at, N_("no relief arrived"), titled(one.by, one.text)
    for refusal in signed.refusals:
        yield refusal.at, N_("refused"), titled(refusal.by, refusal.reason)
        if refusal.decided_by:
            stands = N_("accepted as it is") if refusal.stands else N_("returned for correction")
            yield refusal.decided_at, stands, titled(refusal.decided_by, refusal.decision)
    if signed.forced_by:
        yield None, N_("transferred"), titled(signed.forced_by, signed.reason)
    if signed.overtime_min:
        yield None, N_("overtime"), countdown(timedelta(minutes=signed.overtime_min))
    incoming = signed.incoming or "-"
    name = remarked(incoming, _(N_("double shift"))) if signed.double else incoming
    yield signed.incoming_at, N_("incoming"), name
    for said in view.watch.corrections if view.watch else ():
        yield said.at, N_("added later"), titled(said.by, said.text)


def _thing(one: Thing, view: ReportView, columns: _Columns, width: int) -> list[Piece]:
    if isinstance(one, ReportLine):
        return _line(Reason("visits", one), view, columns, width)
    if isinstance(one, Item):
        return _item(one, columns, width)
    return _note(one, view, columns, width)


def _marked(one: Thing, view: ReportView) -> list[Piece]:
    """Return the mark before a line: what the incoming operator did or has to do with it."""
    mark, style = "", ""
    if _objections(one, view):
        mark, style = "no", "amber strong"
    elif view.watch and one.id in view.watch.seen:
        mark, style = "ok", "running"
    elif one.red:
        mark, style = ("!!", "breached") if must_read(one) else ("!", "amber strong")
    return [(" ", ""), (fit(mark, MARK), style)]


def _objections(one: Thing, view: ReportView) -> Sequence[Said]:
    """Return the objections to a line; to a ticket also those under another of its reasons."""
    number = one.number if isinstance(one, ReportLine) else ""
    every = view.watch.objections if view.watch else ()
    return [
        said for said in every
        if said.about == one.id or (number and said.about.startswith(f"{number}:"))
    ]  # fmt: skip


def _line(reason: Reason, view: ReportView, columns: _Columns, width: int, *, others: int = 0) -> list[Piece]:
    line = reason.line
    bare = _is_bare(line)
    more = f" +{others}" if others else ""
    style = "amber strong" if bare else "breached" if reason.is_late and line.red else "text"
    calm = "muted" if line.number and not line.red else "text"
    if not bare and (calm == "muted" or (view.watch and line.id in view.watch.seen)):
        style = "muted"
    room = width - columns.what - columns.when - columns.number - columns.where - 4
    return [
        (fit(_label(reason, view), columns.what - cell_len(more)), style),
        (f"{more} ", "muted"),
        (f"{fit_right(_when(line, view), columns.when)} ", calm),
        (f"{fit(_number(line, view), columns.number)} ", "muted"),
        (f"{fit(line.where, columns.where)} ", calm),
        (fit(line.description, room), calm),
    ]


def _item(item: Item, columns: _Columns, width: int) -> list[Piece]:
    counted = " / ".join(part for part in (item.actual, item.expected) if part)
    if not item.actual:
        counted = f"{fit(item.expected, max(5, cell_len(item.expected)))} {_(N_('not counted'))}"
    style = "amber strong" if item.red else "text" if item.actual else "amber"
    room = columns.when + columns.number + columns.where + 2
    return [
        (f"{fit(item.title(language()), columns.what)} ", "text"),
        (f"{fit(counted, room)} ", style),
        (fit(item.remark, max(0, width - columns.what - room - 2)), "text"),
    ]


def _note(note: Note, view: ReportView, columns: _Columns, width: int) -> list[Piece]:
    at = fit_right(wall(note.at, view.now, view.zone), columns.when)
    by = fit(note.by, columns.number + 1 + columns.where)
    room = width - columns.what - columns.when - cell_len(by) - 3
    return [
        (f"{fit(_(NOTE_KINDS.get(note.kind, note.kind)), columns.what)} ", "text"),
        (f"{at} ", "text"),
        (f"{by} ", "muted"),
        (fit(note_text(note), max(0, room)), "text"),
    ]


# the marked line, whole


def headline(view: ReportView, key: str) -> str:
    """Return a short title of the marked line."""
    found = things(view.sheet).get(key)
    return next(iter(_detail(*found, view, 60)), ("", ""))[0].strip() if found else ""


def detail(view: ReportView, key: str, width: int, height: int) -> list[Text]:
    """Return everything about the marked line, in at most `height` lines."""
    found = things(view.sheet).get(key)
    if found is None:
        return []
    lines = list(_detail(*found, view, width - 2))
    return [[(" ", ""), (text, style)] for text, style in lines[:height]]


def _detail(part: str, one: Thing, view: ReportView, width: int) -> Iterator[Piece]:
    if isinstance(one, ReportLine):
        yield fit(_about(part, one, view), width), "strong"
        yield from ((text, "text") for text in wrap(one.description, width, 2))
        yield from ((text, "text") for text in wrap(_also(one, view), width, 2))
    elif isinstance(one, Item):
        yield one.title(language()), "strong"
        yield from ((text, "text") for text in wrap(one.remark, width, 2))
    else:
        yield f"{_(NOTE_KINDS.get(one.kind, one.kind))}  {one.by}", "strong"
        yield from ((text, "text") for text in wrap(note_text(one), width, 3))
    yield from _said(one, view, width)


def _also(line: ReportLine, view: ReportView) -> str:
    """Return all other reasons for the line of a ticket with their times."""
    others = next((ticket.others for ticket in by_ticket(view.sheet) if ticket.worst.line is line), ())
    return clauses(f"{what(*reason, view.policy)} {_when(reason.line, view)}".strip() for reason in others)


def _about(part: str, line: ReportLine, view: ReportView) -> str:
    category = view.policy.categories.get(line.category)
    department = view.policy.departments.get(line.department)
    whom = line.assignee or (department.title(language()) if department else "")
    parts = (
        _number(line, view),
        line.where,
        category.title(language()) if category else line.category,
        _(State(line.state).label) if line.state else "",
        whom,
    )
    return "  ".join(part for part in parts if part)


def _said(one: Thing, view: ReportView, width: int) -> Iterator[Piece]:
    if isinstance(one, ReportLine) and one.note:
        note = _(N_("Note: {text}")).format(text=one.note)
        yield from ((text, "accent") for text in wrap(note, width, 2))
    elif isinstance(one, ReportLine) and one.wants_note:
        yield _(N_("It cannot be signed without a note on this emergency.")), "amber"
    for said in _objections(one, view):
        words = _(N_("{name} objects: {text}")).format(name=said.by, text=said.text)
        yield from ((text, "amber") for text in wrap(words, width, 2))
