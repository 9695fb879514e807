"""Events are final and chained; only the words about a person can be erased."""

import json

import pytest
from sqlalchemy import select, text

from core.base.errors import Unavailable
from core.ticket.acts.assign import Assigned
from core.ticket.acts.created import Created
from core.ticket.acts.urge import Urged
from storage.codec import START, digest_of, hash_of
from storage.store import SqlStore
from storage.tables import event
from tests.storage.examples import PHONE, created, go_on, log

WORDS = ("Kitchen pipe leaking", "王芳", PHONE, "she was angry")


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A ticket with words about people in its events."""
    with store.writing() as work:
        ticket = log(work)
        go_on(work, ticket, Assigned(department="engineering"), Urged(note="she was angry"))
    return store


def rows(store: SqlStore) -> list[dict[str, object]]:
    with store.database.reading() as connection:
        return [dict(row) for row in connection.execute(select(event).order_by(event.c.id)).mappings()]


def test_each_hash_covers_the_event_and_the_one_before(filled: SqlStore) -> None:
    previous = START
    for row in rows(filled):
        assert row["hash"] == hash_of(row, previous)
        previous = str(row["hash"])


def test_words_about_people_stand_apart_under_a_salt(filled: SqlStore) -> None:
    first, second, third = rows(filled)
    kept = " ".join(
        str(value) for row in (first, second, third) for name, value in row.items() if name != "personal"
    )
    assert [word for word in WORDS if word in kept] == []
    assert second["personal"] is None
    assert json.loads(str(third["personal"])).keys() == {"note", "salt"}
    assert third["digest"] == digest_of(str(third["personal"]))


def test_the_same_words_have_another_digest_each_time(store: SqlStore) -> None:
    with store.writing() as work:
        log(work)
        log(work)
    one, other = rows(store)
    assert one["digest"] != other["digest"]


FORBIDDEN = (
    "DELETE FROM event",
    "DELETE FROM event WHERE id = 1",
    "UPDATE event SET actor = 'somebody'",
    "UPDATE event SET at = at + 1 WHERE id = 2",
    "UPDATE event SET personal = 'other words' WHERE id = 1",
    "UPDATE event SET personal = NULL, data = '{}' WHERE id = 1",
    "UPDATE event SET hash = '' WHERE id = 3",
    "UPDATE event SET kind = 'desk' WHERE id = 2",
    "UPDATE event SET number = 1 WHERE id = 2",
)


def test_events_are_never_changed_or_deleted(filled: SqlStore) -> None:
    before = rows(filled)
    on_server = filled.database.file is None
    for statement in (*FORBIDDEN, *(["TRUNCATE event"] if on_server else [])):
        with pytest.raises(Unavailable, match="never"), filled.database.writing() as connection:
            connection.execute(text(statement))
    assert rows(filled) == before


def test_a_person_can_be_erased_and_the_chain_stays_whole(filled: SqlStore) -> None:
    with filled.database.writing() as connection:
        connection.execute(text("UPDATE event SET personal = NULL WHERE id = 1"))
    test_each_hash_covers_the_event_and_the_one_before(filled)
    with filled.reading() as look:
        fact = look.tickets.history("260302-001")[0].fact
    assert isinstance(fact, Created)
    assert (fact.description, fact.caller) == ("", Created.__dataclass_fields__["caller"].default)
    assert fact.category == created().category
