"""Themes can be read: every word against its ground, and late from running for every eye."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from tui.theme import DEFAULT, THEMES, TITLES, css_variables, next_theme

WORDS = ("running", "amber", "breached", "overtime", "paused", "done", "muted")


def luminance(name: str) -> float:
    """Relative luminance, WCAG 2."""
    color = Color.parse(name)
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str | None, other: str | None) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    assert one and other
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_word_stands_out_from_every_ground(theme: Theme) -> None:
    least = 7.0 if theme.name == "desk-contrast" else 4.5
    for ground in (theme.background, theme.surface, theme.panel):
        assert contrast(theme.foreground, ground) >= 7.0
        assert contrast(theme.primary, ground) >= least
        for word in WORDS:
            assert contrast(theme.variables[word], ground) >= least, (word, ground)
    assert contrast(theme.variables["selected-text"], theme.variables["selected"]) >= least


def test_the_colour_safe_theme_has_no_red_and_green() -> None:
    (safe,) = (theme for theme in THEMES if theme.name == "desk-colour-safe")
    running, late = (Color.parse(safe.variables[word]) for word in ("running", "breached"))
    assert running.b > running.r and running.b > running.g
    assert late.r > late.b and late.g > late.b


def test_all_themes_know_the_same_variables() -> None:
    assert {frozenset(theme.variables) for theme in THEMES} == {frozenset(css_variables())}
    assert [theme.name for theme in THEMES] == list(TITLES)


def test_the_theme_command_goes_round() -> None:
    name = DEFAULT
    seen = [name := next_theme(name) for _ in THEMES]
    assert sorted(seen) == sorted(TITLES)
    assert next_theme("nord") == DEFAULT
