"""Processor time of single commands, against an interpreter that only loads SQLAlchemy."""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.estate import SHIFT, scratch, shift
from bench.ratio import Ratio, in_turn, percentile
from bench.terminal import ROOT, desk

BOUND = 1.6
BARE = "bare"


def measure(quick: bool) -> list[Ratio]:
    """Measure the commands that scripts run most, each a process of its own, in turn with the bare one."""
    with scratch() as folder:
        database = folder / "desk.db"
        number = shift(database, SHIFT)[0]
        commands = {
            "list": ["list"],
            "show": ["show", number],
            "log": ["log", "3-2-1201", "kitchen", "pipe", "leaking"],
        }
        runs = {
            BARE: partial(spent, [sys.executable, "-c", "import sqlalchemy"], folder),
            **{name: partial(spent, [*desk(database), *words], folder) for name, words in commands.items()},
        }
        in_turn(1, runs)  # compiles the modules, warms the disk
        samples = in_turn(6 if quick else 20, runs)
    medians = {name: percentile(each, 50) * 1000 for name, each in samples.items()}
    return [
        Ratio(f"dutydesk {name} : loading SQLAlchemy", medians[name], medians[BARE], "ms", BOUND)
        for name in commands
    ]


def spent(command: Sequence[str], home: Path) -> float:
    """Run a command to its end; return its processor seconds, its own and the system's for it."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime
