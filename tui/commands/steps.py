"""The steps of a ticket, as commands of the one registry."""

from core.base.i18n_marks import N_
from tui.commands.command import Command

STEPS = (
    Command(
        "act.assign",
        N_("Assign"),
        N_("Assign"),
        N_("Gives the ticket to a department or a person, or to another one."),
        footer=True,
    ),
    Command("act.accept", N_("Accepted"), N_("Accept"), N_("The worker or department takes it on.")),
    Command("act.arrive", N_("Arrived"), N_("Arrive"), N_("Somebody is on the spot."), footer=True),
    Command("act.reply", N_("Answer given"), N_("Reply"), N_("The customer was told what will be done.")),
    Command("act.hold", N_("Put on hold"), N_("Hold"), N_("Work waits for a reason, until a given time.")),
    Command("act.resume", N_("Resume"), N_("Resume"), N_("Work goes on before the planned time.")),
    Command(
        "act.handle", N_("Handled"), N_("Handle"), N_("The work is done; asks for the outcome."), footer=True
    ),
    Command(
        "act.callback",
        N_("Call back"),
        N_("Ring back"),
        N_("Opens the card for calling the customer back."),
        footer=True,
    ),
    Command(
        "act.feed_back", N_("Fed back"), N_("Fed back"), N_("The source was told the outcome; it may close.")
    ),
    Command("act.urge", N_("Customer urges"), N_("Urge"), N_("The customer asked again; counted.")),
    Command(
        "act.contact",
        N_("One more caller"),
        N_("Caller"),
        N_("Somebody else called about the same matter; kept, and told the outcome too."),
    ),
    Command(
        "act.isolate",
        N_("Hazard isolated"),
        N_("Isolate"),
        N_("It was taped off, marked, guarded or shut off; it cannot be handled while that stands."),
    ),
    Command(
        "act.remove_isolation",
        N_("Isolation removed"),
        N_("Unisolate"),
        N_("The hazard is gone, and what kept people away from it."),
    ),
    Command(
        "act.manager_told",
        N_("Site manager told"),
        N_("Told firm"),
        N_("The first responder's firm: its site manager knows of the report."),
    ),
    Command(
        "act.first_responder",
        N_("First responder"),
        N_("Responder"),
        N_("Somebody else heard of it first; a supervisor, with a reason."),
    ),
    Command("act.note", N_("Add a note"), N_("Note"), N_("Writes a line into the ticket's history.")),
    Command("act.return", N_("Returned"), N_("Return"), N_("The department gives it back, with a reason.")),
    Command(
        "act.reclassify",
        N_("Change the category"),
        N_("Category"),
        N_("Another category or severity; all clocks are computed anew."),
    ),
    Command(
        "act.cannot_solve",
        N_("Cannot be solved in time"),
        N_("Cannot"),
        N_("The worker cannot solve it in time; supervisor and director are told at once."),
    ),
    Command(
        "act.beyond_office",
        N_("Beyond the office"),
        N_("Beyond"),
        N_("The office cannot solve it; the general manager is told at once."),
    ),
    Command("act.defer", N_("Defer"), N_("Defer"), N_("It cannot be solved now; asks for the review date.")),
    Command("act.explain", N_("Explained"), N_("Explain"), N_("The customer was told why it is deferred.")),
    Command("act.revive", N_("Revive"), N_("Revive"), N_("Takes a deferred ticket up again.")),
    Command("act.conclude", N_("Conclude"), N_("Conclude"), N_("The review ends it unsolved."), danger=True),
    Command("act.reopen", N_("Reopen"), N_("Reopen"), N_("The ticket was closed wrongly."), danger=True),
    Command("act.merge", N_("Merge into another"), N_("Merge"), N_("The same matter twice."), danger=True),
    Command("act.void", N_("Void"), N_("Void"), N_("The ticket should never have been."), danger=True),
    Command(
        "act.undo",
        N_("Undo the last step"),
        N_("Undo"),
        N_("Takes back this ticket's last step."),
        footer=True,
    ),
)
"""Every step in the order in which help and screens list them."""
