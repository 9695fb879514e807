"""Acts of a handover: state that each needs, and refusals (§16)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from core.base.errors import InvalidInput, NotAllowed, NotFound
from core.base.i18n_marks import N_
from core.base.seal import freeze
from core.duty.shift import Shift
from core.events.fact import Fact
from core.handover import facts as f
from core.handover.report import HandoverReport
from core.handover.watch import NOTE_KINDS, Party, Watch, shift_after, shift_for, sign_from
from core.policy.model import Policy


def begin(
    who: Party, now: datetime, policy: Policy, place: int, carried_in: int, shift: Shift | None = None
) -> f.WatchBegan:
    """Return the start of a watch of `who`, with the events after `place`.

    Its shift is `shift`, or else the one then running.
    """
    shift = shift or shift_for(now, policy)
    return f.WatchBegan(
        name=who.name,
        person=who.no,
        place=place,
        carried_in=carried_in,
        day=shift.day,
        start=shift.start,
        end=shift.end,
    )


def change_hands(
    watch: Watch, report: HandoverReport, who: Party, policy: Policy, *, forced_by: str = "", reason: str = ""
) -> tuple[f.HandedOver, f.WatchBegan]:
    """Return the end of one watch and the start of the next, at the place and time the report ends."""
    now, double = report.until, watch.is_operator(who)
    signed = replace(
        report.signatures,
        state="signed",
        incoming=who.name,
        incoming_no=who.no,
        incoming_at=None if forced_by else now,
        double=double,
        forced_by=forced_by,
        reason=reason,
    )
    text, seal = freeze(replace(report, signatures=signed))
    end = f.HandedOver(
        sheet=text, hash=seal, name=who.name, person=who.no, forced_by=forced_by, reason=reason
    )
    shift = None if forced_by else shift_after(watch, now, policy)
    began = begin(who, now, policy, report.last_place, report.counts.carried_out, shift)
    return end, replace(began, double=double, forced_by=forced_by)


def write_note(text: str, kind: str) -> Fact:
    """Return a note, an instruction or a bulletin; possible until the report is frozen."""
    if kind not in NOTE_KINDS:
        raise InvalidInput(
            N_("“{kind}” is not a note type."),
            hint=N_("Use one of: {kinds}."),
            kind=kind,
            kinds=tuple(NOTE_KINDS),
        )
    _needs(text, N_("Write what is to be passed on."))
    return f.NoteWritten(kind=kind, text=text)


def note_emergency(report: HandoverReport, number: str, text: str) -> Fact:
    """Return the note on an emergency of the report."""
    if number not in {line.number for line in report.emergencies}:
        raise NotFound(N_("{number} is not an emergency in this shift."), number=number)
    _needs(text, N_("Write what happened and the current state."))
    return f.EmergencyNoted(number=number, text=text)


def count(policy: Policy, item: str, actual: str, remark: str) -> Fact:
    """Return the counted number of `item`, a thing of the check list by any of its names."""
    known = {name: thing.name for thing in policy.equipment for name in (thing.name_en, thing.name) if name}
    if item not in known:
        raise NotFound(
            N_("“{item}” is not on the check list."),
            hint=N_("Use one of: {items}."),
            item=item,
            items=tuple(dict.fromkeys(known.values())),
        )
    _needs(actual, N_("Enter the number counted."))
    return f.EquipmentCounted(item=known[item], actual=actual, remark=remark)


def sign_out(watch: Watch, report: HandoverReport, who: Party, now: datetime, policy: Policy) -> Fact:
    """Return the outgoing operator's signature: shortly before the end or later, with all notes written."""
    _own(watch, who)
    if watch.state != "draft":
        raise NotAllowed(N_("The report is already signed and is waiting for the incoming operator."))
    if now < sign_from(watch, policy):
        raise NotAllowed(
            N_("The shift lasts until {end}; it can be signed {count} min before."),
            hint=N_("To hand over earlier, ask a supervisor to transfer the desk."),
            end=watch.shift.from_to(policy.site.zone).partition("-")[2],
            count=policy.shift.sign_min,
        )
    _written(report)
    return f.WatchSigned()


def review(watch: Watch, who: Party) -> Fact:
    """Return the start of the review by an incoming operator; also of another one, or after a refusal."""
    if watch.state == "draft":
        raise _unsigned(watch)
    return f.ReviewBegan(name=who.name, person=who.no)


def see(watch: Watch, report: HandoverReport, lines: Collection[str]) -> list[Fact]:
    """Return the acknowledgement of `lines` by the incoming operator, without those already acknowledged."""
    _reviewing(watch)
    _known(report, lines)
    return [f.LineSeen(line=line) for line in dict.fromkeys(lines) if line not in watch.seen]


def object_to(watch: Watch, report: HandoverReport, line: str, text: str) -> Fact:
    """Return the incoming operator's objection to a line, red or not."""
    _reviewing(watch)
    _known(report, [line])
    _needs(text, N_("Enter what is wrong with it."))
    return f.LineObjected(line=line, text=text)


def refuse(watch: Watch, reason: str) -> Fact:
    """Return the incoming operator's refusal to take the desk; the outgoing one stays in charge."""
    _reviewing(watch)
    _needs(reason, N_("Give a reason for refusing the handover."))
    return f.HandoverRefused(reason=reason)


def decide(watch: Watch, text: str, *, stands: bool) -> Fact:
    """Return the decision on a refusal: the report is accepted, or corrected and signed again."""
    if watch.state != "disputed":
        raise NotAllowed(N_("The handover has not been refused."))
    _needs(text, N_("Enter the decision and the reason."))
    return f.RefusalDecided(text=text, stands=stands)


def sign_in(watch: Watch, report: HandoverReport, who: Party) -> None:
    """Raise `NotAllowed` unless the report is signed and the incoming operator acknowledged its red lines."""
    if watch.state == "draft":
        raise _unsigned(watch)
    if watch.state == "disputed":
        raise NotAllowed(
            N_("The handover was refused. A supervisor must decide first."),
            hint=N_("Or review the handover report again."),
        )
    _written(report)
    seen = watch.seen if watch.is_incoming(who) else frozenset[str]()
    if unseen := [one.id for one in report.red if one.id not in seen]:
        raise NotAllowed(
            N_("{count} must-read items are not acknowledged yet: {lines}."),
            hint=N_("Acknowledge each one, then sign."),
            count=len(unseen),
            lines=(*unseen[:3], *(["..."] if len(unseen) > 3 else [])),
        )


def extend(watch: Watch, who: Party, reason: str, now: datetime, policy: Policy) -> Fact:
    """Return the extension of the watch past its shift because no relief arrived.

    It is signed at the next handover.
    """
    _own(watch, who)
    if now < sign_from(watch, policy):
        raise NotAllowed(N_("The shift is not over yet."))
    if watch.state == "disputed":
        raise NotAllowed(N_("The handover was refused. A supervisor must decide first."))
    _needs(reason, N_("Enter why the shift is extended."))
    return f.WatchExtended(reason=reason)


def take_over(watch: Watch, who: Party, reason: str) -> None:
    """Raise unless the desk can be given to `who` without two signatures."""
    _needs(reason, N_("Give a reason for taking the desk over without signatures."))
    if watch.is_operator(who):
        raise NotAllowed(N_("{name} is already in charge of the desk."), name=who.name)


def correct(watch: Watch, text: str) -> Fact:
    """Return an addition to a frozen report, which itself is unchanged."""
    if watch.ended_at is None:
        raise NotAllowed(N_("This report is not signed yet."), hint=N_("Write a note into it."))
    _needs(text, N_("Write what is to be added."))
    return f.SheetCorrected(text=text)


def _needs(text: str, message: str) -> None:
    if not text:
        raise InvalidInput(message)


def _own(watch: Watch, who: Party) -> None:
    if not watch.is_operator(who):
        raise NotAllowed(
            N_("{holder} is in charge of the desk, not {name}."),
            hint=N_("Only the person in charge of the desk can sign the handover."),
            holder=watch.operator,
            name=who.name,
        )


def _written(report: HandoverReport) -> None:
    if missing := report.unwritten:
        raise NotAllowed(
            N_("Emergencies without their note: {numbers}."),
            hint=N_("Write what happened and the current state."),
            numbers=tuple(line.number for line in missing),
        )


def _reviewing(watch: Watch) -> None:
    if watch.state != "reviewing":
        raise NotAllowed(
            N_("No review of the handover report has started."),
            hint=N_("The outgoing operator signs first; then you can review the report."),
        )


def _known(report: HandoverReport, lines: Collection[str]) -> None:
    every = {one.id for one in report.every}
    if strange := [line for line in lines if line not in every]:
        raise NotFound(N_("There is no line {line} in the report."), line=strange[0])


def _unsigned(watch: Watch) -> NotAllowed:
    return NotAllowed(
        N_("{name} has not signed the report yet."),
        hint=N_("If {name} has left, ask a supervisor to transfer the desk to you."),
        name=watch.operator,
    )
