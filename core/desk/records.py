"""Records at the desk: the same use cases for every kind (§23)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Unpack

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import ChangedElsewhere, InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.desk.unit_of_work import Stamp
from core.events.as_of import AsOf
from core.events.fact import Fact, Undone
from core.events.fold import standing_steps
from core.events.stream import Event
from core.people.roles import takes
from core.record.act import Moment, evolve, fold, made, why_not
from core.record.kind import NEW, Kind
from core.record.model import Record, Viewer
from core.record.ports import RecordQuery


@dataclass(frozen=True, slots=True)
class Records:
    """Records of a view, the newest first, and the moment at which they were read."""

    records: Sequence[Record]
    moment: Moment
    more: bool = False


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One record with what happened to it."""

    kind: Kind
    record: Record
    history: Sequence[Event]


class RecordDesk:
    """Records of every kind: new ones, acts on them, lists, one with its history, undo."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(
        self, kind: Kind, view: str = "", *, text: Clean = EMPTY, unit: str = "", limit: int | None = None
    ) -> Records:
        """Return the records of a view (of the first one if none is named), the newest first."""
        chosen = kind.view(view) if view else kind.views[0]
        with self._session.reading() as look:
            moment = self._moment(look, None)
            viewer = Viewer(moment.signature, moment.today)
            query = RecordQuery(chosen.states, text, unit)
            found = (one for one in look.records.find(kind, query) if one.shows_in(chosen.name, viewer))
            kept = list(islice(found, limit + 1 if limit is not None else None))
        return Records(kept[:limit], moment, limit is not None and len(kept) > limit)

    def waiting(self, kind: Kind) -> Sequence[Record]:
        """Return the records that the acting person has not seen, the oldest first."""
        return [*reversed(self.find(kind, kind.ask.view).records)] if kind.ask else ()

    def see(self, kind: Kind, number: str) -> None:
        """Write down that the acting person has seen a record that waited for them."""
        if kind.ask:
            self.act(kind, number, kind.ask.act, {})

    def card(self, kind: Kind, number: str, as_of: AsOf | None = None) -> RecordCard:
        """Return one record with its history, now or as it was then."""
        serial = kind.serial(number)
        with self._session.reading() as look:
            record = look.records.get(kind, serial)
            history = look.events.of(kind.stream(serial))
        if as_of is None:
            return RecordCard(kind, record, history)
        known = as_of.of(history)
        if not known:
            raise NotAllowed(N_("{number} was not there yet."), number=record.number)
        return RecordCard(kind, fold(kind, serial, known), known)

    def new(self, kind: Kind, said: Mapping[str, object], **stamp: Unpack[Stamp]) -> Record:
        """Begin a record with these answers and return it."""
        with self._session.writing() as work:
            return self._step(work, kind, kind.blank(work.records.new_serial(kind)), NEW, said, stamp)

    def act(
        self, kind: Kind, number: str, name: str, said: Mapping[str, object], **stamp: Unpack[Stamp]
    ) -> Record:
        """Do the act of that name with these answers; a version other than the `seen` one is refused."""
        with self._session.writing() as work:
            record = self._opened(work, kind, number, stamp.get("seen"))
            return self._step(work, kind, record, name, said, stamp)

    def undo(self, kind: Kind, number: str, **stamp: Unpack[Stamp]) -> Record:
        """Take back the last step; it stays in the history."""
        with self._session.writing() as work:
            record = self._opened(work, kind, number, stamp.get("seen"))
            moment, serial = self._moment(work, stamp.get("at")), kind.serial(record.number)
            history = work.events.of(kind.stream(serial))
            step = standing_steps(history)[-1]
            if step == 1:
                raise NotAllowed(N_("There is nothing to undo."))
            first = next(event for event in history if event.step == step)
            own = (
                first.actor == moment.signature
                and self._session.clock() - first.recorded_at <= work.policies.in_force().limits.correction
            )
            if not own and not moment.actor.may("supervisor"):
                raise takes(
                    moment.actor,
                    N_("Undo another person's step, or your own after the time for corrections"),
                    "supervisor",
                )
            event = self._events(record, moment, [Undone(step=step, note=stamp.get("note", EMPTY))])[0]
            after = fold(kind, serial, (*history, event))
            work.records.append(kind, after, [event])
            return after

    def _opened(self, work: Reading, kind: Kind, number: str, seen: int | None) -> Record:
        """Return the record, unless it was changed since the acting person looked at it."""
        record, since = work.records.get(kind, kind.serial(number)), self._session.since
        changed = record.version != seen if seen is not None else (
            since is not None and record.changed_at is not None
            and since < record.changed_at <= self._session.clock()
        )  # fmt: skip
        if changed:
            raise ChangedElsewhere(
                N_("{number} was changed by {who} while you were working."),
                hint=N_("Open it again to see the change, then retry."),
                number=record.number,
                who=work.events.of(kind.stream(kind.serial(number)))[-1].actor,
            )
        return record

    def _step(
        self, work: Writing, kind: Kind, record: Record, name: str, said: Mapping[str, object], stamp: Stamp
    ) -> Record:
        moment = self._moment(work, stamp.get("at"))
        if record.created_at and moment.at < record.created_at:
            raise InvalidInput(N_("That is before it was written."), hint=N_("Check the time."))
        if refused := why_not(kind, name, record, moment):
            raise refused
        facts = made(kind, name, said).decide(record, moment)
        if note := stamp.get("note", EMPTY):
            facts = [replace(facts[0], note=note), *facts[1:]]
        events = self._events(record, moment, facts)
        for event in events:
            record = evolve(kind, record, event)
        work.records.append(kind, record, events)
        return record

    def _events(self, record: Record, moment: Moment, facts: Sequence[Fact]) -> list[Event]:
        """Return the events of the next step of a record."""
        now, name = self._session.clock(), self._session.name
        return [
            Event(seq, record.version + 1, moment.at, now, name, fact)
            for seq, fact in enumerate(facts, record.seq + 1)
        ]

    def _moment(self, look: Reading, at: datetime | None) -> Moment:
        directory = self._session.listed(look)
        when = self._session.past(at, self._session.clock())
        today = site_time(when, look.policies.in_force().site.zone).date()
        return Moment(self._session.actor_in(directory), self._session.name, when, today, directory)
