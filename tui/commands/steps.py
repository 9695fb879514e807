"""Commands of the steps of a ticket, one for each act of the table."""

from core.base.i18n_marks import N_
from core.ticket.acts.table import ACTS
from tui.commands.command import Command

ASK = "ask"
"""Name of the command that asks for an approval, or decides about one."""

EARLIER = "earlier"
"""Name of the command that does a step with an earlier time."""

STEPS = (
    *(
        Command(f"act.{act.name}", act.title, act.short, act.help, footer=act.main, danger=bool(act.warning))
        for act in ACTS.values()
        if act.short
    ),
    Command(
        f"act.{EARLIER}",
        N_("Done earlier"),
        N_("Done earlier"),
        N_("Asks when a step happened whose key would record it at once, such as an arrival."),
    ),
    Command(
        f"act.{ASK}",
        N_("Ask for approval"),
        N_("Approval"),
        N_(
            "Asks for the step that was just refused, or one of those that take another person's right; who "
            "may approve it decides here as well."
        ),
    ),
)
"""Commands of the steps, in the order of help and screens."""

CALLBACK = (
    Command(
        "callback.very_satisfied",
        N_("Very satisfied"),
        N_("Very"),
        step="callback",
    ),
    Command("callback.satisfied", N_("Satisfied"), N_("Satisfied"), step="callback"),
    Command(
        "callback.fairly_satisfied",
        N_("Fairly satisfied"),
        N_("Fairly"),
        step="callback",
    ),
    Command(
        "callback.neutral",
        N_("Neutral"),
        N_("Neutral"),
        N_("Asks why."),
        step="callback",
    ),
    Command(
        "callback.dissatisfied",
        N_("Dissatisfied"),
        N_("Dissatisfied"),
        N_("Asks what has to be done again and opens the next round at once."),
        step="callback",
    ),
    Command(
        "callback.no_answer",
        N_("No answer"),
        N_("No answer"),
        N_("Records the attempt; the callback stays due."),
        footer=True,
        step="callback",
    ),
    Command(
        "callback.answer", N_("Write the answer"), N_("Answer"), N_("What the customer said."), footer=True
    ),
    Command(
        "callback.solved",
        N_("Solved or not"),
        N_("Solved"),
        N_("Whether the problem is solved, apart from the grade: yes if satisfied, no, yes."),
    ),
    Command("callback.mode", N_("Mode of the call"), N_("Mode"), N_("By phone, on site, or on a patrol.")),
    Command(
        "callback.next",
        N_("Next ticket of the household"),
        N_("Next"),
        N_("One call, a grade for each ticket."),
    ),
    Command(
        "callback.finish",
        N_("Record the grades so far"),
        N_("Record"),
        N_("The other tickets of the household stay due."),
        step="callback",
    ),
    Command(
        "callback.claim",
        N_("Claim the household again"),
        N_("Claim"),
        N_("For three minutes more, or after another desk let it go."),
        step="claim",
    ),
    Command(
        "callback.postpone",
        N_("Postpone"),
        N_("Postpone"),
        N_("Once, with a reason, by a limited time."),
        step="postpone",
    ),
    Command(
        "callback.unreachable",
        N_("Unreachable"),
        N_("Unreachable"),
        N_("Records the customer as unreachable, after three attempts over at least two half-days."),
        danger=True,
        step="give_up",
    ),
    Command(
        "callback.waive",
        N_("Waive"),
        N_("Waive"),
        N_("No callback, with a reason."),
        danger=True,
        step="give_up",
    ),
    Command(
        "callback.called",
        N_("Called earlier"),
        N_("Called at"),
        N_("When the customer was called, if it was not just now."),
    ),
    Command(
        f"callback.{ASK}",
        N_("Approval"),
        N_("Approval"),
        N_("Asks whoever may do it to close the ticket without a callback."),
        step="ask",
    ),
    Command("callback.cancel", N_("Cancel"), N_("Cancel"), N_("Leaves without recording."), footer=True),
    Command("callback.up", N_("Scroll up"), N_("Up"), moves=True),
    Command("callback.down", N_("Scroll down"), N_("Down"), moves=True),
)
