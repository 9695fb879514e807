"""Use cases of the supervisor: what of the desk's work waits for a look (R189)."""

from collections.abc import Sequence
from datetime import timedelta

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.desk.session import Session
from core.policy.model import Policy
from core.ticket.confidentiality import discreet
from core.ticket.hold import settle
from core.ticket.model import Ticket
from core.ticket.supervision import Concern, concerns


@dataclass(frozen=True, slots=True)
class Classification:
    """Classification by the desk that waits for a look, with the reasons, the gravest first."""

    ticket: Ticket
    policy: Policy
    concerns: Sequence[Concern]


class SupervisionDesk:
    """Use cases of supervision for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def classification(self) -> list[Classification]:
        """Return the classifications of the last days that wait for a look: gravest first, then by age."""
        now = self._session.clock()
        with self._session.reading() as look:
            policy, rules = look.policies.in_force(), self._session.rules(look)
            actor = self._session.actor_in(self._session.listed(look))
            first = site_time(now, policy.site.zone).date() - timedelta(policy.supervision.classify_days)
            found = [
                Classification(settle(discreet(one, actor), now), rules[one.policy], reasons)
                for one in look.tickets.to_look(first)
                if (reasons := concerns(one, rules[one.policy]))
            ]
        return sorted(found, key=_gravity)


def _gravity(one: Classification) -> tuple[int, str]:
    return [*Concern].index(one.concerns[0]), one.ticket.number
