"""Reminder of the end of the shift, or of a desk without an operator in charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.i18n import _

if TYPE_CHECKING:
    from tui.app.live_desk import LiveDesk
    from tui.commands.keymap import Keymap


class Reminder:
    """Sentence about the handover, for the acting person."""

    def __init__(self, desk: LiveDesk, keys: Keymap) -> None:
        self._desk = desk
        self._keys = keys

    def text(self) -> str:
        """Return the sentence for this moment; mostly empty."""
        live, watch = self._desk, self._desk.watch
        if live.desk is None:
            return ""
        key = self._keys.shown("app.handover")
        if watch is None:
            words = _(N_("No one is in charge of the desk: press {key}."))
            return words.format(key=key) if live.directory.has_supervisor else ""
        from core.handover.watch import party  # not for the first frame
        from tui.widgets.sheet_words import reminder

        mine = watch.is_operator(party(live.directory, live.desk.name))
        return reminder(watch, live.policy, live.now(), mine=mine, key=key)
