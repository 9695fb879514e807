"""The watch on both databases: a second desk that writes all the time, random weeks, and the doctor."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random
from threading import Barrier

import pytest
from sqlalchemy import text

from core.base.errors import DeskError, NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.handover.report import HandoverReport
from core.handover.watch import Watch
from core.intake.model import Intake, cleaned
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Reopen, Void
from core.ticket.acts.handle import Handle
from core.ticket.acts.undo import Undo
from core.ticket.codes import Result
from storage.doctor import examine
from storage.store import SqlStore
from tests.storage.examples import NOW


class Site:
    """Desks on one storage, and the time."""

    def __init__(self, store: SqlStore) -> None:
        self.store, self.now = store, NOW

    def desk(self, name: str) -> Desk:
        return Desk(self.store, name, lambda: self.now)

    def recorded(self, first: int, last: int) -> int:
        """Return how many events of tickets lie behind the first place of the feed, up to the last."""
        count = text("SELECT count(*) FROM event WHERE kind = 'ticket' AND id > :first AND id <= :last")
        with self.store.database.reading() as connection:
            return int(connection.scalar(count, {"first": first, "last": last}) or 0)

    def sheets(self) -> Iterator[HandoverReport]:
        """The signed ones in order, then the one that lasts."""
        desk = self.desk("anna")
        for watch in reversed(desk.handover.handovers()):
            yield desk.handover.signed_sheet(watch.id).sheet if watch.ended_at else desk.handover.sheet()


@pytest.fixture
def site(store: SqlStore) -> Site:
    return Site(store)


def add_up(site: Site, sheets: list[HandoverReport]) -> None:
    """Every event is in exactly one sheet, and what one carries out the next carries in."""
    for before, after in pairwise(sheets):
        assert (before.last_place, before.counts.carried_out) == (after.first_place, after.counts.carried_in)
    for sheet in sheets:
        counts = sheet.counts
        assert counts.events == site.recorded(sheet.first_place, sheet.last_place)
        assert counts.carried_in + counts.new + counts.reopened - counts.closed == counts.carried_out


def standing(desk: Desk) -> Watch:
    """The watch that lasts."""
    watch = desk.handover.watch()
    assert watch is not None
    return watch


def leak(desk: Desk, numbers: list[str]) -> None:
    """One more matter."""
    numbers.append(desk.tickets.log(cleaned(Intake(description="leak", category="pipe_leak"))).number)


def sign_first(site: Site) -> None:
    """Whoever has the desk signs."""
    operator = standing(site.desk("anna")).operator
    site.desk(operator).handover.sign_out_watch("")


def sign_at_last(site: Site, incoming: str) -> None:
    """Acknowledge whatever comes until the signature holds."""
    desk = site.desk(incoming)
    desk.handover.review(incoming)
    while standing(desk).state == "reviewing":
        desk.handover.see(*(one.id for one in desk.handover.sheet().red))
        try:
            desk.handover.sign_in_watch(incoming, "")
        except NotAllowed as refused:
            assert "not acknowledged" in str(refused)


def test_s16_a_handover_while_a_second_desk_writes(site: Site) -> None:
    """While calls are logged at a second desk, each is in exactly one sheet, on both databases."""
    site.desk("anna").handover.begin_watch()

    def answer() -> None:
        for count in range(40):
            outcome = "at ten" if count % 4 else ""
            site.desk("ben").tickets.log(
                cleaned(Intake(description="when", category="enquiry", outcome=outcome))
            )

    with ThreadPoolExecutor() as pool:
        answered = pool.submit(answer)
        for outgoing, incoming in (("anna", "carl"), ("carl", "carl"), ("carl", "dora")):
            site.now += timedelta(hours=8)
            site.desk(outgoing).handover.sign_out_watch("")
            sign_at_last(site, incoming)
        answered.result()
    sheets = [*site.sheets()]
    add_up(site, sheets)
    assert [sheet.operator for sheet in sheets] == ["anna", "carl", "carl", "dora"]
    assert sum(sheet.counts.new for sheet in sheets) == 40
    assert examine(site.store.database) == []


def test_s16_two_who_sign_at_once(site: Site) -> None:
    """Of two who sign at once one has the desk; the other is told so."""
    site.desk("anna").handover.begin_watch()
    site.now += timedelta(hours=8)
    site.desk("anna").handover.sign_out_watch("")
    together = Barrier(2)

    def sign(name: str) -> str:
        together.wait()
        try:
            return site.desk(name).handover.sign_in_watch(name, "").operator
        except NotAllowed as refused:
            return str(refused)

    with ThreadPoolExecutor() as pool:
        first, second = sorted(pool.map(sign, ("ben", "carl")), key=len)
    assert first in ("ben", "carl")
    assert second.startswith(f"{first} has not signed the report yet.")
    assert [sheet.operator for sheet in site.sheets()] == ["anna", first]


@pytest.mark.parametrize("seed", [0, 1])
def test_s16_random_days_add_up(file: Path, seed: int) -> None:
    """Work and handovers at random through the desk itself; what is refused changes nothing."""
    site, random, names = Site(SqlStore(str(file))), Random(seed), ("anna", "ben", "carl")
    numbers: list[str] = []
    site.desk("anna").handover.begin_watch()
    for _ in range(100):
        site.now += timedelta(minutes=random.expovariate(1 / 60))
        desk, number = site.desk(random.choice(names)), random.choice([*numbers, "none"])
        acts: list[Callable[[], object]] = [
            partial(leak, desk, numbers),
            partial(desk.tickets.do, number, Assign(Clean("engineering"))),
            partial(desk.tickets.do, number, Handle(Clean("done"), no_arrival=Clean("was there"))),
            partial(desk.tickets.do, number, RecordCallback(Result.WAIVED, reason=Clean("asked not to"))),
            partial(desk.tickets.do, number, Reopen(Clean("by mistake"))),
            partial(desk.tickets.do, number, Undo()),
            partial(desk.tickets.do, number, Void(Clean("twice"))),
            partial(sign_first, site),
            partial(sign_at_last, site, desk.name),
            partial(desk.handover.take_over_watch, desk.name, "ben", "", Clean("at random")),
        ]
        try:
            random.choice(acts)()
        except DeskError:
            continue
    sheets = [*site.sheets()]
    add_up(site, sheets)
    assert len(sheets) > 4
    assert sheets[-1].counts.carried_out == len(site.desk("anna").queries.tickets("all")) - len(
        site.desk("anna").queries.tickets("closed")
    )
    assert examine(site.store.database) == []


def test_the_doctor_reads_the_seals_and_follows_the_chain(site: Site) -> None:
    site.desk("anna").handover.begin_watch()
    for outgoing, incoming in (("anna", "ben"), ("ben", "carl")):
        site.now += timedelta(hours=8)
        site.desk(outgoing).handover.sign_out_watch("")
        sign_at_last(site, incoming)
    first, second, third = [sheet.watch for sheet in site.sheets()]
    with site.store.database.writing() as connection:
        triggers = (
            ["DROP TRIGGER event_unchanged", "DROP TRIGGER event_kept"]
            if site.store.database.file
            else ["ALTER TABLE event DISABLE TRIGGER ALL"]
        )
        for statement in (
            *triggers,
            "UPDATE event SET personal = replace(personal, 'anna', 'mary')"
            f" WHERE kind = 'watch' AND number = {first}",
            f"DELETE FROM event WHERE type = 'handed_over' AND number = {second}",
        ):
            connection.execute(text(statement))
    assert [str(finding) for finding in examine(site.store.database)] == [
        f"The words of event 4 (watch {first}) are not as they were written.",
        "Events 8 to 8 are missing.",
        f"The handover report of shift {first} has changed since it was signed.",
        f"Shift {third} does not follow shift {second}.",
    ]
