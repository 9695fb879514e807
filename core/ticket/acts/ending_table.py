"""Rows of the table of acts that end a ticket, defer it, or take back what was done."""

from core.base.i18n_marks import N_
from core.ticket.acts.about import About, Further
from core.ticket.codes import OPEN_STATES, State

EVERY = tuple(State)

CORRECTS = "It corrects the record, and the time for corrections counts from now."
"""Reason why a correction happens in the moment in which it is recorded."""

_NOT_DEFERRED = N_("It is not deferred.")

ENDINGS: tuple[About, ...] = (
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
        N_("Reopen a ticket closed by mistake, or work that a spot check found not in order."),
        (State.CLOSED, State.HANDLED),
        "supervisor",
        N_("It is not closed."),
        EVERY,
        family="close",
        warning=N_("Only for a ticket closed by mistake, or whose work is not in order."),
        only_now=CORRECTS,
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
        only_now=CORRECTS,
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
        only_now=CORRECTS,
    ),
    About(
        "undo",
        N_("Undo the last step"),
        N_("Undo"),
        N_("Undo this ticket's last step; it stays in the history."),
        EVERY,
        "worker",
        main=True,
        only_now=CORRECTS,
        further={
            "undo_others": Further(
                N_("Undo another person's step, or your own after the time for corrections")
            )
        },
    ),
)
