"""The language of the texts: chosen from the locale, looked up when they are shown."""

import re

import pytest
from babel.messages.pofile import read_po

from core.policy.model import default_policy
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


def chinese() -> list[tuple[str, str]]:
    """Every text of the catalogue with its Chinese."""
    file = i18n.LOCALE_DIR / "zh_CN" / "LC_MESSAGES" / f"{i18n.DOMAIN}.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale="zh_CN")
    found: list[tuple[str, str]] = []
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else [*message.id]
        said = [message.string] if isinstance(message.string, str) else [*(message.string or ())]
        found += [(ids[0], one) for one in said if ids[0]]
    return found


def test_chinese_texts_have_no_quotes_of_ambiguous_width() -> None:
    """In the fonts of Chinese terminals “ and ” cover the character beside them; 「 and 」 do not."""
    assert [said for _id, said in chinese() if set(said) & set("“”‘’")] == []
    policy = default_policy().text
    assert [line for line in policy.splitlines() if set(line) & set("“”‘’")] == []


def test_chinese_texts_have_chinese_signs() -> None:
    """A sentence ends in 。, not in a full stop that is half as wide."""
    assert [said for _id, said in chinese() if re.search(r"[\u4e00-\u9fff][.,;:!?](\s|$)", said)] == []
