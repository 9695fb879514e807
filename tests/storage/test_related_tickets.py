"""What was reported before is found in either database, and a chain is counted once for all desks."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from core.base.errors import DeskError, NotAllowed, NotFound
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import CleanIntake, Intake, cleaned
from core.intake.related_tickets import Earlier
from core.people.units import Contact, Unit
from core.ticket.acts.assign import Assign, Assigned
from core.ticket.acts.callback import CallbackResult, RecordCallback
from core.ticket.acts.close import Closed, Void, Voided
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handle, Handled
from core.ticket.acts.hold import Hold
from core.ticket.acts.merge import Merge
from core.ticket.codes import CallbackRule, CloseKind, HoldReason, Result, State
from core.ticket.model import Caller
from storage.store import SqlStore
from storage.tickets import SqlTickets
from tests.storage.examples import NOW, go_on, log, numbers

LEAK = cleaned(
    Intake(
        line="3-2-1201 leak",
        unit="3-2-1201",
        description="leak",
        category="pipe_leak",
        caller=Caller("Mrs Zhao", "138 0013 8000"),
    )
)
DAY = timedelta(days=1)


def desk_at(store: SqlStore, now: datetime, name: str = "anna") -> Desk:
    return Desk(store, name, lambda: now)


@pytest.fixture
def desk(store: SqlStore) -> Desk:
    """The desk at NOW."""
    return desk_at(store, NOW)


def call(**given: object) -> CleanIntake:
    """A leak that somebody else reports from somewhere else, unless told otherwise."""
    return replace(LEAK, **({"unit": "", "caller": Caller()} | given))  # type: ignore[arg-type]


def phone(number: str) -> CleanIntake:
    return call(caller=Caller(phone=number))


def why(found: Sequence[Earlier]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.number, one.why) for one in found]


def test_found_by_unit_phone_and_place(desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    lobby = desk.tickets.log(call(place="Lobby 100%"))
    assert why(desk.callers.earlier(call(unit="3-2-1201"))) == [(first.number, ("unit",))]
    for number in ("13800138000", "+86 138-0013-8000", "0013 8000", "138 0013 8000 转 12"):
        assert why(desk.callers.earlier(phone(number))) == [(first.number, ("phone",))]
    assert why(desk.callers.earlier(call(place="lobby 100%"))) == [(lobby.number, ("place",))]
    for nothing in (phone("0138000"), phone("1380013800"), call(place="Lobby 100"), call(place="%"), call()):
        assert desk.callers.earlier(nothing) == []
    assert desk.callers.earlier(replace(LEAK, category="street_light")) == []


def test_a_short_number_is_compared_whole(desk: Desk) -> None:
    inside = desk.tickets.log(phone("8001"))
    desk.tickets.log(phone("0755-83008001"))
    assert why(desk.callers.earlier(phone("8001"))) == [(inside.number, ("phone",))]
    assert desk.callers.earlier(phone("001")) == []


def test_a_number_is_known_with_its_area_code_and_without(desk: Desk) -> None:
    local, far = desk.tickets.log(cleaned(phone("2220003"))), desk.tickets.log(cleaned(phone("0351/2220003")))
    other = desk.tickets.log(cleaned(phone("0431-2220003")))
    assert set(numbers(desk.callers.earlier(phone("2220003")))) == {local.number, far.number, other.number}
    assert set(numbers(desk.callers.earlier(phone("tel:+86-351-2220003")))) == {local.number, far.number}
    assert desk.callers.earlier(phone("13812220003")) == []
    beijing = desk.tickets.log(cleaned(phone("010-88887777")))
    assert desk.callers.earlier(phone("021-88887777")) == []
    assert numbers(desk.callers.earlier(phone("8888 7777"))) == [beijing.number]


def test_thirty_site_days_and_not_one_more(store: SqlStore, desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    assert numbers(desk_at(store, NOW + 30 * DAY).callers.earlier(LEAK)) == [first.number]
    assert desk_at(store, NOW + 31 * DAY).callers.earlier(LEAK) == []
    # a call that is entered late may come before what is known already
    late = replace(LEAK, reported_at=NOW - 30 * DAY)
    assert numbers(desk.callers.earlier(late)) == [first.number]
    assert desk.callers.earlier(replace(late, reported_at=NOW - 31 * DAY)) == []


def test_what_is_void_is_not_shown_and_what_was_merged_counts_through_its_main_ticket(desk: Desk) -> None:
    main = desk.tickets.log(call(unit="5-1-0101"))
    merged, void = desk.tickets.log(LEAK), desk.tickets.log(LEAK)
    desk.tickets.do(merged.number, Merge(main.number))
    desk.tickets.do(void.number, Void(Clean("a mistake")))
    assert why(desk.callers.earlier(LEAK)) == [(main.number, ("unit", "phone"))]
    desk.tickets.do(main.number, Void(Clean("a mistake too")))
    assert desk.callers.earlier(LEAK) == []


def test_open_ones_come_first_then_the_newest_then_the_neighbours(store: SqlStore, desk: Desk) -> None:
    days = (9, 3, 2)
    first, second, third = (desk_at(store, NOW - ago * DAY).tickets.log(LEAK) for ago in days)
    for over in (second, third):
        desk.tickets.do(over.number, Assign(Clean("engineering")))
        desk.tickets.do(over.number, Handle(Clean("mended"), no_arrival=Clean("by phone")))
    neighbour = desk.tickets.log(call(unit="3-2-1202"))
    found = desk.callers.earlier(LEAK)
    assert numbers(found) == [first.number, third.number, second.number, neighbour.number]
    assert [one.same_matter for one in found] == [True, True, True, False]


def test_the_chain_is_counted_from_its_first(desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    second = desk.tickets.log(replace(LEAK, repeat_of=first.number))
    # any of the chain may be named, also the first one again, also by its short number
    third = desk.tickets.log(call(repeat_of=second.number))
    fourth = desk.tickets.log(call(repeat_of="1"))
    chain = [(one.repeat_of, one.repeat_no) for one in (second, third, fourth)]
    assert chain == [(first.number, 2), (first.number, 3), (first.number, 4)]
    # 3 and 4 came from elsewhere: they do not match, and still they count
    assert {one.number: one.repeat_no for one in desk.callers.earlier(LEAK)} == {
        first.number: 5,
        second.number: 5,
    }


def test_a_repeat_that_is_void_gives_its_place_back(desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    second = desk.tickets.log(replace(LEAK, repeat_of=first.number))
    desk.tickets.do(second.number, Void(Clean("typed twice")))
    assert desk.tickets.log(replace(LEAK, repeat_of=first.number)).repeat_no == 2


def test_words_that_look_like_a_repeat_are_words(desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    desk.tickets.log(replace(LEAK, description=f'"repeat_of":"{first.number}","repeat_no":7'))
    assert {one.repeat_no for one in desk.callers.earlier(LEAK)} == {2}


def test_two_desks_log_the_same_repeat_at_once(store: SqlStore) -> None:
    first = desk_at(store, NOW).tickets.log(LEAK)
    start = Barrier(4)

    def repeat(name: str) -> int:
        start.wait(timeout=20)
        return desk_at(store, NOW, name).tickets.log(replace(LEAK, repeat_of=first.number)).repeat_no

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(repeat, ["anna", "bea", "carl", "dora"])) == [2, 3, 4, 5]


def test_a_merged_one_is_repeated_through_its_main_ticket(desk: Desk) -> None:
    main, merged = desk.tickets.log(LEAK), desk.tickets.log(LEAK)
    desk.tickets.do(merged.number, Merge(main.number))
    again = desk.tickets.log(replace(LEAK, repeat_of=merged.number))
    assert (again.repeat_of, again.repeat_no) == (main.number, 2)


def test_what_cannot_be_repeated_is_refused_and_nothing_is_logged(store: SqlStore, desk: Desk) -> None:
    first, void = desk.tickets.log(LEAK), desk.tickets.log(LEAK)
    desk.tickets.do(void.number, Void(Clean("a mistake")))
    month_later = desk_at(store, NOW + 31 * DAY)
    refusals: list[tuple[Desk, Intake, type[DeskError], str]] = [
        (desk, replace(LEAK, repeat_of=void.number), NotAllowed, "void"),
        (desk, replace(LEAK, category="enquiry", repeat_of=first.number), NotAllowed, "category"),
        (month_later, replace(LEAK, repeat_of=first.number), NotAllowed, "30 days"),
        (desk, replace(LEAK, repeat_of="260101-001"), NotFound, "no ticket"),
        (desk, replace(LEAK, unrelated_to="260101-001", unrelated_because="other"), NotFound, "no ticket"),
        (desk, replace(LEAK, unrelated_to=first.number), DeskError, "not a reason"),
    ]
    for who, intake, kind, words in refusals:
        with pytest.raises(kind, match=words):
            who.tickets.log(cleaned(intake))
    assert numbers(desk.queries.board("all").rows) == [first.number, void.number]


def test_unrelated_is_kept_with_its_reason(store: SqlStore, desk: Desk) -> None:
    first = desk.tickets.log(LEAK)
    other = desk.tickets.log(replace(LEAK, unrelated_to="1", unrelated_because="other_fault"))
    with store.reading() as look:
        created = look.tickets.history(other.number)[0].fact
    assert isinstance(created, Created)
    assert (created.unrelated_to, created.unrelated_because) == (first.number, "other_fault")
    assert (other.repeat_of, other.repeat_no) == ("", 1)


def test_one_of_many_is_kept_and_known_by_his_number(store: SqlStore, desk: Desk) -> None:
    main = desk.tickets.log(LEAK)
    neighbour = call(unit="3-2-1202", caller=Caller("Li", "139 1111 1111"), line="3-2-1202 leak here too")
    assert [one.choices for one in desk.callers.earlier(neighbour)] == [("one_of_many",)]
    attached = desk.tickets.attach(main.number, cleaned(neighbour), seen=main.version)
    assert attached.contacts == (Caller("Li", "139 1111 1111"),)
    assert numbers(desk.queries.board("all").rows) == [main.number]
    assert why(desk.callers.earlier(phone("13911111111"))) == [(main.number, ("phone",))]
    assert numbers(desk.callers.known(phone="13911111111").open) == [main.number]
    assert numbers(desk.queries.board("all", text=Clean("13911111111")).rows) == [main.number]


def test_known_by_number_and_by_unit(store: SqlStore) -> None:
    wang, li = Contact("Wang", "0755-83000000-1", "owner"), Contact("Li", "(0755) 8300 0000", "tenant")
    home, shop = Unit("3-2-1201", contacts=(wang, Contact("Wu"))), Unit("S-1", contacts=(li,))
    with store.writing() as work:
        work.people.save_units([home, shop, Unit("3-2-1202", contacts=(Contact("Xu", "13911111111"),))])
    desk = desk_at(store, NOW)
    both = desk.callers.known(phone="83000000")
    assert (both.unit, both.units) == (None, (home, shop))
    assert [(one.unit.code, one.contact.name) for one in both.callers] == [
        ("3-2-1201", "Wang"),
        ("S-1", "Li"),
    ]
    one = desk.callers.known(phone="139 1111 1111")
    assert one.unit is not None and one.unit.code == "3-2-1202"
    named = desk.callers.known("3-2-1201")
    assert (named.unit, named.callers) == (home, ())
    assert desk.callers.known() == desk.callers.known("nowhere", "no number")


def test_known_has_what_is_open_and_the_last_grades(store: SqlStore) -> None:
    with store.writing() as work:
        old = log(work, reported_at=NOW - 200 * DAY, unit="3-2-1201", caller=Caller())
        long_ago, over = log(work, reported_at=NOW - 91 * DAY), log(work, reported_at=NOW - 80 * DAY)
        for ticket in (long_ago, over):
            handled = Handled(outcome="mended", callback=CallbackRule.ALL, callback_due=NOW)
            graded = (CallbackResult(result=Result.SATISFIED), Closed(kind=CloseKind.SATISFIED))
            go_on(work, ticket, Assigned(department="engineering"), handled, *graded)
        void = log(work)
        go_on(work, void, Voided(reason="a mistake"))
        running = log(work, unit="", place="gate")
    desk = desk_at(store, NOW)
    known = desk.callers.known("3-2-1201", "13800138000")
    assert numbers(known.open) == [old.number, running.number]
    assert [(one.number, one.round, one.grade) for one in known.grades] == [(over.number, 1, "satisfied")]
    assert numbers(desk.callers.known("3-2-1201").open) == [old.number]
    assert numbers(desk.callers.known(phone="13800138000").open) == [running.number]


def test_an_ordinary_call_asks_nothing_more_of_the_storage(
    store: SqlStore, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def listen(name: str) -> None:
        answer = getattr(SqlTickets, name)

        def heard(work: SqlTickets, *given: object) -> object:
            asked.append(name)
            return answer(work, *given)

        monkeypatch.setattr(SqlTickets, name, heard)

    for name in ("earlier", "of_caller", "last_repeats", "get"):
        listen(name)
    first = desk.tickets.log(LEAK)
    assert asked == []
    desk.tickets.log(replace(LEAK, repeat_of=first.number))
    assert asked == ["get", "last_repeats"]


def test_of_a_number_that_rings_all_day_the_open_and_the_newest_are_read(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.related_tickets.MOST", 3)
    logged = [desk_at(store, NOW + timedelta(minutes=at)).tickets.log(LEAK).number for at in range(6)]
    desk = desk_at(store, NOW + DAY)
    for number in logged[1:]:
        desk.tickets.do(number, Assign(Clean("engineering")))
        desk.tickets.do(number, Handle(Clean("mended"), no_arrival=Clean("by phone")))
        desk_at(store, NOW + DAY, "bea").tickets.do(number, RecordCallback(Result.SATISFIED))
    assert numbers(desk.callers.earlier(LEAK)) == [logged[0], logged[5], logged[4]]
    known = desk.callers.known(phone="13800138000")
    assert numbers(known.open) == [logged[0]]
    assert sorted(numbers(known.grades)) == logged[3:]


def test_state_is_as_it_stands_now(store: SqlStore, desk: Desk) -> None:
    first = desk.tickets.log(replace(LEAK, assign_to="engineering"))
    desk.tickets.do(first.number, Hold(HoldReason.WEATHER, NOW + timedelta(hours=1)))
    assert [one.state for one in desk.callers.earlier(LEAK)] == [State.ON_HOLD]
    later = desk_at(store, NOW + timedelta(hours=2))
    assert [one.state for one in later.callers.earlier(LEAK)] == [State.ASSIGNED]
