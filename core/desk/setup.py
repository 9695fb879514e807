"""The first minute of a new desk: what the centre is called, where it is, and its first supervisor (§18)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.desk.ports import Writing
from core.desk.register_edits import Registering
from core.desk.sign_in import Signing
from core.desk.unit_of_work import Within
from core.people.directory import Person


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new desk is told; empty means later.

    `tz` is the name of a time zone, `supervisor` the name of the first one, who has to have a `pin`.
    """

    site: str = ""
    tz: str = ""
    supervisor: str = ""
    pin: str = field(default="", repr=False)


class Founding(Registering, Signing):
    """What is done once, on an empty database."""

    def is_new(self) -> bool:
        """Whether nothing was ever kept here: no ticket, no unit, nobody, the rules as they came."""
        with self.store.reading() as look:
            listed = look.directory()
            known = listed.people or listed.units or look.position()
            return not known and look.policies()[-1].version == 1

    def begin(self, said: Beginning, sample: Callable[[Writing], str] | None = None) -> Person | None:
        """Write down what was said, all of it or nothing; returns who sits at the desk from now on, if known.

        That is the supervisor, or else the one whom `sample` returns after it has entered units and
        people to try things with.  Raises `NotAllowed` where a supervisor is listed already, else as
        `save_site`, `save_person` and `set_pin`.
        """
        if said.supervisor and not said.pin:
            raise InvalidInput(N_("A supervisor needs a PIN."))
        if said.pin and not said.supervisor:
            raise InvalidInput(N_("Say whose PIN it is."))
        with self.store.writing() as work:
            if self.listed(work).has_supervisor:  # a call may have come in between
                raise NotAllowed(N_("Somebody has begun here already."), hint=N_("Leave this and look."))
            inner = type(self)(Within(work), sample(work) if sample else self.name, self.clock)
            inner.save_site(
                None, **{name: text for name, text in (("name", said.site), ("tz", said.tz)) if text}
            )
            if said.supervisor:
                return inner._first_supervisor(said)
            return inner.somebody(inner.name) if sample else None

    def _first_supervisor(self, said: Beginning) -> Person:
        person = self.save_person(Person("", said.supervisor, role="supervisor"))
        return self.acting(person).set_pin(person.no, said.pin)
