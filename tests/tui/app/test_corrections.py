"""What a wrong entry costs in a real terminal: keys beyond the words, up to the right ticket."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.desk.desk import Desk
from core.intake.recognition.reader import recognise
from core.people.directory import Person
from core.policy.model import default_policy
from core.policy.urgency import Urgency
from core.ticket.codes import State
from core.ticket.model import Ticket
from core.ticket.reading import Alarm
from storage.store import SqlStore
from tests.tui.pty_desk import PATIENCE, PtyDesk
from tests.tui.spoken_calls import UNITS

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
F4, F5, F8, ENTER = "\x1bOS", "\x1b[15~", "\x1b[19~", "\r"
MOST = 4
"""Keys beyond the words."""

STAFF = (
    Person("D1", "王敏", "desk", role="operator", account="wang"),
    Person("D2", "陈静", "desk", role="supervisor"),
    Person("S1", "陈大勇", "security"),
    Person("E1", "王强", "engineering"),
)


class Counter:
    """A desk with an operator who has no more rights than one, and a supervisor on the list."""

    def __init__(self, home: Path, language: str) -> None:
        self.file, self.language = home / "desk.db", language
        with closing(SqlStore(str(self.file))) as store, store.writing() as work:
            work.people.save_units(UNITS)
            work.people.save_people(STAFF)
        command = [PROGRAM, "--database", str(self.file), "--lang", language, "--as", "王敏"]
        self.terminal = PtyDesk(command, {"HOME": str(home), "LOGNAME": "wang"})
        self.keys = 0

    def words(self, text: str) -> None:
        """Type words of the call."""
        self.terminal.type(text)
        self.terminal.read(0.2)

    def key(self, key: str, seen: str = "") -> None:
        """Press one key, and look at what comes of it."""
        self.keys += 1
        self.terminal.type(key)
        self.terminal.read(0.3)
        if seen:
            self.terminal.until(seen)

    def call(self, text: str) -> None:
        """Log a call and send it where its category belongs."""
        self.key("n", "F5")
        self.words(text)
        self.key(F4)
        self.ticket(lambda ticket: True)
        self.keys = 0

    def ticket(self, holds: Callable[[Ticket], bool], number: str = "001") -> Ticket:
        """The ticket as soon as this holds for it."""
        deadline = time.monotonic() + PATIENCE
        with closing(SqlStore(str(self.file))) as store:
            queries = Desk(store, "王敏").queries
            while time.monotonic() < deadline:
                rows = [row for row in queries.board("all").rows if row.number.endswith(number)]
                for row in rows:
                    if holds(ticket := queries.card(row.number).ticket):
                        return ticket
                self.terminal.read(0.05)
        raise AssertionError(f"never so: {rows}\n{self.terminal.text()}")


@pytest.fixture(params=["zh_CN", "en"])
def counter(own_home: Path, request: pytest.FixtureRequest) -> Iterator[Counter]:
    counter = Counter(own_home, request.param)
    with counter.terminal:
        counter.terminal.until("F2")
        yield counter


WRONG = {"zh_CN": "5-1-301 请问几点开门", "en": "5-1-301 when do you open"}
FIRE = {"zh_CN": ("消防", "安保部"), "en": ("fire", "Security")}
LEAK = {"zh_CN": ("水管", "陈静"), "en": ("pipe", "陈静")}


SAID = {"zh_CN": "登记有误", "en": "entered wrongly"}
"""Reason that is proposed."""


def test_a_wrong_category_is_corrected_and_sent_again_with_the_keys_of_one_dialog(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    category, department = FIRE[counter.language]
    counter.key("l")
    counter.words(category)
    counter.terminal.until(department)
    counter.key(F5)
    ticket = counter.ticket(lambda one: one.category == "fire")
    assert (ticket.department, ticket.state) == ("security", State.ASSIGNED)
    assert ticket.urgency is Urgency.EMERGENCY
    assert counter.keys <= MOST


def test_a_typed_reason_and_enter_do_the_same(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    counter.key("l")
    counter.words(FIRE[counter.language][0])
    counter.key(ENTER)
    counter.words("flames, 冒火")
    counter.key(F5)
    ticket = counter.ticket(lambda one: one.category == "fire")
    assert (ticket.department, ticket.state) == ("security", State.ASSIGNED)
    assert counter.keys <= MOST
    counter.terminal.until("flames, 冒火")
    assert SAID[counter.language] not in counter.terminal.text()


def test_what_only_a_supervisor_may_send_is_corrected_and_says_so(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    category, supervisor = LEAK[counter.language]
    counter.key("l")
    counter.words(category)
    counter.terminal.until(supervisor)
    counter.key(F5)
    ticket = counter.ticket(lambda one: one.category == "pipe_leak")
    assert ticket.department == "desk"


def test_the_list_of_assignees_begins_with_the_department_of_the_category(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    counter.key("l")
    counter.words(LEAK[counter.language][0])
    counter.key(F5)
    counter.ticket(lambda one: one.category == "pipe_leak")
    counter.key("a")
    engineering = {"zh_CN": "> 工程部", "en": "> Engineering"}[counter.language]
    counter.terminal.until(engineering)


TWO = {
    "zh_CN": ("3-2-1201 水槽漏水", "3-2-1202 水龙头漏水", "水", "拧紧"),
    "en": ("3-2-1201 sink leaking", "3-2-1202 tap leaking", "leaking", "tightened"),
}


def test_the_key_in_the_notice_undoes_the_ticket_of_the_notice(counter: Counter) -> None:
    """The ticket has left the view meanwhile, and the cursor stands on another one."""
    first, second, words, outcome = TWO[counter.language]
    counter.call(first)
    counter.call(second)
    counter.ticket(lambda ticket: True, "002")
    counter.key("/")
    counter.words(words)
    counter.key(ENTER)
    for number in ("002", "001"):
        counter.terminal.until(f" {number}")
        counter.key("g" if number == "001" else "G")
        counter.key("r")
        counter.ticket(lambda ticket: ticket.state is State.ON_SITE, number)
    counter.key("1")
    counter.key("d")
    counter.words(outcome)
    counter.key("\t")
    counter.words(outcome)
    counter.key(F5, "F8")
    counter.ticket(lambda ticket: ticket.state is State.HANDLED)
    counter.key(F8)
    counter.ticket(lambda ticket: ticket.state is State.ON_SITE)
    assert counter.ticket(lambda ticket: True, "002").state is State.ON_SITE


def test_a_call_logged_by_mistake_is_gone_with_one_key_and_back_with_the_same(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    counter.terminal.until("F8")
    counter.key(F8)
    assert counter.ticket(lambda ticket: ticket.state is State.VOID).number.endswith("001")
    counter.key(F8)
    counter.ticket(lambda ticket: ticket.state is State.ASSIGNED)


def test_a_notice_does_not_lie_over_the_next_call(counter: Counter) -> None:
    counter.call(WRONG[counter.language])
    shown = {"zh_CN": "撤销：F8", "en": "Undo: F8"}[counter.language]
    assert [line.count(shown) for line in counter.terminal.until(shown).splitlines()].count(1) == 1
    counter.key("n", "F5")
    assert shown not in counter.terminal.text()


FIRES = {
    "zh_CN": ("5-1-301 楼道里都是烟 赶紧来人", "5-1-302 厨房着火了"),
    "en": ("5-1-301 there is smoke in the corridor come quickly", "5-1-302 my kitchen is on fire"),
}
PERHAPS = {
    "zh_CN": ("燃气表滴滴响", "老人坐在地上", "隔壁一直有人在敲墙喊", "楼上老人两天没开门", "走廊有怪味"),
    "en": (
        "gas meter beeping",
        "a strange smell in the corridor",
        "shouting next door",
        "something is hissing",
    ),
}
"""Matters of which some may be an emergency, whatever the model has learned since."""
ASKED = {"zh_CN": "突发？", "en": "!!? "}
CTRL_F = "\x06"


def perhaps(language: str) -> tuple[str, str]:
    """A line that may tell an emergency, and the category that is suspected."""
    read = [(words, recognise(words, default_policy())[1]) for words in PERHAPS[language]]
    return next((f"5-1-301 {words}", one.suspected) for words, one in read if one.emergency is Alarm.ASK)


def test_a_fire_in_plain_words_reaches_the_right_department(counter: Counter) -> None:
    for number, line in enumerate(FIRES[counter.language], 1):
        counter.keys = 0
        counter.key("n", "F5")
        counter.words(line)
        counter.key(F4)
        ticket = counter.ticket(lambda ticket: ticket.state is State.ASSIGNED, f"{number:03d}")
        assert (ticket.department, ticket.urgency) == ("security", Urgency.EMERGENCY)
        assert counter.keys <= MOST
        counter.terminal.until(f"{number:03d}")


def test_what_may_be_an_emergency_is_one_with_one_key_more(counter: Counter) -> None:
    line, suspected = perhaps(counter.language)
    counter.key("n", "F5")
    counter.words(line)
    counter.terminal.until("^F")
    counter.key(CTRL_F)
    counter.key(F4)
    ticket = counter.ticket(lambda ticket: ticket.state is State.ASSIGNED)
    category = default_policy().category(suspected)
    assert (ticket.category, ticket.urgency) == (suspected, Urgency.EMERGENCY)
    assert ticket.department == category.department
    assert counter.keys <= MOST


def test_an_unanswered_question_stays_on_the_board_until_it_is_answered(counter: Counter) -> None:
    asked, (line, suspected) = ASKED[counter.language], perhaps(counter.language)
    counter.call(line)
    assert counter.ticket(lambda ticket: True).urgency is not Urgency.EMERGENCY
    counter.terminal.until(asked)
    counter.key("=")
    counter.key(ENTER)
    counter.key(F5)
    ticket = counter.ticket(lambda ticket: ticket.urgency is Urgency.EMERGENCY)
    assert (ticket.category, ticket.department) == (
        suspected,
        default_policy().category(suspected).department,
    )
    counter.terminal.until(lambda text: asked not in text)
    counter.key(F8, asked)
