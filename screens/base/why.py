"""Why somebody is sent who is off duty, busy or not listed: one key for the usual reasons (R120)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual.app import App, ComposeResult
from textual.containers import Vertical

from core.base.i18n_marks import N_
from core.ticket.doubts import REASONS, NeedsReason
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.fields import Field, FieldRow
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskModal
from tui.widgets.standing import told

T = TypeVar("T")


class WhyScreen(DeskModal[str]):
    """Dismissed with the reason as it is kept, or the empty text to send nobody."""

    CONTEXTS = ("why",)
    CSS_PATH = Path(__file__).with_name("why.tcss")
    AUTO_FOCUS = ""

    def __init__(self, asked: NeedsReason) -> None:
        super().__init__()
        self._asked = asked

    def handlers(self) -> Handlers:
        """Return the reasons, kept in English and told in the language of the reader."""
        return {
            **{
                f"why.reason_{place}": Handler(partial(self.dismiss, reason))
                for place, reason in enumerate(REASONS, 1)
            },
            "why.own": Handler(self._type_another),
            "why.cancel": Handler(partial(self.dismiss, "")),
        }

    def compose(self) -> ComposeResult:
        with Vertical(id="why"):
            yield Part(self._lines, id="why-text")
            yield FieldRow("reason", _(N_("Reason")), Field(), remarks=False)
            yield KeyBar()

    def _lines(self, width: int) -> Sequence[Line]:
        who = _(N_("{who}: {doubts}.")).format(who=self._asked.who, doubts=told(self._asked.doubts))
        lines: list[Line] = [[(text, "amber strong")] for text in wrap(who, width, 3)]
        lines += [[(fit(_(N_("Why all the same?")), width), "accent strong")], []]
        for place, reason in enumerate(REASONS, 1):
            key = self.host.key(f"why.reason_{place}")
            lines.append([(f"  {key}  ", "key strong"), (fit(_(reason), width - 5), "text")])
        key = self.host.key("why.own")
        return [*lines, [(f"  {key}  ", "key strong"), (fit(_(N_("Another reason")), width - 5), "text")]]

    def _type_another(self) -> None:
        self.add_class("-own")
        self.query_one(Field).focus()

    def on_input_submitted(self) -> None:
        """A reason that says nothing is none."""
        if reason := self.query_one(Field).value.strip():
            self.dismiss(reason)


async def with_reason(app: App[Any], do: Callable[[str], Awaitable[T]]) -> T:
    """Do it with no reason; where somebody doubtful is sent, ask why and do it with that (R120).

    Raises `NeedsReason` where none is given, and what `do` raises.
    """
    try:
        return await do("")
    except NeedsReason as asked:
        reason = await app.push_screen_wait(WhyScreen(asked))
        if not reason:
            raise
        return await do(reason)
