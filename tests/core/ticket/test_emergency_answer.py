"""The question whether a matter is an emergency, and both answers to it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.base.errors import NotAllowed
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.policy.urgency import Urgency
from core.ticket.acts.answer import AnswerEmergency, EmergencyAnswer
from core.ticket.model import Ticket
from core.ticket.reading import Alarm, Certainty, Reading
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
