"""What is written comes back, all of it or nothing, and nobody overwrites somebody else's step."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.base.errors import ChangedElsewhere, NotFound
from core.desk.facts import DESK, SignedOut
from core.desk.ports import Store, Writing
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.policy.model import DEFAULT_POLICY, default_policy
from core.ticket.acts.assign import Assigned
from core.ticket.acts.close import Closed, Reopened, Voided
from core.ticket.acts.created import Created
from core.ticket.acts.defer import Deferred
from core.ticket.acts.escalate import CannotSolve
from core.ticket.acts.handle import Handled
from core.ticket.acts.hold import Held
from core.ticket.acts.merge import Absorbed
from core.ticket.acts.note import Progress
from core.ticket.acts.urge import Urged
from core.ticket.board import row_of
from core.ticket.codes import Alert, CallbackRule, CloseKind, HoldReason, State
from core.ticket.model import Particulars
from core.ticket.numbers import stream_of
from core.ticket.oversight import Raised
from storage.store import SqlStore
from tests.storage.examples import NOW, created, go_on, log, numbers, step, view


def test_a_ticket_its_line_and_its_history_come_back_whole(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = log(work, opinion="Shut the valve", answered_at=NOW, appointment=NOW + timedelta(hours=2))
        ticket = go_on(work, ticket, Assigned(department="engineering", assignee="王强", note="by radio"))
    with store.reading() as look:
        assert look.tickets.get(ticket.number) == ticket
        assert look.tickets.rows(view("open")) == [row_of(ticket, default_policy())]
        assert [*look.tickets.find(view("open"))] == [ticket]
        first, second = look.tickets.history(ticket.number)
    assert isinstance(first.fact, Created)
    assert first.fact.caller == ticket.caller
    assert second.fact == Assigned(department="engineering", assignee="王强", note="by radio")
    assert (second.seq, second.step, second.actor, second.at) == (2, 2, "anna", NOW)


def test_every_kind_of_fact_comes_back(store: SqlStore) -> None:
    until = NOW + timedelta(days=1)
    facts = (
        Held(reason=HoldReason.NO_ACCESS, until=until),
        Handled(outcome="fixed", callback=CallbackRule.ALL, callback_due=until),
        Deferred(reason="no parts", review=date(2026, 5, 1)),
        CannotSolve(reason="too big"),
        Absorbed(number="260302-009", reported_at=NOW, caller=created().caller),
        Absorbed(
            number="260302-010",
            reported_at=NOW,
            contacts=(created().caller,),
            particulars=Particulars(promised_at=until),
            urges=3,
            raised=(Raised(Alert.URGED, NOW),),
        ),
    )
    with store.writing() as work:
        ticket = log(work)
        go_on(work, ticket, *facts)
        assert [event.fact for event in work.tickets.history(ticket.number)[1:]] == list(facts)


def test_a_unit_of_work_that_raises_leaves_nothing(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as work:
        log(work, "key")
        raise ZeroDivisionError
    with store.reading() as look:
        assert look.tickets.position() == 0
        assert look.tickets.rows(view("all")) == []
        assert look.tickets.number_for_key("key") is None
    with store.writing() as work:
        assert log(work).number == "260302-001"


def test_the_second_of_two_who_changed_the_same_version_is_told(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = log(work)
    with store.writing() as work:
        accepted = go_on(work, ticket, Assigned(department="engineering"))
    with pytest.raises(ChangedElsewhere), store.writing() as work:
        go_on(work, ticket, Urged())
    with store.reading() as look:
        assert look.tickets.get(ticket.number) == accepted
        assert len(look.tickets.history(ticket.number)) == 2


def test_a_number_is_given_once(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = log(work)
    with pytest.raises(ChangedElsewhere), store.writing() as work:
        work.tickets.append(step(None, created(ticket.number)))


def test_a_number_that_was_never_given_is_not_found(store: SqlStore) -> None:
    with store.writing() as work:
        log(work)
    with store.reading() as look:
        for number in ("260302-002", "17", "", "desk", "260302-0001", "２60302-001"):
            for ask in (look.tickets.get, look.tickets.history):
                with pytest.raises(NotFound):
                    ask(number)


def test_numbers_count_within_the_day_and_grow(store: SqlStore) -> None:
    with store.writing() as work:
        assert [log(work).number for _ in range(3)] == ["260302-001", "260302-002", "260302-003"]
        assert log(work, reported_at=NOW - timedelta(days=1)).number == "260301-001"
        assert [work.tickets.new_number(date(2005, 1, 2)) for _ in range(2)] == ["050102-001", "050102-002"]
        work.tickets.append(step(None, created("260302-999")))
    with store.writing() as work:
        assert log(work).number == "260302-1000"
    with store.writing() as work:
        assert log(work).number == "260302-1001"


def test_a_request_is_logged_once(store: SqlStore) -> None:
    with store.writing() as work:
        ticket = log(work, "form-1")
        assert work.tickets.number_for_key("form-1") == ticket.number
        assert work.tickets.number_for_key("form-2") is None
    with pytest.raises(ChangedElsewhere), store.writing() as work:
        log(work, "form-1")
    with store.reading() as look:
        assert numbers(look.tickets.rows(view("all"))) == [ticket.number]


def test_units_and_people_are_entered_and_replaced(store: SqlStore) -> None:
    home = Unit("3-2-1201", "王家", contacts=(Contact("王芳", "13800138000", "owner"),), notes="dog")
    shop = Unit("B1-7", kind="tenant", building="B1")
    anna, wang = Person("1", "Anna", role="supervisor"), Person("2", "王强", "engineering", initials="wq")
    with store.writing() as work:
        work.people.save_units([home, shop])
        work.people.save_people([anna, wang])
        assert work.people.directory().units == {"3-2-1201": home, "B1-7": shop}
    with store.reading() as look:
        known = look.people.directory()
        assert known.people == (anna, wang)
        assert known.person("wq") == wang
        assert look.people.directory() is known
    moved = Person("2", "王强", "cleaning", active=False)
    with store.writing() as work:
        work.people.save_people([moved])
        work.people.save_units([])
    with store.reading() as look:
        assert look.people.directory().people == (anna, moved)


def test_a_directory_that_was_never_kept_is_not_remembered(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError), store.writing() as work:
        work.people.save_people([Person("1", "Anna")])
        assert work.people.directory().person("Anna")
        raise ZeroDivisionError
    with store.reading() as look:
        assert look.people.directory().people == ()


def test_policies_are_kept_with_their_versions(store: SqlStore) -> None:
    rules = DEFAULT_POLICY.read_text(encoding="utf-8")
    changed = rules.replace("arrive_min = 15", "arrive_min = 12", 1)
    assert changed != rules
    with store.writing() as work:
        assert [policy.version for policy in work.policies.all()] == [1]
        assert work.policies.in_force() == default_policy()
        assert work.policies.save(changed, NOW, "anna") == 2
        assert [policy.version for policy in work.policies.all()] == [1, 2]
    with store.reading() as look:
        assert look.policies.in_force().text == changed
        assert look.policies.all() is look.policies.all()


def test_the_feed_tells_what_changed_since(store: SqlStore) -> None:
    with store.reading() as look:
        assert look.tickets.position() == 0
        assert look.events.changed_since(0) == (0, ())
    with store.writing() as work:
        first, second = log(work), log(work)
        go_on(work, first, Urged(), Progress(note="called back"))
        work.events.record(DESK, NOW, "anna", SignedOut(person="001"))
    one, two = stream_of(first.number), stream_of(second.number)
    with store.reading() as look:
        assert (look.tickets.position(), look.events.place()) == (4, 5)
        assert look.events.changed_since(0) == (5, (one, two, DESK))
        assert look.events.changed_since(2) == (5, (one, DESK))
        assert look.events.changed_since(4) == (5, (DESK,))
        assert look.events.changed_since(5) == (5, ())
        assert look.tickets.seqs_before(2) == {first.number: 1}


def test_a_reader_sees_one_moment(store: SqlStore) -> None:
    with store.reading() as look:
        assert look.tickets.position() == 0
        with store.writing() as work:
            log(work)
        assert look.tickets.rows(view("all")) == []
        assert look.tickets.position() == 0
    with store.reading() as look:
        assert look.tickets.position() == 1


def hours(count: int) -> datetime:
    return NOW + timedelta(hours=count)


def test_tickets_by_their_report_time_without_void_ones(store: SqlStore) -> None:
    with store.writing() as work:
        late = log(work, reported_at=hours(3))
        early = log(work, reported_at=hours(1))
        void = log(work, reported_at=hours(2))
        go_on(work, void, Voided(reason="test call"))
        log(work, reported_at=hours(4))
    with store.reading() as look:
        assert numbers(list(look.tickets.reported(hours(1), hours(4)))) == [early.number, late.number]
        assert list(look.tickets.reported(hours(5), hours(6))) == []


def test_the_tickets_alive_at_a_past_moment(store: SqlStore) -> None:
    with store.writing() as work:
        running = log(work)
        closed = go_on(work, log(work), Closed(kind=CloseKind.AT_ONCE), at=hours(2))
        again = go_on(work, log(work), Closed(kind=CloseKind.AT_ONCE), at=hours(2))
        again = go_on(work, again, Reopened(reason="by mistake"), at=hours(4))
        log(work, reported_at=hours(6))
    all_three = [running.number, closed.number, again.number]
    with store.reading() as look:
        assert look.tickets.alive(hours(-1)) == []
        assert look.tickets.alive(hours(1)) == all_three
        assert look.tickets.alive(hours(3)) == [running.number]
        assert look.tickets.alive(hours(5)) == [running.number, again.number]


def test_times_keep_their_microseconds(store: SqlStore) -> None:
    odd = datetime(2026, 3, 2, 9, 0, 0, 123457, tzinfo=UTC)
    with store.writing() as work:
        ticket = log(work, reported_at=odd)
    with store.reading() as look:
        assert look.tickets.get(ticket.number).reported_at == odd
        assert look.tickets.rows(view("open"))[0].reported_at == odd
        assert look.tickets.history(ticket.number)[0].at == odd


def test_the_views_follow_the_states(store: SqlStore) -> None:
    with store.writing() as work:
        logged = log(work, operator="bea")
        assigned = go_on(work, log(work), Assigned(department="engineering", assignee="王强"))
        handled = go_on(
            work,
            log(work),
            Handled(outcome="ok", callback=CallbackRule.ALL, callback_due=hours(24)),
            at=hours(1),
        )
        deferred = go_on(work, log(work), Deferred(reason="parts", review=date(2026, 4, 1)))
        first = go_on(work, log(work), Closed(kind=CloseKind.AT_ONCE), at=hours(1))
        void = go_on(work, log(work), Voided(reason="test"), at=hours(2))
    with store.reading() as look:

        def shown(name: str, actor: str = "") -> list[str]:
            return numbers(look.tickets.rows(view(name, actor=actor)))

        assert sorted(shown("open")) == [logged.number, assigned.number]
        assert shown("unassigned") == [logged.number]
        assert shown("mine", "bea") == [logged.number]
        assert shown("mine", "王强") == [assigned.number]
        assert shown("callbacks") == [handled.number]
        assert shown("deferred") == [deferred.number]
        assert shown("closed") == [void.number, first.number]
        assert len(shown("all")) == 6
        assert look.tickets.counts(NOW).open == 2
        assert look.tickets.counts(NOW).unassigned == 1
        assert look.tickets.counts(NOW).callbacks == 1
        assert look.tickets.get(void.number).state is State.VOID


def takes_the_ports(store: Store, work: Writing) -> None:
    """Nothing to run: the type checker proves that the store is what core asks for."""


def test_the_store_is_what_the_desk_asks_for(store: SqlStore) -> None:
    with store.writing() as work:
        takes_the_ports(store, work)
