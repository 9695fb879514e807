"""Time of a letter that opens a list of choices, in the largest directory and in smaller ones."""

import gc
import random
import time
from collections.abc import Sequence
from functools import partial
from itertools import chain

from bench.crowd import crowd
from bench.ratio import Ratio, in_turn, percentile
from core.base.pinyin import full, initials, of_name
from core.people.directory import Directory
from core.policy.model import default_policy
from tui.widgets import choices
from tui.widgets.choices import Choice, found

FRAME = 16.0
"""Milliseconds of one frame of a screen."""
LISTED = 50
PARTS = (0.01, 0.1, 1.0)
"""Sizes of the directory, as parts of 20,000 units and 50,000 people."""

Typed = list[tuple[str, str]]
"""Marks of the line, each with the text typed after it so far."""


def measure(quick: bool) -> list[Ratio]:
    """Measure three sizes in turn, and a plain walk over the largest, without pinyin and order."""
    directories = {part: crowd(part) for part in PARTS}
    for directory in directories.values():
        directory.warm()
    gc.freeze()  # like the desk once it is loaded
    typed = {part: _typed(directory, 20 if quick else 100) for part, directory in directories.items()}
    runs = {f"{part}": partial(_completed, directories[part], typed[part]) for part in PARTS}
    runs["walk"] = partial(_walked, directories[1.0], typed[1.0])
    rounds = in_turn(1 if quick else 3, runs)
    samples = {name: list(chain.from_iterable(taken)) for name, taken in rounds.items()}
    gc.unfreeze()
    largest = samples["1.0"]
    return [
        Ratio("completion p50, largest directory : a frame", percentile(largest, 50), FRAME, "ms", 1.0),
        Ratio("completion p95, largest directory : a frame", percentile(largest, 95), FRAME, "ms", 1.0),
        *(
            Ratio(
                f"completion p50, largest directory : {part:.0%} of it",
                percentile(largest, 50),
                percentile(samples[f"{part}"], 50),
                "ms",
                1 / part,
            )
            for part in PARTS[:-1]
        ),
        Ratio(
            "completion p50 : a plain walk over the same texts",
            percentile(largest, 50),
            percentile(samples["walk"], 50),
            "ms",
            1.0,
        ),
    ]


def _typed(directory: Directory, count: int) -> Typed:
    """Return the text after each letter: initials, pinyin, both mixed, units, and unknown words."""
    chance = random.Random(11)
    whole: Typed = []
    for _ in range(count):
        person, unit = chance.choice(directory.people), chance.choice(list(directory.units.values()))
        sound = of_name(person.name)
        whole += [
            ("@", initials(sound)),
            ("~", full(sound)),
            ("@", sound[0][0] + initials(sound[1:])),
            ("@", person.name),
            ("", unit.code),
            ("", full(of_name(unit.contacts[0].name))),
            ("", chance.choice(("漏水", "sgls", "kitchen", "leaking"))),
            ("~", "xqzzv"),
        ]
    return [(mark, word[:end]) for mark, word in whole for end in range(1, len(word) + 1)]


def _sources(directory: Directory) -> dict[str, Sequence[Choice]]:
    policy = default_policy()
    return {
        "@": choices.assignees(policy, directory, "zh_CN", "engineering"),
        "~": choices.people(policy, directory, "zh_CN"),
        "": choices.mentioned(choices.units(directory), choices.kinds(policy, "zh_CN")),
    }


def _completed(directory: Directory, typed: Typed) -> list[float]:
    """Return the milliseconds of each letter until its list is ready."""
    sources = _sources(directory)
    samples = []
    for mark, word in typed:
        start = time.perf_counter()
        found(sources[mark], word, LISTED)
        samples.append((time.perf_counter() - start) * 1000)
    return samples


def _walked(directory: Directory, typed: Typed) -> list[float]:
    """Return the milliseconds of each letter for searching all texts for the word."""
    people = [(person.name, person.no, person.initials) for person in directory.people]
    units = [(unit.code, *(contact.name for contact in unit.contacts)) for unit in directory.units.values()]
    samples = []
    for mark, word in typed:
        start = time.perf_counter()
        [texts for texts in (people if mark else units) if any(word in text for text in texts)]
        samples.append((time.perf_counter() - start) * 1000)
    return samples
