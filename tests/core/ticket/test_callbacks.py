"""Callbacks: claims that end by themselves, who may call, paid services, grades that are doubted."""

from datetime import datetime
from functools import partial

import pytest

from core.base.dataclass import replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.events.fact import Undone
from core.events.fold import standing_steps
from core.people.roles import Actor
from core.ticket.acts.assign import Assign
from core.ticket.acts.call import CallOutOfTurn
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.claim import ClaimCallback
from core.ticket.acts.handle import Handle
from core.ticket.acts.helper import AddHelper
from core.ticket.acts.tell import Tell
from core.ticket.acts.work import Arrive
from core.ticket.callbacks import claim_on, contradiction
from core.ticket.codes import Mode, Result, State, YesNo
from core.ticket.households import best_hour, households
from core.ticket.ladder import plan
from core.ticket.model import Attempt, Caller, Ticket
from tests.core.play import CHIEF, STAFF, Play, site
from tests.core.ticket.test_telling import DIR, SUP, known

WANG, MEI = Actor("Wang", department="desk"), Actor("Mei", department="desk")
TOLD = site("2026-03-10 11:00")


def attempt_of(ticket: Ticket) -> Attempt:
    """The last attempt of the callback."""
    assert ticket.round.callback
    return ticket.round.callback.attempts[-1]


def handled(to: str = "Li", **more: object) -> Play:
    play = Play(**more)  # type: ignore[arg-type]
    play.act(Assign(Clean(to)), site("2026-03-10 09:02"))
    play.act(Arrive(), site("2026-03-10 09:09"))
    play.act(Handle(Clean("new seal"), materials=Clean("seal"), fee=Clean("80")), site("2026-03-10 10:00"))
    return play


def minute(play: Play, at: datetime) -> str:
    claim = claim_on(play.ticket.round.callback, play.policy.callback.claim_min, at)
    return claim.by if claim else ""


def test_a_claim_is_refused_to_another_desk_and_frees_itself_after_three_minutes():
    play = handled()
    play.act(ClaimCallback(), site("2026-03-10 11:00"), actor=WANG)
    with pytest.raises(NotAllowed) as refused:
        play.act(ClaimCallback(), site("2026-03-10 11:02"), actor=MEI)
    assert str(refused.value).startswith("Wang has been calling this household since 11:00.")
    assert [minute(play, site(f"2026-03-10 11:0{m}")) for m in (0, 2, 3)] == ["Wang", "Wang", ""]
    assert play.act(ClaimCallback(), site("2026-03-10 11:03"), actor=MEI).state is State.HANDLED
    assert minute(play, site("2026-03-10 11:04")) == "Mei"


def test_a_claim_begins_again_for_the_same_person_and_ends_with_the_result():
    play = handled()
    play.act(ClaimCallback(), site("2026-03-10 11:00"), actor=WANG)
    play.act(ClaimCallback(), site("2026-03-10 11:02"), actor=WANG)
    assert minute(play, site("2026-03-10 11:04")) == "Wang"
    play.act(RecordCallback(Result.NO_ANSWER), site("2026-03-10 11:04"), actor=WANG)
    assert minute(play, site("2026-03-10 11:04")) == ""


def test_a_claim_outlives_the_undoing_of_the_work_before_it():
    play = handled()
    work = play.ticket.version
    play.act(ClaimCallback(), site("2026-03-10 11:00"), actor=WANG)
    assert standing_steps(play.events)[-1] == work
    assert play.keep([Undone(step=work)], site("2026-03-10 11:01")) and play.ticket.state is State.ON_SITE


def test_r110_the_person_who_did_the_work_never_calls_nor_a_helper():
    """The office makes the callbacks, never the person who did the work, or who helped."""
    play = Play()
    play.act(Assign(Clean("Li")), site("2026-03-10 09:02"))
    play.act(AddHelper(Clean("Hu")), site("2026-03-10 09:05"))
    play.act(Handle(Clean("done"), no_arrival=Clean("by phone")), site("2026-03-10 10:00"))
    for name in ("Li", "Hu"):
        for act in (ClaimCallback(), RecordCallback(Result.SATISFIED)):
            with pytest.raises(NotAllowed, match="who did the work"):
                play.act(act, TOLD, actor=Actor(name, department="engineering"))
    assert play.act(RecordCallback(Result.SATISFIED), TOLD, actor=WANG).state is State.CLOSED


def test_r110_a_job_sent_to_a_department_is_not_called_back_by_its_operators():
    """Where a department as a whole did the work, none of its operators calls."""
    play = handled(to="engineering")
    with pytest.raises(NotAllowed, match="department that did the work"):
        play.act(RecordCallback(Result.SATISFIED), TOLD, actor=Actor("Hu", department="engineering"))
    head = Actor("Sun", "supervisor", department="engineering")
    assert play.act(RecordCallback(Result.SATISFIED), TOLD, actor=head).state is State.CLOSED


def test_r111_a_paid_service_asks_about_process_quality_and_satisfaction():
    """A paid service cannot be closed as satisfied without grades of process and quality."""
    play = handled(category="paid_service")
    with pytest.raises(InvalidInput, match="the process, the quality"):
        play.act(RecordCallback(Result.SATISFIED), TOLD)
    done = play.act(
        RecordCallback(
            Result.SATISFIED,
            process=Result.VERY_SATISFIED,
            quality=Result.SATISFIED,
            meets=YesNo.YES,
            answer=Clean("as agreed"),
        ),
        TOLD,
    )
    said = attempt_of(done)
    assert (said.process, said.quality, said.meets, said.answer) == (
        "very_satisfied", "satisfied", "yes", "as agreed",
    )  # fmt: skip
    with pytest.raises(InvalidInput, match="take a grade"):
        handled().act(RecordCallback(Result.SATISFIED, quality=Result.NO_ANSWER), TOLD)


def test_r112_a_paid_service_asks_whether_it_meets_the_requirement_agreed():
    """The answer is kept with the remark; satisfied although it is not met is asked about."""
    play = handled(category="paid_service")
    graded = partial(RecordCallback, Result.SATISFIED, process=Result.SATISFIED, quality=Result.SATISFIED)
    with pytest.raises(InvalidInput, match="meets the requirement"):
        play.act(graded(), TOLD)
    said = graded(answer=Clean("a shelf is missing"), meets=YesNo.NO)
    attempt = attempt_of(play.act(said, TOLD))
    assert (attempt.meets, attempt.answer) == ("no", "a shelf is missing")
    assert contradiction(attempt)


def test_r159_the_mode_is_the_categorys_unless_it_was_another():
    """Each attempt keeps its mode: phone, on site or patrol."""
    assert attempt_of(handled().act(RecordCallback(Result.NO_ANSWER), TOLD)).mode is Mode.PHONE
    fire = handled(category="fire")
    assert attempt_of(fire.act(RecordCallback(Result.NO_ANSWER), TOLD)).mode is Mode.ON_SITE
    said = RecordCallback(Result.SATISFIED, mode=Mode.PATROL, solved=YesNo.YES)
    attempt = attempt_of(handled().act(said, TOLD))
    assert (attempt.mode, attempt.solved) == ("patrol", "yes")


def test_r201_a_call_out_of_turn_is_kept_in_any_state_and_changes_none():
    """A call can be recorded on a ticket at any time, before and after the work."""
    play = Play()
    for at, actor in ((site("2026-03-10 09:30"), WANG), (site("2026-03-10 09:40"), MEI)):
        before = play.ticket
        play.act(CallOutOfTurn(Result.SATISFIED, Clean("is waiting")), at, actor=actor)
        assert (play.ticket.state, play.ticket.round) == (before.state, before.round)
    assert [(call.by, call.result, call.mode) for call in play.ticket.calls] == [
        ("Wang", "satisfied", "phone"), ("Mei", "satisfied", "phone"),
    ]  # fmt: skip
    with pytest.raises(InvalidInput):
        play.act(CallOutOfTurn(Result.WAIVED), TOLD)


def test_dissatisfied_tells_the_supervisor_at_once_and_the_director_the_second_time():
    play = handled()
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("still leaking")), TOLD)
    again = [
        (rung.role, rung.status) for rung in plan(play.ticket, play.policy, TOLD) if rung.reason == "rework"
    ]
    assert again == [("supervisor", "due")]
    play.act(Tell(SUP), site("2026-03-10 11:05"), known=known(site("2026-03-10 11:05")))
    later = site("2026-03-10 15:00")
    play.act(Handle(Clean("pipe"), no_arrival=Clean("was there")), site("2026-03-10 14:00"))
    play.act(RecordCallback(Result.DISSATISFIED, reason=Clean("again")), later)
    reworks = {
        rung.role: rung.status for rung in plan(play.ticket, play.policy, later) if rung.reason == "rework"
    }
    assert reworks == {"supervisor": "told", "director": "due"}
    told = play.act(Tell(DIR), later, known=known(later))
    assert [one.person for one in told.tellings] == ["Sun", "Dong"]


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        (Attempt(TOLD, Result.SATISFIED, "", "op"), False),
        (Attempt(TOLD, Result.SATISFIED, "", "op", solved=YesNo.NO), True),
        (Attempt(TOLD, Result.SATISFIED, "", "op", meets=YesNo.NO), True),
        (Attempt(TOLD, Result.SATISFIED, "", "op", quality=Result.DISSATISFIED), True),
        (Attempt(TOLD, Result.VERY_SATISFIED, "还在漏水，算了", "op"), True),
        (Attempt(TOLD, Result.SATISFIED, "It is still leaking a bit", "op"), True),
        (Attempt(TOLD, Result.SATISFIED, "没有投诉，挺好", "op"), False),
        (Attempt(TOLD, Result.SATISFIED, "Nothing to complain about", "op"), False),
        (Attempt(TOLD, Result.DISSATISFIED, "还在漏水", "op", solved=YesNo.NO), False),
        (Attempt(TOLD, Result.NEUTRAL, "too slow", "op"), False),
    ],
)
def test_words_that_contradict_a_good_grade_are_asked_about(said, doubted):
    assert bool(contradiction(said)) is doubted


def test_a_household_shares_a_unit_or_a_phone_and_not_the_end_of_a_number():
    def one(number: str, unit: str = "", phone: str = "", category: str = "pipe_leak"):
        play = handled(caller=Caller("Zhao", phone), category=category)
        return replace(play.ticket, number=number, unit=unit)

    mobile = "13800138000"
    tickets = [
        one("1", "3-1-802", mobile),
        one("2", "", "13900138000"),
        one("3", "3-1-802"),
        one("4", "", mobile),
        one("5", "4-1-101", "+86 138 0013 8000"),
        one("6", "", "0351-7012345"),
        one("7", "", "7012345"),
        one("8"),
        one("9"),
    ]
    groups = [[ticket.number for ticket in group] for group in households(tickets, STAFF)]
    assert groups == [["1", "3", "4", "5"], ["2"], ["6", "7"], ["8"], ["9"]]


def test_the_best_hour_is_that_of_the_households_own_answers():
    play = handled()
    assert best_hour([play.ticket], play.policy.site.zone) is None
    for text in ("2026-03-10 11:00", "2026-03-10 12:10"):
        play.act(RecordCallback(Result.NO_ANSWER), site(text))
    play.act(CallOutOfTurn(Result.SATISFIED), site("2026-03-10 12:20"))
    play.act(CallOutOfTurn(Result.SATISFIED), site("2026-03-10 18:20"))
    assert best_hour([play.ticket], play.policy.site.zone) == 18
    assert CHIEF.name == "chief"
