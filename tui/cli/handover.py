"""`handover`: the person in charge, the handover report, both signatures, and the acts after them (§16)."""

from datetime import datetime
from typing import Annotated

from core.base.clock import site_time
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
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

Which = Annotated[int, argument("[HANDOVER]", _("Which signed sheet; the one of the watch now without."))]
Moment = Annotated[
    str, option("--at", _("The shift that this moment is in or ends, by the events' own times."), "WHEN")
]
Words = Annotated[list[str], argument("TEXT", _("What is to be said."))]
Lines = Annotated[list[str], argument("LINE", _("A line of the sheet, such as 260310-001:open."))]
Reason = Annotated[str, option("--reason", _("Why."))]


# reading


@handover.command(_("The sheet as it stands, or as it was signed."))
def show(here: Here, which: Which = 0, at: Moment = "", form: Form = "", as_json: AsJson = False) -> None:
    """Print the handover report with all fourteen parts; a signed one is printed as it was signed."""
    give(here, _paper(here, which, at), "json" if as_json else form)


@handover.command(_("Write the sheet to a file."))
def export(
    here: Here,
    which: Which = 0,
    at: Moment = "",
    form: Form = "",
    output: Output = None,
) -> None:
    """Write the handover report (交接班记录) to a file, or to stdout as Markdown."""
    give(here, _paper(here, which, at), form or ("" if output else "md"), output)


@handover.command(_("Who had the desk from when to when, and which shifts were not handed over."), "list")
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
        say(_("Nobody has the desk yet."))
        return
    heads = [
        _("Watch"),
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


@handover.command(_("Take the desk that nobody has yet."))
def begin(here: Here, as_json: AsJson = False) -> None:
    """Begin the first watch of the desk; later watches begin by handover."""
    _say(here, here.desk.handover.begin_watch(), as_json)


@handover.command(_("Pass something on to whoever comes; --emergency says it of an emergency."))
def note(
    here: Here,
    text: Words,
    kind: Annotated[str, choice("--kind", _("What it is."), NOTE_KINDS)] = "note",
    emergency: Annotated[str, option("--emergency", _("The ticket of the emergency."), "NUMBER")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a note for the incoming operator; `--emergency` adds it to an emergency (parts 3 and 14)."""
    words = " ".join(text)
    done = (
        here.desk.handover.note_emergency(emergency, words)
        if emergency
        else here.desk.handover.write_note(words, kind)
    )
    _say(here, done, as_json)


@handover.command(_("Count a thing of the check list."))
def count(
    here: Here,
    item: Annotated[str, argument("ITEM", _("What, as the policy names it."))],
    actual: Annotated[str, argument("COUNT", _("How many there are."))],
    remark: Annotated[str, option("--remark", _("Where the rest is."))] = "",
    as_json: AsJson = False,
) -> None:
    """Record the counted number of a thing of the check list (part 13)."""
    _say(here, here.desk.handover.count(item, actual, remark), as_json)


# the handover


@handover.command(_("The outgoing operator signs the sheet."))
def sign(here: Here, as_json: AsJson = False) -> None:
    """Sign as the outgoing operator; possible from shortly before the end of the shift."""
    _say(here, here.desk.handover.sign_out_watch(here.pin), as_json)


@handover.command(_("The incoming operator acknowledges lines of the sheet."))
def seen(here: Here, lines: Lines, as_json: AsJson = False) -> None:
    """Acknowledge lines as the incoming operator (已知悉)."""
    _review(here)
    _say(here, here.desk.handover.see(*lines), as_json)


@handover.command(_("The incoming operator does not agree with a line; it counts as acknowledged."), "object")
def object_to(
    here: Here,
    line: Annotated[str, argument("LINE", _("A line of the sheet."))],
    text: Words,
    as_json: AsJson = False,
) -> None:
    """Object to a line as the incoming operator (异议)."""
    _review(here)
    _say(here, here.desk.handover.object(line, " ".join(text)), as_json)


@handover.command(_("The incoming operator signs and has the desk."))
def accept(
    here: Here,
    known: Annotated[list[str] | None, option("--seen", _("Acknowledge this line."), "LINE")] = None,
    double: Annotated[bool, flag("--double", _("You stay for the next shift as well."))] = False,
    as_json: AsJson = False,
) -> None:
    """Sign as the incoming operator and take charge of the desk (接班)."""
    _review(here, double=double)
    if known:
        here.desk.handover.see(*known)
    _say(here, here.desk.handover.sign_in_watch(here.desk.name, here.pin), as_json)


@handover.command(_("The incoming operator does not take the desk; a supervisor decides."))
def refuse(here: Here, reason: Reason, as_json: AsJson = False) -> None:
    """Refuse the handover as the incoming operator (拒接)."""
    _review(here)
    _say(here, here.desk.handover.refuse(reason, here.pin), as_json)


@handover.command(_("The supervisor decides on a refusal: the sheet stands, or is put right first."))
def decide(
    here: Here,
    text: Words,
    stands: Annotated[bool, flag("--stands", _("It is taken as it is."))] = False,
    as_json: AsJson = False,
) -> None:
    """Decide on a refused handover as the supervisor (裁定)."""
    _say(here, here.desk.handover.decide(" ".join(text), here.pin, stands=stands), as_json)


@handover.command(_("Nobody came: the watch goes on beyond its shift."))
def extend(here: Here, reason: Reason, as_json: AsJson = False) -> None:
    """Extend the watch past its shift because no relief arrived (延班)."""
    _say(here, here.desk.handover.extend(reason), as_json)


@handover.command(_("The supervisor gives the desk to somebody without two signatures."), "take-over")
def take_over(
    here: Here,
    person: Annotated[str, argument("PERSON", _("Who has it from now on."))],
    reason: Reason,
    as_json: AsJson = False,
) -> None:
    """Transfer the desk without two signatures as the supervisor (强制接管)."""
    _say(here, here.desk.handover.take_over_watch(person, here.desk.name, here.pin, reason), as_json)


@handover.command(_("Add something to a signed sheet, which itself stays as it is."))
def correct(
    here: Here,
    which: Annotated[int, argument("HANDOVER", _("Which signed sheet."))],
    text: Words,
    as_json: AsJson = False,
) -> None:
    """Add a correction to a signed report, which itself does not change (更正)."""
    _say(here, here.desk.handover.correct(which, " ".join(text)), as_json)


# helpers


def _paper(here: Here, which: int, at: str) -> Paper:
    return make_handover(here.desk, which or None, here.when(at) if at else None)


def _review(here: Here, *, double: bool = False) -> None:
    """Begin the review of the report by the acting person, unless it has begun."""
    watch, who = here.desk.handover.watch(), here.desk.handover.party()
    if watch and watch.is_operator(who) and not double:
        raise NotAllowed(
            N_("{name} has the desk."), hint=N_("Say --as PERSON, or accept --double."), name=who.name
        )
    if watch is None or watch.state != "reviewing" or not watch.is_incoming(who):
        here.desk.handover.review(here.desk.name)


def _say(here: Here, watch: Watch, as_json: bool) -> None:
    if as_json:
        print_json(_document(watch, here))
    else:
        say(
            _("{name} has the desk since {at}; handover: {state}.").format(
                name=watch.operator, at=_short(watch.began_at, here), state=_(STATES[watch.state])
            )
        )


def _row(watch: Watch, here: Here) -> list[str]:
    shift = watch.shift
    status = _("forced") if watch.forced_end else _(STATES[watch.state])
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
