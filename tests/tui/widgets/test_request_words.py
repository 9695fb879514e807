"""A request says in words everything that its step would do: nothing is approved unseen."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest

from core.base.codes import Code
from core.base.serialization import to_plain, to_text
from core.base.text import Clean
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.defer import Defer
from core.ticket.acts.hold import Hold
from core.ticket.acts.responder import CorrectFirstResponder
from core.ticket.acts.undo import Undo
from core.ticket.codes import HoldReason, Result
from tests.core.play import Play
from tests.core.ticket.test_properties import ACTS
from tui.i18n import use_language
from tui.widgets.sentences import asked_for

POLICY = default_policy()
STEPS: list[Act] = [
    *ACTS,
    Hold(HoldReason.WEATHER, datetime(2026, 9, 1, 2, 0, tzinfo=UTC)),
    Assign(Clean("Li"), Clean("nearer"), Clean("radio")),
    CorrectFirstResponder(Clean("Li"), Clean("saw it first")),
    RecordCallback(Result.WAIVED, reason=Clean("asked not to be called"), answer=Clean("later")),
]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("act", STEPS, ids=repr)
def test_every_answer_is_said(act: Act, language: str) -> None:
    use_language(language)
    said = asked_for(act.about.name, to_text(to_plain(act)), POLICY, ())
    for spec in fields(act):  # type: ignore[arg-type]
        value = getattr(act, spec.name)
        if value == spec.default or isinstance(value, Code | datetime):
            continue
        shown = POLICY.category(value).title(language) if spec.name == "category" else str(value)
        assert spec.name == "way" or shown in said


def test_a_code_and_a_time_are_said_in_words() -> None:
    act = Hold(HoldReason.WEATHER, datetime(2026, 9, 1, 2, 0, tzinfo=UTC))
    assert asked_for("hold", to_text(to_plain(act)), POLICY, ()) == "Put on hold: weather; Until 09-01 10:00"
    waived = RecordCallback(Result.WAIVED, reason=Clean("no"))
    assert asked_for("callback", to_text(to_plain(waived)), POLICY, ()) == "Call back: waived; no"


def test_an_undo_says_which_step_it_takes_back() -> None:
    play = Play()
    play.act(Assign(Clean("Li")), play.reported + timedelta(minutes=1))
    words = asked_for("undo", to_text(to_plain(Undo(step=2))), POLICY, play.events)
    assert words == "Undo the last step: assigned to Li"


def test_erased_answers_are_said_to_be_erased() -> None:
    assert asked_for("defer", "", POLICY, ()) == "Defer: erased"


def test_a_long_answer_comes_last_and_hides_no_other() -> None:
    act = Defer(Clean("no budget " * 30), date(2026, 9, 1))
    assert asked_for("defer", to_text(to_plain(act)), POLICY, ()).startswith(
        "Defer: Review on 2026-09-01; no bud"
    )
