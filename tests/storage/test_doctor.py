"""The doctor notices whatever was changed behind the program's back."""

import pytest
from sqlalchemy import text

from core.ticket.acts.assign import Assigned
from core.ticket.acts.urge import Urged
from storage.doctor import examine
from storage.store import SqlStore
from tests.storage.examples import go_on, log


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """Three tickets, five events."""
    with store.writing() as work:
        go_on(work, log(work), Assigned(department="engineering"), Urged(note="again"))
        log(work)
        log(work)
    return store


def tamper(store: SqlStore, *statements: str) -> list[str]:
    """What the doctor says after the statements, which get round the triggers as an intruder would."""
    with store.database.writing() as connection:
        if store.database.file:
            connection.execute(text("DROP TRIGGER event_unchanged"))
            connection.execute(text("DROP TRIGGER event_kept"))
        else:
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER ALL"))
        for statement in statements:
            connection.execute(text(statement))
    return [str(finding) for finding in examine(store.database)]


def test_nothing_is_wrong_with_a_sound_database(filled: SqlStore) -> None:
    assert examine(filled.database) == []


def test_an_empty_database_is_sound(store: SqlStore) -> None:
    assert examine(store.database) == []


@pytest.mark.parametrize(
    ("statement", "findings"),
    [
        (
            "UPDATE event SET actor = 'mallory' WHERE id = 2",
            ["Event 2 (260302-001) is not as it was written."],
        ),
        (
            "UPDATE event SET personal = replace(personal, 'again', 'never') WHERE id = 3",
            [
                "The words of event 3 (260302-001) are not as they were written.",
                "Ticket 260302-001 differs from its events in: notes.",
            ],
        ),
        (
            "DELETE FROM event WHERE id = 3",
            [
                "Events 3 to 3 are missing.",
                "Ticket 260302-001 differs from its events in: notes, seq, urges.",
            ],
        ),
        (
            "DELETE FROM event WHERE id = 2",
            ["Events 2 to 2 are missing.", "The events of ticket 260302-001 are not numbered one by one."],
        ),
        ("DELETE FROM event WHERE id = 5", ["Ticket 260302-003 has no events."]),
        (
            "UPDATE event SET kind = 'desk' WHERE id = 5",
            [
                "Event 5 (desk 260302000003) is not as it was written.",
                "Ticket 260302-003 has no events.",
            ],
        ),
        (
            "DELETE FROM ticket WHERE number = '260302-002'",
            ["Ticket 260302-002 is missing, though it has events."],
        ),
        (
            "DELETE FROM ticket WHERE number = '260302-003'",
            ["Ticket 260302-003 is missing, though it has events."],
        ),
        (
            "UPDATE ticket SET state = 'closed', body = replace(body, 'assigned\"', 'closed\"')"
            " WHERE number = '260302-001'",
            ["Ticket 260302-001 differs from its events in: state."],
        ),
        (
            "UPDATE ticket SET due_at = due_at + 60000000 WHERE number = '260302-002'",
            ["Ticket 260302-002 differs from its events in: due_at."],
        ),
        ("UPDATE event SET personal = NULL WHERE id = 1", []),
    ],
)
def test_what_was_changed_is_named(filled: SqlStore, statement: str, findings: list[str]) -> None:
    assert tamper(filled, statement) == findings


def test_a_ticket_that_vanished_with_its_events_leaves_a_gap(filled: SqlStore) -> None:
    traces = ("DELETE FROM event WHERE number = 260302000002", "DELETE FROM ticket WHERE id = 260302000002")
    assert tamper(filled, *traces) == ["Events 4 to 4 are missing."]
