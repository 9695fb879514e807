"""Use cases of the weekly summary of callbacks: frozen by the supervisor's signature, then the director's."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.seal import freeze, seal_of
from core.base.serialization import from_text
from core.desk.facts import DESK, CallbackWeekSigned
from core.desk.ports import Reading
from core.desk.roster import monday_of
from core.desk.session import Session
from core.events.stream import Event
from core.figures.callback_week import DAYS, CallbackWeek, week_of
from core.figures.registers import callbacks_made
from core.figures.report import span_of
from core.people.rights import require
from core.people.roles import Actor

READER = Actor("", "operator")
"""Person as whom the summary is drawn: it names no confidential caller, whoever signs."""


@dataclass(frozen=True, slots=True)
class WeekSignature:
    """Signature of a person of the program, with its time."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """Summary of a week, live or as it was signed; `signatures` are the supervisor's, then the director's."""

    week: CallbackWeek
    signatures: tuple[WeekSignature, ...] = ()
    text: str = ""
    hash: str = ""

    @property
    def is_sound(self) -> bool:
        """Return True if the text is the one that was signed, or nothing is signed yet."""
        return not self.hash or seal_of(self.text) == self.hash


class CallbackWeeks:
    """Weekly summaries of callbacks for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def week(self, day: date) -> KeptWeek:
        """Return the summary of the week of `day`, as it was signed or as it stands."""
        with self._session.reading() as look:
            return self._week(look, monday_of(day))

    def sign(self, day: date) -> KeptWeek:
        """Sign the summary of the week of `day`: the supervisor freezes it, then the director signs the same.

        Raise `NotAllowed` before the week is over, for a missing right, for a second signature of one person.
        """
        now, first = self._session.clock(), monday_of(day)
        with self._session.writing() as work:
            kept, actor = self._week(work, first), self._session.actor_in(self._session.listed(work))
            if now < span_of(first, first + DAYS, work.policies.in_force().site).end:
                raise NotAllowed(N_("The week is not over yet."), hint=N_("Sign it from Monday on."))
            require(actor, "countersign_week" if kept.signatures else "sign_week")
            self._check(kept)
            if kept.signatures:
                fact = CallbackWeekSigned(first=first, hash=kept.hash)
            else:
                text, seal = freeze(kept.week)
                fact = CallbackWeekSigned(first=first, hash=seal, sheet=text)
            work.events.record(DESK, now, self._session.name, fact)
            return self._week(work, first)

    def _check(self, kept: KeptWeek) -> None:
        if len(kept.signatures) > 1:
            raise NotAllowed(N_("Both signatures are there already."))
        if kept.signatures and kept.signatures[0].name == self._session.name:
            raise NotAllowed(
                N_("You have signed it already."), hint=N_("The second signature is another person's.")
            )
        if not kept.is_sound:
            raise NotAllowed(
                N_("The summary has changed since it was signed."), hint=N_("Run: dutydesk doctor")
            )

    def _week(self, look: Reading, first: date) -> KeptWeek:
        policy = look.policies.in_force()
        over = span_of(first, first + DAYS, policy.site).end
        signed = [event for event in _signed(look, over) if _week_of(event) == first]
        if not signed:
            made = callbacks_made(look, first, first + DAYS, READER)
            drawn = week_of(made, first, first + DAYS, self._session.clock(), policy.survey)
            return KeptWeek(replace(drawn, previous=_last_hash(look)))
        fact = signed[0].fact
        assert isinstance(fact, CallbackWeekSigned)
        signatures = tuple(WeekSignature(event.actor, event.at) for event in signed)
        return KeptWeek(from_text(CallbackWeek, fact.sheet), signatures, fact.sheet, fact.hash)


def _signed(look: Reading, since: datetime) -> Iterable[Event]:
    return (entry.event for entry in look.events.entries(CallbackWeekSigned, since=since))


def _week_of(event: Event) -> date | None:
    return event.fact.first if isinstance(event.fact, CallbackWeekSigned) else None


def _last_hash(look: Reading) -> str:
    """Return the hash of the week signed last; empty before the first."""
    newest: Sequence[Event] = [entry.event for entry in look.events.entries(CallbackWeekSigned, newest=1)]
    fact = newest[0].fact if newest else None
    return fact.hash if isinstance(fact, CallbackWeekSigned) else ""
