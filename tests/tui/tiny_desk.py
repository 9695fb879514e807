"""A tiny app on the desk's terminal layer, run by the terminal tests in a pseudo-terminal of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import ClassVar

from tui.terminal.environment import clear_environment, require_terminal

clear_environment(os.environ)

from textual.app import ComposeResult  # noqa: E402
from textual.binding import Binding, BindingType  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Input, Static  # noqa: E402

from core.base.errors import DeskError  # noqa: E402
from tui.terminal.app import TerminalApp, run  # noqa: E402

HOSTILE = "A\x1b]0;PWNED\x07B\x9b31mC\u202eD"


class TinyDesk(TerminalApp):
    """A field, a line that repeats it, a line of somebody's hostile name, and a key that crashes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "crash"),
        Binding("f8", "sleep"),
        Binding("f7", "redraw"),
        Binding("ctrl+q", "quit"),
    ]

    def compose(self) -> ComposeResult:
        yield Input(id="field")
        yield Static("", id="echo")
        yield Static(Content(HOSTILE))
        yield Static(Content("王强 kitchen 🔥"))

    def on_mount(self) -> None:
        """Save the draft where the test looks for it."""
        self.query_one(Input).cursor_blink = False
        self.savers.add(self.save)
        self.show_title("tiny \x1b]0;PWNED\x07desk")

    def save(self) -> None:
        """The draft is what is typed."""
        Path(os.environ["DRAFT"]).write_text(self.query_one(Input).value, encoding="utf-8")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Repeat what is typed."""
        self.query_one("#echo", Static).update(Content(f"typed: {event.value}"))

    def action_redraw(self) -> None:
        """Draw everything again."""
        self.repaint()

    def action_crash(self) -> None:
        """A fault with a phone number in a local variable and in the message."""
        caller = "13812345678"
        raise ValueError(f"cannot ring {caller}")

    def action_sleep(self) -> None:
        """A handler that hangs longer than anybody waits."""
        import time

        time.sleep(30)


def main() -> int:
    """As the real command does it: refuse, or run and pass the exit code on."""
    try:
        require_terminal(os.environ)
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return run(TinyDesk(log_file=Path(os.environ["DRAFT"]).with_name("crash.log")))


if __name__ == "__main__":
    sys.exit(main())
