"""Handovers: charge of the desk, its report, the signatures (§16)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from core.base.dataclass import dataclass
from core.base.errors import ChangedElsewhere, NotAllowed, NotFound
from core.base.i18n_marks import N_
from core.base.seal import seal_of
from core.base.text import EMPTY, Clean
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.desk.sign_in import People
from core.desk.unit_of_work import full_number
from core.duty.shift import Shift, next_shift
from core.events.fact import Fact
from core.events.stream import PlacedEvent
from core.handover import drawing, facts, signatures
from core.handover.report import HandoverReport, thaw
from core.handover.watch import Party, Said, Watch, party, stream_of, watch_of
from core.people.rights import require
from core.people.roles import Actor

TOLD = (
    facts.WatchBegan, facts.WatchExtended, facts.ReviewBegan, facts.WatchSigned, facts.HandoverRefused,
    facts.RefusalDecided, facts.HandedOver, facts.SheetCorrected,
)  # fmt: skip
"""Facts that make up the list of handovers."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Frozen report: its text as it was signed, and the hash of that text."""

    id: int
    sheet: HandoverReport
    text: str
    hash: str
    corrections: tuple[Said, ...] = ()

    @property
    def is_sound(self) -> bool:
        """True if the text is the one that was signed."""
        return seal_of(self.text) == self.hash


@dataclass(frozen=True, slots=True)
class Missing:
    """Shift that ended without a handover, and the operator in charge of the desk."""

    shift: Shift
    operator: str
    watch: int


class Handovers:
    """Handover of the desk, by watch: one person's charge of the desk.

    PINs are checked before the unit of work begins.
    """

    def __init__(self, session: Session, people: People) -> None:
        self._session = session
        self._people = people

    def watch(self, ident: int | None = None) -> Watch | None:
        """Return the current watch: who is in charge, how far the handover is; None before the first.

        With `ident` return the watch with that id; raise `NotFound`.
        """
        with self._session.reading() as look:
            return _folded(look, ident) if ident else drawing.standing_watch(look)

    def party(self) -> Party:
        """Return the acting person as a watch names people."""
        with self._session.reading() as look:
            return party(self._session.listed(look), self._session.name)

    def sheet(self, at: datetime | None = None) -> HandoverReport:
        """Return the report of the current watch; with `at` that of the shift around it, by event times."""
        now = self._session.clock()
        with self._session.reading() as look:
            watch = None if at else drawing.standing_watch(look)
            if watch:
                return self._audited(look, drawing.draw(look, watch, now))
            return drawing.draw_shift(look, self._session.past(at, now))

    def begin_watch(self) -> Watch:
        """Take charge of a desk that had no operator before; afterwards it only changes hands."""
        now = self._session.clock()
        with self._session.writing() as work:
            directory = self._session.listed(work)
            require(self._session.actor_in(directory), "watch")
            if watch := drawing.standing_watch(work):
                raise NotAllowed(
                    N_("{name} is in charge of the desk."),
                    hint=N_("Ask {name} to sign the handover, or a supervisor to transfer the desk to you."),
                    name=watch.operator,
                )
            who, kept = party(directory, self._session.name), len(drawing.carried(work, now))
            fact = signatures.begin(who, now, work.policies.in_force(), work.tickets.position(), kept)
            return _begun(work, now, who, fact)

    # what is written into the sheet

    def write_note(self, text: Clean, kind: str = "note") -> Watch:
        """Add a note, an instruction or a bulletin to the report."""
        return self._act(lambda work, watch: [signatures.write_note(text, kind)])

    def note_emergency(self, number: str, text: Clean) -> Watch:
        """Describe an emergency and how it ended or goes on; the newest words count."""
        with self._session.reading() as look:
            full = full_number(look, number, self._session.clock())

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            return [signatures.note_emergency(self._drawn(work, watch), full, text)]

        return self._act(decide)

    def count(self, item: str, actual: Clean, remark: Clean = EMPTY) -> Watch:
        """Record the count of an item of the check list."""
        return self._act(
            lambda work, watch: [signatures.count(work.policies.in_force(), item, actual, remark)]
        )

    # the handover

    def sign_out_watch(self, pin: str) -> Watch:
        """Sign as the outgoing operator, shortly before the end at the earliest, every emergency noted."""
        self._people.check_pin(self._session.name, pin)

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            who = party(self._session.listed(work), self._session.name)
            policy = work.policies.in_force()
            return [signatures.sign_out(watch, self._drawn(work, watch), who, self._session.clock(), policy)]

        return self._act(decide)

    def review(self, incoming: str) -> Watch:
        """Begin the review of a signed report by the incoming operator."""

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            return [signatures.review(watch, self._able(work, incoming))]

        return self._act(decide, by=incoming)

    def see(self, *lines: str) -> Watch:
        """Acknowledge lines of the report as the incoming operator."""
        return self._as_incoming(lambda work, watch: signatures.see(watch, self._drawn(work, watch), lines))

    def object(self, line: str, text: Clean) -> Watch:
        """Object to a line as the incoming operator; it counts as acknowledged."""

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            return [signatures.object_to(watch, self._drawn(work, watch), line, text)]

        return self._as_incoming(decide)

    def refuse(self, reason: Clean, pin: str) -> Watch:
        """Refuse the desk as the incoming operator; a supervisor decides, the outgoing one stays."""
        return self._as_incoming(lambda _work, watch: [signatures.refuse(watch, reason)], pin)

    def decide(self, text: Clean, pin: str, *, stands: bool, supervisor: str = "") -> Watch:
        """Decide on a refusal as the supervisor: the report is accepted (`stands`), or corrected first."""
        chief = supervisor or self._session.name
        self._people.check_pin(chief, pin)

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            require(self._actor(work, chief), "take_over")
            return [signatures.decide(watch, text, stands=stands)]

        return self._act(decide, by=chief)

    def sign_in_watch(self, incoming: str, pin: str) -> Watch:
        """Sign as the incoming operator: freeze the report and begin the next watch in one unit of work."""
        self._people.check_pin(incoming, pin)
        with self._session.writing() as work:
            watch, who = self._standing(work), self._able(work, incoming)
            sheet = self._drawn(work, watch)
            signatures.sign_in(watch, sheet, who)
            return self._change(work, watch, who, sheet)

    def extend(self, reason: Clean) -> Watch:
        """Extend the watch beyond its shift because no relief came; overtime is on the report."""

        def decide(work: Writing, watch: Watch) -> list[Fact]:
            who = party(self._session.listed(work), self._session.name)
            return [signatures.extend(watch, who, reason, self._session.clock(), work.policies.in_force())]

        return self._act(decide)

    def take_over_watch(
        self, person: str, supervisor: str, pin: str, reason: Clean, *, seen: int | None = None
    ) -> Watch:
        """Give the desk to a person without two signatures, as a supervisor; the report says so.

        `seen` is the id of the watch that is to end: it may have been handed over meanwhile.
        """
        self._people.check_pin(supervisor, pin)
        with self._session.writing() as work:
            watch = self._standing(work)
            if seen not in (None, watch.id):
                raise ChangedElsewhere(
                    N_("{name} is in charge of the desk."),
                    hint=N_("Open it again to see the change, then retry."),
                    name=watch.operator,
                )
            chief = self._actor(work, supervisor)
            require(chief, "take_over")
            who = self._able(work, person)
            signatures.take_over(watch, who, reason)
            sheet = self._drawn(work, watch)
            return self._change(work, watch, who, sheet, forced_by=chief.name, reason=reason)

    # what was signed

    def correct(self, ident: int, text: Clean) -> Watch:
        """Add a correction to a frozen report, which itself stays unchanged."""
        with self._session.writing() as work:
            actor = self._session.actor_in(self._session.listed(work))
            require(actor, "watch")
            fact = signatures.correct(_folded(work, ident), text)
            work.events.record(stream_of(ident), self._session.clock(), actor.name, fact)
            return _folded(work, ident)

    def handovers(self, newest: int = 50) -> list[Watch]:
        """Return the newest watches, the current one first, without the contents of their reports."""
        with self._session.reading() as look:
            began = look.events.entries(facts.WatchBegan, newest=newest)
            told = look.events.entries(*TOLD, since=began[0].event.at) if began else []
        return [_told(entry.stream.number, told) for entry in reversed(began)]

    def not_handed_over(self, watches: Iterable[Watch]) -> list[Missing]:
        """Return the shifts of these watches that ended without a handover, in order; late ones left out."""
        now = self._session.clock()
        with self._session.reading() as look:
            policy = look.policies.in_force()
        found: list[Missing] = []
        for watch in watches:
            shift, over = watch.shift, watch.ended_at or now
            ended = []
            while shift.end <= over:
                ended.append(Missing(shift, watch.operator, watch.id))
                shift = next_shift(shift, policy)
            found += reversed(ended[:-1] if watch.ended_at else ended)
        return found

    def signed_sheet(self, ident: int) -> Kept:
        """Return the frozen report of that watch; raise `NotFound`, or `NotAllowed` while it lasts."""
        with self._session.reading() as look:
            watch = _folded(look, ident)
            history = look.events.of(stream_of(ident))
        for fact in (event.fact for event in history):
            if isinstance(fact, facts.HandedOver):
                if not fact.sheet:
                    raise NotFound(N_("The words of this report were erased."))
                return Kept(ident, thaw(fact.sheet), fact.sheet, fact.hash, watch.corrections)
        raise NotAllowed(N_("This report is not signed yet."), hint=N_("See: dutydesk handover show"))

    # how it is done

    def _act(self, decide: Callable[[Writing, Watch], Iterable[Fact]], by: str = "") -> Watch:
        """Record the facts of `decide` about the current watch, in one unit of work."""
        with self._session.writing() as work:
            watch, actor = self._standing(work), self._actor(work, by or self._session.name)
            require(actor, "watch")
            work.events.record(stream_of(watch.id), self._session.clock(), actor.name, *decide(work, watch))
            return self._standing(work)

    def _as_incoming(
        self, decide: Callable[[Writing, Watch], Iterable[Fact]], pin: str | None = None
    ) -> Watch:
        """Record as `_act` does, by the incoming operator; check `pin` if it is given."""
        known = self.watch()
        incoming = Party(known.incoming, known.incoming_no) if known else Party("")
        if incoming.name and pin is not None:
            self._people.check_pin(incoming.no or incoming.name, pin)

        def by_the_same(work: Writing, watch: Watch) -> Iterable[Fact]:
            if not watch.is_incoming(incoming):
                raise ChangedElsewhere(N_("Someone else is already reviewing the handover report."))
            return decide(work, watch)

        return self._act(by_the_same, by=incoming.no or incoming.name)

    def _standing(self, work: Writing) -> Watch:
        """Return the current watch, for an acting person who may be in charge of a desk."""
        require(self._session.actor_in(self._session.listed(work)), "watch")
        if watch := drawing.standing_watch(work):
            return watch
        raise NotAllowed(
            N_("No one is in charge of the desk yet."), hint=N_("Take charge: dutydesk handover begin")
        )

    def _drawn(self, look: Reading, watch: Watch) -> HandoverReport:
        return drawing.draw(look, watch, self._session.clock())

    def _audited(self, look: Reading, sheet: HandoverReport) -> HandoverReport:
        """Return the report with what fell through; it is signed and hashed with the rest (§7)."""
        from core.desk.audit import audited  # not for the first frame

        return replace(sheet, audit=audited(self._session, look))

    def _actor(self, look: Reading, name: str) -> Actor:
        return replace(self._session, name=name).actor_in(self._session.listed(look))

    def _able(self, look: Reading, name: str) -> Party:
        """Return that person as a party, if they may be in charge of the desk."""
        require(self._actor(look, name), "watch")
        return party(self._session.listed(look), name)

    def _change(
        self,
        work: Writing,
        watch: Watch,
        who: Party,
        sheet: HandoverReport,
        *,
        forced_by: str = "",
        reason: str = "",
    ) -> Watch:
        """End the watch and begin the next; no other desk writes meanwhile."""
        policy, sheet = work.policies.in_force(), self._audited(work, sheet)
        end, began = signatures.change_hands(watch, sheet, who, policy, forced_by=forced_by, reason=reason)
        work.events.record(stream_of(watch.id), sheet.until, who.name, end)
        return _begun(work, sheet.until, who, began)


def _begun(work: Writing, at: datetime, who: Party, fact: facts.WatchBegan) -> Watch:
    """Return the watch that begins with `fact`, under the next number."""
    number = drawing.newest_watch(work.events) + 1
    return watch_of(number, work.events.record(stream_of(number), at, who.name, fact))


def _told(number: int, told: Iterable[PlacedEvent]) -> Watch:
    return watch_of(number, (entry.event for entry in told if entry.stream.number == number))


def _folded(look: Reading, ident: int) -> Watch:
    history = look.events.of(stream_of(ident))
    if not history:
        raise NotFound(N_("There is no handover {id}."), hint=N_("See: dutydesk handover list"), id=ident)
    return watch_of(ident, history)
