"""Reason for what is refused without one, by one key: an unusual assignment, a matter without a place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical

from core.base.errors import Unexplained, filled
from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.fields import Field, FieldRow
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskModal

T = TypeVar("T")


class WhyScreen(DeskModal[str]):
    """Dialog that asks for the reason; dismissed with it, or with an empty text for none."""

    CONTEXTS = ("why",)
    CSS_PATH = Path(__file__).with_name("why.tcss")
    AUTO_FOCUS = ""

    def __init__(self, asked: Unexplained) -> None:
        super().__init__()
        self._asked = asked

    def handlers(self) -> Handlers:
        """Return the handlers of the reasons, which are stored in English and shown translated."""
        return {
            **{
                f"why.reason_{place}": Handler(partial(self.dismiss, reason))
                for place, reason in enumerate(self._asked.usual, 1)
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
        refusal = filled(self._asked.message, self._asked.values, _)
        lines: list[Line] = [[(text, "amber strong")] for text in wrap(refusal, width, 3)]
        lines += [[(fit(_(self._asked.asks), width), "accent strong")], []]
        for place, reason in enumerate(self._asked.usual, 1):
            key = self.host.key(f"why.reason_{place}")
            lines.append([(f"  {key}  ", "key strong"), (fit(_(reason), width - 5), "text")])
        key = self.host.key("why.own")
        return [*lines, [(f"  {key}  ", "key strong"), (fit(_(N_("Another reason")), width - 5), "text")]]

    def _type_another(self) -> None:
        self.add_class("-own")
        self.query_one(Field).focus()

    def on_input_submitted(self) -> None:
        """Dismiss with the typed reason, unless it is empty."""
        if reason := self.query_one(Field).value.strip():
            self.dismiss(reason)


async def with_reason(
    host: Host, do: Callable[[str], Awaitable[T]], refusal: type[Unexplained] = Unexplained
) -> T:
    """Run `do` without a reason; if that is refused, ask for it and run `do` with it (R120).

    Raise `refusal` if none is given, and the other errors of `do`.
    """
    try:
        return await do("")
    except refusal as asked:
        reason = await host.gate.ask(WhyScreen(asked))
        if not reason:
            raise
        return await do(reason)
