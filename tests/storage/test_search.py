"""A ticket is found by what an operator remembers of it."""

from collections.abc import Iterator

import pytest
from pytest import param

from core.desk.ports import Reading
from core.people.directory import Person
from core.ticket.acts.assign import Assigned
from core.ticket.model import Caller
from storage.store import SqlStore
from tests.storage.conftest import BOTH, emptied
from tests.storage.examples import go_on, log, numbers, view

PIPE, LIFT, LAMP = "260302-001", "260302-002", "260302-003"


@pytest.fixture(scope="module", params=BOTH)
def look(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    """Three tickets to find, in either database."""
    on_file = request.param == "sqlite"
    file = tmp_path_factory.mktemp("search") / "desk.db"
    store = SqlStore(str(file) if on_file else emptied(request.getfixturevalue("server_url")))
    with store.writing() as work:
        work.people.save_people([Person("7", "单雄信", "engineering", initials="sxx")])
        pipe = log(work, first_responder="Bea")
        go_on(work, pipe, Assigned(department="engineering", assignee="单雄信"))
        log(
            work,
            unit="",
            place="大堂 Lobby",
            description="电梯 ESCALATOR 100% stuck",
            caller=Caller("", "+86 139-1111-2345"),
        )
        log(work, unit="3-2-1202", description="lamp_2 dark", caller=Caller(anonymous=True), operator="Carl")
    with store.reading() as look:
        yield look
    store.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        param("kitchen", [PIPE], id="a word"),
        param("KITCHEN Leaking", [PIPE], id="several words, any case"),
        param("kitchen lobby", [], id="every word must match"),
        param("电梯", [LIFT], id="two Chinese characters"),
        param("ｅｓｃａｌａｔｏｒ", [LIFT], id="full width"),
        param("3-2-120", [PIPE, LAMP], id="a part of a unit"),
        param("大堂", [LIFT], id="a place"),
        param("0302-002", [LIFT], id="a part of the number"),
        param("王芳", [PIPE], id="the caller"),
        param("wf", [PIPE], id="the caller's initials"),
        param("单雄信", [PIPE], id="the assignee"),
        param("sxx", [PIPE], id="initials as entered for the staff"),
        param("bea", [PIPE], id="the first responder"),
        param("carl", [LAMP], id="the operator"),
        param("13800138000", [PIPE], id="a whole phone number"),
        param("138 0013 8000", [PIPE], id="a phone number with blanks"),
        param("+86 13911112345", [LIFT], id="a phone number with its country"),
        param("2345", [LIFT], id="the last four digits"),
        param("345", [], id="three digits are too few"),
        param("1391111", [], id="the first digits alone do not tell"),
        param("8000 pipe", [PIPE], id="digits and a word"),
        param("100%", [LIFT], id="a percent sign is itself"),
        param("%", [LIFT], id="never a wildcard"),
        param("lamp_2", [LAMP], id="an underline is itself"),
        param("p_pe", [], id="no single wildcard either"),
        param("/", [], id="nor the escape itself"),
        param("'; DROP TABLE ticket; --", [], id="only text"),
        param("  ", [PIPE, LIFT, LAMP], id="blanks ask for nothing"),
    ],
)
def test_a_search(look: Reading, text: str, found: list[str]) -> None:
    assert sorted(numbers(look.tickets.rows(view("all", text=text)))) == found


def test_a_search_looks_only_in_the_view(look: Reading) -> None:
    assert numbers(look.tickets.rows(view("unassigned", text="3-2-120"))) == [LAMP]
    assert numbers(look.tickets.find(view("open", text="3-2-120", limit=1))) in ([PIPE], [LAMP])
