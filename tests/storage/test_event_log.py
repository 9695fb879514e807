"""The log of all streams: steps are numbered, facts are found by their class, every desk notices."""

from datetime import timedelta

from sqlalchemy import text

from core.desk.facts import DESK, Exported, SignedIn, SignedOut
from core.events.fact import Fact
from core.events.stream import PlacedEvent, Stream
from core.handover.facts import NoteWritten, WatchSigned
from core.handover.watch import stream_of
from storage.doctor import examine
from storage.store import SqlStore
from tests.storage.examples import NOW, log

LATER = NOW + timedelta(hours=1)
FIRST, SECOND = stream_of(1), stream_of(2)


def fill(store: SqlStore) -> None:
    with store.writing() as work:
        work.events.record(DESK, NOW, "anna", SignedIn(person="001"))
        log(work)
        work.events.record(FIRST, NOW, "anna", NoteWritten(kind="note", text="王芳 rang"), WatchSigned())
        work.events.record(SECOND, LATER, "ben", NoteWritten(kind="note", text="keys"))
        assert work.events.record(FIRST, LATER, "ben") == ()
        work.events.record(FIRST, LATER, "ben", WatchSigned(note="again"))
    with store.writing() as work:
        work.events.record(DESK, LATER, "anna", SignedOut(person="001"))


def facts(entries: list[PlacedEvent]) -> list[tuple[int, Stream, Fact]]:
    return [(entry.place, entry.stream, entry.event.fact) for entry in entries]


def test_each_call_is_one_step_of_its_stream(store: SqlStore) -> None:
    fill(store)
    with store.reading() as look:
        numbered = [(event.seq, event.step, event.actor, event.at) for event in look.events.of(FIRST)]
        assert numbered == [(1, 1, "anna", NOW), (2, 1, "anna", NOW), (3, 2, "ben", LATER)]
        assert [event.fact.type for event in look.events.of(DESK)] == ["signed_in", "signed_out"]
        assert look.events.of(stream_of(3)) == ()
    assert examine(store.database) == []


def test_facts_are_found_by_their_class_in_all_streams(store: SqlStore) -> None:
    fill(store)
    with store.reading() as look:
        notes = [
            (3, FIRST, NoteWritten(kind="note", text="王芳 rang")),
            (5, SECOND, NoteWritten(kind="note", text="keys")),
        ]
        assert facts(look.events.entries(NoteWritten)) == notes
        assert facts(look.events.entries(NoteWritten, newest=1)) == notes[1:]
        assert facts(look.events.entries(NoteWritten, since=LATER)) == notes[1:]
        assert facts(look.events.entries(SignedOut, NoteWritten)) == [
            *notes,
            (7, DESK, SignedOut(person="001")),
        ]
        assert look.events.entries(Exported) == []
        assert [entry.place for entry in look.events.entries()] == [1, 3, 4, 5, 6, 7]


def test_a_unit_of_work_that_fails_leaves_nothing(store: SqlStore) -> None:
    try:
        with store.writing() as work:
            work.events.record(DESK, NOW, "anna", SignedIn(person="001"))
            raise RuntimeError
    except RuntimeError:
        pass
    with store.reading() as look:
        assert (look.events.place(), look.pulse().place) == (0, 0)


def test_what_may_name_a_person_stands_apart_in_every_stream(store: SqlStore) -> None:
    fill(store)
    with store.database.writing() as connection:
        kept = connection.execute(text("SELECT data, personal FROM event WHERE id = 3")).one()
        assert kept.data == '{"kind":"note"}'
        assert "王芳" in kept.personal
        connection.execute(text("UPDATE event SET personal = NULL WHERE id = 3"))
    assert examine(store.database) == []
    with store.reading() as look:
        assert look.events.of(FIRST)[0].fact == NoteWritten(kind="note")
