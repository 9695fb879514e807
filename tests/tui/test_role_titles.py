"""Roles called by the centre's own titles, in every text that names one and in both languages."""

import re

import pytest

from core.base.i18n_marks import N_
from core.people.roles import Actor, takes_step
from core.policy.model import Policy, default_policy, parse_policy
from core.policy.sections import TITLED_ROLES
from tests.tui.test_i18n import chinese
from tui import i18n
from tui.i18n import _
from tui.role_titles import WORDS


def with_titles(code: str = "", name: str = "", name_en: str = "") -> Policy:
    """The rules of a new centre with one title of its own; without a code, the two of the tests."""
    own = [(code, name, name_en)] if code else OWN
    rows = (f'\n[[role]]\ncode = "{code}"\nname = "{name}"\nname_en = "{en}"\n' for code, name, en in own)
    return parse_policy(default_policy().text + "".join(rows))


OWN = [("supervisor", "综合组主管", "office supervisor"), ("director", "项目经理", "project manager")]


def test_a_refusal_says_the_title_with_its_article() -> None:
    refused = takes_step(Actor("Wang Min"), "supervisor")
    i18n.use_titles(with_titles())
    assert refused.text(_) == "Needs an office supervisor; no one on the staff list has that role."
    i18n.use_language("zh_CN")
    assert refused.text(_) == "须由综合组主管办理；人员名册中无人有此权限。"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("office supervisor", "an office supervisor"),
        ("shift leader", "a shift leader"),
        ("unit manager", "a unit manager"),
        ("hourly lead", "an hourly lead"),
        ("HR lead", "an HR lead"),
        ("DM", "a DM"),
    ],
)
def test_an_article_fits_its_title(title: str, said: str) -> None:
    i18n.use_titles(with_titles("supervisor", name_en=title))
    assert _(N_("a supervisor")) == said


def test_a_sentence_keeps_its_capital_its_plural_and_its_places() -> None:
    i18n.use_titles(with_titles())
    assert _(N_("The name is for supervisors only.")) == "The name is for office supervisors only."
    assert _(N_("Supervisor")) == "Office supervisor"
    refused = "{name} refused: {reason}. An office supervisor decides: {key}."
    assert _("{name} refused: {reason}. A supervisor decides: {key}.") == refused


def test_what_a_person_typed_stays_as_it_is() -> None:
    i18n.use_titles(with_titles())
    assert _("the supervisor said so") == "the supervisor said so"
    i18n.use_language("zh_CN")
    assert _("主管说不用修") == "主管说不用修"


def test_a_language_without_a_title_has_ours() -> None:
    i18n.use_titles(with_titles("supervisor", name="综合组主管"))
    assert _(N_("supervisor")) == "supervisor"
    i18n.use_language("zh_CN")
    assert _(N_("supervisor")) == "综合组主管"


def test_titles_end_with_the_rules_that_have_them() -> None:
    assert i18n.use_titles(with_titles())
    assert not i18n.use_titles(with_titles())
    assert i18n.use_titles(default_policy())
    assert _(N_("supervisor")) == "supervisor"


@pytest.mark.parametrize("code", TITLED_ROLES)
def test_every_text_that_names_a_role_says_its_title(code: str) -> None:
    """Also one written later: its Chinese names the role where its English does."""
    naming = re.compile(rf"(?<![\w-]){WORDS[code][0]}s?(?![\w}}])", re.IGNORECASE)
    texts = [(text, said) for text, said in chinese() if naming.search(text)]
    others = [text for text, _said in chinese() if not naming.search(text)]
    assert texts
    i18n.use_titles(with_titles(code, name="甲乙丙", name_en="upper lead"))
    for text, _said in texts:
        assert "upper lead" in _(text).lower() and not re.search(r"\ba upper", _(text), re.IGNORECASE)
    i18n.use_language("zh_CN")
    for text, said in texts:
        assert "甲乙丙" in _(text), text
        assert set(re.findall(r"\{\w+\}", _(text))) == set(re.findall(r"\{\w+\}", said))
    assert [text for text in others if _(text) != i18n.untitled(text)] == []
