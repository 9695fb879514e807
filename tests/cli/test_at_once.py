"""Many processes at once: one winner, nothing lost, nothing twice, whatever is killed."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage import sqlite
from tests.cli.program import Cli, Said, finished, process

AT_ONCE = 6
"""More than the processors of a small machine."""


def together(*lines: tuple[str, ...]) -> list[Said]:
    """What the processes left that were started one right after the other."""
    return [finished(started) for started in [process(*line) for line in lines]]


@pytest.mark.parametrize(
    "act",
    [("assign", "1", "李刚"), ("note", "1", "有狗")],
    ids=lambda act: act[0],
)
def test_one_wins_and_the_other_is_told(cli: Cli, act: tuple[str, ...]) -> None:
    number = cli("log", "3-2-1201 水管漏水").out.strip()
    said = together(act, act)
    assert sorted(one.code for one in said) == [0, 4], said
    (loser,) = (one for one in said if one.code == 4)
    assert loser.out == ""
    assert loser.err.startswith(f"{number} was changed by")
    assert loser.err.count("\n") == 1
    assert cli("show", number, "--json").json["version"] == 2


def test_one_wins_on_a_server_as_well(cli: Cli, postgresql_url: str) -> None:
    there = ("--database", postgresql_url)
    number = cli(*there, "log", "3-2-1201 水管漏水").out.strip()
    act = (*there, "assign", "1", "李刚")
    assert sorted(one.code for one in together(act, act)) == [0, 4]
    assert [ticket["number"] for ticket in cli(*there, "search", "lg", "--json").json] == [number]
    cli(*there, "doctor")


def test_one_after_the_other_is_no_conflict(cli: Cli) -> None:
    script = " && ".join(
        f'"$0" {words}' for words in ("log 3-2-1201 lamp", "assign 1 desk", "accept 1", "undo 1")
    )
    program = Path(sys.executable).with_name("dutydesk")
    done = subprocess.run(["bash", "-c", script, str(program)], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_first_starts_at_once(tmp_path: Path) -> None:
    there = str(tmp_path / "new" / "desk.db")
    said = together(*[("--database", there, "log", f"3-2-1201 lamp {count}") for count in range(AT_ONCE)])
    assert [one.code for one in said] == [0] * AT_ONCE, said
    assert len({one.out for one in said}) == AT_ONCE


def killed_logs(there: Path, count: int) -> Iterator[str]:
    """The numbers that `count` processes printed before they were done or killed."""
    chance = random.Random(7)

    def one(index: int) -> str:
        logging = process("--database", str(there), "log", f"3-2-1201 lamp {index}", "--key", f"key {index}")
        try:
            out, _err = logging.communicate(timeout=chance.uniform(0.3, 1.6))
        except subprocess.TimeoutExpired:
            os.kill(logging.pid, signal.SIGKILL)
            out, _err = logging.communicate()
        return out.decode().strip()

    with ThreadPoolExecutor(4) as crowd:
        yield from filter(None, crowd.map(one, range(count)))


def test_every_printed_number_is_there_once(cli: Cli, tmp_path: Path) -> None:
    there = tmp_path / "desk.db"
    cli("--database", str(there), "log", "3-2-1201 first")
    printed = list(killed_logs(there, 40))
    kept = cli("--database", str(there), "list", "--view", "all", "--json").json
    numbers = Counter(ticket["number"] for ticket in kept)
    assert max(Counter(printed).values(), default=1) == 1
    assert set(printed) <= set(numbers)
    assert max(numbers.values()) == 1
    assert max(Counter(ticket["description"] for ticket in kept).values()) == 1
    cli("--database", str(there), "doctor")


def test_the_same_key_from_two_processes(cli: Cli) -> None:
    cli("migrate")
    said = together(*[("log", "3-2-1201 lamp", "--key", "one call")] * 2)
    assert said[0].out == said[1].out != ""
    assert len(cli("list", "--json").json) == 1


def test_a_database_that_somebody_holds(cli: Cli, tmp_path: Path) -> None:
    there = tmp_path / "desk.db"
    cli("--database", str(there), "log", "3-2-1201 lamp")
    holder = sqlite.connect(there)
    holder.execute("BEGIN IMMEDIATE")
    assert len(cli("--database", str(there), "list", "--json").json) == 1
    logging = process("--database", str(there), "log", "3-2-1201 door")
    with pytest.raises(subprocess.TimeoutExpired):
        logging.communicate(timeout=2)
    holder.execute("ROLLBACK")
    holder.close()
    assert finished(logging).code == 0
