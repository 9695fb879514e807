"""Question with a few answers, each of them one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskModal

MOST = 6
"""Number of answers that have a key."""


class OneKeyScreen(DeskModal[str]):
    """Dialog that asks `question`; dismissed with the code of the answer, or with an empty text for none."""

    CONTEXTS = ("choose",)
    CSS_PATH = Path(__file__).with_name("one_key.tcss")
    AUTO_FOCUS = ""

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._answers = dict(answers)

    def handlers(self) -> Handlers:
        """Return the handlers of the answers, in their order."""
        keys = [f"choose.answer_{place}" for place in range(1, MOST + 1)]
        none = Handler(lambda: None, lambda: _(N_("There is no such answer.")))
        chosen = {
            key: Handler(partial(self.dismiss, code)) for key, code in zip(keys, self._answers, strict=False)
        }
        return {**dict.fromkeys(keys, none), **chosen, "choose.cancel": Handler(partial(self.dismiss, ""))}

    def compose(self) -> ComposeResult:
        with Vertical(id="one-key"):
            yield Part(self._lines, id="one-key-text")
            yield KeyBar()

    def _lines(self, width: int) -> Sequence[Line]:
        lines: list[Line] = [[(fit(_(self._question), width), "accent strong")], []]
        for place, text in enumerate(self._answers.values(), 1):
            key = self.host.key(f"choose.answer_{place}")
            lines.append([(f"  {key}  ", "key strong"), (fit(_(text), width - 5), "text")])
        return lines
