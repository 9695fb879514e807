"""PINs on a real storage: hashes alone, a wait that doubles, several desks, and whose PIN one may set."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.base.errors import InvalidInput, NotAllowed, NotFound
from core.desk import sign_in
from core.desk.desk import Desk
from core.desk.facts import PinSet, SignedIn, SignedOut, WrongPin
from core.desk.setup import Beginning
from core.desk.sign_in import LONGEST_WAIT, PinRefused, hash_pin, matches, wait_after
from core.people.directory import Person
from storage.store import SqlStore

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
STAFF = (
    Person("001", "王敏", role="operator", account="wangmin"),
    Person("002", "陈静", role="supervisor"),
    Person("003", "何光", role="director"),
    Person("004", "李强", role="operator", account="desk"),
    Person("005", "李强", role="operator", account="desk"),
    Person("006", "赵云", role="operator", active=False),
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Hashes that cost little: the real costs are looked at in a test of their own."""
    monkeypatch.setattr(sign_in, "TIME", 1)
    monkeypatch.setattr(sign_in, "MEMORY", 8)


class Hands:
    """A clock that is moved by hand."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def ahead(self, **span):
        self.now += timedelta(**span)


@pytest.fixture
def clock():
    return Hands()


@pytest.fixture
def store(tmp_path):
    store = SqlStore(str(tmp_path / "desk.db"))
    with store.writing() as work:
        work.people.save_people(STAFF)
    yield store
    store.close()


@pytest.fixture
def desk(store, clock):
    """The desk of an operator, on which nobody has a PIN."""
    return Desk(store, "王敏", clock)


@pytest.fixture
def chief(desk):
    """The desk of the supervisor, who has a PIN and gave the operator one."""
    chief = Desk(desk.session.store, "陈静", desk.clock)
    chief.people.set_pin("陈静", "8642")
    chief.people.set_pin("001", "7531", own="8642")
    return chief


def acts(desk, *types):
    with desk.session.store.reading() as look:
        return [(entry.event.actor, entry.event.fact) for entry in look.events.entries(*types)]


def test_only_a_hash_is_kept_each_with_its_own_salt(desk, chief):
    with desk.session.store.reading() as look:
        kept = look.people.pins()
    assert kept.keys() == {"001", "002"}
    assert all(
        pin.hash.startswith("$argon2id$") and pin.person not in ("7531", "8642") for pin in kept.values()
    )
    assert hash_pin("7531") != hash_pin("7531")
    assert "7531" not in repr(kept) + repr(Beginning(pin="7531"))


def test_a_hash_costs_what_it_should(monkeypatch):
    monkeypatch.undo()
    assert hash_pin("7531").startswith("$argon2id$v=19$m=19456,t=3,p=1$")


def test_who_signs_in_is_known_by_number_or_name_and_recorded(desk, chief):
    assert desk.people.sign_in("001", "7531").name == "王敏"
    assert desk.people.sign_in(" 王敏 ", "７５３１").no == "001"
    desk.people.sign_out()
    assert acts(desk, SignedIn, SignedOut) == [
        ("王敏", SignedIn(person="001")),
        ("王敏", SignedIn(person="001")),
        ("王敏", SignedOut(person="001")),
    ]


def test_who_is_not_listed_or_has_left_cannot_sign_in(desk):
    for nobody in ("nobody", "006", ""):
        with pytest.raises(NotFound):
            desk.people.sign_in(nobody, "")


def test_a_part_of_a_name_is_enough_where_one_person_has_it(store, desk):
    with store.writing() as work:
        work.people.save_people(
            [Person("007", "Chen Jing"), Person("008", "Li Na"), Person("009", "Li Gang")]
        )
    assert [desk.people.sign_in(who, "").no for who in ("chen", "Jing", "Na", "何")] == [
        "007",
        "007",
        "008",
        "003",
    ]
    with pytest.raises(NotAllowed, match=r"Which Li\? Li Na, Li Gang\."):
        desk.people.sign_in("Li", "")
    with pytest.raises(NotFound):
        desk.people.sign_in("Che", "")


def test_namesakes_say_their_numbers_and_act_under_them(desk):
    with pytest.raises(NotAllowed, match="More than one person"):
        desk.people.sign_in("李强", "")
    second = desk.acting(desk.people.sign_in("005", ""))
    assert second.name == "005"
    assert second.queries.actor().name == "李强"


def test_who_has_no_pin_has_the_empty_one(desk, chief):
    desk.people.check_pin("何光", "")
    desk.people.check_pin("a login that is not listed", "")
    with pytest.raises(PinRefused, match="no PIN"):
        desk.people.check_pin("何光", "7531")
    with pytest.raises(PinRefused, match="Wrong"):
        desk.people.check_pin("王敏", "")
    assert (desk.people.has_pin("何光"), desk.people.has_pin("王敏")) == (False, True)


def test_each_wrong_pin_doubles_the_wait_on_every_desk(desk, chief, clock, tmp_path):
    other = SqlStore(str(tmp_path / "desk.db"))
    spent = timedelta()
    for tries in range(1, 21):
        one = Desk(other if tries % 2 else desk.session.store, "somebody", clock)
        with pytest.raises(PinRefused, match="Wrong") as refused:
            one.people.check_pin("001", "0000")
        waits = refused.value.until - clock.now
        assert waits == wait_after(tries)
        clock.ahead(seconds=waits.total_seconds() - 1)
        with pytest.raises(PinRefused, match="Try again in 1s"):
            desk.people.check_pin("001", "7531")
        clock.ahead(seconds=1)
        spent += waits
    other.close()
    assert spent > timedelta(minutes=55)
    assert acts(desk, WrongPin)[-1] == ("somebody", WrongPin(person="001", tries=20))
    assert len(acts(desk, WrongPin)) == 20
    desk.people.check_pin("001", "7531")
    with pytest.raises(PinRefused) as refused:
        desk.people.check_pin("001", "0000")
    assert refused.value.until - clock.now == timedelta(seconds=1)


def test_waits_end_at_five_minutes():
    assert [wait_after(tries).total_seconds() for tries in (1, 2, 3, 9, 10, 10**6)] == [
        1,
        2,
        4,
        256,
        300,
        300,
    ]
    assert wait_after(10**6) == LONGEST_WAIT


def test_a_clock_that_was_set_back_keeps_nobody_out(desk, chief, clock):
    with pytest.raises(PinRefused):
        desk.people.check_pin("001", "0000")
    clock.ahead(hours=-3)
    desk.people.check_pin("001", "7531")


def test_everybody_changes_his_own_pin_with_the_old_one(desk, chief, clock):
    with pytest.raises(PinRefused):
        desk.people.set_pin("001", "9753", own="0000")
    clock.ahead(seconds=1)
    desk.people.set_pin("王敏", "9753", own="7531")
    desk.people.check_pin("001", "9753")
    assert acts(desk, PinSet)[-1] == ("王敏", PinSet(person="001"))


def test_anothers_pin_takes_the_right_and_no_lower_role(desk, chief):
    with pytest.raises(NotAllowed, match="supervisor"):
        desk.people.set_pin("004", "9753", own="7531")
    with pytest.raises(NotAllowed, match="director"):
        chief.people.set_pin("003", "9753", own="8642")
    with pytest.raises(NotAllowed, match="supervisor"):
        desk.people.remove_pin("001", own="7531")
    chief.people.remove_pin("001", own="8642")
    desk.people.check_pin("001", "")
    assert acts(desk, PinSet)[-1] == ("陈静", PinSet(person="001", removed=True))


def test_a_pin_that_is_too_easy_is_refused(desk, chief):
    for weak in ("", "001", "123", "4444", "3456", "9876", "002", "a\x00bcd", "x" * 65):
        with pytest.raises(InvalidInput):
            chief.people.set_pin("002", weak, own="8642")
    desk.people.check_pin("002", "8642")


def test_a_login_that_is_mapped_is_in_at_once(desk):
    assert desk.people.person_of_account("wangmin").no == "001"
    assert [desk.people.person_of_account(login) for login in ("", "desk", "WANGMIN")] == [None, None, None]
    assert desk.people.person_of_account("wangmin", "陈静") is None
    assert desk.people.sign_in_by_account("wangmin", "王敏").name == "王敏"
    assert desk.people.sign_in_by_account("desk") is None
    assert acts(desk) == [("王敏", SignedIn(person="001", way="account"))]


def test_whoever_comes_signs_in_as_soon_as_anybody_has_a_pin(desk, store):
    assert not desk.people.guarded()
    desk.people.set_pin("001", "7531")
    assert desk.people.guarded()
    with store.writing() as work:
        work.people.save_people([replace(STAFF[0], active=False)])
    assert not desk.people.guarded()


def test_whatever_is_typed_is_only_wrong_or_right(desk, chief, clock):
    for said in ("", "\ud800", "not a hash"):
        assert not matches("not a hash", said)
        with pytest.raises(PinRefused):
            desk.people.check_pin("001", said)
        clock.ahead(minutes=5)
    desk.people.check_pin("001", "𝟟𝟝𝟛𝟙 ")
