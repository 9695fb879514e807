"""Titles of the fields of the directory."""

from collections.abc import Mapping

from core.base.i18n_marks import N_

SITE_FIELDS = {
    "name": N_("Name"),
    "hotline": N_("Hotline"),
    "email": N_("Email"),
    "responsible": N_("Responsible"),
    "address": N_("Address"),
    "tz": N_("Time zone"),
}
"""Fields of the centre (R032)."""

TITLES: Mapping[str, str] = {
    **SITE_FIELDS,
    "no": N_("Staff no."),
    "code": N_("Unit"),
    "kind": N_("Kind"),
    "building": N_("Building"),
    "area": N_("Area"),
    "contacts": N_("Contacts"),
    "specialist": N_("Specialist"),
    "notes": N_("Notes"),
    "services": N_("Services"),
    "visited_on": N_("Last visit"),
    "active_from": N_("First day"),
    "active_to": N_("Last day"),
    "department": N_("Department"),
    "post": N_("Post"),
    "role": N_("Rights"),
    "phone": N_("Phone"),
    "employer": N_("Firm"),
    "active": N_("Active"),
    "initials": N_("Initials"),
    "supervisor": N_("Superior"),
    "certificate": N_("Certificate"),
    "certificate_until": N_("Valid until"),
    "skills": N_("Skills"),
    "account": N_("Login"),
    "name_en": N_("English name"),
    "aliases": N_("Other names"),
    "head": N_("Head"),
}
"""Titles of the fields."""
