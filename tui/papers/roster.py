"""Duty roster (值班表) of a week."""

from collections.abc import Iterator
from datetime import date, datetime

from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.desk.roster import Week
from core.duty.roster import Duty
from core.people.directory import Person
from core.policy.model import Policy
from tui.i18n import _
from tui.papers import titles
from tui.papers.paper import Document, Paper, Table, Value, span

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


COLUMNS = ("day", "start", "end", "person", "name", "department", "post", "phone")
"""Names of the values of each entry for programs."""


def duty_roster(week: Week, policy: Policy, made_at: datetime, made_by: str = "") -> Paper:
    """Return the roster with a line for each person and post in the week; phones are masked (§18)."""
    lines = [_line(week, person, post, policy) for person in week.people for post in _posts(week, person)]
    heads = (_("Staff no."), _("Full name"), _("Post"), _("Department"), _("Phone"), *map(_head, week.days))
    return Paper(
        "roster",
        _("Duty roster"),
        policy.site,
        made_at,
        [Table(heads, lines)],
        [_document(duty, person) for person in week.people for duty in _duties(week, person)],
        subject=span(week.days[0], week.days[-1]),
        made_by=made_by,
        landscape=True,
        columns=COLUMNS,
    )


def _head(day: date) -> str:
    return f"{day:%m-%d} {_(WEEKDAYS[day.weekday()])}"


def _posts(week: Week, person: Person) -> list[str]:
    """Return the posts at which the person is on duty in the week, in their order."""
    return [*dict.fromkeys(duty.post for duty in _duties(week, person))]


def _line(week: Week, person: Person, post: str, policy: Policy) -> tuple[Value, ...]:
    return (
        person.no,
        person.name,
        post or person.post,
        titles.department(person.department, policy),
        mask_phone(person.phone),
        *(week.text(person.no, day, post) for day in week.days),
    )


def _duties(week: Week, person: Person) -> Iterator[Duty]:
    for day in week.days:
        yield from week.duties.get((person.no, day), ())


def _document(duty: Duty, person: Person) -> Document:
    return {
        "day": str(duty.day),
        "start": duty.start,
        "end": duty.end,
        "person": person.no,
        "name": person.name,
        "department": person.department or None,
        "post": duty.post or person.post or None,
        "phone": mask_phone(person.phone) or None,
    }
