"""`handover`: the person in charge, the handover report, both signatures, and the acts after them (§16)."""

from datetime import datetime
from typing import Annotated

from core.base.clock import site_time
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.text import LONGEST_NAME, clean
from core.handover.watch import NOTE_KINDS, STATES, Watch
from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.output import Form, Output, give
from tui.cli.printing import print_json, print_table, say
from tui.cli.words import AsJson, argument, choice, flag, option
from tui.i18n import _
from tui.papers.making import make_handover
from tui.papers.paper import Document, Paper, plain

handover = Group(help_alone=True)

Which = Annotated[
    int, argument("[HANDOVER]", _("Which signed report (default: the one of the current shift)."))
]
Moment = Annotated[
    str, option("--at", _("The shift that this moment is in or ends, by the events' own times."), "WHEN")
]
Words = Annotated[list[str], argument("TEXT", _("Text of the note."))]
Lines = Annotated[list[str], argument("LINE", _("A line of the handover report, such as 260310-001:open."))]
Reason = Annotated[str, option("--reason", _("Why."))]


# reading


@handover.command(_("Show the current handover report, or a signed one."))
def show(here: Here, which: Which = 0, at: Moment = "", form: Form = "", as_json: AsJson = False) -> None:
    """Print the handover report with all fourteen parts; a signed one is printed as it was signed."""
    give(here, _paper(here, which, at), "json" if as_json else form)


@handover.command(_("Export the handover report."))
def export(
    here: Here,
    which: Which = 0,
    at: Moment = "",
    form: Form = "",
    output: Output = None,
) -> None:
    """Write the handover report (交接班记录) to a file, or to stdout as Markdown."""
    give(here, _paper(here, which, at), form or ("" if output else "md"), output)


@handover.command(
    _("List who was in charge of the desk and when, and which shifts were not handed over."), "list"
)
def list_handovers(here: Here, as_json: AsJson = False) -> None:
    """Print the watches, newest first, and the shifts that were not handed over."""
    zone = here.policy.site.zone
    watches = here.desk.handover.handovers()
    missing = here.desk.handover.not_handed_over(watches)
    if as_json:
        documents = [_document(watch, here) for watch in watches]
        print_json({"watches": documents, "not_handed_over": plain(missing, zone)})
        return
    if not watches:
        say(_("No one is in charge of the desk yet."))
        return
    heads = [
        _("Shift no."),
        _("Day"),
        _("Shift"),
        _("Outgoing"),
        _("Began at"),
        _("Up to"),
        _("Incoming"),
        _("Status"),
    ]
    print_table(heads, [_row(watch, here) for watch in watches])
    for one in missing:
        shift = f"{one.shift.day} {one.shift.from_to(zone)}"
        say(_("Not handed over: {shift}, {name}").format(shift=shift, name=one.operator))


# entries in the report


@handover.command(_("Take charge of a desk that no one holds."))
def begin(here: Here, as_json: AsJson = False) -> None:
    """Begin the first watch of the desk; later watches begin by handover."""
    _say(here, here.desk.handover.begin_watch(), as_json)


@handover.command(_("Leave a note for the next shift; --emergency attaches it to an emergency."))
def note(
    here: Here,
    text: Words,
    kind: Annotated[str, choice("--kind", _("Type of the note."), NOTE_KINDS)] = "note",
    emergency: Annotated[str, option("--emergency", _("The ticket of the emergency."), "NUMBER")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a note for the incoming operator; `--emergency` adds it to an emergency (parts 3 and 14)."""
    words = " ".join(text)
    done = (
        here.desk.handover.note_emergency(emergency, clean(words))
        if emergency
        else here.desk.handover.write_note(clean(words), kind)
    )
    _say(here, done, as_json)


@handover.command(_("Record the count of one checklist item."))
def count(
    here: Here,
    item: Annotated[str, argument("ITEM", _("What, as the policy names it."))],
    actual: Annotated[str, argument("COUNT", _("The number counted."))],
    remark: Annotated[str, option("--remark", _("Where the rest is."))] = "",
    as_json: AsJson = False,
) -> None:
    """Record the counted number of a thing of the check list (part 13)."""
    _say(here, here.desk.handover.count(item, clean(actual, 80), clean(remark, LONGEST_NAME)), as_json)


# the handover


@handover.command(_("Sign the report as the outgoing operator."))
def sign(here: Here, as_json: AsJson = False) -> None:
    """Sign as the outgoing operator; possible from shortly before the end of the shift."""
    _say(here, here.desk.handover.sign_out_watch(here.pin), as_json)


@handover.command(_("Acknowledge lines of the report as the incoming operator."))
def seen(here: Here, lines: Lines, as_json: AsJson = False) -> None:
    """Acknowledge lines as the incoming operator (已知悉)."""
    _review(here)
    _say(here, here.desk.handover.see(*lines), as_json)


@handover.command(_("Object to a line as the incoming operator; it counts as acknowledged."), "object")
def object_to(
    here: Here,
    line: Annotated[str, argument("LINE", _("A line of the handover report."))],
    text: Words,
    as_json: AsJson = False,
) -> None:
    """Object to a line as the incoming operator (异议)."""
    _review(here)
    _say(here, here.desk.handover.object(line, clean(" ".join(text))), as_json)


@handover.command(_("Sign as the incoming operator and take charge of the desk."))
def accept(
    here: Here,
    known: Annotated[list[str] | None, option("--seen", _("Line to acknowledge."), "LINE")] = None,
    double: Annotated[bool, flag("--double", _("Stay for the next shift as well."))] = False,
    as_json: AsJson = False,
) -> None:
    """Sign as the incoming operator and take charge of the desk (接班)."""
    _review(here, double=double)
    if known:
        here.desk.handover.see(*known)
    _say(here, here.desk.handover.sign_in_watch(here.desk.name, here.pin), as_json)


@handover.command(_("Refuse the handover as the incoming operator; a supervisor decides."))
def refuse(here: Here, reason: Reason, as_json: AsJson = False) -> None:
    """Refuse the handover as the incoming operator (拒接)."""
    _review(here)
    _say(here, here.desk.handover.refuse(clean(reason), here.pin), as_json)


@handover.command(
    _("Decide on a refused handover (supervisor): accept the report, or return it for correction.")
)
def decide(
    here: Here,
    text: Words,
    stands: Annotated[
        bool,
        flag("--stands", _("Accept the report as it is. Without this option it goes back for correction.")),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Decide on a refused handover as the supervisor (裁定)."""
    _say(here, here.desk.handover.decide(clean(" ".join(text)), here.pin, stands=stands), as_json)


@handover.command(_("Extend the shift because no relief arrived."))
def extend(here: Here, reason: Reason, as_json: AsJson = False) -> None:
    """Extend the watch past its shift because no relief arrived (延班)."""
    _say(here, here.desk.handover.extend(clean(reason)), as_json)


@handover.command(_("Transfer the desk without both signatures (supervisor)."), "take-over")
def take_over(
    here: Here,
    person: Annotated[str, argument("PERSON", _("Person who takes charge of the desk."))],
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Transfer the desk without two signatures as the supervisor (强制接管)."""
    _say(here, here.desk.handover.take_over_watch(person, here.desk.name, here.pin, clean(reason)), as_json)


@handover.command(_("Add a note to a signed report; the report itself does not change."))
def correct(
    here: Here,
    which: Annotated[int, argument("HANDOVER", _("Which signed report."))],
    text: Words,
    as_json: AsJson = False,
) -> None:
    """Add a correction to a signed report, which itself does not change (更正)."""
    _say(here, here.desk.handover.correct(which, clean(" ".join(text))), as_json)


# helpers


def _paper(here: Here, which: int, at: str) -> Paper:
    return make_handover(here.desk, which or None, here.past(at))


def _review(here: Here, *, double: bool = False) -> None:
    """Begin the review of the report by the acting person, unless it has begun."""
    watch, who = here.desk.handover.watch(), here.desk.handover.party()
    if watch and watch.is_operator(who) and not double:
        raise NotAllowed(
            N_("{name} is in charge of the desk."),
            hint=N_(
                "Say who takes over with --as PERSON, or use accept --double to stay for a second shift."
            ),
            name=who.name,
        )
    if watch is None or watch.state != "reviewing" or not watch.is_incoming(who):
        here.desk.handover.review(here.desk.name)


def _say(here: Here, watch: Watch, as_json: bool) -> None:
    if as_json:
        print_json(_document(watch, here))
    else:
        say(
            _("{name} has been in charge since {at}; handover: {state}.").format(
                name=watch.operator, at=_short(watch.began_at, here), state=_(STATES[watch.state])
            )
        )


def _row(watch: Watch, here: Here) -> list[str]:
    shift = watch.shift
    status = _("transferred") if watch.forced_end else _(STATES[watch.state])
    return [
        str(watch.id),
        str(shift.day),
        shift.from_to(here.policy.site.zone),
        watch.operator,
        _short(watch.began_at, here),
        _short(watch.ended_at, here) if watch.ended_at else "",
        watch.next,
        status,
    ]


def _short(instant: datetime, here: Here) -> str:
    return f"{site_time(instant, here.policy.site.zone):%m-%d %H:%M}"


def _document(watch: Watch, here: Here) -> Document:
    zone = here.policy.site.zone
    return {name: plain(getattr(watch, name), zone) for name in _SHOWN} | {"seen": sorted(watch.seen)}


_SHOWN = (
    "id", "operator", "no", "began_at", "shift", "state", "carried_in", "double", "forced_by", "signed_at",
    "incoming", "incoming_no", "disputes", "extensions", "objections", "corrections", "ended_at", "next",
    "forced_end", "hash",
)  # fmt: skip
"""Fields of a watch in its JSON document."""
