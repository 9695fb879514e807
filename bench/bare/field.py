"""Bare Textual app: one input and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class BareInput(App[None]):
    """Baseline of a form made from stock widgets; the cursor does not blink, to be fair."""

    def compose(self) -> ComposeResult:
        """Yield the input alone."""
        field = Input()
        field.cursor_blink = False
        yield field


if __name__ == "__main__":
    BareInput().run(mouse=False)
