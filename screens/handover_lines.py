"""What the handover's screen says, as lines: what is to be done next, red lines, the fourteen parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len

from core.clock import site_time
from core.handover import LINES, PARTS, Item, Line, Note
from core.shift import Shift
from core.ticket import STATE_NAMES, State
from core.watch import NOTE_KINDS, STATES, sign_from
from core.words import N_
from screens.handover_view import RED, Thing, View, things
from tui.i18n import _, language, ngettext
from tui.widgets.cells import fit, fit_right, wrap
from tui.widgets.clock_text import countdown, shift_name, short_number, wall
from tui.widgets.lines import Line as Text
from tui.widgets.lines import Piece
from tui.widgets.row_list import ListRow
from tui.widgets.sheet_words import FIGURES, GROUPS, what

MARK = 3
"""Cells before a line: `!!` is to be noted, `ok` was, `no` was objected to."""


# the two lines above


def head(view: View, width: int) -> list[Text]:
    """Which shift, who has the desk, how long the shift lasts; then what is to be done next."""
    sheet = view.sheet
    shift = shift_name(Shift(sheet.day, sheet.start, sheet.end), view.zone)
    who = sheet.operator or _(N_("nobody"))
    left = f" {_(N_('Handover'))}   {shift}   {who}"
    right, style = _time_left(view)
    room = max(0, width - cell_len(right) - 1)
    text, level = next_step(view)
    return [
        [(fit(left, room), "strong"), (f"{right} ", style)],
        [(fit(f" {text}", width), level)],
    ]


def _time_left(view: View) -> tuple[str, str]:
    sheet, now = view.sheet, view.now
    if view.state == "signed":
        return _(STATES["signed"]), "muted"
    span = sheet.end - now
    if now > sheet.end:
        return _(N_("over by {time}")).format(time=countdown(span)), "breached strong"
    near = span.total_seconds() <= 60 * view.policy.shift.sign_min
    return _(N_("ends in {time}")).format(time=countdown(span)), "amber strong" if near else "muted"


def next_step(view: View) -> tuple[str, str]:
    """What is to be done next, in one line, and its style."""
    return _NEXT[view.state](view)


def _nobody(view: View) -> tuple[str, str]:
    return _(N_("Nobody has the desk yet; whoever takes it answers for every open ticket.")), "amber"


def _draft(view: View) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None
    if not view.is_mine:
        return _(N_("{name} has the desk and writes this sheet.")).format(name=watch.operator), "muted"
    wanting = list(missing(view))
    begin = sign_from(watch, view.policy)
    first = _(N_("You may sign from {time}.")).format(time=wall(begin, view.now, view.zone))
    if view.now < begin:
        return " ".join([first, *([_todo(wanting)] if wanting else [])]), "amber" if wanting else "muted"
    if view.sheet.unwritten:
        return _todo(wanting), "amber strong"
    ready = _(N_("Everything that must be is written: you can sign."))
    return " ".join([ready, *(f"({one})" for one in wanting)]), "running"


def _todo(wanting: Sequence[str]) -> str:
    return _(N_("Still to do: {things}.")).format(things="; ".join(wanting))


def missing(view: View) -> Iterator[str]:
    """What is not on the sheet yet: first what keeps it from being signed."""
    today = site_time(view.now, view.zone).date()
    if bare := view.sheet.unwritten:
        numbers = ", ".join(short_number(line.number, today) for line in bare)
        yield _(N_("a note on emergency {numbers}")).format(numbers=numbers)
    if count := view.uncounted:
        words = ngettext("{count} thing to count", "{count} things to count", count)
        yield words.format(count=count)


def _outgoing_signed(view: View) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None and watch.signed_at is not None
    at = wall(watch.signed_at, view.now, view.zone)
    words = _(N_("{name} signed at {time}. Who takes over begins to read now."))
    return words.format(name=watch.operator, time=at), "accent strong"


def _reviewing(view: View) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None
    left, every = len(view.unseen), len(view.sheet.red)
    if left:
        words = _(N_("{name} takes over: {left} of {every} red lines still to be noted."))
        return words.format(name=watch.incoming, left=left, every=every), "amber strong"
    return _(N_("{name} has noted every red line and can sign.")).format(name=watch.incoming), "running"


def _disputed(view: View) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None and watch.dispute is not None
    words = _(N_("{name} refuses: {reason}. The supervisor decides; {operator} keeps the desk."))
    dispute = watch.dispute
    return words.format(name=dispute.by, reason=dispute.reason, operator=watch.operator), "breached strong"


def _signed(view: View) -> tuple[str, str]:
    sheet = view.sheet.signatures
    at = sheet.incoming_at or view.sheet.until
    words = _(N_("Signed: {outgoing} to {incoming}, {time}. It is frozen; a note can be added."))
    time = wall(at, view.now, view.zone)
    return words.format(outgoing=view.sheet.operator, incoming=sheet.incoming, time=time), "muted"


_NEXT = {
    "": _nobody,
    "draft": _draft,
    "outgoing_signed": _outgoing_signed,
    "reviewing": _reviewing,
    "disputed": _disputed,
    "signed": _signed,
}


# the list


@dataclass(frozen=True, slots=True)
class _Columns:
    """Cells of the columns of a line, between its mark and what is left for the matter."""

    what: int
    when: int
    number: int
    where: int

    @classmethod
    def of(cls, view: View, width: int) -> _Columns:
        every = [(part, line) for part in LINES for line in view.sheet.lines(part)]
        times = [cell_len(_when(line, view)) for _part, line in every]
        numbers = [cell_len(_number(line, view)) for _part, line in every]
        whats = [cell_len(what(part, line)) for part, line in every]
        wheres = [cell_len(line.where) for _part, line in every]
        return cls(
            min(max([18, *whats]), width // 4),
            max([5, *times]),
            max([3, *numbers]),
            min(max([8, *wheres]), width // 6),
        )


def _when(line: Line, view: View) -> str:
    return wall(line.at, view.now, view.zone) if line.at else ""


def _number(line: Line, view: View) -> str:
    return short_number(line.number, site_time(view.now, view.zone).date())


def rows(view: View, width: int) -> list[ListRow]:
    """The red lines, then the sheet part by part."""
    columns = _Columns.of(view, width)
    return [*_red(view, columns, width), *_parts(view, columns, width)]


def _red(view: View, columns: _Columns, width: int) -> Iterator[ListRow]:
    red = {key: found for key, found in things(view.sheet).items() if key.startswith(RED)}
    count = len(red)
    title = _(N_("Red lines")) if count else _(N_("No red line: nothing has to be noted."))
    pieces: list[Piece] = [(f" {title}", "accent strong")]
    if count and view.state in ("reviewing", "disputed"):
        noted = _(N_("{noted} of {count} noted")).format(noted=count - len(view.unseen), count=count)
        pieces.append((f"   {noted}", "muted"))
    elif count:
        pieces.append((f"   {count}", "muted"))
    yield ListRow(pieces, heading=True)
    for key, (part, one) in red.items():
        yield ListRow(_thing(part, one, view, columns, width), key)
    yield ListRow([])


def _parts(view: View, columns: _Columns, width: int) -> Iterator[ListRow]:
    for place, (part, title) in enumerate(PARTS.items(), 1):
        found = list(_part(part, view, columns, width))
        head: list[Piece] = [(f"{place:>3} ", "muted"), (_(title), "accent strong")]
        if not found:
            head.append((f"   {_(N_('none'))}", "muted"))
        yield ListRow(head, heading=True)
        yield from found


def _part(part: str, view: View, columns: _Columns, width: int) -> Iterator[ListRow]:
    if part == "people":
        yield from _people(view, width)
    elif part == "counts":
        yield from _counts(view, width)
    else:
        every: Sequence[Thing] = getattr(view.sheet, part)
        for one in every:
            yield ListRow(_thing(part, one, view, columns, width), one.id)


def _people(view: View, width: int) -> Iterator[ListRow]:
    for group, people in groupby(view.sheet.people, key=lambda one: one.group):
        listed = "  ".join(f"{one.name} {one.post}".strip() for one in people)
        for index, line in enumerate(wrap(listed, width - 21)):
            title = _(GROUPS.get(group, group)) if index == 0 else ""
            yield ListRow([(f"    {fit(title, 16)}", "muted"), (line, "text")])


def _counts(view: View, width: int) -> Iterator[ListRow]:
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


def _thing(part: str, one: Thing, view: View, columns: _Columns, width: int) -> list[Piece]:
    mark, style = _mark(one, view)
    start: list[Piece] = [(" ", ""), (fit(mark, MARK), style)]
    room = width - MARK - 2
    if isinstance(one, Line):
        return [*start, *_line(part, one, view, columns, room)]
    if isinstance(one, Item):
        return [*start, *_item(one, columns, room)]
    return [*start, *_note(one, view, columns, room)]


def _mark(one: Thing, view: View) -> tuple[str, str]:
    watch = view.watch
    if watch and any(said.about == one.id for said in watch.objections):
        return "no", "amber strong"
    if watch and one.id in watch.seen:
        return "ok", "running"
    return ("!!", "breached") if one.red else ("", "")


def _line(part: str, line: Line, view: View, columns: _Columns, width: int) -> list[Piece]:
    late = line.kind in ("breached", "overdue", "emergency") or (line.kind == "due" and part == "rungs")
    bare = line.wants_note and not line.note
    said = _(N_("emergency, no note")) if bare else what(part, line)
    style = "amber strong" if bare else "breached" if late and line.red else "text"
    room = width - columns.what - columns.when - columns.number - columns.where - 4
    return [
        (f"{fit(said, columns.what)} ", style),
        (f"{fit_right(_when(line, view), columns.when)} ", "text"),
        (f"{fit(_number(line, view), columns.number)} ", "muted"),
        (f"{fit(line.where, columns.where)} ", "text"),
        (fit(line.description, room), "text"),
    ]


def _item(item: Item, columns: _Columns, width: int) -> list[Piece]:
    counted = " / ".join(part for part in (item.actual, item.expected) if part)
    if not item.actual:
        counted = ", ".join(part for part in (item.expected, _(N_("not counted"))) if part)
    style = "breached" if item.red else "text" if item.actual else "amber"
    room = columns.when + columns.number + columns.where + 2
    return [
        (f"{fit(item.title(language()), columns.what)} ", "text"),
        (f"{fit(counted, room)} ", style),
        (fit(item.remark, max(0, width - columns.what - room - 2)), "text"),
    ]


def _note(note: Note, view: View, columns: _Columns, width: int) -> list[Piece]:
    at = fit_right(wall(note.at, view.now, view.zone), columns.when)
    by = fit(note.by, columns.number + 1 + columns.where)
    room = width - columns.what - columns.when - cell_len(by) - 3
    return [
        (f"{fit(_(NOTE_KINDS.get(note.kind, note.kind)), columns.what)} ", "text"),
        (f"{at} ", "text"),
        (f"{by} ", "muted"),
        (fit(note.text, max(0, room)), "text"),
    ]


# the marked line, whole


def headline(view: View, key: str) -> str:
    """What the marked line is about, shortly."""
    found = things(view.sheet).get(key)
    return next(iter(_detail(*found, view, 60)), ("", ""))[0].strip() if found else ""


def detail(view: View, key: str, width: int, height: int) -> list[Text]:
    """Everything about the marked line, in at most `height` lines."""
    found = things(view.sheet).get(key)
    if found is None:
        return []
    lines = list(_detail(*found, view, width - 2))
    return [[(" ", ""), (text, style)] for text, style in lines[:height]]


def _detail(part: str, one: Thing, view: View, width: int) -> Iterator[Piece]:
    if isinstance(one, Line):
        yield fit(_about(part, one, view), width), "strong"
        yield from ((text, "text") for text in wrap(one.description, width, 2))
    elif isinstance(one, Item):
        yield one.title(language()), "strong"
        yield from ((text, "text") for text in wrap(one.remark, width, 2))
    else:
        yield f"{_(NOTE_KINDS.get(one.kind, one.kind))}  {one.by}", "strong"
        yield from ((text, "text") for text in wrap(one.text, width, 3))
    yield from _said(one, view, width)


def _about(part: str, line: Line, view: View) -> str:
    category = view.policy.categories.get(line.category)
    department = view.policy.departments.get(line.department)
    whom = line.assignee or (department.title(language()) if department else "")
    parts = (
        _number(line, view),
        line.where,
        category.title(language()) if category else line.category,
        _(STATE_NAMES[State(line.state)]) if line.state else "",
        whom,
    )
    return "  ".join(part for part in parts if part)


def _said(one: Thing, view: View, width: int) -> Iterator[Piece]:
    if isinstance(one, Line) and one.note:
        note = _(N_("Note: {text}")).format(text=one.note)
        yield from ((text, "accent") for text in wrap(note, width, 2))
    elif isinstance(one, Line) and one.wants_note:
        yield _(N_("It cannot be signed without a note on this emergency.")), "amber"
    for said in view.watch.objections if view.watch else ():
        if said.about == one.id:
            words = _(N_("{name} objects: {text}")).format(name=said.by, text=said.text)
            yield from ((text, "amber") for text in wrap(words, width, 2))
