"""Tickets of a past instant on both databases: short and long lives, late entries, and events beside it."""

from datetime import datetime, timedelta

from core.events.as_of import AsOf
from core.ticket.acts.close import Closed
from core.ticket.acts.note import Progress
from core.ticket.codes import CloseKind
from storage.store import SqlStore
from tests.storage.examples import NOW, go_on, log

AT_ONCE = Closed(kind=CloseKind.AT_ONCE)


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


def test_lives_of_any_length_are_found_and_no_others(store: SqlStore) -> None:
    with store.writing() as work:
        short = go_on(work, log(work), AT_ONCE, at=hours(5))
        long = go_on(work, log(work), AT_ONCE, at=hours(24 * 50))
        still = go_on(work, log(work), Progress(note="on it"), at=hours(9))
        quiet = log(work)
        go_on(work, log(work, reported_at=hours(2)), AT_ONCE, at=hours(3))
    with store.reading() as look:
        for happened in (False, True):
            found = {at: look.tickets.past.changed_since(AsOf(hours(at), happened)) for at in (1, 8, 24 * 40)}
            assert found == {
                1: [short.number, long.number, still.number],
                8: [long.number, still.number],
                24 * 40: [long.number],
            }
        unchanged = [one.row.number for one in look.tickets.past.unchanged_since(hours(8))]
        assert unchanged == [quiet.number]


def test_only_the_events_that_an_answer_needs_are_read(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = go_on(work, go_on(work, log(work), Progress(), at=hours(1)), AT_ONCE, at=hours(5))
    with store.reading() as look:
        then = AsOf(hours(2))
        assert look.tickets.past.kept([ticket.number], then) == {ticket.number: (1, 2)}
        (events,) = look.tickets.past.histories([ticket.number], then).values()
        assert events == look.tickets.history(ticket.number)[:2]
        assert look.tickets.past.histories([ticket.number])[ticket.number] == look.tickets.history(
            ticket.number
        )


def test_the_events_beside_an_instant(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = go_on(work, log(work), Progress(), at=hours(1))
        go_on(work, ticket, Progress(), at=hours(3))
    with store.reading() as look:
        for happened in (False, True):
            then = AsOf(hours(1), happened)
            assert look.tickets.past.beside(then, later=True) == hours(3)
            assert look.tickets.past.beside(then, later=False) == hours(0)
            assert look.tickets.past.beside(AsOf(hours(3), happened), later=True) is None
            assert look.tickets.past.beside(AsOf(hours(0), happened), later=False) is None
