"""A ring: who may take it, what is owed when nobody did, and which ticket came of it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import InvalidInput, NotAllowed
from core.phone import rings
from core.phone.rings import RETURNS_FOR, RINGS_FOR, Ring
from core.ticket.model import Ticket
from tests.storage.examples import created, step

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RING = Ring(7, "13800138000", "hotline", NOW)
MISSED = NOW + RINGS_FOR
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ('"Wang, 3-2-1201" <13800138000>', "13800138000"),
        ("sip:8001@10.0.0.5", "8001"),
        ("<sip:+12125550100@example.org;user=phone>", "+12125550100"),
        ("(028) 8512-3456", "02885123456"),
        ("0351/2220003", "03512220003"),
        ("0351-2220003转12", "03512220003-12"),
        ("<tel:+86-351-2220003;ext=801>", "03512220003-801"),
        ("", ""),
        ("anonymous", ""),
        ("<unknown>", ""),
        ('"Anonymous" <anonymous@anonymous.invalid>', ""),
        ("匿名", ""),
        ("-", ""),
    ],
)
def test_what_a_telephone_system_says_of_a_caller(said: str, number: str) -> None:
    assert rings.number_of(said) == number


@given(st.text(max_size=60))
def test_no_caller_id_harms_and_none_leaves_more_than_a_number(said: str) -> None:
    number = rings.number_of(said)
    assert number == "" or (re.fullmatch(r"\+?\d{3,}(-\d{1,6})?", number, re.ASCII) and len(number) <= 40)
    assert rings.number_of(number) == number


def test_a_call_rings_then_is_missed_then_returned() -> None:
    assert RING.state(NOW) == "ringing"
    assert RING.state(MISSED - SECOND) == "ringing"
    assert RING.state(MISSED) == "missed"
    taken = rings.claim(RING, "Li Na", MISSED)
    assert (taken.state(MISSED), taken.claimed_by, taken.ended_at) == ("claimed", "Li Na", None)
    over = rings.returned(taken, "called_back", MISSED + SECOND)
    assert (over.state(MISSED), over.outcome, over.ended_at) == ("done", "called_back", MISSED + SECOND)


def test_a_caller_who_hangs_up_is_missed_at_once() -> None:
    (ended,) = rings.hung_up([RING], "+86 13800138000", "", NOW)
    assert ended.state(NOW) == "missed"
    assert rings.hung_up([ended], RING.phone, "", NOW) == []
    nobody = replace(RING, phone="")
    assert rings.hung_up([RING, nobody], "", "hotline", NOW) == [replace(nobody, outcome="hung_up")]
    assert rings.hung_up([nobody], "", "gate", NOW) == []


def test_an_answered_call_owes_nothing_and_is_nobody_elses() -> None:
    answered = rings.claim(RING, "Li Na", NOW)
    assert (answered.outcome, answered.state(NOW)) == ("answered", "done")
    with pytest.raises(NotAllowed, match="Li Na has already taken this call"):
        rings.claim(answered, "Wang Min", NOW)
    with pytest.raises(NotAllowed, match="Li Na"):
        rings.claim(answered, "Li Na", NOW)


def test_a_return_that_was_forgotten_can_be_taken_by_another() -> None:
    taken = rings.claim(RING, "Li Na", MISSED)
    with pytest.raises(NotAllowed, match="Li Na"):
        rings.claim(taken, "Wang Min", MISSED + RETURNS_FOR - SECOND)
    assert rings.claim(taken, "Li Na", MISSED + SECOND).claimed_at == MISSED + SECOND
    assert rings.claim(taken, "Wang Min", MISSED + RETURNS_FOR).claimed_by == "Wang Min"


def test_nobody_reached_puts_the_call_back() -> None:
    back = rings.returned(rings.claim(RING, "Li Na", MISSED), "", MISSED)
    assert (back.state(NOW), back.claimed_by) == ("missed", "")
    assert rings.claim(back, "Wang Min", MISSED).claimed_by == "Wang Min"
    with pytest.raises(InvalidInput, match="called_back"):
        rings.returned(back, "perhaps", MISSED)


def test_a_settled_call_cannot_be_taken() -> None:
    with pytest.raises(NotAllowed, match="already closed"):
        rings.claim(rings.returned(RING, "nothing", MISSED), "Li Na", MISSED)


def test_the_same_number_is_counted_not_listed_again() -> None:
    later = MISSED + SECOND
    second = rings.again([RING], "13800138000", "gate", later)
    assert second == replace(RING, line="gate", at=later, times=2)
    assert second.state(later) == "ringing"
    assert rings.again([RING], "13900139000", "hotline", NOW) is None
    answered = rings.claim(RING, "Li Na", NOW)
    assert rings.again([answered, rings.claim(RING, "Li Na", MISSED)], RING.phone, "", MISSED) is None


def test_callers_without_a_number_ring_apart_and_are_missed_together() -> None:
    nobody = replace(RING, phone="")
    assert rings.again([nobody], "", "hotline", NOW) is None
    missed = rings.again([nobody], "", "hotline", MISSED)
    assert missed is not None and missed.times == 2
    assert rings.again([nobody], "", "gate", MISSED) is None


def ticket(**given: object) -> Ticket:
    return step(None, created("260302-001", **given)).ticket


def test_which_ticket_came_of_a_call() -> None:
    earlier = replace(RING, at=NOW + SECOND)
    assert rings.settles(RING, ticket(), "anna")
    assert not rings.settles(earlier, ticket(), "anna")
    assert not rings.settles(replace(RING, ticket="260302-001"), ticket(), "anna")
    assert not rings.settles(replace(RING, phone="13900139000"), ticket(), "anna")
    mine = replace(earlier, claimed_by="anna", claimed_at=NOW)
    assert rings.settles(mine, ticket(), "anna")
    assert not rings.settles(mine, ticket(), "bea")
    assert not rings.settles(replace(mine, claimed_at=NOW + SECOND), ticket(), "anna")


def test_what_rings_comes_before_what_was_missed() -> None:
    old, older = replace(RING, id=1), replace(RING, id=2, at=NOW - SECOND)
    fresh, over = replace(RING, id=3, at=MISSED), replace(RING, id=4, ended_at=NOW)
    assert [ring.id for ring in rings.pending((old, over, fresh, older), MISSED)] == [3, 2, 1]


def test_two_calls_never_share_a_key() -> None:
    assert RING.key != replace(RING, at=MISSED).key != replace(RING, id=8).key
