"""Records in the database: written with their events or not at all, found again, examined."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from core.base.errors import ChangedElsewhere, NotFound
from core.desk.desk import Desk
from core.events.stream import Event
from core.notices.bulletin import Bulletin, BulletinRead, Posted
from core.notices.table import BULLETIN, BulletinState
from core.record.act import fold
from core.record.ports import RecordQuery
from storage import tables
from storage.backup import backup
from storage.doctor import examine
from storage.progress import silent
from storage.refolding import refold
from storage.store import SqlStore

NOW = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
_r = tables.record.c


def post(store: SqlStore, title: str = "电梯", text: str = "B梯周四停运。") -> str:
    return desk(store).records.new(BULLETIN, {"title": title, "text": text}).number


def desk(store: SqlStore, name: str = "anna", at: datetime = NOW) -> Desk:
    return Desk(store, name, lambda: at)


def found(store: SqlStore, **query: object) -> list[str]:
    with store.reading() as look:
        return [one.number for one in look.records.find(BULLETIN, RecordQuery(**query))]  # type: ignore[arg-type]


def findings(store: SqlStore) -> list[str]:
    return [str(finding) for finding in examine(store.database)]


def test_a_record_is_written_and_read_as_it_was(store: SqlStore) -> None:
    post(store)
    desk(store, "ben").records.act(BULLETIN, "B-1", "read", {})
    with store.reading() as look:
        record = look.records.get(BULLETIN, 1)
        assert record == fold(BULLETIN, 1, look.events.of(BULLETIN.stream(1)))
    assert isinstance(record, Bulletin)
    assert (record.title, record.readers, record.from_day) == ("电梯", ("anna", "ben"), NOW.date())
    assert type(record.state) is BulletinState
    assert findings(store) == []


def test_records_are_found_by_state_and_words(store: SqlStore) -> None:
    post(store)
    post(store, "100% water_off", "Friday")
    desk(store).records.act(BULLETIN, "B-1", "withdraw", {"reason": "repaired"})
    assert found(store) == ["B-2", "B-1"]
    assert found(store, states=(BulletinState.POSTED,)) == ["B-2"]
    assert found(store, text="周四") == ["B-1"]
    assert found(store, text="dt") == ["B-1"]
    assert found(store, text="100% WATER_") == ["B-2"]
    assert found(store, text="0%f") == found(store, unit="1-1-101") == found(store, ticket="260310-001") == []
    assert found(store, due_by=NOW) == []


def test_a_missing_record_is_not_found(store: SqlStore) -> None:
    with store.reading() as look, pytest.raises(NotFound):
        look.records.get(BULLETIN, 1)


def test_of_two_desks_the_second_one_is_refused_and_writes_nothing(store: SqlStore) -> None:
    post(store)
    with store.reading() as look:
        seen = look.records.get(BULLETIN, 1)
    desk(store, "ben").records.act(BULLETIN, "B-1", "read", {})
    late = [Event(seen.seq + 1, seen.version + 1, NOW, NOW, "eve", BulletinRead(person="eve"))]
    with pytest.raises(ChangedElsewhere), store.writing() as work:
        work.records.append(BULLETIN, seen, late)
    with store.reading() as look:
        assert look.records.get(BULLETIN, 1).version == 2
        assert len(look.events.of(BULLETIN.stream(1))) == 2


def test_what_is_refused_leaves_no_gap_in_the_numbers(store: SqlStore) -> None:
    with pytest.raises(RuntimeError), store.writing() as work:
        serial = work.records.new_serial(BULLETIN)
        event = Event(1, 1, NOW, NOW, "anna", Posted(title="x", text="y", from_day=NOW.date()))
        work.records.append(BULLETIN, fold(BULLETIN, serial, [event]), [event])
        raise RuntimeError
    assert (found(store), post(store)) == ([], "B-1")


def damaged(store: SqlStore, *statements: object) -> list[str]:
    with store.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]
    return findings(store)


def test_doctor_names_a_record_that_differs_from_its_events(store: SqlStore) -> None:
    post(store)
    changed = update(tables.record).values(state="withdrawn", unit="1-1-101")
    assert damaged(store, changed) == ["Record bulletin 1 differs from its events in: state, unit."]
    body = '{"number":"B-1","title":"Other"}'
    said = damaged(store, update(tables.record).values(body=body, state="posted", unit=""))
    assert len(said) == 1
    assert "title" in said[0]


def test_doctor_names_a_record_without_events_and_events_without_one(store: SqlStore) -> None:
    post(store)
    row: Sequence[object] = ("bulletin", 2, "posted", "", "", None, None, 1, "", '{"number":"B-2"}')
    other = ("omen", *row[1:])
    columns = [column.name for column in tables.record.c]
    add = [insert(tables.record).values(dict(zip(columns, one, strict=True))) for one in (row, other)]
    assert damaged(store, *add) == [
        "Record bulletin 2 differs from its events in: events.",
        "Record omen 2 is of a kind that this program does not know.",
    ]
    assert damaged(store, delete(tables.record)) == ["Record bulletin 1 is missing, though it has events."]


def test_an_erased_person_leaves_the_record_sound(store: SqlStore) -> None:
    post(store)
    assert damaged(store, update(tables.event).values(personal=None)) == []


def test_after_a_migration_a_record_is_folded_again(store: SqlStore) -> None:
    post(store)
    wrong = update(tables.record).values(body='{"number":"B-1","title":"Other"}', search_text="")
    assert damaged(store, wrong) != []
    with store.database.writing() as connection:
        refold(connection, silent)
        assert connection.scalar(select(_r.search_text)) != ""
    assert findings(store) == []


def test_a_record_is_in_the_backup(store: SqlStore, tmp_path_factory: pytest.TempPathFactory) -> None:
    post(store)
    file = tmp_path_factory.mktemp("backup") / "copy.db"
    backup(store.database, file)
    copy = SqlStore(str(file))
    assert findings(copy) == []
    assert found(copy) == ["B-1"]
    copy.close()


def test_the_feed_names_the_record(store: SqlStore) -> None:
    with store.reading() as look:
        place = look.events.place()
    post(store)
    desk(store, "ben", NOW + timedelta(hours=1)).records.act(BULLETIN, "B-1", "read", {})
    with store.reading() as look:
        assert look.events.changed_since(place).streams == (BULLETIN.stream(1),)
