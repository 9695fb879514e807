"""Bare Textual app: forty labels, each counting down once a second."""

from time import monotonic

from textual.app import App, ComposeResult
from textual.widgets import Label

TIMERS = 40
LONGEST = 14 * 60
"""Seconds that the first label starts from."""
LINE = "{number:03d}  3-2-1201  kitchen pipe leaking  Engineering  assigned  in {left:>5} arrival"


class BareLabels(App[None]):
    """Baseline of a board made from stock widgets, with the same text in its lines."""

    def compose(self) -> ComposeResult:
        """Yield the labels, one below the other."""
        for _ in range(TIMERS):
            yield Label()

    def on_mount(self) -> None:
        """Count from now, one tick a second for all labels."""
        self.started = monotonic()
        self.labels = list(self.query(Label))
        self.tick()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Update all labels with their remaining time."""
        past = int(monotonic() - self.started)
        for number, label in enumerate(self.labels, 1):
            minutes, seconds = divmod(LONGEST - past - number, 60)
            label.update(LINE.format(number=number, left=f"{minutes}:{seconds:02d}"))


if __name__ == "__main__":
    BareLabels().run(mouse=False)
