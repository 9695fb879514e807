"""Two lines above the handover report: the person in charge and the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.duty.shift import Shift
from core.handover.watch import STATES, Watch, sign_from
from screens.handover.view import ReportView, must_read
from tui.i18n import _, clauses, listed, ngettext, sentences
from tui.widgets.cells import fit
from tui.widgets.clock_text import countdown, shift_name, short_number, wall
from tui.widgets.lines import Line

Key = Callable[[str], str]
"""The key of a command."""


def head(view: ReportView, width: int, key: Key) -> list[Line]:
    """Return shift, person in charge and time left; then the next step."""
    sheet = view.sheet
    shift = shift_name(Shift(sheet.day, sheet.start, sheet.end), view.zone)
    who = sheet.operator or _(N_("no one"))
    left = f" {_(N_('Handover'))}   {shift}   {who}"
    right, style = _time_left(view)
    room = max(0, width - cell_len(right) - 1)
    text, level = _NEXT[view.state](view, key)
    return [
        [(fit(left, room), "strong"), (f"{right} ", style)],
        [(fit(f" {text}", width), level)],
    ]


def _time_left(view: ReportView) -> tuple[str, str]:
    sheet, now = view.sheet, view.now
    if view.state == "signed":
        return _(STATES["signed"]), "muted"
    span = sheet.end - now
    if now > sheet.end:
        return _(N_("over by {time}")).format(time=countdown(span)), "breached strong"
    near = span.total_seconds() <= 60 * view.policy.shift.sign_min
    return _(N_("ends in {time}")).format(time=countdown(span)), "amber strong" if near else "muted"


def _nobody(view: ReportView, key: Key) -> tuple[str, str]:
    words = _(N_("No one is in charge yet. Press {key} to take the desk and every open ticket."))
    return words.format(key=key("handover.sign")), "amber strong"


def _draft(view: ReportView, key: Key) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None
    if not view.is_mine:
        return _others(view, watch, key)
    wanting = list(missing(view))
    begin = sign_from(watch, view.policy)
    first = _(N_("You may sign from {time}.")).format(time=wall(begin, view.now, view.zone))
    if view.now < begin:
        return sentences(first, *([_todo(wanting)] if wanting else [])), "amber" if wanting else "muted"
    if view.sheet.unwritten:
        return _todo(wanting), "amber strong"
    ready = [_(N_("You can sign: {key}.")).format(key=key("handover.sign"))]
    ready += [_todo(wanting)] if wanting else []
    if view.now > view.sheet.end:
        ready.append(_(N_("No relief? {key} extends your shift.")).format(key=key("handover.wait")))
    return sentences(*ready), "running"


def _others(view: ReportView, watch: Watch, key: Key) -> tuple[str, str]:
    """Return the next step on another person's report, also if they left without signing."""
    if view.now <= view.sheet.end:
        return _(N_("{name} is in charge and writes this report.")).format(name=watch.operator), "muted"
    words = _(
        N_("{name} has not signed. If they have left, press {key}: a supervisor can transfer the desk.")
    )
    return words.format(name=watch.operator, key=key("handover.take_over")), "amber strong"


def _todo(wanting: Sequence[str]) -> str:
    return _(N_("To do: {things}.")).format(things=clauses(wanting))


def missing(view: ReportView) -> Iterator[str]:
    """Yield the missing parts of the report, first those that keep it from being signed."""
    today = site_time(view.now, view.zone).date()
    if bare := view.sheet.unwritten:
        numbers = listed(short_number(line.number, today) for line in bare)
        yield _(N_("a note on emergency {numbers}")).format(numbers=numbers)
    if count := view.uncounted:
        words = ngettext("{count} thing to count", "{count} things to count", count)
        yield words.format(count=count)


def _outgoing_signed(view: ReportView, key: Key) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None and watch.signed_at is not None
    at = wall(watch.signed_at, view.now, view.zone)
    words = _(N_("{name} signed at {time}. Taking over? Press {key} to review. No one here? Press {wait}."))
    keys = {"key": key("handover.sign"), "wait": key("handover.wait")}
    return words.format(name=watch.operator, time=at, **keys), "accent strong"


def _reviewing(view: ReportView, key: Key) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None
    if view.sheet.unwritten:
        return _todo([*missing(view)]), "amber strong"
    keys = {
        "key": key("handover.seen"),
        "others": key("handover.seen_all"),
        "sign": key("handover.sign"),
    }
    if left := len(view.unseen):
        words = _(
            N_("{name} takes over: {left} of {every} left. {key}: this one, {others}: all but emergencies.")
        )
        every = sum(must_read(one) for one in view.sheet.red)
        return words.format(name=watch.incoming, left=left, every=every, **keys), "amber strong"
    if rest := len(view.together):
        words = ngettext(
            "{name} takes over. {key} acknowledges the other item; then sign ({sign}).",
            "{name} takes over. {key} acknowledges the other {count} items; then sign ({sign}).",
            rest,
        )
        return words.format(name=watch.incoming, count=rest, **keys), "amber strong"
    words = _(N_("{name} has acknowledged everything and can sign ({sign})."))
    return words.format(name=watch.incoming, **keys), "running"


def _disputed(view: ReportView, key: Key) -> tuple[str, str]:
    watch = view.watch
    assert watch is not None and watch.dispute is not None
    words = _(N_("{name} refused: {reason}. A supervisor decides: {key}."))
    said = {"name": watch.dispute.by, "reason": watch.dispute.reason}
    return words.format(key=key("handover.decide"), **said), "breached strong"


def _signed(view: ReportView, key: Key) -> tuple[str, str]:
    sheet = view.sheet.signatures
    at = sheet.incoming_at or view.sheet.until
    words = _(N_("{outgoing} handed over to {incoming} at {time}. The report is locked. {key}: add a note."))
    said = {"outgoing": view.sheet.operator, "incoming": sheet.incoming}
    return words.format(time=wall(at, view.now, view.zone), key=key("handover.note"), **said), "muted"


_NEXT = {
    "": _nobody,
    "draft": _draft,
    "outgoing_signed": _outgoing_signed,
    "reviewing": _reviewing,
    "disputed": _disputed,
    "signed": _signed,
}
