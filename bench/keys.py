"""Time from a key to its letter on the screen: intake line and search line, against a bare input."""

import random
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path

from bench.estate import RUSH, SHIFT, scratch, shift
from bench.ratio import Ratio, in_turn, percentile
from bench.terminal import ROOT, Terminal, bare, desk

BOUND = 1.3
LINES = ("3-2-1201 kitchen pipe leaking", "A-1508 rude guard at the gate", "lift 2 stopped on floor 9")
PAUSE = (0.06, 0.14)
"""Random seconds between two keys, so that they meet the ticks in all phases."""
CLEAR = "\x15"
"""ctrl+u, which empties a field."""
SETTLE = 2.0
"""Seconds after the start until the program is loaded."""

Open = Callable[[Terminal], None]


def measure(quick: bool) -> list[Ratio]:
    """Measure four fields in turn; the bare input is idle, so ticking is compared with not ticking."""
    with scratch() as folder:
        for name, ages in {"empty": [], "shift": SHIFT, "rush": RUSH}.items():
            shift(folder / f"{name}.db", ages)
        runs = {
            "bare": partial(_typed, bare("field"), folder, lambda terminal: None),
            "intake, nothing ticks": partial(_typed, desk(folder / "empty.db"), folder, _press("new_ticket")),
            "intake, 40 timers": partial(_typed, desk(folder / "shift.db"), folder, _press("new_ticket")),
            "search, 40 timers tick": partial(_typed, desk(folder / "rush.db"), folder, _press("search")),
        }
        in_turn(1, runs)
        samples = {
            name: list(chain.from_iterable(found)) for name, found in in_turn(2 if quick else 6, runs).items()
        }
    baseline = samples.pop("bare")
    return [
        Ratio(
            f"key to screen p{percent}, {name} : bare input",
            percentile(found, percent),
            percentile(baseline, percent),
            "ms",
            BOUND if percent == 95 else None,
        )
        for name, found in samples.items()
        for percent in (50, 95)
    ]


def _press(command: str) -> Open:
    """Return a function that presses the first key of `command`, which is a letter or a sign."""
    keys = tomllib.loads((ROOT / "keybindings.toml").read_text(encoding="utf-8"))
    places: Mapping[str, Mapping[str, str | list[str]]] = keys
    found = next(place[command] for place in places.values() if command in place)
    key = next(key for key in ([found] if isinstance(found, str) else found) if len(key) == 1)
    return lambda terminal: _open(terminal, key)


def _open(terminal: Terminal, key: str) -> None:
    terminal.type(key)
    terminal.listen(1.0)


def _typed(command: list[str], folder: Path, open_field: Open) -> list[float]:
    """Return the milliseconds of each letter, typed at an uneven pace into a new program."""
    pressed: list[tuple[float, str]] = []
    with Terminal(command, folder) as terminal:
        terminal.listen_until_silent(0.6)
        terminal.listen(SETTLE)
        open_field(terminal)
        for line in LINES:
            for end, letter in enumerate(line, 1):
                instant = terminal.type(letter)
                if letter != " ":  # a blank at the end of a line cannot be seen
                    pressed.append((instant, line[:end]))
                terminal.listen(random.uniform(*PAUSE))
            terminal.type(CLEAR)
            terminal.listen(0.5)
        return _delays(terminal, pressed)


def _delays(terminal: Terminal, pressed: list[tuple[float, str]]) -> list[float]:
    """Return the times from each key until the text up to it was first seen."""
    found: list[float] = []
    waiting = iter(pressed)
    key = next(waiting, None)
    for instant, lines in terminal.frames():
        while key and instant > key[0] and any(key[1] in line for line in lines):
            found.append((instant - key[0]) * 1000)
            key = next(waiting, None)
    if key:
        raise AssertionError(f"never seen: {key[1]!r}\n{terminal.text()}")
    return found
