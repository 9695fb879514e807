"""Table of acts: name, states and role of each (§3, §18).

Keys, forms, the command line, help and `docs/rights.md` read this table.  The class of an act, with its
questions and its decision, is in the module named by `family`; it is loaded when it is first needed.
"""

from collections.abc import Mapping
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.ticket.model import OPEN_STATES, State

States = tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Further:
    """Right inside an act, for some tickets or answers: its title, and the lowest role that has it."""

    title: str
    role: str = "supervisor"


@dataclass(frozen=True, slots=True)
class About:
    """Description of one act; texts are English source strings.

    `name` is that of the command line; `title` is for lists, `short` for the footer (an act without it has
    no key), `help` one sentence.  `otherwise` is the refusal in the states `instead_of`; all other states
    have their own.  `role` is the lowest that may, `late_role` after the time for corrections;
    `site_manager` limits it to the department the ticket is with, or with `of_firm` to the firm that
    reported it.  `ends_work` is refused while a hazard is isolated.  `main` acts have their key in the
    footer; a `warning` is shown before an act that cannot be undone.
    """

    name: str
    title: str
    short: str
    help: str
    states: States
    role: str = "operator"
    otherwise: str = ""
    instead_of: States = ()
    family: str = ""
    of_firm: bool = False
    late_role: str = ""
    ends_work: bool = False
    main: bool = False
    warning: str = ""
    further: Mapping[str, Further] = field(default_factory=dict)


SENT = (State.ASSIGNED, State.ACCEPTED, State.ON_SITE)
"""States in which the work has a worker and is not on hold."""

ALIVE = (*OPEN_STATES, State.HANDLED, State.DEFERRED)
"""States of a ticket that has not ended."""

EVERY = tuple(State)

_NOT_DEFERRED = N_("It is not deferred.")

ACTS: dict[str, About] = {
    act.name: act
    for act in (
        About(
            "assign",
            N_("Assign"),
            N_("Assign"),
            N_("Gives the ticket to a department or a person, or to another one."),
            OPEN_STATES,
            main=True,
            further={"move": Further(N_("Move to another department"))},
        ),
        About(
            "accept",
            N_("Accepted"),
            N_("Accept"),
            N_("The worker or department takes it on."),
            (State.ASSIGNED,),
            "site_manager",
            N_("It is accepted already."),
            (State.ACCEPTED, State.ON_SITE),
            family="work",
        ),
        About(
            "arrive",
            N_("Arrived"),
            N_("Arrive"),
            N_("Somebody is on the spot."),
            (State.ASSIGNED, State.ACCEPTED),
            otherwise=N_("Somebody is on site already."),
            instead_of=(State.ON_SITE,),
            family="work",
            main=True,
        ),
        About(
            "reply",
            N_("Answer given"),
            N_("Reply"),
            N_("The customer was told what will be done."),
            ALIVE,
        ),
        About(
            "hold",
            N_("Put on hold"),
            N_("Hold"),
            N_("Work waits for a reason, until a given time."),
            SENT,
            otherwise=N_("It is on hold already."),
            instead_of=(State.ON_HOLD,),
            further={"hold_again": Further(N_("Put off a third time"))},
        ),
        About(
            "resume",
            N_("Resume"),
            N_("Resume"),
            N_("Work goes on before the planned time."),
            (State.ON_HOLD,),
            otherwise=N_("It is not on hold."),
            instead_of=EVERY,
            family="hold",
        ),
        About(
            "handle",
            N_("Handled"),
            N_("Handle"),
            N_("The work is done; asks for the outcome."),
            (*SENT, State.ON_HOLD),
            ends_work=True,
            main=True,
        ),
        About(
            "callback",
            N_("Call back"),
            N_("Ring back"),
            N_("Opens the card for calling the customer back."),
            (State.HANDLED,),
            otherwise=N_("The work is not done yet."),
            instead_of=OPEN_STATES,
            of_firm=True,
            main=True,
            further={
                "verify": Further(N_("Confirm on the spot"), "site_manager"),
                "give_up": Further(N_("Give up the callback")),
            },
        ),
        About(
            "postpone",
            N_("Postpone the callback"),
            "",
            N_("Puts the callback off once, by at most 24 hours, with a reason."),
            (State.HANDLED,),
            otherwise=N_("The work is not done yet."),
            instead_of=OPEN_STATES,
            family="callback",
            of_firm=True,
        ),
        About(
            "feed_back",
            N_("Fed back"),
            N_("Fed back"),
            N_("The source was told the outcome; it may close."),
            (State.HANDLED,),
            "site_manager",
            N_("The work is not done yet."),
            OPEN_STATES,
            family="close",
            of_firm=True,
        ),
        About(
            "urge",
            N_("Customer urges"),
            N_("Urge"),
            N_("The customer asked again; counted."),
            OPEN_STATES,
        ),
        About(
            "contact",
            N_("One more caller"),
            N_("Caller"),
            N_("Somebody else called about the same matter; kept, and told the outcome too."),
            OPEN_STATES,
            family="urge",
        ),
        About(
            "isolate",
            N_("Hazard isolated"),
            N_("Isolate"),
            N_("It was taped off, marked, guarded or shut off; it cannot be handled while that stands."),
            (*OPEN_STATES, State.DEFERRED),
        ),
        About(
            "remove_isolation",
            N_("Isolation removed"),
            N_("Unisolate"),
            N_("The hazard is gone, and what kept people away from it."),
            (*OPEN_STATES, State.DEFERRED),
            family="isolate",
        ),
        About(
            "manager_told",
            N_("Site manager told"),
            N_("Told firm"),
            N_("The first responder's firm: its site manager knows of the report."),
            (*ALIVE, State.CLOSED),
            "site_manager",
            family="responder",
            of_firm=True,
        ),
        About(
            "first_responder",
            N_("First responder"),
            N_("Responder"),
            N_("Somebody else heard of it first; a supervisor, with a reason."),
            (*ALIVE, State.CLOSED),
            "supervisor",
            family="responder",
        ),
        About(
            "note",
            N_("Add a note"),
            N_("Note"),
            N_("Writes a line into the ticket's history."),
            EVERY,
            "worker",
        ),
        About(
            "return",
            N_("Returned"),
            N_("Return"),
            N_("The department gives it back, with a reason."),
            (State.ASSIGNED, State.ACCEPTED),
            "site_manager",
            N_("The work has begun."),
            (State.ON_SITE,),
            family="work",
        ),
        About(
            "reclassify",
            N_("Change the category"),
            N_("Category"),
            N_("Another category or severity; all clocks are computed anew."),
            OPEN_STATES,
            late_role="supervisor",
        ),
        About(
            "cannot_solve",
            N_("Cannot be solved in time"),
            N_("Cannot"),
            N_("The worker cannot solve it in time; supervisor and director are told at once."),
            OPEN_STATES,
            family="escalate",
        ),
        About(
            "beyond_office",
            N_("Beyond the office"),
            N_("Beyond"),
            N_("The office cannot solve it; the general manager is told at once."),
            ALIVE,
            "director",
            family="escalate",
        ),
        About(
            "defer",
            N_("Defer"),
            N_("Defer"),
            N_("It cannot be solved now; asks for the review date."),
            OPEN_STATES,
            "supervisor",
        ),
        About(
            "explain",
            N_("Explained"),
            N_("Explain"),
            N_("The customer was told why it is deferred."),
            (State.DEFERRED,),
            otherwise=_NOT_DEFERRED,
            instead_of=EVERY,
            family="defer",
        ),
        About(
            "revive",
            N_("Revive"),
            N_("Revive"),
            N_("Takes a deferred ticket up again."),
            (State.DEFERRED,),
            "supervisor",
            _NOT_DEFERRED,
            EVERY,
            family="defer",
        ),
        About(
            "conclude",
            N_("Conclude"),
            N_("Conclude"),
            N_("The review ends it unsolved."),
            (State.DEFERRED,),
            "director",
            _NOT_DEFERRED,
            EVERY,
            family="defer",
            ends_work=True,
            warning=N_("This closes the ticket as unsolved."),
        ),
        About(
            "reopen",
            N_("Reopen"),
            N_("Reopen"),
            N_("The ticket was closed wrongly."),
            (State.CLOSED,),
            "supervisor",
            N_("It is not closed."),
            EVERY,
            family="close",
            warning=N_("Only for a ticket that was closed wrongly."),
        ),
        About(
            "merge",
            N_("Merge into another"),
            N_("Merge"),
            N_("The same matter twice."),
            (State.LOGGED, State.ASSIGNED),
            otherwise=N_("The work has begun."),
            instead_of=OPEN_STATES,
            ends_work=True,
            warning=N_("This ticket ends; the other one goes on for both."),
        ),
        About(
            "void",
            N_("Void"),
            N_("Void"),
            N_("The ticket should never have been."),
            (State.LOGGED,),
            otherwise=N_("Somebody was sent already."),
            instead_of=OPEN_STATES,
            family="close",
            late_role="supervisor",
            ends_work=True,
            warning=N_("A void ticket counts nowhere and cannot come back."),
        ),
        About(
            "undo",
            N_("Undo the last step"),
            N_("Undo"),
            N_("Takes back this ticket's last step."),
            EVERY,
            "worker",
            main=True,
            further={"undo_others": Further(N_("Undo somebody else's step, or after ten minutes"))},
        ),
    )
}
"""Acts by name, in the order of help and screens."""

STANDING = {
    State.LOGGED: N_("Nobody has been sent yet; assign it first."),
    State.ON_HOLD: N_("It is on hold; resume it first."),
    State.HANDLED: N_("The work is done; the callback is owed."),
    State.CLOSED: N_("It is closed."),
    State.DEFERRED: N_("It is deferred; revive it first."),
    State.VOID: N_("It is void."),
    State.MERGED: N_("It was merged into another ticket."),
}
"""Refusals of an act that cannot start from these states."""
