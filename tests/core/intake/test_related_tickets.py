"""Which earlier tickets a call may be about (§9)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import param

from core.base.errors import NotAllowed
from core.base.text import dialled, same_number
from core.events.stream import Event
from core.intake import related_tickets
from core.intake.model import Intake, cleaned
from core.intake.related_tickets import ComparedCall
from core.people.directory import Directory
from core.people.units import Unit
from core.policy.model import Policy, default_policy
from core.ticket.acts.assign import Assigned
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handled
from core.ticket.acts.hold import Held
from core.ticket.acts.work import Arrived
from core.ticket.codes import CallbackRule, HoldReason, State
from core.ticket.fold import evolve
from core.ticket.model import Caller, Ticket
from tests.core.play import Play, site, with_site

POLICY = default_policy()
NOW = site("2026-03-10 09:00")
PHONE = "13800138000"
ESTATE = Directory({code: Unit(code, building=code[0]) for code in ("3-2-1201", "3-1-0402", "5-1-0101")})


def ticket(at: datetime = NOW, category: str = "pipe_leak", **given: object) -> Ticket:
    """A ticket as it was logged: a leak in 3-2-1201, unless told otherwise."""
    fact = {
        "number": "260310-001", "category": category, "urgency": "urgent", "policy": 1, "description": "leak",
        "unit": "3-2-1201", "caller": Caller("Mrs Zhao", PHONE), "department": "engineering",
        "reported_at": at, "logged_at": at,
    } | given  # fmt: skip
    return evolve(None, Event(1, 1, at, at, "op", Created(**fact)))  # type: ignore[arg-type]


def call(
    category: str = "pipe_leak", at: datetime = NOW, policy: Policy = POLICY, **given: Any
) -> ComparedCall:
    return ComparedCall(policy.category(category), at, **given)


def whys(one: ComparedCall, other: Ticket, policy: Policy = POLICY) -> tuple[str, ...]:
    return related_tickets.whys(one, other, ESTATE, policy)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        param({"unit": "3-2-1201"}, ("unit",), id="the same unit"),
        param({"phone": PHONE}, ("phone",), id="the same phone"),
        param({"unit": "3-2-1201", "phone": PHONE}, ("unit", "phone"), id="both"),
        param({"phone": "00138000"}, ("phone",), id="the last eight digits"),
        param({"phone": "0138000"}, (), id="seven digits are a number of their own"),
        param({"phone": "13800138001"}, (), id="another number"),
        param({"unit": "13-2-1201"}, (), id="no part of a unit"),
        param({"unit": "3-2-1202"}, ("building",), id="a neighbour, while it is open"),
        param({"unit": "5-1-0101"}, (), id="another building"),
        param({"place": "大堂"}, (), id="another place"),
        param({}, (), id="nothing said"),
    ],
)
def test_what_makes_it_the_same(given: dict[str, Any], why: tuple[str, ...]) -> None:
    assert whys(call(**given), ticket()) == why


def test_the_same_place_however_it_is_written() -> None:
    lobby = ticket(unit="", place="大堂 Lobby", caller=Caller())
    assert whys(call(place="大堂 ＬＯＢＢＹ"), lobby) == ("place",)
    assert whys(call(place="大堂"), lobby) == ()


def test_another_category_is_another_matter() -> None:
    assert whys(call("street_light", unit="3-2-1201", phone=PHONE), ticket()) == ()


def test_what_is_void_counts_for_nothing() -> None:
    void = replace(ticket(), state=State.VOID, closed_at=NOW)
    assert whys(call(unit="3-2-1201"), void) == ()


@pytest.mark.parametrize(
    ("before", "after", "days"),
    [
        param("2026-03-01 23:59", "2026-03-31 00:00", 30, id="thirty days that are hardly twenty-nine"),
        param("2026-03-01 00:00", "2026-03-31 23:59", 30, id="thirty days that are nearly thirty-one"),
        param("2026-02-28 23:59", "2026-03-31 00:00", 31, id="thirty-one by a minute"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/London", "America/Sao_Paulo", "Asia/Beirut"])
def test_thirty_site_days_yes_thirty_one_no(before: str, after: str, days: int, zone: str) -> None:
    policy = with_site(tz=zone)
    first, second = site(before, policy), site(after, policy)
    assert related_tickets.days_apart(first, second, policy) == days
    for one, other in ((first, second), (second, first)):
        found = whys(call(at=other, unit="3-2-1201", policy=policy), ticket(one), policy)
        assert found == (("unit",) if days <= 30 else ())


@given(
    st.timedeltas(timedelta(0), timedelta(days=4000)).map(
        lambda after: datetime(2018, 1, 1, tzinfo=UTC) + after
    ),
    st.timedeltas(timedelta(days=-33), timedelta(days=33)),
    st.sampled_from(["Asia/Shanghai", "Europe/London", "America/Sao_Paulo", "Asia/Beirut", "America/Havana"]),
)
def test_the_window_is_the_rule(at: datetime, apart: timedelta, zone: str) -> None:
    policy = with_site(tz=zone)
    start, end = related_tickets.window(at, policy)
    assert (start <= at + apart < end) == (related_tickets.days_apart(at, at + apart, policy) <= 30)


NUMBERS = st.from_regex(r"1[3-9][0-9]{9}|0[1-9][0-9]{9,10}|[2-8][0-9]{7}|[1-9][0-9]{2,5}", fullmatch=True)


@st.composite
def written(draw: st.DrawFn, number: str) -> str:
    """A number the way somebody may write it."""
    country = draw(st.sampled_from(["+86 ", "0086", ""])) if len(number) == 11 and number[0] == "1" else ""
    gaps = draw(
        st.lists(st.sampled_from(["", "", " ", "-", ") "]), min_size=len(number), max_size=len(number))
    )
    extension = draw(st.sampled_from(["", "转801", " ext. 12", "#9"]))
    spaced = "".join(digit + gap for digit, gap in zip(number, gaps, strict=True)).rstrip(" -)")
    wide = draw(st.booleans())
    text = country + spaced + extension
    return text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"}) if wide else text


@given(st.data(), NUMBERS, NUMBERS)
def test_matching_is_the_same_both_ways_and_however_it_is_written(
    data: st.DataObject, one: str, other: str
) -> None:
    first, second = dialled(data.draw(written(one))), dialled(data.draw(written(other)))
    assert (first, second) == (one, other)
    assert same_number(first, second) == same_number(second, first) == same_number(one, other)
    assert same_number(first, one)
    # a whole number, or one that is the end of the other and long enough
    short, long = sorted((one, other), key=len)
    assert same_number(one, other) == (one == other or (len(short) >= 8 and long.endswith(short)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("13800138000", "13900138000", False),
        ("010-88887777", "021-88887777", False),
        ("88887777", "010-88887777", True),
        ("88887777", "+86 10 8888 7777", True),
        ("00138000", "13800138000", True),
        ("2220003", "0351/2220003", True),
        ("2220003", "0431 2220003 转 8", True),
        ("2220003", "+86 351 222 0003", True),
        ("0351-2220003", "0431-2220003", False),
        ("2220003", "13812220003", False),
        ("2220003", "021-52220003", False),
        ("220003", "0351-2220003", False),
        ("tel:+86-138-0013-8000;ext=7", "13800138000", True),
    ],
)
def test_area_codes_and_local_numbers(one: str, other: str, same: bool) -> None:
    assert same_number(dialled(one), dialled(other)) is same
    assert same_number(dialled(other), dialled(one)) is same


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("0755-83000000-801", "075583000000"),
        ("(0755) 8300 0000 转 801", "075583000000"),
        ("138-0013-8000", "13800138000"),
        ("+86-138-0013-8000", "13800138000"),
        ("0351/2220003", "03512220003"),
        ("021-50001234*801", "02150001234"),
        ("tel:+86-351-2220003;ext=801", "03512220003"),
        ("tel:2220003;phone-context=+86351", "2220003"),
        ("+86 (0)10 8888 7777", "01088887777"),
        ("+86 400 820 8820", "4008208820"),
        ("x12", ""),
        ("nobody", ""),
    ],
)
def test_an_extension_is_not_part_of_the_number(phone: str, digits: str) -> None:
    assert dialled(phone) == digits


def test_nothing_is_the_same_as_no_number() -> None:
    assert not same_number("", "")
    assert not same_number("", PHONE)


def seen(one: Ticket, other: ComparedCall, *why: str) -> tuple[str, ...]:
    return related_tickets.as_seen(one, why, 2, other, POLICY, NOW).choices


def test_an_open_one_can_be_urged_and_a_neighbour_attached() -> None:
    assert seen(ticket(), call(phone=PHONE), "phone") == ("urge", "repeat", "unrelated")
    assert seen(ticket(), call(phone="13900000000"), "unit") == ("urge", "repeat", "unrelated", "one_of_many")
    assert seen(ticket(), call(name="Mrs Zhao"), "unit") == ("urge", "repeat", "unrelated")
    assert seen(ticket(), call(phone="13900000000"), "building") == ("one_of_many",)


def test_one_that_is_over_can_only_be_repeated() -> None:
    closed = replace(ticket(), state=State.CLOSED, closed_at=NOW)
    assert seen(closed, call(phone="13900000000"), "unit") == ("repeat", "unrelated")
    assert whys(call(unit="3-1-0402"), closed) == ()


def test_one_fault_has_many_callers_for_a_day() -> None:
    trapped = ticket(category="lift_trapped", unit="5-1-0101")
    day = timedelta(hours=24)
    assert whys(call("lift_trapped", NOW + day, unit="3-1-0402"), trapped) == ("outage",)
    assert whys(call("lift_trapped", NOW + day * 1.01, unit="3-1-0402"), trapped) == ()
    assert whys(call("complaint", unit="3-1-0402"), ticket(category="complaint")) == ()


def test_what_was_merged_counts_through_its_main_ticket() -> None:
    main = ticket(unit="5-1-0101", number="260310-002", caller=Caller())
    merged = replace(ticket(), state=State.MERGED, merged_into=main.number, closed_at=NOW)
    one = call(unit="3-2-1201", phone=PHONE)
    assert related_tickets.found(one, [merged], {merged.number: main}, ESTATE, POLICY) == {
        main.number: ("unit", "phone")
    }
    void = replace(main, state=State.VOID, closed_at=NOW)
    assert related_tickets.found(one, [merged], {merged.number: void}, ESTATE, POLICY) == {}
    over = replace(main, state=State.CLOSED, closed_at=NOW)
    neighbour = call(unit="3-1-0402")
    assert related_tickets.found(neighbour, [merged], {merged.number: over}, ESTATE, POLICY) == {}


def test_further_callers_are_known_by_their_numbers() -> None:
    many = replace(ticket(), contacts=(Caller("Li", "0755-83000000-12"),))
    assert whys(call(phone="83000000"), many) == ("phone",)


def test_what_callers_are_told_follows_the_clocks() -> None:
    play = Play(reported=NOW)
    told = related_tickets.saying(play.ticket, POLICY, NOW)
    assert told is not None and told.template.startswith(
        "We already have this report. Someone will be assigned by"
    )
    assert told.time == NOW + timedelta(minutes=POLICY.category("pipe_leak").dispatch_min)
    late = related_tickets.saying(play.ticket, POLICY, NOW + timedelta(hours=1))
    assert late is not None and late.time is None
    play.keep([Assigned(department="engineering", assignee="Wang")], NOW)
    told = related_tickets.saying(play.ticket, POLICY, NOW)
    assert told is not None and (told.assignee, told.department) == ("Wang", "engineering")
    assert told.time == NOW + timedelta(minutes=POLICY.category("pipe_leak").arrive_min)
    play.keep([Arrived()], NOW + timedelta(minutes=5))
    told = related_tickets.saying(play.ticket, POLICY, NOW + timedelta(minutes=5))
    assert told is not None and "working on it and should finish by {time}" in told.template
    until = NOW + timedelta(hours=5)
    play.keep([Held(reason=HoldReason.WAITING_PARTS, until=until)], NOW + timedelta(minutes=9))
    told = related_tickets.saying(play.ticket, POLICY, NOW + timedelta(minutes=10))
    assert told is not None and told.time == until
    play.keep([Handled(outcome="mended", callback=CallbackRule.ALL, callback_due=until)], until)
    assert related_tickets.saying(play.ticket, POLICY, until) is None


def told(one: Ticket, other: ComparedCall) -> bool:
    """Return True if the caller is told about the ticket."""
    why = whys(other, one)
    return related_tickets.as_seen(one, why, 2, other, POLICY, NOW).saying is not None


@pytest.mark.parametrize(
    ("earlier", "said", "shared"),
    [
        ("家里停电了", "整栋楼没电", True),
        ("no power in the flat", "blackout in the whole block", True),
        ("厨房停水", "水龙头不出水", True),
        ("the lift does not come", "elevator stuck on 3", True),
        ("暖气不热", "没热水", True),
        ("厨房水管漏水", "卫生间漏水", False),
        ("kitchen pipe leaking", "tap drips", False),
        ("停水了", "停电了", False),
        ("lamp broken", "", False),
    ],
)
def test_a_neighbour_is_told_only_of_a_cause_that_a_building_shares(
    earlier: str, said: str, shared: bool
) -> None:
    one = replace(ticket(), description=earlier)
    other = related_tickets.call_of(
        cleaned(Intake(unit="3-1-0402", category="pipe_leak", description=said, reported_at=NOW)),
        ESTATE,
        POLICY,
        NOW,
    )
    assert whys(other, one) == (("cause", "building") if shared else ("building",))
    assert told(one, other) is shared


def test_the_same_home_number_or_place_is_told_whatever_the_cause() -> None:
    assert told(ticket(), call(unit="3-2-1201"))
    assert told(ticket(), call(phone=PHONE))
    assert not told(ticket(category="fire"), call("fire", unit="5-1-0101"))


def test_no_one_is_on_the_way_for_what_is_answered_at_the_desk() -> None:
    play = Play(category="service_request", reported=NOW)
    play.keep([Assigned(department="desk")], NOW)
    said = related_tickets.saying(play.ticket, POLICY, NOW)
    assert said is not None and "{who} will answer by {time}" in said.template
    assert said.time == NOW + timedelta(minutes=POLICY.category("service_request").reply_min)
    late = related_tickets.saying(play.ticket, POLICY, NOW + timedelta(days=1))
    assert late is not None and late.template.endswith("{who} is dealing with it.")


@pytest.mark.parametrize(
    ("named", "category", "at", "words"),
    [
        param(replace(ticket(), state=State.VOID), "pipe_leak", NOW, "is void", id="void"),
        param(ticket(), "street_light", NOW, "a different category", id="another category"),
        param(ticket(), "pipe_leak", NOW + timedelta(days=31), "more than 30 days", id="too long ago"),
    ],
)
def test_what_is_no_repeat_is_refused(named: Ticket, category: str, at: datetime, words: str) -> None:
    with pytest.raises(NotAllowed, match=words):
        related_tickets.check_repeat(named, named, POLICY.category(category), at, POLICY)
