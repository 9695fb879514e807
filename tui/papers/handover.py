"""Handover report (交接班记录) as a paper: its fourteen parts, objections, both signatures (§16)."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.duty.shift import Shift
from core.handover.report import LINES, PARTS, HandoverReport, Note, ReportLine
from core.handover.watch import NOTE_KINDS, Said
from core.policy.model import Policy
from core.ticket.codes import State
from tui.i18n import _, language, listed, remarked, titled
from tui.papers import titles
from tui.papers.paper import (
    Document,
    Fields,
    FormField,
    Paper,
    Part,
    Signature,
    Signatures,
    Table,
    Value,
    Words,
    plain,
)
from tui.papers.titles import cut
from tui.widgets.audit_words import audit_text
from tui.widgets.sheet_words import FIGURES, GROUPS, note_text, what

LONGEST = 160
"""Cells of a description that are printed; the ticket has the rest."""


def handover_paper(
    report: HandoverReport,
    policy: Policy,
    made_at: datetime,
    seal: str = "",
    corrections: Sequence[Said] = (),
) -> Paper:
    """Return a handover report as a paper; `policy` is the version that explains its codes.

    A signed one has its `seal`, and always gives the same paper except for later `corrections`.
    """
    zone = policy.site.zone
    shift = Shift(report.day, report.start, report.end)
    return Paper(
        "handover",
        _("Shift handover"),
        policy.site,
        made_at,
        [*_parts(report, policy), *_end(report, policy, seal, corrections)],
        _document(report, policy, seal, corrections),
        subject=f"{report.day} {shift.from_to(zone)}",
        note="" if seal else _("Not signed yet."),
        landscape=True,
    )


def _parts(report: HandoverReport, policy: Policy) -> Iterator[Part]:
    yield Fields(
        [
            FormField(_("Outgoing"), f"{report.operator} {report.signatures.outgoing_no}".strip()),
            FormField(_("Incoming"), f"{report.signatures.incoming} {report.signatures.incoming_no}".strip()),
            FormField(_("Began at"), report.began_at),
            FormField(_("Up to"), report.until),
        ]
    )
    for place, (name, title) in enumerate(PARTS.items(), 1):
        yield _part(name, f"{place}. {_(title)}", report, policy)


def _part(name: str, title: str, report: HandoverReport, policy: Policy) -> Table:
    if name in LINES:
        return _lines(name, title, report, policy)
    return {"people": _people, "counts": _counts, "equipment": _equipment, "notes": _notes}[name](
        title, report, policy
    )


def _people(title: str, report: HandoverReport, policy: Policy) -> Table:
    """Return one line for the people of one group and the same hours."""
    together: dict[tuple[str, datetime, datetime], list[str]] = {}
    for one in report.people:
        what_as = one.post or titles.department(one.department, policy)
        together.setdefault((one.group, one.start, one.end), []).append(remarked(one.name, what_as))
    order = [*GROUPS]
    rows = [
        (_(GROUPS[group]), start, end, listed(names))
        for (group, start, end), names in sorted(
            together.items(), key=lambda entry: (order.index(entry[0][0]), *entry[0][1:])
        )
    ]
    return Table((_("For"), _("Begins"), _("Ends"), _("Staff")), rows, title)


def _counts(title: str, report: HandoverReport, _policy: Policy) -> Table:
    return Table(
        [_(word) for _name, word in FIGURES],
        [[getattr(report.counts, name) for name, _word in FIGURES]],
        title,
    )


def _lines(name: str, title: str, report: HandoverReport, policy: Policy) -> Table:
    noted = any(line.note for line in report.lines(name)) or name == "emergencies"
    heads = ["!", _("No."), _("Time"), _("About"), _("Place"), _("Matter"), _("Assigned to"), _("Status")]
    return Table(
        [*heads, *([_("Note")] if noted else [])],
        [_line(name, line, policy, noted=noted) for line in report.lines(name)],
        title,
    )


def _line(part: str, line: ReportLine, policy: Policy, *, noted: bool) -> Sequence[Value]:
    return (
        "!" if line.red else "",
        line.number,
        line.at,
        what(part, line, policy),
        cut(line.where, 40),
        cut(line.description, LONGEST),
        " ".join(text for text in (titles.department(line.department, policy), line.assignee) if text),
        _(State(line.state).label) if line.state else "",
        *([line.note] if noted else []),
    )


def _equipment(title: str, report: HandoverReport, _policy: Policy) -> Table:
    heads = ("!", _("Thing"), _("Expected"), _("Counted"), _("Remark"))
    rows = [
        (
            "!" if item.red else "",
            item.title(language()),
            _counted(item.expected),
            _counted(item.actual),
            item.remark,
        )
        for item in report.equipment
    ]
    return Table(heads, rows, title)


def _counted(text: str) -> Value:
    """Return a count as a number; any other text is unchanged."""
    return int(text) if re.fullmatch(r"0|[1-9]\d{0,8}", text, re.ASCII) else text


def _notes(title: str, report: HandoverReport, _policy: Policy) -> Table:
    heads = ("!", _("Time"), _("Type"), _("Recorded by"), _("Text"))
    rows = [
        ("!" if one.red else "", one.at, _(NOTE_KINDS[one.kind]), one.by, note_text(one))
        for one in report.notes
    ]
    return Table(heads, rows, title)


def _end(report: HandoverReport, policy: Policy, seal: str, corrections: Sequence[Said]) -> Iterator[Part]:
    """Yield the remarks made at the handover, the signatures, and later additions."""
    done = report.signatures
    said: list[tuple[datetime, str, str, str]] = [
        *((one.at, _("Extended"), one.by, one.text) for one in done.extensions),
        *((one.at, _("Objection"), one.by, titled(one.about, one.text)) for one in done.objections),
        *((one.at, _("Refused"), one.by, one.reason) for one in done.refusals),
        *(
            (one.decided_at, _("Decision"), one.decided_by, one.decision)
            for one in done.refusals
            if one.decided_at
        ),
    ]
    heads = (_("Time"), _("About"), _("Recorded by"), _("Text"))
    if said:
        yield Table(heads, sorted(said), _("Said at the handover"))
    if done.forced_by:
        yield Words(
            [
                _("{name} transferred the desk to {other}: {reason}").format(
                    name=done.forced_by, other=done.incoming, reason=done.reason
                )
            ]
        )
    if done.double:
        yield Words([_("Double shift: the same person stays on.")])
    if done.overtime_min:
        yield Words([_("Overtime: {count} min").format(count=done.overtime_min)])
    yield from _audit(report, policy)
    yield Signatures(
        [
            Signature(_("Outgoing"), done.outgoing if done.outgoing_at else "", done.outgoing_at),
            Signature(_("Incoming"), done.incoming if done.incoming_at else "", done.incoming_at),
        ]
    )
    if seal:
        yield Words([f"sha256 {seal}"])
    if corrections:
        rows = [(one.at, _("Correction"), one.by, one.text) for one in corrections]
        yield Table(heads, rows, _("Added later"))


def _audit(report: HandoverReport, policy: Policy) -> Iterator[Part]:
    """Yield that nothing fell through, or what did."""
    if report.audit:
        at = site_time(report.audit.at, policy.site.zone)
        yield Words([titled(f"{_('Audit')} {at:%H:%M}", audit_text(report.audit, policy))])


def _document(report: HandoverReport, policy: Policy, seal: str, corrections: Sequence[Said]) -> Document:
    zone = policy.site.zone
    later = [{"at": plain(one.at, zone), "by": one.by, "text": one.text} for one in corrections]
    red = [one.id for one in report.red]
    notes = [_note_document(note, zone) for note in report.notes]
    return {**plain(report, zone), "notes": notes, "red": red, "hash": seal or None, "corrections": later}


def _note_document(note: Note, zone: ZoneInfo) -> Document:
    """Return a note for programs; only a bulletin says how many have read it."""
    known: Document = plain(note, zone)
    return {
        name: value for name, value in known.items() if value is not None or name not in ("read", "staff")
    }
