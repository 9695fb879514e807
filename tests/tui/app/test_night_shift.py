"""A night shift in a real terminal, by keys alone: from signing in to both signatures and the next board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.desk import sign_in as signing
from core.desk.desk import Desk
from core.people.directory import Person
from core.people.units import Contact, Unit
from storage.store import SqlStore
from tests.core.play import site
from tests.tui.story import Story
from tui.i18n import _, use_language

ENTER, TAB, ESCAPE, F2, F5 = "\r", "\t", "\x1b", "\x1bOQ", "\x1b[15~"

PEOPLE = {
    "en": ("Wang Min", "Li Na", "Chen Jing", "He Jun"),
    "zh_CN": ("王敏", "李娜", "陈静", "何军"),
}
WORDS = {
    "en": {
        "leak": '3-2-1201 kitchen pipe leaking 13800138000 @"He Jun"',
        "gas": '2-1-0301 smell of gas in the kitchen 13900139000 @"He Jun"',
        "lock": '1-1-0502 door lock broken 13700137000 @"He Jun"',
        "sealed": "seal replaced",
        "old": "old seal",
        "closed": "valve closed, aired",
        "note": "valve closed 02:30, gas company comes 09:00",
        "pass_on": "roof door stays locked",
    },
    "zh_CN": {
        "leak": "3-2-1201 厨房水管漏水 13800138000 @何军",
        "gas": "2-1-0301 厨房有煤气味 13900139000 @何军",
        "lock": "1-1-0502 门锁坏了 13700137000 @何军",
        "sealed": "已换密封圈",
        "old": "密封圈老化",
        "closed": "已关阀，已通风",
        "note": "02:30 已关阀，燃气公司 9 点到",
        "pass_on": "天台门保持上锁",
    },
}


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> str:
    use_language(request.param)
    return str(request.param)


@pytest.fixture
def store(own_home: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SqlStore]:
    """Two operators with PINs, a supervisor, a fitter, three households."""
    monkeypatch.setattr(signing, "TIME", 1)
    monkeypatch.setattr(signing, "MEMORY", 8)
    store = SqlStore(str(own_home / "desk.db"))
    wang, lina, chen, he = PEOPLE[language]
    began = site("2026-03-09 20:00")
    with store.writing() as work:
        rules = work.policies.in_force().text.replace("lock_min = 15", "lock_min = 0")
        work.policies.save(rules.replace('"09:00"        #', '"07:00"        #'), began, chen)
        work.people.save_people(
            [
                Person("001", wang, "desk", role="operator"),
                Person("002", lina, "desk", role="operator"),
                Person("003", chen, "admin", role="supervisor"),
                Person("010", he, "engineering"),
            ]
        )
        phones = {"3-2-1201": "13800138000", "2-1-0301": "13900139000", "1-1-0502": "13700137000"}
        work.people.save_units(Unit(code, contacts=(Contact("", phone),)) for code, phone in phones.items())
    chief = Desk(store, chen, lambda: began)
    chief.people.set_pin("001", "7531")
    chief.people.set_pin("002", "8642")
    yield store
    store.close()


@pytest.fixture
def night(own_home: Path, store: SqlStore, language: str, snapshot: SnapshotAssertion) -> Iterator[Story]:
    with Story(own_home, language, snapshot, "2026-03-10 00:01") as story:
        yield story


def test_a_night_shift(night: Story, store: SqlStore, language: str) -> None:
    sign_in(night, language)
    three_calls(night, WORDS[language])
    the_night_goes_on(night, WORDS[language])
    both_sign(night, WORDS[language], language)
    wang, lina, *_others = PEOPLE[language]
    now, past = Desk(store, lina, lambda: site("2026-03-10 07:59")).handover.handovers()
    assert (past.operator, past.state, past.next, now.operator) == (wang, "signed", lina, lina)


def sign_in(night: Story, language: str) -> None:
    """By number and PIN; then the desk is taken."""
    night.desk.until(_("No. or name"))
    night.picture("1 sign in")
    night.type("001", TAB, "7531", ENTER, seen=PEOPLE[language][0])
    night.type("K", seen=_("Counts"))
    night.type(F5, seen=_("You may sign from {time}.").format(time="07:45"))
    night.type(ESCAPE, seen=_("Status"))


def three_calls(night: Story, words: dict[str, str]) -> None:
    """A leak, an emergency and a lock; the first two are seen to in the night."""
    call(night, "00:20", words["leak"], "001")
    step(night, "00:35", "r", _("on site"))
    step(night, "01:05", "d", words["sealed"], words["old"])
    call(night, "02:10", words["gas"], "002")
    step(night, "02:16", "r", _("on site"))
    step(night, "02:35", "d", words["closed"])
    call(night, "05:40", words["lock"], "003")
    night.picture("2 three calls", board=True)


def call(night: Story, time: str, line: str, number: str) -> None:
    """One call, written down as a line."""
    night.at(f"2026-03-10 {time}")
    night.type(F2, seen=_("New call"))
    night.type(line, seen=line[-6:])
    night.type(F5, seen=lambda text: f"-{number}" in text and _("New call") not in text)


def step(night: Story, time: str, key: str, words: str, cause: str = "") -> None:
    """One step of the ticket under the cursor."""
    night.at(f"2026-03-10 {time}")
    if key == "r":
        night.type(key, seen=lambda text: words in text.splitlines()[4])
    else:
        night.type(key, seen=_("What was done"))
        more = (TAB, cause) if cause else ()
        night.type(words, *more, F5, seen=lambda text: _("What was done") not in text)


def the_night_goes_on(night: Story, words: dict[str, str]) -> None:
    """In the morning one caller is rung back, and is satisfied."""
    night.at("2026-03-10 07:20")
    night.type("6", seen=lambda text: "1/2" in text)
    night.type("b", seen=_("Very satisfied"))
    night.picture("3 callback")
    night.type("2", seen=lambda text: "1/1" in text)
    night.type("1", seen=lambda text: "003" in text)


def both_sign(night: Story, words: dict[str, str], language: str) -> None:
    """The emergency gets its note, then one signs, the other reads every red line and signs."""
    night.at("2026-03-10 07:46")
    night.type("K", seen="002")
    night.type(ENTER, seen=_("Note on the emergency"))
    night.type(words["note"], ENTER, seen=_("You can sign: {key}.").format(key="F5"))
    night.type("a", seen=_("For the next shift"))
    night.type(words["pass_on"], ENTER, seen=lambda text: _("For the next shift") not in text)
    night.picture("4 sheet")
    night.type(F5, seen=_("PIN"))
    night.type("7531", ENTER, seen="07:46")
    night.type(F5, seen=_("number or name"))
    night.type("002", ENTER, seen=_("{noted} of {count} acknowledged").format(noted=0, count=2))
    night.picture("5 review")
    night.type(" ", " ", seen=_("{noted} of {count} acknowledged").format(noted=2, count=2))
    night.type(F5, seen=_("PIN"))
    night.type("8642", ENTER, seen=lambda text: PEOPLE[language][1] in text.splitlines()[0])
    night.picture("6 next board", board=True)
