"""Tables: tickets in their present state, the events behind them, the directory, and the rules.

Partial indexes have their condition as `sqlite_where`; `storage.schema` gives them the same one on
PostgreSQL, because its words would load that dialect for every start.

Instants are microseconds since the epoch.  Deleting or changing an event is refused by triggers; only
its personal text can be erased.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    false,
    literal_column,
    text,
)

# only a column declared INTEGER is SQLite's own row number
Id = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("number", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("urgency", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("assignee", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("round", Integer, nullable=False),
    Column("reported_at", BigInteger, nullable=False),
    Column("resumes_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("emergency", Boolean, nullable=False),
    Column("tell_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("warn_at", BigInteger, nullable=False),
    Column("clock", Text, nullable=False),
    Column("needle", Text, nullable=False),
    Column("phones", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("asked", Boolean, nullable=False, server_default=false()),
    Column("helpers", Text, nullable=False, server_default=""),
    Column("awaited", Boolean, nullable=False, server_default=false()),
    Column("to_do", Boolean, nullable=False, server_default=false()),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in ("known_at", "changed_at")),
    Column("asked_until", Integer),
    Column("follow_up", Text, nullable=False, server_default=""),
    *(Column(name, Boolean, nullable=False, server_default=false()) for name in ("to_call", "to_feed_back")),
    *(Column(name, Boolean, nullable=False, server_default=false()) for name in ("to_look", "to_approve")),
)
"""One row a ticket; `id` is its number as an integer, `body` its snapshot, `needle` its search text.

`awaited`, `to_do`, `to_look`, `to_approve`, `to_call` and `to_feed_back` are of `core.ticket.board.Marks`;
`known_at` and `changed_at` are when its first and its last event were written down; `follow_up` is its
`core.ticket.follow_up.FollowUp`, `asked_until` the last day that asks for a check or has one, by
`date.toordinal`.
"""

Index(
    "ix_ticket_live",
    *(ticket.c[name] for name in (
        "state", "emergency", "tell_at", "due_at", "warn_at", "reported_at", "number", "clock", "assignee",
        "operator", "closed_at", "to_call",
    )),
    sqlite_where=ticket.c.closed_at.is_(None),
)  # fmt: skip
"""All that orders and counts the board, of the live tickets alone: a million closed ones cost nothing.

`closed_at` is in it so that SQLite never looks at the table itself.
"""

Index(
    "ix_ticket_closed",
    ticket.c.closed_at,
    sqlite_where=ticket.c.closed_at.is_not(None),
)
for _name in ("awaited", "to_do", "to_look", "to_approve"):
    Index(f"ix_ticket_{_name}", ticket.c.id, sqlite_where=ticket.c[_name])
Index("ix_ticket_asked", ticket.c.asked_until, sqlite_where=ticket.c.asked_until.is_not(None))

Index("ix_ticket_reported", ticket.c.reported_at)

LONG = 32 * 86_400_000_000
"""Microseconds of a life that is long for a ticket."""


def lived_long(begins: str, ends: str, *, long: bool) -> ColumnElement[bool]:
    """Return the condition of a closed ticket that lived longer than `LONG` between two instants, or not."""
    life: ColumnElement[int] = ticket.c[ends] - ticket.c[begins]
    most: ColumnElement[int] = literal_column(str(LONG))
    return and_(ticket.c.closed_at.is_not(None), life > most if long else life <= most)


for _name, _begins, _ends in (("known", "known_at", "changed_at"), ("stood", "reported_at", "closed_at")):
    for _long, _order in ((False, (_begins, _ends)), (True, (_ends, _begins))):
        Index(
            f"ix_ticket_{_name}{'_long' if _long else ''}",
            *(ticket.c[column] for column in _order),
            sqlite_where=lived_long(_begins, _ends, long=_long),
        )
"""Closed tickets by their lives, as the desk knew them and as they were.

Who asks for those alive at an instant reads, of the many with a short life, only those that began shortly
before it, and the few with a long one from their ends.
"""

event = Table(
    "event",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("number", Id, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("recorded_at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("personal", Text),
    Column("digest", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
"""Events of all kinds; `kind` and `number` name the stream (`core.events.stream`).

`id` is the place in the feed of all streams, without gaps, and each `hash` covers the one before.
"""

Index("ix_event_stream", event.c.number, event.c.kind, event.c.seq, unique=True)
"""The number comes first: no planner goes through all tickets because an event's kind is asked for."""

OF_A_TICKET = event.c.kind == literal_column("'ticket'")
Index("ix_event_at", event.c.at, sqlite_where=OF_A_TICKET)
"""Events of tickets by the time at which they happened: a past board is stepped through by it."""

NOT_A_TICKET = event.c.kind != literal_column("'ticket'")
"""Condition of the events indexed by type: those of tickets are too many to pay for the index."""

Index(
    "ix_event_type",
    event.c.kind,
    event.c.type,
    event.c.id,
    sqlite_where=NOT_A_TICKET,
)

record = Table(
    "record",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Id, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("state", "unit", "ticket")),
    *(Column(name, BigInteger) for name in ("due_at", "closed_at")),
    Column("version", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("search_text", "body")),
)
"""Everything that the desk keeps besides tickets, of whatever kind (`core.record`).

`kind` and `number` are those of its stream of events, `body` is its snapshot.
"""

Index("ix_record_state", record.c.kind, record.c.state, record.c.number)
for _name in ("unit", "ticket"):
    _said = record.c[_name] != literal_column("''")
    Index(f"ix_record_{_name}", record.c[_name], sqlite_where=_said)

request_key = Table(
    "request_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("ticket", Id, ForeignKey("ticket.id"), nullable=False),
    sqlite_with_rowid=False,
)
"""Requests logged already, so that a repeated one gives the same ticket."""

unit = Table(
    "unit",
    metadata,
    Column("code", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("name", "kind", "building", "area")),
    Column("contacts", Text, nullable=False),
    Column("specialist", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("services", Text, nullable=False, server_default=""),
    *(Column(name, Date) for name in ("visited_on", "active_from", "active_to")),
)

person = Table(
    "person",
    metadata,
    Column("no", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in (
        "name", "department", "post", "role", "phone", "employer", "initials",
    )),
    Column("active", Boolean, nullable=False),
    *(Column(name, Text, nullable=False, server_default="") for name in ("supervisor", "area")),
    *(Column(name, Date) for name in ("active_from", "active_to")),
    *(Column(name, Text, nullable=False, server_default="") for name in ("certificate", "skills", "account")),
    Column("certificate_until", Date),
)  # fmt: skip

duty = Table(
    "duty",
    metadata,
    Column("day", Date, primary_key=True),
    Column("start", Text, primary_key=True),
    Column("end", Text, nullable=False),
    Column("person", Text, primary_key=True),
    Column("post", Text, nullable=False),
)
"""Roster: duties by site day, start and person."""

pin = Table(
    "pin",
    metadata,
    Column("person", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("wait_until", BigInteger),
)
"""PINs by staff number as argon2 hashes, apart from the people, who are shown."""

ring = Table(
    "ring",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("phone", "line")),
    Column("at", BigInteger, nullable=False),
    Column("times", Integer, nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("claimed_at", BigInteger),
    *(Column(name, Text, nullable=False) for name in ("outcome", "ticket")),
    Column("ended_at", BigInteger),
)
"""Calls that rang; `claimed_by` is empty until a person takes one, `ended_at` until nothing is owed."""

Index("ix_ring_ended_at", ring.c.ended_at)

policy = Table(
    "policy",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small facts about the database.

`directory` changes with every change of units or people, `shifts` with the roster.
"""

KEPT = (
    "id", "kind", "number", "seq", "step", "type", "at", "recorded_at", "actor", "data", "digest", "hash",
)  # fmt: skip
_SAME_SQLITE = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in KEPT)
_SAME_POSTGRESQL = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT)

TRIGGERS = {
    "sqlite": (
        f"CREATE TRIGGER event_unchanged BEFORE UPDATE ON event"
        f" WHEN NOT (NEW.personal IS NULL AND {_SAME_SQLITE})"
        " BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
        "CREATE TRIGGER event_kept BEFORE DELETE ON event"
        " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$",
        "CREATE TRIGGER event_unchanged BEFORE UPDATE ON event FOR EACH ROW"
        f" WHEN (NOT (NEW.personal IS NULL AND {_SAME_POSTGRESQL})) EXECUTE FUNCTION event_refuse()",
        "CREATE TRIGGER event_kept BEFORE DELETE OR TRUNCATE ON event"
        " FOR EACH STATEMENT EXECUTE FUNCTION event_refuse()",
    ),
}
"""Triggers that make events final, for each database."""

VERSION_TABLE = text(
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""Alembic's own table, as Alembic makes it."""
