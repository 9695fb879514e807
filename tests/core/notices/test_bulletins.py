"""Bulletins: who is asked to read them, and for how long (R093, R137)."""

from datetime import date

import pytest

from core.base.errors import InvalidInput, NotAllowed
from core.base.text import Clean
from core.notices.bulletin import Bulletin
from core.notices.table import BULLETIN
from tests.core.office import Office
from tui.papers.making import make_handover
from tui.papers.paper import Table

WATER = {"title": "Water", "text": "The water is off on Friday."}


def numbers(office: Office, name: str, view: str) -> list[str]:
    return [one.number for one in office.desk(name).records.find(BULLETIN, view).records]


def readers(office: Office) -> tuple[str, ...]:
    record = office.desk("Anna").records.card(BULLETIN, "1").record
    assert isinstance(record, Bulletin)
    return record.readers


def test_a_bulletin_is_unread_until_each_has_read_it(office: Office) -> None:
    office.desk("陈静").records.new(BULLETIN, WATER)
    assert numbers(office, "Anna", "unread") == ["B-1"]
    office.desk("Anna").records.act(BULLETIN, "B-1", "read", {})
    assert (numbers(office, "Anna", "unread"), numbers(office, "Ben", "unread")) == ([], ["B-1"])
    with pytest.raises(NotAllowed, match="Anna has read it already"):
        office.desk("Anna").records.act(BULLETIN, "B-1", "read", {})


def test_an_operator_confirms_for_others_and_a_guest_only_for_themselves(office: Office) -> None:
    office.desk("陈静").records.new(BULLETIN, WATER)
    office.desk("Anna").records.act(BULLETIN, "B-1", "read", {"person": "2"})
    assert readers(office) == ("陈静", "Ben")
    with pytest.raises(NotAllowed, match="needs an operator"):
        office.desk("guest").records.act(BULLETIN, "B-1", "read", {"person": "Anna"})
    office.desk("guest").records.act(BULLETIN, "B-1", "read", {})
    assert readers(office) == ("陈静", "Ben", "guest")


def test_another_text_is_read_again_another_day_is_not(office: Office) -> None:
    chen = office.desk("陈静").records
    chen.new(BULLETIN, WATER)
    office.desk("Anna").records.act(BULLETIN, "B-1", "read", {})
    chen.act(BULLETIN, "B-1", "amend", {"until": date(2026, 3, 14)})
    assert readers(office) == ("陈静", "Anna")
    chen.act(BULLETIN, "B-1", "amend", {"text": "The water is off on Saturday."})
    assert readers(office) == ("陈静",)
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        chen.act(BULLETIN, "B-1", "amend", {"title": "Water"})


def test_a_bulletin_is_current_from_a_day_until_a_day(office: Office) -> None:
    days = {"from_day": date(2026, 3, 11), "until": date(2026, 3, 12)}
    office.desk("陈静").records.new(BULLETIN, {**WATER, **days})
    seen = []
    for _ in range(4):
        seen.append(numbers(office, "Anna", "current") == numbers(office, "Anna", "unread") == ["B-1"])
        office.later(days=1)
    assert seen == [False, True, True, False]
    assert numbers(office, "Anna", "all") == ["B-1"]


def test_a_withdrawn_one_is_asked_of_nobody(office: Office) -> None:
    office.desk("陈静").records.new(BULLETIN, WATER)
    office.desk("陈静").records.act(BULLETIN, "B-1", "withdraw", {"reason": "repaired"})
    assert numbers(office, "Anna", "current") == []
    with pytest.raises(NotAllowed, match="withdrawn"):
        office.desk("Anna").records.act(BULLETIN, "B-1", "read", {})


@pytest.mark.parametrize(
    "days",
    [
        {"until": date(2026, 3, 9)},
        {"from_day": date(2026, 3, 12), "until": date(2026, 3, 11)},
    ],
)
def test_the_last_day_is_neither_past_nor_before_the_first(office: Office, days: dict[str, date]) -> None:
    with pytest.raises(InvalidInput, match="last day"):
        office.desk("陈静").records.new(BULLETIN, {**WATER, **days})


def test_the_handover_says_how_many_have_read_it(office: Office) -> None:
    chen, anna = office.desk("陈静"), office.desk("Anna")
    chen.records.new(BULLETIN, WATER)
    chen.records.new(BULLETIN, {**WATER, "until": date(2026, 3, 10)})
    chen.records.new(BULLETIN, {**WATER, "from_day": date(2026, 3, 12)})
    chen.records.act(BULLETIN, "B-1", "read", {"person": "guest"})
    anna.records.act(BULLETIN, "B-1", "read", {})
    anna.handover.begin_watch()
    anna.handover.write_note(Clean("keys in the drawer"), "note")
    notes = anna.handover.sheet().notes
    assert [(note.id, note.text, note.by, note.read, note.staff) for note in notes[1:]] == [
        ("bulletin:B-1", "B-1  Water", "陈静", 2, 3),
        ("bulletin:B-2", "B-2  Water", "陈静", 1, 3),
    ]
    assert (notes[0].kind, notes[0].read, notes[0].red) == ("note", None, False)


def test_the_handover_for_programs_has_it_too(office: Office) -> None:
    anna = office.desk("Anna")
    office.desk("陈静").records.new(BULLETIN, WATER)
    anna.handover.begin_watch()
    anna.handover.write_note(Clean("keys in the drawer"), "note")
    paper = make_handover(anna)
    note, bulletin = paper.document["notes"]
    assert (bulletin["read"], bulletin["staff"]) == (1, 3)
    assert not {"read", "staff"} & {*note}
    assert "B-1  Water (read by 1 of 3)" in [
        cell for part in paper.parts if isinstance(part, Table) for row in part.rows for cell in row
    ]
