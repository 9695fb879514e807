"""The base of records, as every kind uses it: numbers, acts, versions, undo, as of, search."""

from datetime import date

import pytest

from core.base.errors import ChangedElsewhere, InvalidInput, NotAllowed, NotFound
from core.base.text import Clean
from core.desk.kinds import KINDS, kind_of
from core.events.as_of import AsOf
from core.notices.bulletin import Bulletin
from core.notices.table import BULLETIN, BulletinState
from core.record.act import act_class, why_not
from core.record.kind import NEW
from core.record.model import Record
from tests.core.office import NOW, Office

LIFT = {"title": "Lift B", "text": "Lift B stands still on Thursday."}


def post(office: Office, **said: object) -> Record:
    return office.desk("陈静").records.new(BULLETIN, {**LIFT, **said})


def test_numbers_count_for_each_kind_and_are_said_in_short(office: Office) -> None:
    assert [post(office).number, post(office).number] == ["B-1", "B-2"]
    for said in ("B-2", "b2", "2", "#2", " b-2"):
        assert office.desk("Anna").records.card(BULLETIN, said).record.number == "B-2"
    for wrong in ("B-3", "C-2", "", "b", "9" * 20):
        with pytest.raises(NotFound):
            office.desk("Anna").records.card(BULLETIN, wrong)


def test_a_record_says_when_and_by_whom_it_was_made_and_when_it_was_closed(office: Office) -> None:
    assert post(office) == Bulletin(
        number="B-1",
        title=LIFT["title"],
        text=LIFT["text"],
        from_day=date(2026, 3, 10),
        author="陈静",
        readers=("陈静",),
        version=1,
        seq=1,
        created_at=NOW,
        created_by="陈静",
        changed_at=NOW,
    )
    office.later(hours=1)
    closed = office.desk("陈静").records.act(BULLETIN, "B-1", "withdraw", {"reason": "repaired"})
    assert (closed.state, closed.closed_at, closed.version) == (BulletinState.WITHDRAWN, office.now, 2)


def test_what_must_be_said_is_asked_for(office: Office) -> None:
    for said in ({}, {"title": "Lift B"}, {"title": "  \n", "text": "x"}):
        with pytest.raises(InvalidInput, match="is missing"):
            office.desk("陈静").records.new(BULLETIN, said)
    assert office.desk("陈静").records.find(BULLETIN, "all").records == []


def test_texts_are_cleaned_at_the_door(office: Office) -> None:
    made = post(office, title=" Lift\x1b[31m B\n")
    assert isinstance(made, Bulletin)
    assert made.title == "Lift [31m B"


def test_an_act_takes_its_role_and_its_state(office: Office) -> None:
    post(office)
    with pytest.raises(NotAllowed, match="needs a supervisor"):
        office.desk("Anna").records.new(BULLETIN, LIFT)
    with pytest.raises(NotAllowed, match="needs a supervisor"):
        office.desk("Anna").records.act(BULLETIN, "B-1", "withdraw", {"reason": "x"})
    office.desk("陈静").records.act(BULLETIN, "B-1", "withdraw", {"reason": "repaired"})
    with pytest.raises(NotAllowed, match="withdrawn already"):
        office.desk("陈静").records.act(BULLETIN, "B-1", "withdraw", {"reason": "x"})


def test_a_screen_knows_before_why_an_act_is_not_possible(office: Office) -> None:
    post(office)
    found = office.desk("Anna").records.find(BULLETIN)
    reasons = {
        about.name: why_not(BULLETIN, about.name, found.records[0], found.moment) for about in BULLETIN.acts
    }
    assert [name for name, reason in reasons.items() if reason is None] == ["read"]


def test_every_act_of_every_kind_is_decided_somewhere() -> None:
    for kind in KINDS:
        assert kind_of(kind.name) is kind
        assert kind.acts[0].name == NEW
        assert all(act_class(kind, about.name).about is about for about in kind.acts)
        assert all(hasattr(kind.model, column.name) for column in kind.columns)
        if kind.ask:
            assert kind.view(kind.ask.view).name, kind.about(kind.ask.act).name


def test_a_version_other_than_the_seen_one_is_refused(office: Office) -> None:
    """Two desks at once: the second one looks again."""
    anna, chen = office.desk("Anna"), office.desk("陈静")
    seen = post(office).version
    chen.records.act(BULLETIN, "B-1", "amend", {"title": "Lift C"}, seen=seen)
    with pytest.raises(ChangedElsewhere, match="by 陈静"):
        anna.records.act(BULLETIN, "B-1", "read", {}, seen=seen)
    with pytest.raises(ChangedElsewhere):
        chen.records.undo(BULLETIN, "B-1", seen=seen)
    begun = office.now
    office.later(seconds=1)
    chen.records.act(BULLETIN, "B-1", "amend", {"title": "Lift D"})
    with pytest.raises(ChangedElsewhere):
        office.desk("Anna", since=begun).records.act(BULLETIN, "B-1", "read", {})


def test_the_last_step_is_undone_and_stays_in_the_history(office: Office) -> None:
    before = post(office)
    chen = office.desk("陈静")
    chen.records.act(BULLETIN, "B-1", "withdraw", {"reason": "x"})
    office.later(minutes=1)
    after = chen.records.undo(BULLETIN, "B-1")
    assert isinstance(before, Bulletin)
    assert (after.state, after.closed_at, after.version) == (BulletinState.POSTED, None, 3)
    assert [event.fact.type for event in chen.records.card(BULLETIN, "B-1").history] == [
        "posted",
        "withdrawn",
        "undone",
    ]
    with pytest.raises(NotAllowed, match="nothing to undo"):
        chen.records.undo(BULLETIN, "B-1")


def test_another_persons_step_is_a_supervisors_to_undo(office: Office) -> None:
    post(office)
    office.desk("Anna").records.act(BULLETIN, "B-1", "read", {})
    with pytest.raises(NotAllowed, match="needs a supervisor"):
        office.desk("Ben").records.undo(BULLETIN, "B-1")
    office.later(minutes=11)
    with pytest.raises(NotAllowed, match="needs a supervisor"):
        office.desk("Anna").records.undo(BULLETIN, "B-1")
    undone = office.desk("陈静").records.undo(BULLETIN, "B-1")
    assert isinstance(undone, Bulletin)
    assert undone.readers == ("陈静",)


def test_a_record_as_it_was(office: Office) -> None:
    post(office)
    office.later(hours=1)
    office.desk("陈静").records.act(BULLETIN, "B-1", "amend", {"title": "Lift C"})
    then = office.desk("Anna").records.card(BULLETIN, "1", as_of=AsOf(NOW))
    now = office.desk("Anna").records.card(BULLETIN, "1")
    assert isinstance(then.record, Bulletin)
    assert isinstance(now.record, Bulletin)
    assert (then.record.title, now.record.title) == ("Lift B", "Lift C")
    assert (len(then.history), len(now.history)) == (1, 2)
    with pytest.raises(NotAllowed, match="not there yet"):
        office.desk("Anna").records.card(BULLETIN, "1", as_of=AsOf(NOW.replace(year=2025)))


def test_an_act_can_have_happened_earlier_and_can_have_a_note(office: Office) -> None:
    post(office)
    office.later(hours=2)
    read = NOW.replace(hour=2)
    office.desk("Anna").records.act(
        BULLETIN, "B-1", "read", {}, at=read, note=Clean("aloud to the night shift")
    )
    event = office.desk("Anna").records.card(BULLETIN, "B-1").history[-1]
    assert (event.at, event.recorded_at, event.fact.note) == (read, office.now, "aloud to the night shift")
    with pytest.raises(InvalidInput, match="before it was written"):
        office.desk("Ben").records.act(BULLETIN, "B-1", "read", {}, at=NOW.replace(hour=0))
    with pytest.raises(InvalidInput, match="in the future"):
        office.desk("Ben").records.act(BULLETIN, "B-1", "read", {}, at=NOW.replace(hour=20))


def test_lists_are_searched_and_cut(office: Office) -> None:
    for title in ("Lift B", "Gate C", "Water"):
        post(office, title=title)
    records = office.desk("Anna").records
    assert [one.number for one in records.find(BULLETIN).records] == ["B-3", "B-2", "B-1"]
    assert [one.number for one in records.find(BULLETIN, text=Clean("gate c")).records] == ["B-2"]
    assert [one.number for one in records.find(BULLETIN, text=Clean("cj b-1")).records] == ["B-1"]
    found = records.find(BULLETIN, limit=2)
    assert ([one.number for one in found.records], found.more) == (["B-3", "B-2"], True)
    with pytest.raises(InvalidInput, match="current, unread, all"):
        records.find(BULLETIN, "nonsense")
