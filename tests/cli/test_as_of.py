"""Past instants: a sample day and live tickets with late entries, told as known then and as it was."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.base.text import Clean
from core.desk.desk import Desk
from core.events.as_of import AsOf
from core.events.fact import Undone
from core.events.stream import Event
from core.intake.model import Intake, cleaned
from core.policy.model import Policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.defer import Defer
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold
from core.ticket.acts.undo import Undo
from core.ticket.acts.work import Arrive
from core.ticket.board import Row, order_key, row_of
from core.ticket.codes import HoldReason, Result
from core.ticket.fold import changed
from core.ticket.hold import settle
from core.ticket.model import Ticket
from storage.store import SqlStore
from tests.cli.program import Cli

ROOT = Path(__file__).parents[2]
MAP, CUT = ROOT / "docs/examples/sffd.toml", ROOT / "tests/data/sffd_cut.csv"
MINUTE = timedelta(minutes=1)


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store(cli: Cli, tmp_path: Path) -> SqlStore:
    """The sample day, imported now, and behind it a live day with late entries and mistakes taken back."""
    file = tmp_path / "desk.db"
    cli("--database", str(file), "import", "tickets", str(CUT), "--map", str(MAP))
    store = SqlStore(str(file))
    clock = Clock(datetime.now(UTC))
    _live_day(Desk(store, "ann", clock), clock, random.Random(11))
    return store


def _live_day(desk: Desk, clock: Clock, chance: random.Random) -> None:
    for count in range(24):
        clock.now += chance.randrange(1, 40) * MINUTE
        before = clock.now - chance.choice([0, 0, 20, 90]) * MINUTE
        said = Intake(description=f"leak {count}", category="pipe_leak", reported_at=before)
        number = desk.tickets.log(cleaned(said)).number
        clock.now += 5 * MINUTE
        desk.tickets.do(number, Assign(Clean("Li")), at=max(before, clock.now - 15 * MINUTE))
        if count % 5 == 0:
            clock.now += MINUTE
            desk.tickets.do(number, Undo())
            desk.tickets.do(number, Assign(Clean("Hu")))
        if count % 4 == 1:
            desk.tickets.do(number, Hold(HoldReason.NO_ACCESS, clock.now + 25 * MINUTE))
        if count % 3 == 0:
            clock.now += 50 * MINUTE
            desk.tickets.do(number, Arrive(), at=clock.now - 20 * MINUTE)
            desk.tickets.do(
                number, Handle(Clean("new seal"), no_arrival=Clean("by phone")), at=clock.now - 10 * MINUTE
            )
        if count % 6 == 0:
            desk.tickets.do(number, RecordCallback(Result.SATISFIED), at=clock.now - 3 * MINUTE)
        if count % 3 == 2:
            desk.tickets.do(number, Defer(Clean("no part"), (clock.now + timedelta(days=9)).date()))


def by_hand(history: Iterable[Event], then: datetime, happened: bool) -> Ticket | None:
    """The ticket as it stood: what counts, one event after the other."""
    events = [event for event in history if happened or event.recorded_at <= then]
    gone = {event.fact.step for event in events if isinstance(event.fact, Undone)}
    ticket = None
    for event in events:
        if event.step not in gone and (event.at <= then or not happened):
            ticket = changed(ticket, event)
    return ticket


def _rows(tickets: Iterable[Ticket], policies: dict[int, Policy], then: datetime) -> list[Row]:
    rows = (row_of(ticket, policies[ticket.policy]) for ticket in tickets)
    return sorted(rows, key=lambda row: order_key(row, then))


def _seen(row: Row) -> tuple[object, ...]:
    return (row.number, row.state, row.assignee, row.round, row.description, row.resumes_at, row.marks)


def test_any_past_instant_is_the_fold_of_its_events_by_hand(store: SqlStore) -> None:
    with store.reading() as look:
        cards = Desk(store, "ann").queries.tickets("all")
        histories = [look.tickets.history(card.ticket.number) for card in cards]
        policies = {policy.version: policy for policy in look.policies.all()}
    instants = sorted({at for history in histories for e in history for at in (e.at, e.recorded_at)})
    end = instants[-1] + MINUTE
    desk, chance = Desk(store, "ann", lambda: end), random.Random(6)
    differing = 0
    for _ in range(1000):
        then = chance.choice(instants) + timedelta(seconds=chance.choice([0, -1, 1, 600]))
        boards = []
        for happened in (False, True):
            as_of = AsOf(then, happened)
            stood = [t for h in histories if (t := by_hand(h, then, happened)) and t.closed_at is None]
            board = desk.past.board("all", as_of)
            wanted = _rows(stood, policies, then)
            assert [_seen(row) for row in board.rows] == [_seen(row) for row in wanted], as_of
            assert board.counts.open == sum(ticket.is_open for ticket in stood)
            if stood:
                one = chance.choice(stood)
                card = desk.past.card(one.number, as_of)
                assert (card.ticket.state, card.ticket.rounds) == _settled(one, then)
            boards.append([_seen(row) for row in board.rows])
        differing += boards[0] != boards[1]
    assert differing > 100


def _settled(ticket: Ticket, then: datetime) -> tuple[object, object]:
    settled = settle(ticket, then)
    return settled.state, settled.rounds


def test_the_command_line_names_both_questions(cli: Cli) -> None:
    number = cli("log", "3-2-1201 水管漏水 @王强", "--at", "-30m").out.strip()
    refused = cli("show", number, "--as-of", "-10m", ok=False)
    assert (refused.code, "--happened" in refused.err) == (1, True)
    then = cli("show", number, "--as-of", "-10m", "--happened", "--json").json
    assert (then["state"], then["as_of"]["happened"]) == ("logged", True)
    assert cli("list", "--as-of", "-10m", "--json").json == []
    assert [one["number"] for one in cli("as-of", "-10m", "list", "--happened", "--json").json] == [number]
    assert cli("as-of", "-10m", "show", number, "--happened", "--json").json["state"] == "logged"
    assert cli("as-of", "-10m", "look", ok=False).code == 2
    assert cli("list", "--happened", ok=False).code == 2
