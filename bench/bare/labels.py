"""A bare Textual app: forty labels, each counting down once a second."""

from time import monotonic

from textual.app import App, ComposeResult
from textual.widgets import Label

TIMERS = 40
LONGEST = 14 * 60
"""Seconds that the first label starts from."""
LINE = "{number:03d}  3-2-1201  kitchen pipe leaking  Engineering  assigned  in {left:>5} arrival"


class BareLabels(App[None]):
    """What a board of stock widgets starts from; a line says what the board's says."""

    def compose(self) -> ComposeResult:
        """The labels, one below the other."""
        for _ in range(TIMERS):
            yield Label()

    def on_mount(self) -> None:
        """Count from now, one tick a second for all of them."""
        self.started = monotonic()
        self.labels = list(self.query(Label))
        self.tick()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Say what is left of each."""
        past = int(monotonic() - self.started)
        for number, label in enumerate(self.labels, 1):
            minutes, seconds = divmod(LONGEST - past - number, 60)
            label.update(LINE.format(number=number, left=f"{minutes}:{seconds:02d}"))


if __name__ == "__main__":
    BareLabels().run(mouse=False)
