"""The question whether a matter is an emergency, and both answers to it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.base.errors import NotAllowed
from core.base.text import Clean
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.policy.urgency import Urgency
from core.ticket.acts.answer import AnswerEmergency, EmergencyAnswer
from core.ticket.acts.assign import Assign
from core.ticket.acts.close import Void
from core.ticket.acts.undo import Undo
from core.ticket.model import Ticket
from core.ticket.reading import Alarm, Certainty, Reading
from storage.fast.first_board import first_board
from storage.store import SqlStore


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without a register."""
    with closing(SqlStore(str(tmp_path / "desk.db"))) as store:
        yield Desk(store, "wang")


def logged(desk: Desk, category: str) -> Ticket:
    """A ticket of that category that may be a fire."""
    asked = Reading(Certainty.GUESS, Alarm.ASK, ("smell",), "fire", "nuisance")
    return desk.tickets.log(cleaned(Intake(description="odd smell", category=category, reading=asked)))


@pytest.mark.parametrize("category", ["fire", "nuisance"])
def test_until_the_answer_it_is_at_most_urgent(desk: Desk, category: str) -> None:
    assert logged(desk, category).urgency is Urgency.URGENT


@pytest.mark.parametrize("category", ["fire", "nuisance"])
@pytest.mark.parametrize(
    ("answer", "then"),
    [
        (EmergencyAnswer.YES, ("fire", Urgency.EMERGENCY, "security")),
        (EmergencyAnswer.NO, ("nuisance", Urgency.URGENT, "security")),
    ],
)
def test_the_answer_gives_category_urgency_and_department(
    desk: Desk, category: str, answer: EmergencyAnswer, then: tuple[str, Urgency, str]
) -> None:
    ticket = logged(desk, category)
    ticket = desk.tickets.do(ticket.number, AnswerEmergency(answer))
    assert (ticket.category, ticket.urgency, ticket.department) == then
    with pytest.raises(NotAllowed, match="not asked"):
        desk.tickets.do(ticket.number, AnswerEmergency(answer))


def test_the_board_asks_until_it_is_answered(desk: Desk, tmp_path: Path) -> None:
    desk.tickets.log(cleaned(Intake(description="burst pipe", category="pipe_leak")))
    number = logged(desk, "nuisance").number
    desk.tickets.do(number, Assign(Clean("desk")))
    first, other = desk.queries.board().rows
    assert (first.number, first.asked, other.asked) == (number, True, False)
    shown = first_board(str(tmp_path / "desk.db"), desk.clock(), 9)
    assert shown is not None and [row.asked for row in shown.rows] == [True, False]
    desk.tickets.do(number, AnswerEmergency(EmergencyAnswer.NO))
    assert not any(row.asked or row.marks.emergency for row in desk.queries.board().rows)
    desk.tickets.do(number, Undo())
    assert desk.queries.board().rows[0].asked
    desk.tickets.do(number, AnswerEmergency(EmergencyAnswer.YES))
    first = desk.queries.board().rows[0]
    assert (first.number, first.asked, first.marks.emergency) == (number, False, True)


def test_what_is_over_is_not_asked_about(desk: Desk) -> None:
    number = logged(desk, "nuisance").number
    desk.tickets.do(number, Void(Clean("a test")))
    assert not desk.queries.board("all").rows[0].asked
