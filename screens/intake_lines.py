"""What stands around the form of a call: how long it lasts, what to promise aloud, what is open there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len

from core.board import Row
from core.clock import site_time
from core.clocks import promise
from core.errors import DeskError
from core.text import digits
from core.ticket import STATE_NAMES
from core.words import N_
from screens.intake_form import Call
from tui.drafts import Draft
from tui.i18n import _
from tui.widgets import names
from tui.widgets.cells import fit, wrap
from tui.widgets.choices import about_unit
from tui.widgets.clock_text import countdown, short_number, wall
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.parked import parked_calls


def clock(instant: datetime, host: Host) -> str:
    """The site's clock at `instant`, as seen now."""
    return wall(instant, host.now(), host.policy.site.zone)


def title(call: Call, parked: Sequence[Draft], width: int) -> list[Line]:
    """The heading, when the call was answered and how long it has lasted; then the calls that wait."""
    host = call.host
    zone = host.policy.site.zone
    began = f"{site_time(call.started_at, zone):%H:%M:%S}"
    lasts = countdown(max(host.now() - call.started_at, timedelta()))
    about = _(N_("answered {time}, for {lasts}")).format(time=began, lasts=lasts)
    left: list[Piece] = [(f" {_(N_('New call'))}   ", "accent strong"), (about, "muted")]
    spare = width - sum(cell_len(text) for text, _style in left) - 4
    return [[*left, ("   ", ""), *parked_calls(parked, host.now(), zone, spare)]]


def remarks(call: Call, texts: Mapping[str, str]) -> dict[str, str]:
    """What stands beside the fields."""
    directory, policy = call.host.directory, call.host.policy
    unit = directory.unit(texts["unit"])
    who = directory.who(texts["assign"], policy) if texts["assign"] else None
    unlisted = _(N_("not in the directory"))
    phone = digits(texts["phone"])
    homes = [unit.code for unit in directory.units_with_phone(phone)] if len(phone) >= 7 else []
    return {
        "unit": about_unit(unit) if unit else unlisted if texts["unit"] else "",
        "category": ", ".join(promises(call, texts)),
        "phone": ", ".join(homes[:2]),
        "assign": "" if who is None or who.known else unlisted,
    }


def _times(call: Call, texts: Mapping[str, str]) -> tuple[datetime, datetime | None]:
    """When it was reported, and the agreed time; a time that is not finished yet counts as none."""
    found: list[datetime | None] = []
    for name in ("reported", "appointment"):
        try:
            found.append(call.time(texts[name]))
        except DeskError:
            found.append(None)
    return found[0] or call.started_at, found[1]


def promises(call: Call, texts: Mapping[str, str]) -> list[str]:
    """By when somebody comes, or answers."""
    category = call.category(texts["category"])
    if category is None:
        return []
    reported, appointment = _times(call, texts)
    made = promise(category, call.host.policy, reported, appointment)
    lines = []
    if made.arrive_by:
        lines.append(_(N_("on site by {time}")).format(time=clock(made.arrive_by, call.host)))
    if made.reply_by:
        lines.append(_(N_("answer by {time}")).format(time=clock(made.reply_by, call.host)))
    return lines


def advice(call: Call, texts: Mapping[str, str], around: Sequence[Row], width: int) -> list[Line]:
    """What to promise aloud, who hears of it if it is not kept, what is open at the same place."""
    lines: list[Line] = []
    if spoken := promises(call, texts):
        say = _(N_("Say"))
        aloud = fit(", ".join(spoken), width - 6).rstrip()
        lines.append([(f"{say}: ", "muted"), (aloud, "accent strong")])
    if later := ", ".join(_ladder(call, texts)):
        text = _(N_("If it is not done: {people}")).format(people=later)
        lines += [[(line, "muted")] for line in wrap(text, width, 2)]
    if around:
        lines.append([(_(N_("Open at the same place")), "amber")])
        lines += [_open(row, call.host, width) for row in around[:6]]
    return lines


def _ladder(call: Call, texts: Mapping[str, str]) -> list[str]:
    category = call.category(texts["category"])
    if category is None:
        return []
    made = promise(category, call.host.policy, *_times(call, texts))
    words = _(N_("{role} {time}"))
    return [
        words.format(role=_(names.ROLES.get(rung.role, rung.role)), time=clock(rung.tell_at, call.host))
        for rung in made.rungs[:2]
    ]


def _open(row: Row, host: Host, width: int) -> Line:
    number = short_number(row.number, site_time(host.now(), host.policy.site.zone).date())
    state = _(STATE_NAMES[row.state])
    return [(fit(f"{number}  ", 10), "amber"), (fit(f"{state}  {row.description}", width - 10), "text")]
