"""The catalogues: what is collected, what is kept, and what the check reports."""

from pathlib import Path

import pytest

from tools import translations


@pytest.fixture(autouse=True)
def small_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of one module, with catalogues of its own."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "ROOMS", ("core",))
    monkeypatch.setattr(translations, "LOCALE_DIR", tmp_path / "locale")
    (tmp_path / "core").mkdir()


def say(code: str) -> None:
    (translations.ROOT / "core" / "desk.py").write_text(code, encoding="utf-8")


def translate(english: str, chinese: str) -> None:
    path = translations.po_file("zh_CN")
    entry = f'msgid "{english}"\nmsgstr '
    text = path.read_text(encoding="utf-8")
    assert f'{entry}""' in text
    path.write_text(text.replace(f'{entry}""', f'{entry}"{chinese}"'), encoding="utf-8")


def meanings(english: str) -> dict[str | None, object]:
    """The translations of a text, by their context."""
    return {one.context: one.string for one in translations.read("zh_CN") if one.id == english}


def problems() -> list[str]:
    return list(translations.problems("zh_CN"))


def test_texts_of_calls_errors_and_hints_are_collected() -> None:
    say('raise NotFound(\n    "No unit {unit}",\n    hint=N_("Look"),\n)\nngettext("one", "{n} of them", n)')
    texts = {message.id for message in translations.extracted() if message.id}
    assert texts == {"No unit {unit}", "Look", ("one", "{n} of them")}
    say("f\"{width} {_(N_('none'))} {fit(_(N_('open')), 8)}\"; _(NAMES.get(code, N_('all others')), 'x')")
    texts = {message.id for message in translations.extracted() if message.id}
    assert texts == {"none", "open", "all others"}


def test_a_text_with_two_meanings_has_two_translations() -> None:
    say('N_("emergency"); C_("urgency", "emergency")')
    translations.update("zh_CN")
    path = translations.po_file("zh_CN")
    text = path.read_text(encoding="utf-8")
    plain, urgency = 'msgid "emergency"\nmsgstr ""', 'msgctxt "urgency"\nmsgid "emergency"\nmsgstr ""'
    text = text.replace(urgency, urgency[:-2] + '"突发"').replace(plain, plain[:-2] + '"紧急事件"')
    path.write_text(text, encoding="utf-8")
    translations.update("zh_CN")
    assert problems() == []
    assert meanings("emergency") == {None: "紧急事件", "urgency": "突发"}
    say('N_("urgent")')
    translations.update("zh_CN")
    say('N_("emergency"); C_("urgency", "emergency")')
    translations.update("zh_CN")
    assert meanings("emergency") == {None: "紧急事件", "urgency": "突发"}


def test_a_complete_compiled_catalogue_has_no_problems() -> None:
    say('_("Accept")')
    translations.update("zh_CN")
    translate("Accept", "接单")
    translations.update("zh_CN")
    assert problems() == []


def test_what_is_missing_is_named() -> None:
    say('_("Accept")')
    translations.update("zh_CN")
    say('_("Accept"); _("Arrive")')
    assert problems() == [
        "not in the catalogue (make translations): 'Arrive'",
        "untranslated: 'Accept'",
    ]


def test_a_translation_must_fill_in_the_same_values() -> None:
    say('_("Due {time}")')
    translations.update("zh_CN")
    translate("Due {time}", "截止 {clock}")
    assert problems() == [
        "other {placeholders} than the English text: 'Due {time}'",
        "the .mo file is not the compiled .po file (make translations)",
    ]


def test_a_text_that_comes_back_has_its_translation_again() -> None:
    say('_("Accept")')
    translations.update("zh_CN")
    translate("Accept", "接单")
    say('_("Arrive")')
    translations.update("zh_CN")
    say('_("Accept")')
    translations.update("zh_CN")
    assert problems() == []
