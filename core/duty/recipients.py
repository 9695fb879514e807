"""Recipients of escalations: who is told for a role at an instant (§7)."""

from collections.abc import Sequence
from datetime import datetime

from core.base.clock import site_time
from core.duty.ports import DutyReading
from core.duty.roster import DAY, Turn, on_duty, turns
from core.people.directory import Directory, Person
from core.policy.model import Policy
from core.policy.sections import ROLES
from core.ticket.acts.base import Recipient


def recipient(role: str, running: Sequence[Turn], directory: Directory) -> Recipient:
    """Return who is told for `role`: on duty now, else the role's holder, else the next role up (§7).

    `running` are the turns of the roster at that instant, in order; without anybody there is no person.
    """
    for wanted in ROLES[ROLES.index(role) :] if role in ROLES else (role,):
        if found := _holder(wanted, running, directory):
            return Recipient(found.name, wanted)
    return Recipient("", role)


def _holder(role: str, running: Sequence[Turn], directory: Directory) -> Person | None:
    rostered = next((turn.person for turn in running if turn.person.role == role), None)
    return rostered or next((person for person in directory.staff if person.role == role), None)


def recipients(look: DutyReading, directory: Directory, policy: Policy, at: datetime) -> dict[str, Recipient]:
    """Return who is told for each role at that instant."""
    running = running_turns(look, directory, policy, at)
    return {role: recipient(role, running, directory) for role in ROLES}


def listed_as(to: Recipient, directory: Directory) -> Person | None:
    """Return the listed person: of namesakes the one with that role, else the first."""
    alike = (one for one in directory.staff if (one.name, one.role) == (to.person, to.role))
    return next(alike, None) or (directory.person(to.person) if to.person else None)


def running_turns(look: DutyReading, directory: Directory, policy: Policy, at: datetime) -> list[Turn]:
    """Return the turns of the roster that run at that instant."""
    zone = policy.site.zone
    day = site_time(at, zone).date()
    return on_duty(turns(look.roster.duties(day - DAY, day + DAY), directory, zone), at, policy)
