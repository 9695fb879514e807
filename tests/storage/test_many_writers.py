"""Several processes and threads at once: everybody is served, nothing that was acknowledged is lost."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

from core.base.errors import ChangedElsewhere
from core.ticket.acts.assign import Assigned
from core.ticket.numbers import numbers_in
from storage import doctor
from storage.store import SqlStore
from tests.storage.examples import go_on, log, numbers, view

ROOT = Path(__file__).resolve().parents[2]


def start_writers(url: str, names: Sequence[str], count: int) -> list[subprocess.Popen[str]]:
    return [
        subprocess.Popen(
            [sys.executable, "-m", "tests.storage.writer", url, str(count), name],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]


def test_six_first_starts_at_once_all_work(url: str) -> None:
    writers = start_writers(url, "abcdef", 3)
    printed = [number for writer in writers for number in writer.communicate(timeout=60)[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 6
    assert sorted(printed) == [f"260302-{count:03d}" for count in range(1, 19)]
    store = SqlStore(url)
    with store.reading() as look:
        assert sorted(numbers(look.tickets.rows(view("open")))) == sorted(printed)
        assert len(look.policies.all()) == 1
    assert doctor.examine(store.database) == []
    store.close()


def test_what_was_acknowledged_outlives_a_kill(store: SqlStore, url: str) -> None:
    writers = start_writers(url, "abc", 100_000)
    printed: list[str] = []
    for writer, lines in zip(writers, (5, 12, 20), strict=True):
        assert writer.stdout is not None
        printed += [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()
        printed += writer.stdout.read().split()
        writer.stdout.close()
        assert writer.wait(timeout=20) != 0
    assert len(printed) == len(set(printed)) >= 37
    with store.reading() as look:
        kept = numbers(look.tickets.rows(view("open")))
    assert set(printed) <= set(kept)
    assert len(kept) - len(printed) <= len(writers)
    assert doctor.examine(store.database) == []
    with store.writing() as work:
        assert log(work).number == f"260302-{len(kept) + 1:03d}"


def test_two_who_change_the_same_ticket_at_once(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = log(work)
    start = Barrier(4)

    def change(name: str) -> str:
        start.wait(timeout=20)
        try:
            with store.writing() as work:
                go_on(work, ticket, Assigned(department="engineering", assignee=name), actor=name)
        except ChangedElsewhere:
            return ""
        return name

    with ThreadPoolExecutor(4) as pool:
        winners = [name for name in pool.map(change, ["anna", "bea", "carl", "dora"]) if name]
    assert len(winners) == 1
    with store.reading() as look:
        assert look.tickets.get(ticket.number).assignee == winners[0]
        assert [event.actor for event in look.tickets.history(ticket.number)] == ["anna", *winners]


def test_the_same_request_from_many_threads_is_one_ticket(store: SqlStore) -> None:
    def once(_turn: int) -> str:
        with store.writing() as work:
            return work.tickets.number_for_key("form-1") or log(work, "form-1").number

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(once, range(12))) == {"260302-001"}


def test_a_follower_of_the_feed_misses_nothing(store: SqlStore) -> None:
    done = Event()

    def follow() -> list[str]:
        place = 0
        seen: list[str] = []
        while True:
            last = done.is_set()
            with store.reading() as look:
                place, changed = look.events.changed_since(place)
            seen += numbers_in(changed)
            if last:
                return seen

    def write(_turn: int) -> str:
        with store.writing() as work:
            return log(work).number

    with ThreadPoolExecutor(5) as pool:
        following = pool.submit(follow)
        written = list(pool.map(write, range(40)))
        done.set()
        assert sorted(following.result(timeout=20)) == sorted(written)


def test_readers_go_on_while_somebody_writes(store: SqlStore) -> None:
    with store.writing() as work:
        log(work)
        with store.reading() as look:
            assert look.tickets.rows(view("open")) == []
