"""Time from the start of the command until a call is on two desks, against the two seconds allowed."""

import subprocess
import time
from pathlib import Path

from bench.estate import SHIFT, scratch, shift
from bench.ratio import Ratio, percentile
from bench.terminal import Terminal, desk

MAY_TAKE = 2.0
"""Seconds until all open desks show the caller."""
SETTLE = 5.0
"""Seconds after the start until the program is loaded and drawn."""


def measure(quick: bool) -> list[Ratio]:
    """Measure calls from different numbers; the slower desk counts."""
    with scratch() as folder:
        database = folder / "desk.db"
        shift(database, SHIFT)
        with Terminal(desk(database), folder) as one, Terminal(desk(database), folder) as other:
            for terminal in (one, other):
                terminal.listen(SETTLE)
            spans = [_span(database, turn, (one, other)) for turn in range(5 if quick else 20)]
    return [
        Ratio("a call, median : two seconds", percentile(spans, 50), MAY_TAKE, "s", 1.0),
        Ratio("a call, slowest : two seconds", max(spans), MAY_TAKE, "s", 1.0),
    ]


def _span(database: Path, turn: int, desks: tuple[Terminal, ...]) -> float:
    phone = f"138{turn:04d}{turn + 1000}"
    started = time.perf_counter()
    announced = [*desk(database)[:3], "ring"]
    subprocess.run([*announced, phone], check=True, stdout=subprocess.DEVNULL)
    for terminal in desks:
        terminal.wait_for(lambda text: phone[-4:] in text)
    shown = max(_first(terminal, phone[-4:], started) for terminal in desks)
    subprocess.run([*announced, "--ended", phone], check=True, stdout=subprocess.DEVNULL)
    for terminal in desks:
        terminal.wait_for(lambda text: "CALL" not in text)
    return shown - started


def _first(terminal: Terminal, text: str, since: float) -> float:
    """Return the instant at which the terminal was sent that text."""
    return next(
        instant
        for instant, lines in terminal.frames()
        if instant >= since and any(text in line for line in lines)
    )
