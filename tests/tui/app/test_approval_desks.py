"""Two real desks: an operator is refused and asks with one key, a supervisor approves at the other desk."""

from contextlib import ExitStack
from pathlib import Path

from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.directory import Person
from core.ticket.codes import State
from core.ticket.requests import Ruling
from storage.store import SqlStore
from tests.tui.app.test_ring_desks import opened, url
from tests.tui.pty_desk import PtyDesk

__all__ = ["url"]

STAFF = (
    Person("1", "Anna", "desk", role="operator"),
    Person("2", "Chen Jing", "desk", role="supervisor"),
)
SAVE = "\x1b[15~"


def estate(url: str) -> tuple[SqlStore, str]:
    """A centre with an operator, a supervisor and one ticket; its number."""
    store = SqlStore(url)
    with store.writing() as work:
        work.people.save_people(STAFF)
    said = Intake(description="kitchen pipe leaking", category="pipe_leak", unit="3-2-1201")
    return store, Desk(store, "Anna").tickets.log(cleaned(said)).number


def ready(desk: PtyDesk) -> None:
    desk.until("No one is in charge")
    desk.read(0.3)


def test_an_operator_asks_for_what_was_refused_and_the_supervisor_approves(own_home: Path, url: str) -> None:
    store, number = estate(url)
    desk = Desk(store, "Anna")
    with ExitStack() as stack:
        anna, chen = (stack.enter_context(opened(own_home, url, name)) for name in ("Anna", "Chen Jing"))
        ready(anna)
        anna.type("f")
        anna.until("Needs a supervisor: Chen Jing. ~ asks for approval.")
        anna.type("~")
        anna.until("Ask for approval: Defer")
        anna.type("no budget" + SAVE)
        anna.until("asked for approval: Defer: no budget")
        assert desk.queries.card(number).ticket.state is State.LOGGED
        ready(chen)
        chen.until("asked for approval: Defer")
        chen.type("~")
        chen.until("Anna asked at")
        assert "Defer: no budget; Review on" in chen.text()
        chen.type(SAVE)
        chen.until("approved what Anna asked for")
        anna.type("7")
        anna.until("deferred  1/1")
        anna.read(0.3)
        anna.type("o")
        anna.until("Anna; approved")
    ticket = desk.queries.card(number).ticket
    assert (ticket.state, ticket.requests[0].ruling) == (State.DEFERRED, Ruling.APPROVED)
    assert ticket.requests[0].done_by == "Chen Jing"
    store.close()


def test_what_a_form_refuses_is_asked_for_with_what_was_typed(own_home: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "desk.db")
    store, number = estate(url)
    with opened(own_home, url, "Anna") as anna:
        ready(anna)
        anna.type("a")
        anna.until("Assign")
        anna.type("engineering" + SAVE)
        anna.until("assigned to Engineering")
        anna.type("a")
        anna.until("why it is reassigned")
        for keys, seen in (("security", "security"), ("\t", "Reason"), ("theirs", "theirs")):
            anna.type(keys)
            anna.until(seen)
            anna.read(0.1)
        anna.type(SAVE)
        anna.until("~ asks for approval; what")
        anna.type("\x1b")
        anna.until(lambda text: "~ asks for approval" not in text)
        anna.type("~")
        anna.until("Ask for approval: Assign")
        anna.until("theirs")
        anna.type(SAVE)
        anna.until("asked for approval: Assign")
        (request,) = Desk(store, "Anna").queries.card(number).ticket.to_approve
        assert "security" in request.answers.casefold() and "theirs" in request.answers
        anna.type("~")
        anna.until("Withdraw this request?")
        anna.type(SAVE)
        anna.until("request for approval withdrawn")
    store.close()
