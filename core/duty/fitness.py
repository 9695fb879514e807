"""Assignment checks: on duty, free, listed, certified, right trade and area (R120)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.duty.ports import DutyReading
from core.duty.roster import DAY
from core.events.fold import standing_steps
from core.events.stream import Event
from core.people.directory import Assignee, Directory, Person
from core.policy.model import Category, Policy
from core.ticket.acts.assign import Sending
from core.ticket.doubts import ASKED, Doubt
from core.ticket.ports import Hands


@dataclass(frozen=True, slots=True)
class Standing:
    """State of the staff on the site day `today`.

    `on_duty` are staff numbers, `rostered` the departments with duties around now, `hands` the open
    tickets by name, at most `cap` a person (0: any).
    """

    today: date
    on_duty: frozenset[str]
    rostered: frozenset[str]
    hands: Mapping[str, Hands]
    cap: int

    def is_off(self, person: Person) -> bool:
        """Return True if the person's department has duties around now, and the person is not on duty."""
        return person.department in self.rostered and person.no not in self.on_duty

    def hand(self, person: Person) -> Hands:
        """Return the person's open work."""
        return self.hands.get(person.name, Hands())


def standing(look: DutyReading, policy: Policy, now: datetime, person: str = "") -> Standing:
    """Return the state of the staff at `now`, or only of the person of that name."""
    zone = policy.site.zone
    today = site_time(now, zone).date()
    duties, people = look.roster.duties(today - DAY, today + DAY), look.people.directory().people_by_no
    return Standing(
        today,
        frozenset(
            duty.person
            for duty in duties
            if (one := people.get(duty.person)) and person in ("", one.name) and duty.runs_at(now, zone)
        ),
        frozenset(people[duty.person].department for duty in duties if duty.person in people),
        look.tickets.hands(person),
        policy.dispatch.cap,
    )


def doubts(
    person: Person, stand: Standing, category: Category | None = None, area: str = ""
) -> tuple[Doubt, ...]:
    """Return the doubts about a listed person for such a matter in `area`, in the order of `Doubt`."""
    hand = stand.hand(person)
    found = {
        "expired": _expired(person, stand.today),
        "off_duty": stand.is_off(person),
        "over_cap": 0 < stand.cap <= hand.open,
        "busy": hand.on_site > 0,
        "unskilled": category is not None and bool(person.skills) and category.code not in person.skills,
        "elsewhere": bool(area and person.area) and person.area != area,
    }
    return tuple(doubt for doubt in Doubt if found.get(doubt))


def _expired(person: Person, today: date) -> bool:
    return person.certificate_until is not None and person.certificate_until < today


def asked(
    look: DutyReading, directory: Directory, to: Assignee, policy: Policy, now: datetime
) -> tuple[Doubt, ...]:
    """Return the doubts about `to` that need a reason; of a department, that nobody has a certificate.

    Before a supervisor is entered there are none either.
    """
    if not directory.has_supervisor:
        return ()
    if not to.person:
        staff = [person for person in directory.staff if person.department == to.department]
        today = site_time(now, policy.site.zone).date()
        return (Doubt.EXPIRED,) if staff and all(_expired(one, today) for one in staff) else ()
    person = directory.people_by_no.get(to.no)
    if person is None:
        return (Doubt.UNREGISTERED,)
    found = doubts(person, standing(look, policy, now, person.name))
    return tuple(doubt for doubt in found if doubt in ASKED)


def assignments(history: Sequence[Event]) -> Iterator[tuple[datetime, Sending]]:
    """Yield the assignments with their times, oldest first, without undone ones."""
    standing = standing_steps(history)
    for event in history:
        if isinstance(event.fact, Sending) and event.step in standing:
            yield event.at, event.fact
