"""Texts of the screen in the operator's language, looked up when they are shown."""

import gettext as catalogues
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.base.i18n_marks import COMMA, N_, SEMICOLON, SENTENCES, without_context

LANGUAGES = ("en", "zh_CN")
"""Languages of dutydesk; English is the source and needs no catalogue."""

LOCALE_DIR = Path(__file__).parent / "locale"
DOMAIN = "dutydesk"

_catalogue: catalogues.NullTranslations = catalogues.NullTranslations()
_language = "en"


def use_language(code: str) -> None:
    """Use the language `code`, one of LANGUAGES, from now on; raise `KeyError` for any other."""
    global _catalogue, _language
    if code not in LANGUAGES:
        raise KeyError(code)
    _language = code
    _catalogue = (
        catalogues.NullTranslations()
        if code == "en"
        else catalogues.translation(DOMAIN, LOCALE_DIR, languages=[code])
    )


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
