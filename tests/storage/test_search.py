"""A ticket is found by what an operator remembers of it."""

from collections.abc import Iterator

import pytest
from pytest import param

from core.base.text import fold_case
from core.desk.ports import Reading
from core.people.directory import Person
from core.policy.model import default_policy
from core.ticket.acts.assign import Assigned
from core.ticket.acts.handle import Handled
from core.ticket.acts.note import Progress
from core.ticket.acts.reply import Replied
from core.ticket.model import Caller, Particulars
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
        go_on(
            work,
            pipe,
            Assigned(department="engineering", assignee="单雄信"),
            Progress(note="家里有狗，空調也壞"),
            Replied(text="一小时内到"),
            Handled(outcome="更换密封圈"),
        )
        log(
            work,
            unit="",
            place="大堂 Lobby",
            description="电梯 ESCALATOR 100% stuck",
            caller=Caller("曾强", "+86 139-1111-2345"),
            department="cleaning",
            particulars=Particulars(external_no="2026030200123"),
        )
        log(
            work,
            unit="3-2-1202",
            description="lamp_2 dark",
            caller=Caller("", "2220003"),
            operator="Carl",
            department="admin",
        )
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
        param("1391111", [LIFT], id="the first digits"),
        param("139", [], id="three first digits are too few"),
        param("3911", [], id="digits in the middle do not tell"),
        param("0351/2220003", [LAMP], id="a local number with its area code"),
        param("2220003", [LAMP], id="a local number"),
        param("0431-2220003", [LAMP], id="a local number behind any area code"),
        param("13912220003", [], id="a mobile that ends like it"),
        param("tel:+86-351-2220003", [LAMP], id="an address of a telephone system"),
        param("3栋2单元1202", [LAMP], id="a unit in another style"),
        param("3#2-1202", [LAMP], id="a unit with a number sign"),
        param("3号楼 2单元 1202", [LAMP], id="a unit with blanks"),
        param("３－２－１２０２", [LAMP], id="a unit in full width"),
        param("3栋2单元1202 dark", [LAMP], id="a unit in another style and a word"),
        param("電梯", [LIFT], id="a simplified text in traditional characters"),
        param("空調", [PIPE], id="a traditional note in traditional characters"),
        param("空调", [PIPE], id="a traditional note in simplified characters"),
        param("密封圈", [PIPE], id="the outcome"),
        param("有狗", [PIPE], id="a note"),
        param("一小时", [PIPE], id="what the caller was told"),
        param("2026030200123", [LIFT], id="the number of a transfer"),
        param("工程部", [PIPE], id="a department"),
        param("gcb", [PIPE], id="the initials of a department"),
        param("水电部", [PIPE], id="another name of a department"),
        param("engineering pipe", [PIPE], id="a department and a word"),
        param("zq", [LIFT], id="the initials of one reading of a name"),
        param("cq", [LIFT], id="the initials of its other reading"),
        param("cengqiang", [LIFT], id="the pinyin of its other reading"),
        param("shan", [PIPE], id="the beginning of a pinyin"),
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
    named = {word: default_policy().departments_named(word) for word in fold_case(text).split()}
    assert sorted(numbers(look.tickets.rows(view("all", text=text, departments=named)))) == found


def test_the_ticket_of_that_number_comes_first(look: Reading) -> None:
    found = numbers(look.tickets.rows(view("all", text="2", number=LIFT)))
    assert found[0] == LIFT and set(found) == {PIPE, LIFT, LAMP}
    other_day = numbers(look.tickets.rows(view("all", text="2", number="260303-003")))
    assert other_day[0] == LAMP


def test_a_search_looks_only_in_the_view(look: Reading) -> None:
    assert numbers(look.tickets.rows(view("unassigned", text="3-2-120"))) == [LAMP]
    assert numbers(look.tickets.find(view("open", text="3-2-120", limit=1))) in ([PIPE], [LAMP])
