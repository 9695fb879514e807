"""Table of acts: name, states and role of each (§3, §18).

Keys, forms, the command line, help and `docs/rights.md` read this table.  The class of an act, with its
questions and its decision, is in the module named by `family`; it is loaded when it is first needed.
"""

from collections.abc import Mapping
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.i18n_marks import C_, N_
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
    footer; a `warning` is shown before an act that cannot be undone.  `only_now` says why an act happens at
    the desk, in the moment in which it is recorded; the form of every other act asks when it happened.
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
    only_now: str = ""
    further: Mapping[str, Further] = field(default_factory=dict)


SENT = (State.ASSIGNED, State.ACCEPTED, State.ON_SITE)
"""States in which the work has a worker and is not on hold."""

ALIVE = (*OPEN_STATES, State.HANDLED, State.DEFERRED)
"""States of a ticket that has not ended."""

EVERY = tuple(State)

_NOT_DEFERRED = N_("It is not deferred.")

_CORRECTS = "It corrects the record, and the time for corrections counts from now."
_RULES = "It is a decision about the category; the clocks count from the report in any case."

ACTS: dict[str, About] = {
    act.name: act
    for act in (
        About(
            "assign",
            N_("Assign"),
            N_("Assign"),
            N_("Assign a person or department; reassigning needs a reason."),
            OPEN_STATES,
            main=True,
            further={"move": Further(N_("Reassign to another department"))},
        ),
        About(
            "accept",
            N_("Accepted"),
            N_("Accept"),
            N_("Record that the worker or department accepted the job."),
            (State.ASSIGNED,),
            "site_manager",
            N_("Already accepted."),
            (State.ACCEPTED, State.ON_SITE),
            family="work",
        ),
        About(
            "arrive",
            N_("Arrived"),
            N_("Arrive"),
            N_("Record that someone has arrived on site."),
            (State.ASSIGNED, State.ACCEPTED),
            otherwise=N_("Already on site."),
            instead_of=(State.ON_SITE,),
            family="work",
            main=True,
        ),
        About(
            "helper",
            N_("Add a helper"),
            N_("Helper"),
            N_("Add a person who helps the assignee."),
            (*SENT, State.ON_HOLD),
        ),
        About(
            "remove_helper",
            N_("Remove a helper"),
            N_("Helper off"),
            N_("Remove a person who no longer helps."),
            ALIVE,
            family="helper",
        ),
        About(
            "reply",
            C_("step", "Answer given"),
            N_("Reply"),
            N_("Record the answer given to the customer."),
            ALIVE,
        ),
        About(
            "hold",
            N_("Put on hold"),
            N_("Hold"),
            N_("Put the ticket on hold until a planned time, with a reason."),
            SENT,
            otherwise=N_("Already on hold."),
            instead_of=(State.ON_HOLD,),
            further={"hold_again": Further(N_("Put on hold a third time"))},
        ),
        About(
            "resume",
            N_("Resume"),
            N_("Resume"),
            N_("Resume work before the planned time."),
            (State.ON_HOLD,),
            otherwise=N_("It is not on hold."),
            instead_of=EVERY,
            family="hold",
        ),
        About(
            "handle",
            N_("Handled"),
            N_("Handle"),
            N_("Record that the work is done, with the outcome."),
            (*SENT, State.ON_HOLD),
            ends_work=True,
            main=True,
        ),
        About(
            "callback",
            N_("Call back"),
            N_("Call back"),
            N_("Open the card for calling the customer back."),
            (State.HANDLED,),
            otherwise=N_("The work is not done yet."),
            instead_of=OPEN_STATES,
            of_firm=True,
            main=True,
            further={
                "verify": Further(N_("Confirm on the spot"), "site_manager"),
                "give_up": Further(N_("Close without a callback")),
            },
        ),
        About(
            "postpone",
            N_("Postpone the callback"),
            "",
            N_("Postpone the callback once, by at most 24 hours, with a reason."),
            (State.HANDLED,),
            otherwise=N_("The work is not done yet."),
            instead_of=OPEN_STATES,
            family="callback",
            of_firm=True,
        ),
        About(
            "feed_back",
            N_("Requester informed"),
            N_("Requester informed"),
            N_("Record that the person who reported it knows the outcome; the ticket can close."),
            (State.HANDLED,),
            "site_manager",
            N_("The work is not done yet."),
            OPEN_STATES,
            family="close",
            of_firm=True,
        ),
        About(
            "urge",
            N_("Customer asked again"),
            N_("Asked again"),
            N_("Record that the customer asked again."),
            OPEN_STATES,
        ),
        About(
            "contact",
            N_("One more caller"),
            N_("Caller"),
            N_("Add another caller about the same issue; they are told the outcome too."),
            OPEN_STATES,
            family="urge",
        ),
        About(
            "isolate",
            N_("Hazard isolated"),
            N_("Isolate"),
            N_(
                "Record that a hazard is taped off, signposted, guarded or shut off. The ticket "
                "cannot be closed until this is removed."
            ),
            (*OPEN_STATES, State.DEFERRED),
        ),
        About(
            "remove_isolation",
            N_("Hazard made safe"),
            N_("Made safe"),
            N_("Record that the hazard and its isolation are gone."),
            (*OPEN_STATES, State.DEFERRED),
            family="isolate",
        ),
        About(
            "manager_told",
            N_("Site manager told"),
            N_("Told mgr"),
            N_("Record that the site manager of the first contact's firm was told."),
            (*ALIVE, State.CLOSED),
            "site_manager",
            family="responder",
            of_firm=True,
        ),
        About(
            "first_responder",
            N_("First contact"),
            N_("1st contact"),
            N_("Correct who was told first. Supervisors only; a reason is required."),
            (*ALIVE, State.CLOSED),
            "supervisor",
            family="responder",
            only_now=_CORRECTS,
        ),
        About(
            "note",
            N_("Add a note"),
            N_("Note"),
            N_("Add a note to the ticket."),
            EVERY,
            "worker",
        ),
        About(
            "return",
            N_("Returned"),
            N_("Return"),
            N_("Record that the department returned it, with a reason."),
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
            N_("Change the category or severity; all deadlines are recalculated."),
            OPEN_STATES,
            late_role="supervisor",
            only_now=_RULES,
        ),
        About(
            "answer",
            N_("Emergency?"),
            N_("Emergency?"),
            N_("Answer whether this is an emergency, where the words may tell one."),
            OPEN_STATES,
            only_now=_RULES,
        ),
        About(
            "cannot_solve",
            N_("Cannot be solved in time"),
            N_("Can't fix"),
            N_("Record that it cannot be solved in time; the supervisor and director are notified."),
            OPEN_STATES,
            family="escalate",
        ),
        About(
            "beyond_office",
            N_("Beyond our authority"),
            N_("Beyond"),
            N_("Record that it is beyond the centre's authority; the general manager is notified."),
            ALIVE,
            "director",
            family="escalate",
        ),
        About(
            "defer",
            N_("Defer"),
            N_("Defer"),
            N_("Defer a ticket that cannot be solved for now; asks for the review date."),
            OPEN_STATES,
            "supervisor",
        ),
        About(
            "explain",
            N_("Explained"),
            N_("Explain"),
            N_("Record that the customer was told why it is deferred."),
            (State.DEFERRED,),
            otherwise=_NOT_DEFERRED,
            instead_of=EVERY,
            family="defer",
        ),
        About(
            "revive",
            N_("Reactivate"),
            N_("Reactivate"),
            N_("Reactivate a deferred ticket."),
            (State.DEFERRED,),
            "supervisor",
            _NOT_DEFERRED,
            EVERY,
            family="defer",
        ),
        About(
            "conclude",
            N_("Close unresolved"),
            N_("Close unresolved"),
            N_("Close a deferred ticket as unresolved after its review."),
            (State.DEFERRED,),
            "director",
            _NOT_DEFERRED,
            EVERY,
            family="defer",
            ends_work=True,
            warning=N_("This closes the ticket as unresolved."),
        ),
        About(
            "reopen",
            N_("Reopen"),
            N_("Reopen"),
            N_("Reopen a ticket that was closed by mistake."),
            (State.CLOSED,),
            "supervisor",
            N_("It is not closed."),
            EVERY,
            family="close",
            warning=N_("Only for a ticket that was closed by mistake."),
            only_now=_CORRECTS,
        ),
        About(
            "merge",
            N_("Merge into another"),
            N_("Merge"),
            N_("Merge two tickets for the same issue."),
            (State.LOGGED, State.ASSIGNED),
            otherwise=N_("The work has begun."),
            instead_of=OPEN_STATES,
            ends_work=True,
            warning=N_("This ticket closes; the other one continues for both."),
            only_now=_CORRECTS,
        ),
        About(
            "void",
            N_("Void"),
            N_("Void"),
            N_("Void a ticket that was logged by mistake."),
            (State.LOGGED,),
            otherwise=N_("Already assigned; return it first."),
            instead_of=OPEN_STATES,
            family="close",
            late_role="supervisor",
            ends_work=True,
            warning=N_("A void ticket counts nowhere and cannot come back."),
            only_now=_CORRECTS,
        ),
        About(
            "undo",
            N_("Undo the last step"),
            N_("Undo"),
            N_("Undo this ticket's last step; it stays in the history."),
            EVERY,
            "worker",
            main=True,
            only_now=_CORRECTS,
            further={"undo_others": Further(N_("Undo another person's step, or your own after ten minutes"))},
        ),
    )
}
"""Acts by name, in the order of help and screens."""
