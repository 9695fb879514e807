"""Acts that happened earlier: not before what they follow, and by the rights of now."""

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Rehearsal
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Void
from core.ticket.acts.defer import Conclude, Defer, Explain, Revive
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold, Resume
from core.ticket.codes import FeedbackWay, HoldReason, Result
from tests.core.play import Play
from tests.core.ticket.test_lifecycle import LI, OPERATOR, at, handled, on_site


def test_nothing_happens_before_the_report_or_before_the_arrival():
    with pytest.raises(InvalidInput, match="before the ticket was reported"):
        Play().act(Assign(Clean(LI)), at(-1))
    with pytest.raises(InvalidInput, match="before anyone arrived"):
        on_site().act(Handle(Clean("done")), at(8))
    with pytest.raises(InvalidInput, match="before the work was done"):
        handled().act(RecordCallback(Result.SATISFIED), at(39))


def test_an_earlier_time_does_not_lengthen_the_time_for_corrections():
    play = Play()
    late = Rehearsal(at(60))
    with pytest.raises(NotAllowed, match="supervisor"):
        play.act(Void(Clean("twice")), at(5), actor=OPERATOR, known=late)


def test_nothing_ends_before_it_began():
    play = on_site()
    play.act(Hold(HoldReason.WEATHER, at(99)), at(20))
    with pytest.raises(InvalidInput, match="before it was put on hold"):
        play.act(Resume(), at(19))
    play.act(Resume(), at(20))
    play.act(Defer(Clean("no part"), at(0).date()), at(30))
    for act in (Explain(Clean("no part"), FeedbackWay.PHONE), Revive(), Conclude(Clean("never"))):
        with pytest.raises(InvalidInput, match="before it was deferred"):
            play.act(act, at(29))
