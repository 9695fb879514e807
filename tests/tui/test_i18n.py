"""The language of the texts: chosen from the locale, looked up when they are shown."""

import pytest

from tui import i18n
from tui.i18n import _


@pytest.mark.parametrize(
    ("env", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_SG.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh_CN"),
    ],
)
def test_locale_chooses_language(env: dict[str, str], language: str) -> None:
    assert i18n.detect_language(env) == language


def test_a_text_follows_the_language_in_use() -> None:
    i18n.use_language("zh_CN")
    assert (i18n.language(), _("Accept")) == ("zh_CN", "接单")
    i18n.use_language("en")
    assert (i18n.language(), _("Accept")) == ("en", "Accept")


def test_an_unknown_text_and_the_empty_text_stay_as_they_are() -> None:
    i18n.use_language("zh_CN")
    assert (_("3-2-1201 kitchen pipe leaking"), _("")) == ("3-2-1201 kitchen pipe leaking", "")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        i18n.use_language("fr")
