"""Dialog about earlier tickets that match the call: one key decides and saves the call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.intake.related_tickets import CHOICES, UNRELATED, WHYS, Earlier
from tui.i18n import _, bracketed, language, listed
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.clock_text import short_number, wall
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line, Piece
from tui.widgets.screen import DeskModal

MOST = 6
"""Earlier tickets that can be chosen; the likeliest come first."""

AROUND = 15
"""Lines of the chooser beside the tickets."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Key of `CHOICES` and its ticket; for an unrelated ticket also a key of `UNRELATED`."""

    choice: str
    earlier: Earlier
    because: str = ""


class MatchesScreen(DeskModal[Decision | None]):
    """Dialog dismissed with the decision, or None to go back to the form."""

    CONTEXTS = ("matches",)
    CSS_PATH = "matches.tcss"
    AUTO_FOCUS = ""

    def __init__(self, found: Sequence[Earlier]) -> None:
        super().__init__()
        self._found = found[:MOST]
        self._marked = 0
        self._why = False

    def handlers(self) -> Handlers:
        """Return the handlers of the choices and of moving between the tickets."""
        return {
            **{
                f"matches.{name}": Handler(partial(self._choose, name), partial(self._impossible, name))
                for name in CHOICES
            },
            "matches.up": Handler(partial(self._move, -1)),
            "matches.down": Handler(partial(self._move, 1)),
            "matches.cancel": Handler(self._cancel),
        }

    def compose(self) -> ComposeResult:
        with Vertical(id="matches"):
            yield Part(self._lines, id="matches-text")
            yield KeyBar()

    @property
    def _one(self) -> Earlier:
        return self._found[self._marked]

    def _impossible(self, name: str) -> str | None:
        """Return the reason against a choice for the marked ticket, or None."""
        possible = self._why or name in self._one.choices
        return None if possible else _(N_("This is not possible for this ticket."))

    def _move(self, step: int) -> None:
        self._marked = (self._marked + step) % len(self._found)
        self._tell()

    def _choose(self, choice: str) -> None:
        """Decide; an unrelated matter needs one more key, for the reason."""
        if self._why:
            self.dismiss(Decision("unrelated", self._one, [*UNRELATED][[*CHOICES].index(choice)]))
        elif choice == "unrelated":
            self._why = True
            self._tell()
        else:
            self.dismiss(Decision(choice, self._one))

    def _cancel(self) -> None:
        """Return to the choices, or to the form."""
        if not self._why:
            self.dismiss(None)
        self._why = False
        self._tell()

    def _tell(self) -> None:
        self.query_one("#matches-text", Part).tell()
        self.refresh_bindings()

    def _counted(self) -> Piece:
        count = len(self._found)
        return (f"   {self._marked + 1}/{count}" if count > 1 else "", "muted")

    def _in_sight(self) -> list[tuple[int, Earlier]]:
        """Return as many tickets around the marked one as leave room for the choices."""
        room = max(1, (self.app.size.height - AROUND) // 2)
        first = max(0, min(self._marked - room // 2, len(self._found) - room))
        return [*enumerate(self._found)][first : first + room]

    def _lines(self, width: int) -> list[Line]:
        lines: list[Line] = [[(_(N_("Reported before?")), "accent strong"), self._counted()], []]
        for place, one in self._in_sight():
            marked = place == self._marked
            mark, style = (">", "selected") if marked else (" ", "text")
            lines.append([(fit(f"{mark} {headline(one, self.host)}", width), style)])
            lines.append([(fit(f"  {one.where}  {one.description}", width), "text" if marked else "muted")])
        lines.append([])
        if told := sentence(one := self._one, self.host):
            lines += [
                [(text, "accent")]
                for text in wrap(_(N_("Tell the caller: {words}")).format(words=told), width, 3)
            ]
            lines.append([])
        if self._why:
            lines.append([(_(N_("Why is it another matter?")), "amber strong")])
            keys = (self.host.key(f"matches.{choice}") for choice in CHOICES)
            return lines + [
                _choice(key, _(name), width) for key, name in zip(keys, UNRELATED.values(), strict=True)
            ]
        return lines + [
            _choice(self.host.key(f"matches.{name}"), effect(name, one), width, possible=name in one.choices)
            for name in CHOICES
        ]


def _choice(key: str, text: str, width: int, *, possible: bool = True) -> Line:
    style = "text" if possible else "muted"
    return [(f"  {key}  ", "key strong" if possible else "muted"), (fit(text, width - 5), style)]


def headline(one: Earlier, host: Host) -> str:
    """Return number, time, state, assignee and the reason for the match."""
    now, zone = host.now(), host.desk.policy.site.zone
    number = short_number(one.number, site_time(now, zone).date())
    whys = bracketed(listed(_(WHYS[why]) for why in one.why))
    who = one.assignee or department(one.department, host)
    return f"{number}  {wall(one.reported_at, now, zone)}  {_(one.state.label)} {who}  {whys}"


def department(code: str, host: Host) -> str:
    """Return the name of a department; its code if it is unknown."""
    found = host.desk.policy.departments.get(code)
    return found.title(language()) if found else code


def effect(choice: str, one: Earlier) -> str:
    """Return a sentence for the effect of a choice."""
    if choice == "urge":
        return _(N_("Asked again: no new ticket, counted on this one"))
    if choice == "repeat":
        return _(_REPEATS.get(one.repeat_no, _MORE_REPEATS)).format(count=one.repeat_no)
    if choice == "unrelated":
        return _(N_("Unrelated: a new ticket, with a reason"))
    return _(N_("One of many: no new ticket, this caller is told the outcome too"))


_REPEATS = {
    2: N_("Repeat: a new ticket, the 2nd report; the supervisor is told at once"),
    3: N_("Repeat: a new ticket, the 3rd report; the director is told at once"),
}

_MORE_REPEATS = N_("Repeat: a new ticket, report no. {count}; the director is told at once")


def sentence(one: Earlier, host: Host) -> str:
    """Return the sentence to tell a caller about an earlier open ticket."""
    saying = one.saying
    if saying is None:
        return ""
    time = wall(saying.time, host.now(), host.desk.policy.site.zone) if saying.time else ""
    who = saying.assignee or department(saying.department, host)
    return _(saying.template).format(who=who, time=time)
