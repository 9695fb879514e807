"""Texts of the screen in the operator's language, looked up when they are shown."""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.i18n_marks import COMMA, N_, SEMICOLON, SENTENCES, without_context

if TYPE_CHECKING:
    from core.policy.model import Policy

LANGUAGES = ("en", "zh_CN")
"""Languages of dutydesk; English is the source and needs no catalogue."""

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "dutydesk"

_catalogue: catalogues.NullTranslations = catalogues.NullTranslations()
_language = "en"
_titles: Mapping[str, Mapping[str, str]] = {}
_with_titles: Callable[[str, str], str] | None = None


def use_language(code: str) -> None:
    """Use the language `code`, one of LANGUAGES, from now on; raise `KeyError` for any other."""
    global _catalogue, _language
    if code not in LANGUAGES:
        raise KeyError(code)
    _language = code
    _catalogue = catalogues.NullTranslations() if code == "en" else _translations(code)
    _put_titles()


def use_titles(policy: Policy | None) -> bool:
    """Call roles by the titles of `policy` from now on, wherever a text names one (C08).

    Without a policy they have ours.  Return True if that is new.
    """
    global _titles
    before, _titles = _titles, {code: policy.role_titles(code) for code in LANGUAGES} if policy else {}
    if any(_titles.values()) or any(before.values()):
        _put_titles()
    return any(_titles.get(code, {}) != before.get(code, {}) for code in LANGUAGES)


def _put_titles() -> None:
    global _with_titles
    if titles := _titles.get(_language):
        from tui.role_titles import put_into  # most centres have no titles of their own

        _with_titles = put_into(titles, is_ours, chinese=is_chinese())
    else:
        _with_titles = None


def is_ours(text: str) -> bool:
    """Return True for a text of the program, which has a translation; False for what a person typed."""
    return _translations(LANGUAGES[-1]).gettext(text) != text


def _translations(code: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALE_DIR, languages=[code])


def language() -> str:
    """Return the language in use, one of LANGUAGES."""
    return _language


def is_chinese() -> bool:
    """Return True if texts are in Chinese."""
    return _language != "en"


def detect_language(env: Mapping[str, str]) -> str:
    """Return the language that the locale variables ask for: Chinese for any zh, else English."""
    wanted = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "zh_CN" if wanted.lower().startswith("zh") else "en"


def _(text: str) -> str:
    """Return `text` in the language in use; the empty text stays empty."""
    said = without_context(_catalogue.gettext(text)) if text else ""
    return _with_titles(text, said) if _with_titles else said


def untitled(text: str) -> str:
    """Return `text` in the language in use, with our own titles of roles."""
    return without_context(_catalogue.gettext(text)) if text else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form for `count` in the language in use."""
    return _catalogue.ngettext(singular, plural, count)


def listed(items: Iterable[str]) -> str:
    """Join the items of a list as the language in use does."""
    return _(COMMA).join(items)


def clauses(parts: Iterable[str]) -> str:
    """Join clauses as the language in use does."""
    return _(SEMICOLON).join(parts)


def sentences(first: str, *others: str) -> str:
    """Join whole sentences as the language in use does."""
    for second in others:
        first = _(SENTENCES).format(first=first, second=second)
    return first


def titled(title: str, text: str) -> str:
    """Return `title: text`."""
    return _(N_("{title}: {text}")).format(title=title, text=text)


def remarked(text: str, remark: str) -> str:
    """Return `text (remark)`."""
    return _(N_("{text} ({remark})")).format(text=text, remark=remark)


def bracketed(remark: str) -> str:
    """Return `(remark)`, or nothing for an empty one."""
    return _(N_("({remark})")).format(remark=remark) if remark else ""
