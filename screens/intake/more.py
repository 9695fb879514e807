"""Second page of a call: further particulars that the procedures ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from core.base.errors import InvalidInput
from core.base.i18n_marks import C_, N_
from core.intake.model import Intake, seen_by_staff
from core.ticket.codes import Danger, RelayKind, RelayReason
from core.ticket.model import Original, Particulars, Relay
from tui.i18n import _
from tui.widgets import names

MORE = {
    "relay": N_("Passed on by"),
    "relay_person": N_("Relay name"),
    "relay_reason": N_("Reason"),
    "relay_at": C_("relay", "Told at"),
    "received": N_("Staff told at"),
    "found": N_("Seen by staff"),
    "manager": N_("Manager told"),
    "danger": C_("safety", "Danger to"),
    "measure": N_("Isolated with"),
    "measure_by": N_("Isolated by"),
    "about": N_("Complaint about"),
    "demand": N_("Demand"),
    "agreed_fee": N_("Agreed fee"),
    "promised": N_("Promised by"),
    "anonymous": N_("Anonymous"),
    "confidential": N_("Confidential"),
    "external_no": N_("12345 number"),
    "external_due": N_("12345 due"),
    "inspector": N_("Inspected by"),
    "representative": N_("Widely shared"),
    "paper_no": N_("Original no."),
    "paper_kind": N_("Original type"),
    "paper_place": N_("Kept where"),
    "paper_keeper": N_("Kept by"),
}
"""The fields in their order: the left column, then the right one."""

YES = {"yes": N_("yes")}

CODES: Mapping[str, Mapping[str, str]] = {
    "urgency": names.URGENCIES,
    "relay": names.RELAYS,
    "relay_reason": names.RELAY_REASONS,
    "danger": names.DANGERS,
    "measure": names.MEASURES,
    **dict.fromkeys(("found", "manager", "anonymous", "confidential", "representative"), YES),
}
"""Fields that hold one of a few words, by the words' codes."""

Time = Callable[[str], datetime | None]
"""The instant that a field names, or the line for it; raises for what is no time."""


def said_more(parsed: Intake, operator: str, clock: Callable[[datetime | None], str]) -> dict[str, str]:
    """Return the values that the line gives to the fields; codes in words."""
    noted = parsed.particulars
    relay = noted.relay
    paper = noted.original or Original()
    codes = {
        "relay": relay.kind if relay else "",
        "relay_reason": relay.reason if relay else "",
        "danger": noted.danger,
        "measure": parsed.measure,
        "found": _yes(seen_by_staff(parsed, operator)),
        "manager": _yes(parsed.manager_told),
        "anonymous": _yes(parsed.caller.anonymous),
        "confidential": _yes(parsed.caller.confidential),
        "representative": _yes(noted.representative),
    }
    return {name: _(CODES[name][code]) if code else "" for name, code in codes.items()} | {
        "relay_person": relay.person if relay else "",
        "relay_at": clock(relay.at if relay else None),
        "received": clock(noted.received_at),
        "measure_by": parsed.measure_by,
        "about": parsed.about,
        "demand": parsed.demand,
        "agreed_fee": noted.agreed_fee,
        "promised": clock(noted.promised_at),
        "external_no": noted.external_no,
        "external_due": clock(noted.external_due),
        "inspector": noted.inspector,
        "paper_no": paper.number,
        "paper_kind": paper.kind,
        "paper_place": paper.place,
        "paper_keeper": paper.keeper,
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def said_times(parsed: Intake) -> dict[str, datetime | None]:
    """Return the instants that the line names, by field."""
    noted = parsed.particulars
    return {
        "reported": parsed.reported_at,
        "appointment": parsed.appointment,
        "relay_at": noted.relay.at if noted.relay else None,
        "received": noted.received_at,
        "promised": noted.promised_at,
        "external_due": noted.external_due,
    }


AGREED = ("appointment", "promised", "external_due")
"""Fields of times to come; all others are of what has happened."""


def particulars(
    texts: Mapping[str, str], code: Callable[[str], str], time: Time, *, late: bool
) -> Particulars:
    """Return the particulars of the second page.  Raises `DeskError` for an unusable field."""
    paper = Original(*(texts[f"paper_{part}"] for part in ("no", "kind", "place", "keeper")))
    return Particulars(
        received_at=time("received"),
        relay=_relay(texts, code, time),
        promised_at=time("promised"),
        external_no=texts["external_no"],
        external_due=time("external_due"),
        original=paper if paper != Original() else None,
        inspector=texts["inspector"],
        representative=bool(texts["representative"]),
        entered_late=late,
        danger=Danger.of(code("danger")),
        agreed_fee=texts["agreed_fee"],
    )


def _relay(texts: Mapping[str, str], code: Callable[[str], str], time: Time) -> Relay | None:
    kind = RelayKind.of(code("relay"))
    more = (texts["relay_person"], RelayReason.of(code("relay_reason")), time("relay_at"))
    if kind is None and any(more):
        raise InvalidInput(N_("Enter who passed it on."), hint=N_("Choose one from the list."))
    return Relay(kind, *more) if kind else None
