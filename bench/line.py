"""Cost of reading the line of a call after each letter, in the largest directory and in smaller ones."""

import gc
import random
import time
from functools import partial
from itertools import chain

from bench.completion import FRAME
from bench.crowd import UNITS, crowd
from bench.ratio import Ratio, in_turn, percentile
from core.base.clock import system_clock
from core.intake.line.reading import read_line
from core.people.directory import Directory
from core.policy.model import default_policy

PARTS = (0.005, 0.05, 0.25, 1.0)
"""Sizes of the directory, as parts of 20,000 units and 50,000 people."""
GROWTH = 2.0
"""Largest ratio of the times with more units to the time with a hundred units."""
CALLS = (
    "{unit} 厨房水管漏水 急 @{person} {phone}",
    "{building}栋{stair}单元{room}马桶堵了 明天14:00 电话{phone}",
    "班长{person}转达 负一楼有人打架",
    "Block {building} Unit {room} no power urgent @{person} tomorrow 2pm",
    "匿名 12345 20260310001 {building}号楼楼上装修太吵",
    "via squad leader {person} lift stuck between two floors, two people inside ~{person}",
)


def measure(quick: bool) -> list[Ratio]:
    """Measure four sizes in turn; each line is read again after each of its letters, as in the form."""
    directories = {part: crowd(part) for part in PARTS}
    for directory in directories.values():
        directory.warm()
    gc.freeze()  # like the desk once it is loaded
    runs = {part: partial(_read, directories[part], 4 if quick else 20) for part in PARTS}
    in_turn(1, runs)
    rounds = in_turn(2 if quick else 6, runs)
    gc.unfreeze()
    samples = {part: list(chain.from_iterable(taken)) for part, taken in rounds.items()}
    largest, smallest = samples[1.0], samples[PARTS[0]]
    return [
        Ratio("reading the line p50, 20,000 units : a frame", percentile(largest, 50), FRAME, "ms", 1.0),
        Ratio("reading the line p95, 20,000 units : a frame", percentile(largest, 95), FRAME, "ms", 1.0),
        *(
            Ratio(
                f"reading the line p50, {int(UNITS * part):,} units : {int(UNITS * PARTS[0]):,}",
                percentile(samples[part], 50),
                percentile(smallest, 50),
                "ms",
                GROWTH,
            )
            for part in PARTS[1:]
        ),
    ]


def _read(directory: Directory, calls: int) -> list[float]:
    """Return the milliseconds of each letter until the whole line is read."""
    policy, now = default_policy(), system_clock()
    samples = []
    for line in _lines(directory, calls):
        for end in range(1, len(line) + 1):
            start = time.perf_counter()
            read_line(line[:end], directory, policy, now)
            samples.append((time.perf_counter() - start) * 1000)
    return samples


def _lines(directory: Directory, calls: int) -> list[str]:
    """Return the same calls each time, about listed units and people."""
    chance = random.Random(5)
    units, people = list(directory.units.values()), directory.people
    found = []
    for place in range(calls):
        unit = chance.choice(units)
        building, stair, room = unit.code.split("-")
        words = {"unit": unit.code, "building": building, "stair": stair, "room": room}
        words |= {"person": chance.choice(people).name, "phone": unit.contacts[0].phone}
        found.append(CALLS[place % len(CALLS)].format(**words))
    return found
