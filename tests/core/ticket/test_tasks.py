"""To-dos that other acts leave on a ticket until somebody has done them (R068, R073, R185)."""

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.close import Closed, Voided
from core.ticket.acts.hold import Hold, Resume
from core.ticket.acts.isolate import Isolate, at_logging
from core.ticket.acts.task import Complete, TaskAdded
from core.ticket.acts.tell import Tell
from core.ticket.board import marks_of
from core.ticket.codes import OUTLASTING, CloseKind, HoldReason, Measure, TaskKind
from tests.core.play import Play, site

NINE = site("2026-03-10 09:05")
LATER = site("2026-03-10 10:00")


def sent():
    play = Play()
    play.act(Assign(Clean("Li")), NINE)
    return play


def kinds(play):
    return [task.kind for task in play.ticket.to_do]


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        (HoldReason.WAITING_PARTS, [TaskKind.COORDINATE]),
        (HoldReason.THIRD_PARTY, [TaskKind.COORDINATE]),
        (HoldReason.APPOINTMENT, []),
        (HoldReason.NO_ACCESS, []),
    ],
)
def test_a_hold_that_is_not_the_customers_is_for_the_office_to_coordinate(reason, left):
    play = sent()
    play.act(Hold(reason, site("2026-03-12 09:00")), LATER)
    assert kinds(play) == left
    play.act(Resume(), site("2026-03-10 11:00"))
    assert kinds(play) == []


def test_an_instruction_is_to_be_done_once_whatever_number_of_rungs_it_was_given_for():
    play = Play()
    at = site("2026-03-12 09:00")
    play.act(Tell(Clean("supervisor"), instruction=Clean("send two")), at)
    play.act(Tell(Clean("director"), instruction=Clean("send two")), at)
    assert [(task.kind, task.text) for task in play.ticket.to_do] == [(TaskKind.INSTRUCTION, "send two")]
    assert marks_of(play.ticket, play.policy).to_do
    play.act(Complete(), site("2026-03-12 10:00"))
    assert (kinds(play), marks_of(play.ticket, play.policy).to_do) == ([], False)


def test_what_was_left_open_outlives_the_closing_and_the_work_itself_does_not():
    play = Play()
    play.keep([TaskAdded(task=kind) for kind in TaskKind], NINE)
    play.keep([Closed(kind=CloseKind.WAIVED)], LATER)
    assert kinds(play) == [*OUTLASTING]
    assert marks_of(play.ticket, play.policy).to_do
    play.keep([Voided(reason="x")], LATER)
    assert (kinds(play), marks_of(play.ticket, play.policy).to_do) == ([], False)


def test_a_number_without_a_to_do_is_refused():
    play = sent()
    with pytest.raises(NotAllowed, match="no to-do"):
        play.act(Complete(), LATER)
    play.act(Hold(HoldReason.WEATHER, site("2026-03-12 09:00")), LATER)
    with pytest.raises(InvalidInput, match="no to-do 2"):
        play.act(Complete(Clean("2")), LATER)


def test_a_hazard_is_asked_for_until_it_is_isolated():
    play = Play(category="facility_loose")
    category = default_policy().category("facility_loose")
    play.keep(at_logging(None, "", "", category), NINE)
    assert kinds(play) == [TaskKind.ISOLATE]
    play.act(Isolate(Measure.TAPE), LATER)
    assert kinds(play) == []


@pytest.mark.parametrize(("category", "outcome"), [("pipe_leak", ""), ("facility_loose", "taken down")])
def test_nothing_is_asked_without_a_hazard_or_where_it_is_gone(category, outcome):
    assert at_logging(None, "", outcome, default_policy().category(category)) == []
