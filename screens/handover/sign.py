"""Forms of the handover: notes, counts, PINs, objections, the supervisor's decision."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.i18n_marks import N_
from core.base.text import LONGEST_NAME
from core.desk.desk import Desk
from core.handover.report import Item, ReportLine
from core.handover.watch import NOTE_KINDS, Watch
from core.people.directory import Directory
from core.people.rights import why_not
from core.people.roles import Actor
from screens.base.forms import Entry, Form, Values
from screens.handover.head import missing
from screens.handover.view import ReportView
from tui.i18n import _, clauses, language
from tui.widgets import choices
from tui.widgets.choices import Choice
from tui.widgets.host import Host

VERDICTS = {
    "yes": N_("accept the report as it is"),
    "no": N_("return it for correction, then sign again"),
}
"""Decisions of a supervisor on a refusal."""


def pin(has_one: bool) -> Entry:
    """Return the question for the PIN of the signing person."""
    return Entry("pin", N_("PIN"), "pin", hint="" if has_one else N_("no PIN set: leave this empty"))


def staff(host: Host, right: str) -> Sequence[Choice]:
    """Return the people who have the given right."""
    free = not host.desk.directory.has_supervisor
    able = (p for p in host.desk.directory.staff if not why_not(Actor(p.name, p.role, free), right))
    return choices.people(host.desk.policy, Directory(people=tuple(able)), language())


def note() -> Form:
    """Return the form of a note in part 14."""
    entries = [
        Entry("text", N_("Text"), required=True),
        Entry("kind", N_("Note type"), "word", required=True, first=_(NOTE_KINDS["note"]), codes=NOTE_KINDS),
    ]
    return Form(
        _(N_("For the next shift")),
        entries,
        lambda desk, v: desk.handover.write_note(v["text"], v["kind"]),
        kept="handover note",
    )


def correction(watch: int) -> Form:
    """Return the form of a correction to a signed report."""
    entries = [Entry("text", N_("Text"), required=True)]
    title = _(N_("Add to the signed report"))
    return Form(
        title,
        entries,
        lambda desk, v: desk.handover.correct(watch, v["text"]),
        kept=f"handover correct {watch}",
    )


def emergency(line: ReportLine) -> Form:
    """Return the form of the note that an emergency needs."""
    entries = [
        Entry("text", N_("Note"), required=True, first=line.note, hint=N_("what happened, current state"))
    ]
    about = f"{line.number}  {line.where}  {line.description}"
    return Form(
        _(N_("Note on the emergency")),
        entries,
        lambda desk, v: desk.handover.note_emergency(line.number, v["text"]),
        about=about,
        kept=f"handover emergency {line.number}",
    )


def count(item: Item) -> Form:
    """Return the form for the count of an item."""
    entries = [
        Entry("actual", N_("Counted"), "name", required=True, first=item.actual or item.expected, longest=80),
        Entry("remark", N_("Remark"), first=item.remark, longest=LONGEST_NAME),
    ]
    about = _(N_("{thing}: {expected} expected")).format(thing=item.title(language()), expected=item.expected)

    def do(desk: Desk, values: Values) -> object:
        return desk.handover.count(item.name, values["actual"], values["remark"])

    return Form(_(N_("Equipment")), entries, do, about=about, kept=f"handover count {item.name}")


def sign(view: ReportView, *, has_pin: bool) -> Form:
    """Return the form of the outgoing signature, with the missing parts of the report."""
    wanting = clauses(missing(view))
    return Form(
        _(N_("Sign the handover")),
        [pin(has_pin)],
        lambda desk, v: desk.handover.sign_out_watch(v["pin"]),
        about=view.sheet.operator,
        warning=_(N_("Missing from the report: {things}.")).format(things=wanting) if wanting else "",
    )


def successor(desk: Desk, view: ReportView) -> str:
    """Return the likely incoming operator: the person signed in, else the next on duty at the desk."""
    if not view.is_mine:
        return view.me.name
    cover = view.policy.shift.cover
    coming = (turn.person.name for turn in desk.roster.on_duty(view.sheet.end) if turn.department in cover)
    return next((name for name in coming if name != view.sheet.operator), "")


def incoming(host: Host, likely: str) -> Form:
    """Return the form for the name of the incoming operator."""
    entries = [
        Entry(
            "who",
            N_("Incoming operator"),
            required=True,
            first=likely,
            choices=staff(host, "watch"),
            hint=N_("number or name"),
        )
    ]
    return Form(_(N_("Incoming operator's review")), entries, lambda desk, v: desk.handover.review(v["who"]))


def sign_in(view: ReportView, *, has_pin: bool) -> Form:
    """Return the form of the incoming signature."""
    watch = view.watch
    assert watch is not None
    who = watch.incoming_no or watch.incoming
    return Form(
        _(N_("Take the desk")),
        [pin(has_pin)],
        lambda desk, v: desk.handover.sign_in_watch(who, v["pin"]),
        about=watch.incoming,
    )


def objection(line: str, about: str) -> Form:
    """Return the form of an objection to a line."""
    entries = [Entry("text", N_("Objection"), required=True)]
    return Form(
        _(N_("Object")),
        entries,
        lambda desk, v: desk.handover.object(line, v["text"]),
        about=about,
        kept=f"handover object {line}",
    )


def refusal(view: ReportView, *, has_pin: bool) -> Form:
    """Return the form for the refusal of the handover."""
    assert view.watch is not None
    return Form(
        _(N_("Refuse the handover")),
        [Entry("reason", N_("Reason"), required=True), pin(has_pin)],
        lambda desk, v: desk.handover.refuse(v["reason"], v["pin"]),
        kept="handover refuse",
        about=view.watch.incoming,
        warning=_(N_("Call the supervisor. {name} stays in charge until it is decided.")).format(
            name=view.watch.operator
        ),
    )


def extension() -> Form:
    """Return the form for an extended shift without relief."""
    entries = [Entry("reason", N_("Reason"), required=True, hint=N_("who is missing, who was told"))]
    warning = _(
        N_("You stay in charge of the desk and the overtime is recorded. Sign when your relief arrives.")
    )
    return Form(
        _(N_("No relief has arrived")), entries, lambda desk, v: desk.handover.extend(v["reason"]),
        warning=warning, kept="handover extend",
    )  # fmt: skip


def decision(host: Host) -> Form:
    """Return the form of the supervisor's decision on a refusal."""
    entries = [
        Entry("stands", N_("Decision"), "word", required=True, codes=VERDICTS),
        Entry("text", N_("Why"), required=True),
        *_supervisor(host),
    ]

    def do(desk: Desk, values: Values) -> object:
        stands = values["stands"] == "yes"
        return desk.handover.decide(
            values["text"], values["pin"], stands=stands, supervisor=values["supervisor"]
        )

    return Form(_(N_("The supervisor decides")), entries, do, kept="handover decide")


def take_over(host: Host, watch: Watch) -> Form:
    """Return the form for a transfer of the desk without two signatures."""
    entries = [
        Entry(
            "who",
            N_("Incoming operator"),
            required=True,
            choices=staff(host, "watch"),
            hint=N_("number or name"),
        ),
        Entry("reason", N_("Reason"), required=True),
        *_supervisor(host),
    ]

    def do(desk: Desk, values: Values) -> object:
        who, chief, pin = values["who"], values["supervisor"], values["pin"]
        return desk.handover.take_over_watch(who, chief, pin, values["reason"], seen=watch.id)

    warning = _(
        N_("Use this only if {name} left without signing. It stays on the handover report permanently.")
    )
    return Form(_(N_("Transfer the desk")), entries, do, warning=warning.format(name=watch.operator))


def _supervisor(host: Host) -> Sequence[Entry]:
    """Return the questions for the deciding supervisor and their PIN."""
    own = "" if why_not(host.identity.actor, "take_over") else host.identity.operator
    chiefs = staff(host, "take_over")
    return (
        Entry("supervisor", N_("Supervisor"), required=True, first=own, choices=chiefs),
        Entry("pin", N_("PIN"), "pin", hint=N_("of the supervisor")),
    )
