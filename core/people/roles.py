"""Roles, and the acting person with theirs (§18, R051)."""

from dataclasses import field

from core.base.dataclass import dataclass
from core.base.errors import LacksRight
from core.base.i18n_marks import N_, SourceText
from core.people.directory import Person

ROLE_NAMES = {
    "read_only": N_("a read-only user"),
    "unknown": N_("a person not on the staff list"),
    "worker": N_("a staff member"),
    "site_manager": N_("a site manager"),
    "department_head": N_("a head of department"),
    "operator": N_("an operator"),
    "supervisor": N_("a supervisor"),
    "director": N_("a director"),
    "general_manager": N_("the general manager"),
}
"""Roles as a refusal names them, in rising order of their rights (§18, R051)."""


_RANK = {role: rank for rank, role in enumerate(ROLE_NAMES)} | {"department_head": 3}
"""Rank of each role; site managers and heads of department have equal rights, each over their own people."""


_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Actor:
    """Acting person; until a supervisor is entered, all may do everything (`unrestricted`).

    `department` and `employer` are those of the staff list; `staff` are the people to ask instead.
    """

    name: str
    role: str = "operator"
    unrestricted: bool = False
    department: str = ""
    employer: str = ""
    staff: tuple[Person, ...] = field(default=(), compare=False, repr=False)

    def may(self, role: str) -> bool:
        """Return True if the actor has the rights of `role`."""
        return self.unrestricted or _rank(self.role) >= _rank(role)

    def runs(self, department: str) -> bool:
        """Return True if the actor may speak for `department`: their own, or any for an operator."""
        return self.may("operator") or self.department == department != ""

    def speaks_for(self, firm: str) -> bool:
        """Return True if the actor may speak for `firm`: their employer, or any for an operator."""
        return self.may("operator") or self.employer == firm != ""


def _rank(role: str) -> int:
    return _RANK.get(role, _RANK["unknown"])


def takes(actor: Actor, what: str, role: str) -> LacksRight:
    """Return the refusal of `what` (an English source string), with the role required and who has it."""
    names = tuple(_able(actor, role)[:_MOST_NAMED])
    return LacksRight(
        role,
        N_("“{what}” needs {role}. You are acting as {name} ({own})."),
        hint=N_("Ask {names}.") if names else N_("No one on the staff list has that role."),
        what=SourceText(what),
        role=_named("worker" if role == "unknown" else role),
        name=actor.name,
        own=_named(actor.role),
        names=names,
    )


def takes_step(actor: Actor, role: str) -> LacksRight:
    """Return the refusal of a whole step in few words; screens list it next to the steps it refuses."""
    able = _able(actor, role)
    message = (
        N_("Needs {role}: {names}.") if able else N_("Needs {role}; no one on the staff list has that role.")
    )
    return LacksRight(role, message, role=_named(role), names=tuple(able[:1]))


def _able(actor: Actor, role: str) -> list[str]:
    """Return the names of the people with the rights of `role`, from operator upwards, lowest role first."""
    least = max(_rank(role), _rank("operator"))
    able = (person for person in actor.staff if _rank(person.role) >= least)
    return [person.name for person in sorted(able, key=lambda person: _rank(person.role))]


def _named(role: str) -> SourceText:
    return SourceText(ROLE_NAMES.get(role, ROLE_NAMES["unknown"]))
