"""First start of a centre: its name, its time zone, its first supervisor (§18)."""

from collections.abc import Callable
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.desk.ports import Writing
from core.desk.register_edits import RegisterEdits
from core.desk.session import Session
from core.desk.sign_in import People
from core.desk.unit_of_work import Within
from core.people.directory import Person


@dataclass(frozen=True, slots=True)
class Beginning:
    """Answers given at the first start; empty means later.

    `tz` is the name of a time zone, `supervisor` the name of the first one, who has to have a `pin`.
    """

    site: str = ""
    tz: str = ""
    supervisor: str = ""
    pin: str = field(default="", repr=False)


class Setup:
    """Acts on an empty database."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_new(self) -> bool:
        """Return True if nothing was ever kept here: no ticket, no unit, no person, the default policy."""
        with self._session.reading() as look:
            listed = look.people.directory()
            known = listed.people or listed.units or look.tickets.position()
            return not known and look.policies.in_force().version == 1

    def begin(self, said: Beginning, sample: Callable[[Writing], str] | None = None) -> Person | None:
        """Save the answers, all of them or nothing; return the person at the desk from now on, if known.

        That is the supervisor, or else the one whom `sample` returns after it has entered units and
        people to try things with.  Raise `NotAllowed` where a supervisor is listed already, else as
        `save_site`, `save_person` and `set_pin`.
        """
        if said.supervisor and not said.pin:
            raise BadEntry("pin", N_("Enter a PIN for the supervisor."))
        if said.pin and not said.supervisor:
            raise BadEntry("supervisor", N_("Enter the supervisor's name for this PIN."))
        with self._session.writing() as work:
            if self._session.listed(work).has_supervisor:  # a call may have come in between
                raise NotAllowed(
                    N_("Someone has already set up this centre."), hint=N_("Press Esc and sign in.")
                )
            name = sample(work) if sample else self._session.name
            inner = Session(Within(work), name, self._session.clock)
            RegisterEdits(inner).save_site(
                None, **{name: text for name, text in (("name", said.site), ("tz", said.tz)) if text}
            )
            if said.supervisor:
                return _first_supervisor(inner, said)
            return People(inner).somebody(name) if sample else None


def _first_supervisor(session: Session, said: Beginning) -> Person:
    person = RegisterEdits(session).save_person(Person("", said.supervisor, role="supervisor"))
    return People(session.named(person.no)).set_pin(person.no, said.pin)
