"""Making of papers from the storage: of a ticket, of a watch, of some days."""

from datetime import date, datetime, time

from core.base.clock import at_site, site_time
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.desk.callback_weeks import KeptWeek
from core.desk.desk import Desk
from core.desk.roster import monday_of
from core.figures.callback_week import DAYS, week_of
from tui.papers.callbacks import callback_record
from tui.papers.complaint import complaint_record
from tui.papers.deferrals import register_of_deferrals
from tui.papers.figures import report_paper
from tui.papers.handover import handover_paper
from tui.papers.journal import journal
from tui.papers.lists import staff_list, unit_list
from tui.papers.paper import Paper
from tui.papers.registers import list_of_originals, opinion_register
from tui.papers.roster import duty_roster
from tui.papers.slip import work_slip
from tui.papers.ticket_log import ticket_log


def make_slip(desk: Desk, number: str, *, printed: bool) -> Paper:
    """Return the work slip of a ticket; if `printed` it has the caller's whole number."""
    return work_slip(desk.queries.card(number), whole_phone=printed, made_by=desk.name)


def make_complaint(desk: Desk, number: str) -> Paper:
    """Return the record of a complaint; raise `InvalidInput` for any other ticket."""
    return complaint_record(desk.queries.card(number), made_by=desk.name)


def make_handover(desk: Desk, ident: int | None = None, at: datetime | None = None) -> Paper:
    """Return the handover report of the current watch, of the shift at `at`, or of the watch `ident`.

    The report of the watch `ident` is made of the signed text alone; raises `NotAllowed` if that was
    changed.
    """
    if ident is None:
        sheet = desk.handover.sheet(at)
        return handover_paper(sheet, desk.queries.policy(sheet.policy), sheet.until)
    kept = desk.handover.signed_sheet(ident)
    if not kept.is_sound:
        raise NotAllowed(
            N_("Handover report {id} has changed since it was signed."),
            hint=N_("See: dutydesk doctor"),
            id=ident,
        )
    signed_at = kept.sheet.signatures.incoming_at or kept.sheet.until
    return handover_paper(
        kept.sheet, desk.queries.policy(kept.sheet.policy), signed_at, kept.hash, kept.corrections
    )


def make_callbacks(desk: Desk, first: date, last: date) -> Paper:
    """Return the record of the callbacks of some days; a week, as it was signed."""
    policy = desk.queries.policy()
    if first.weekday() == 0 and last - first == DAYS:
        return callback_record(desk.callback_weeks.week(first), policy, desk.name)
    made = desk.figures.callbacks(first, last)
    return callback_record(
        KeptWeek(week_of(made, first, last, desk.clock(), policy.survey)), policy, desk.name
    )


def make_roster(desk: Desk, day: date) -> Paper:
    """Return the roster of the week of `day`."""
    return duty_roster(desk.roster.week(monday_of(day)), desk.queries.policy(), desk.clock(), desk.name)


def make_opinions(desk: Desk, first: date, last: date, *, kind: str = "", channel: str = "") -> Paper:
    """Return the register of customers' feedback of some days, of one kind or channel."""
    found = desk.figures.opinions(first, last, kind=kind, channel=channel)
    return opinion_register(found, desk.queries.naming(), desk.clock(), first, last, desk.name)


def make_originals(desk: Desk, first: date, last: date) -> Paper:
    """Return the list of the places where the original papers of some days are kept."""
    found = desk.figures.originals(first, last)
    return list_of_originals(found, desk.queries.policy(), desk.clock(), first, last, desk.name)


def make_deferrals(desk: Desk, first: date, last: date) -> Paper:
    """Return the register of the matters deferred on some days, or standing then."""
    found = desk.figures.deferrals(first, last)
    return register_of_deferrals(found, desk.queries.policy(), desk.clock(), first, last, desk.name)


def make_units(desk: Desk, *, printed: bool) -> Paper:
    """Return the register of units; if `printed` it has whole phone numbers."""
    register = desk.register.contents()
    units = register.directory.units.values()
    return unit_list(units, register.policy, desk.clock(), desk.name, whole=printed)


def make_people(desk: Desk, *, printed: bool) -> Paper:
    """Return the staff list; if `printed` it has whole phone numbers."""
    register = desk.register.contents()
    return staff_list(register.directory.people, register.policy, desk.clock(), desk.name, whole=printed)


def make_ticket_log(desk: Desk, first: date, last: date, *, printed: bool) -> Paper:
    """Return the steps of the tickets reported on some days; if `printed` with whole phone numbers."""
    policy = desk.queries.policy()
    start = at_site(first, time(), policy.site.zone)
    cards = desk.queries.each("all", since=start, histories=True)
    wanted = [card for card in cards if site_time(card.ticket.reported_at, policy.site.zone).date() <= last]
    ordered = sorted(wanted, key=lambda card: card.ticket.number)
    return ticket_log(ordered, policy, desk.clock(), first, last, desk.name, whole=printed)


def make_journal(desk: Desk, first: date, last: date) -> Paper:
    """Return the journal of the desk of some days."""
    events = desk.register.journal(first, last)
    return journal(events, desk.queries.policy(), desk.clock(), first, last, desk.name)


def make_report(desk: Desk, first: date, last: date) -> Paper:
    """Return the figures of some days."""
    return report_paper(desk.figures.report(first, last), desk.queries.naming())


def today(desk: Desk) -> date:
    """Return the site day."""
    return site_time(desk.clock(), desk.queries.policy().site.zone).date()
