"""Headings and words of our own lists: an export and an empty form write those that the import reads."""

from collections.abc import Mapping, Sequence

from core.base.text import fold_case
from core.imports.register_words import OWN_MARK, PEOPLE_HEADERS, ROLES, UNIT_HEADERS
from core.policy.model import Policy

_ENGLISH = {"code": "Unit", "no": "Staff no", "name": "Name"}
"""English headings of fields whose own name is not clear enough."""

UNIT_FIELDS = tuple(UNIT_HEADERS)
"""Columns of our own list of units, in their order."""

PEOPLE_FIELDS = tuple(name for name in PEOPLE_HEADERS if name not in ("last", "first"))
"""Columns of our own staff list, in their order."""


def own_heading(field: str, headers: Mapping[str, Sequence[str]], *, chinese: bool) -> str:
    """Return the heading of a field that the import recognises."""
    if chinese:
        return next(name for name in headers[field] if not name.isascii())
    return _ENGLISH.get(field) or field.replace("_", " ").capitalize()


def marked(headings: Sequence[str]) -> list[str]:
    """Return the headings of a file of ours, the first of them marked."""
    return [f"{headings[0]} {OWN_MARK}", *headings[1:]]


def is_own(headings: Sequence[str]) -> bool:
    """Return True for the headings of an export of ours."""
    return any(fold_case(heading).endswith(OWN_MARK) for heading in headings)


def own_words(codes: Mapping[str, Sequence[str]], *, chinese: bool) -> dict[str, str]:
    """Return the words of a choice by code, as the import recognises them."""
    if chinese:
        return {
            code: next((name for name in names if not name.isascii()), code) for code, names in codes.items()
        }
    return {code: code.replace("_", " ") for code in codes}


def role_words(policy: Policy) -> dict[str, Sequence[str]]:
    """Return the words for each role: the centre's own titles, then ours that mean no other role there."""
    own = {one.code: (one.name, one.name_en) for one in policy.roles}
    titles = {name for one in policy.roles for name in one.names}
    return {
        code: (*filter(None, own.get(code, ())), *(name for name in names if fold_case(name) not in titles))
        for code, names in ROLES.items()
    }


def own_role_words(policy: Policy, language: str) -> dict[str, str]:
    """Return the word of each role in our own lists, by code."""
    words = own_words(role_words(policy), chinese=language != "en")
    return words | policy.role_titles(language)
