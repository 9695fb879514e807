"""Texts around the form of a call: its duration, the times to promise, the choices for a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import dialled
from core.ticket.clocks import promise
from core.ticket.reading import Certainty, Reading
from screens.intake.form import Call
from tui.files.drafts import Draft
from tui.i18n import _, listed
from tui.widgets.choices import Choice, about_unit
from tui.widgets.clock_text import countdown, wall
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.parked import parked_calls


def clock(instant: datetime, host: Host) -> str:
    """Return the site's time at `instant`, relative to the current day."""
    return wall(instant, host.now(), host.desk.policy.site.zone)


def title(call: Call, parked: Sequence[Draft], channel: str, entered: int, width: int) -> list[Line]:
    """Return the heading, the time and duration of the call, and the parked calls."""
    host = call.host
    zone = host.desk.policy.site.zone
    began = f"{site_time(call.started_at, zone):%H:%M:%S}"
    lasts = countdown(max(host.now() - call.started_at, timedelta()))
    about = _(N_("answered {time}, for {lasts}")).format(time=began, lasts=lasts)
    if call.late:
        about = _(N_("{count} entered; begin with the time of the call")).format(count=entered)
    left: list[Piece] = [(f" {_heading(call, channel)}   ", "accent strong"), (about, "muted")]
    spare = width - sum(cell_len(text) for text, _style in left) - 4
    return [[*left, ("   ", ""), *parked_calls(parked, host.now(), zone, spare)]]


def _heading(call: Call, channel: str) -> str:
    if call.late:
        return _(N_("From paper"))
    return _(N_("Walk-in")) if channel == "visit" else _(N_("New call"))


def remarks(call: Call, texts: Mapping[str, str], reading: Reading, *, told: bool) -> dict[str, str]:
    """Return the remark for each field that has one; no promise if one is `told` of an earlier ticket."""
    directory, policy = call.host.desk.directory, call.host.desk.policy
    unit = directory.unit(texts["unit"])
    who = directory.who(texts["assign"], policy) if texts["assign"] else None
    first = directory.person(texts["taken"])
    unlisted = _(N_("not in the directory"))
    phone = dialled(texts["phone"])
    homes = [unit.code for unit in directory.units_with_phone(phone)] if len(phone) >= 7 else []
    taken = (
        first.employer if first else "" if texts["taken"] in ("", call.host.identity.operator) else unlisted
    )
    return {
        "unit": about_unit(unit) if unit else unlisted if texts["unit"] else "",
        "category": listed([*_sureness(texts, reading), *([] if told else promises(call, texts))]),
        "phone": listed(homes[:2]),
        "assign": "" if who is None or who.known else unlisted,
        "taken": taken,
    }


def _sureness(texts: Mapping[str, str], reading: Reading) -> list[str]:
    """Return the mark of a category that is only guessed, or not recognised at all."""
    marks = {Certainty.GUESS: N_("? guess"), Certainty.FALLBACK: N_("? not recognised")}
    return [_(marks[reading.category])] if texts["category"] and reading.category in marks else []


def times(call: Call, texts: Mapping[str, str]) -> tuple[datetime, datetime | None]:
    """Return the report time and the agreed time; a half-typed time counts as none."""
    found: list[datetime | None] = []
    for name in ("reported", "appointment"):
        try:
            found.append(call.time(name, texts[name]))
        except DeskError:
            found.append(None)
    if texts["reported"] == call.wall(call.started_at):
        found[0] = call.started_at  # the field shows no seconds
    return found[0] or call.started_at, found[1]


def promises(call: Call, texts: Mapping[str, str]) -> list[str]:
    """Return the promises to say aloud: arrival or answer by a time."""
    category = call.judged(texts)
    if category is None:
        return []
    reported, appointment = times(call, texts)
    made = promise(category, call.host.desk.policy, reported, appointment)
    lines = []
    if made.arrive_by:
        lines.append(_(N_("on site by {time}")).format(time=clock(made.arrive_by, call.host)))
    if made.reply_by:
        lines.append(_(N_("answer by {time}")).format(time=clock(made.reply_by, call.host)))
    return lines


def begun(listed: Sequence[Choice], marked: int, width: int) -> Line:
    """Return the choices for a word on one line, starting with the marked one and its details."""
    if not listed:
        return []
    first = listed[marked]
    count = f"{marked + 1}/{len(listed)} " if len(listed) > 1 else ""
    pieces: list[Piece] = [(count, "muted"), (f"{first.text}", "accent strong"), (f"  {first.note}", "muted")]
    for choice in listed[marked + 1 :]:
        if sum(cell_len(text) for text, _style in pieces) + cell_len(choice.text) + 3 > width:
            break
        pieces.append((f"   {choice.text}", "text"))
    return pieces
