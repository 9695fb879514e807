"""Four calm themes: dark, light, high contrast, colour-blind safe; the colours of the clocks have names.

Each exists twice: in full colour, and in the sixteen colours of a console, chosen by hand because the nearest
of sixteen is often the colour of the ground.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.theme import Theme

from core.base.i18n_marks import N_

DEFAULT = "desk-dark"

TITLES = {
    "desk-dark": N_("Dark"),
    "desk-light": N_("Light"),
    "desk-contrast": N_("High contrast"),
    "desk-colour-safe": N_("Colour-blind safe"),
}
"""Names of the themes, in the order in which the theme command steps through them."""


def _theme(name: str, dark: bool, ground: Mapping[str, str], clocks: Mapping[str, str]) -> Theme:
    """Return a theme whose variables serve the clocks first and Textual's widgets after them."""
    return Theme(
        name=name,
        dark=dark,
        primary=ground["accent"],
        secondary=clocks["muted"],
        accent=ground["accent"],
        warning=clocks["amber"],
        error=clocks["breached"],
        success=clocks["running"],
        foreground=ground["foreground"],
        background=ground["background"],
        surface=ground["surface"],
        panel=ground["panel"],
        variables={
            **clocks,
            "selected": ground["selected"],
            "selected-text": ground["selected-text"],
            "block-cursor-background": ground["selected"],
            "block-cursor-foreground": ground["selected-text"],
            "block-cursor-text-style": "none",
            "block-cursor-blurred-background": ground["selected"],
            "block-cursor-blurred-foreground": ground["selected-text"],
            "block-cursor-blurred-text-style": "none",
            "footer-background": ground["panel"],
            "footer-foreground": ground["foreground"],
            "footer-description-foreground": ground["foreground"],
            "footer-key-foreground": ground["accent"],
            "input-cursor-background": ground["cursor"],
            "input-cursor-foreground": ground["cursor-text"],
            "input-selection-background": ground["marked"],
            "input-selection-foreground": ground["marked-text"],
            "border": ground["accent"],
            "border-blurred": clocks["muted"],
        },
    )


THEMES = (
    _theme(
        "desk-dark",
        True,
        {
            "background": "#15171c",
            "surface": "#1b1e25",
            "panel": "#242832",
            "foreground": "#d8dbe0",
            "accent": "#82aadb",
            "selected": "#41669c",
            "selected-text": "#ffffff",
            "cursor": "#ffffff",
            "cursor-text": "#15171c",
            "marked": "#0c0e12",
            "marked-text": "#ffffff",
        },
        {
            "running": "#83bd8f",
            "amber": "#e2b455",
            "breached": "#f28379",
            "overtime": "#f28379",
            "paused": "#93a9d1",
            "done": "#9aa1ad",
            "muted": "#949ba8",
        },
    ),
    _theme(
        "desk-light",
        False,
        {
            "background": "#f8f8f6",
            "surface": "#ffffff",
            "panel": "#ebebe7",
            "foreground": "#1e2227",
            "accent": "#1f5aa0",
            "selected": "#1f5aa0",
            "selected-text": "#ffffff",
            "cursor": "#ffffff",
            "cursor-text": "#101418",
            "marked": "#ffe08a",
            "marked-text": "#101418",
        },
        {
            "running": "#1a662f",
            "amber": "#7d4b00",
            "breached": "#b01f1a",
            "overtime": "#b01f1a",
            "paused": "#385382",
            "done": "#565c64",
            "muted": "#5c6269",
        },
    ),
    _theme(
        "desk-contrast",
        True,
        {
            "background": "#000000",
            "surface": "#121212",
            "panel": "#1a1a1a",
            "foreground": "#ffffff",
            "accent": "#8fd0ff",
            "selected": "#ffffff",
            "selected-text": "#000000",
            "cursor": "#000000",
            "cursor-text": "#ffffff",
            "marked": "#0033aa",
            "marked-text": "#ffffff",
        },
        {
            "running": "#6cff8f",
            "amber": "#ffe066",
            "breached": "#ff9c94",
            "overtime": "#ff9c94",
            "paused": "#a6d8ff",
            "done": "#d6d6d6",
            "muted": "#cccccc",
        },
    ),
    _theme(
        "desk-colour-safe",
        True,
        {
            "background": "#14171d",
            "surface": "#1a1e26",
            "panel": "#232834",
            "foreground": "#dadde2",
            "accent": "#7cc4f0",
            "selected": "#3a6a9e",
            "selected-text": "#ffffff",
            "cursor": "#ffffff",
            "cursor-text": "#14171d",
            "marked": "#0b0d12",
            "marked-text": "#ffffff",
        },
        {
            "running": "#6bb8ea",
            "amber": "#f0e06a",
            "breached": "#ff9f45",
            "overtime": "#ff9f45",
            "paused": "#b7bfce",
            "done": "#9ba3b1",
            "muted": "#959dab",
        },
    ),
)
"""Themes; the last one has blue, yellow and orange instead of green, amber and red, so that all eyes
tell them apart.
"""


def _console_theme(name: str, dark: bool, ground: str, clocks: str) -> Theme:
    """Return a theme of console colours; each text names them in the order of `_GROUND` and `_CLOCKS`."""
    return _theme(
        name,
        dark,
        {part: CONSOLE[colour] for part, colour in zip(_GROUND, ground.split(), strict=True)},
        {part: CONSOLE[colour] for part, colour in zip(_CLOCKS, clocks.split(), strict=True)},
    )


CONSOLE = {
    "black": "#000000",
    "red": "#aa0000",
    "green": "#00aa00",
    "brown": "#aa5500",
    "blue": "#0000aa",
    "purple": "#aa00aa",
    "teal": "#00aaaa",
    "silver": "#aaaaaa",
    "grey": "#555555",
    "pink": "#ff5555",
    "lime": "#55ff55",
    "yellow": "#ffff55",
    "cyan": "#55ffff",
    "white": "#ffffff",
}
"""Colours of a console by their names, as rich writes them, so that each is sent as itself.

Bright ones are no ground, except that of the light theme: consoles have eight of those.
"""

_GROUND = (
    "background",
    "surface",
    "panel",
    "foreground",
    "accent",
    "selected",
    "selected-text",
    "cursor",
    "cursor-text",
    "marked",
    "marked-text",
)
_CLOCKS = ("running", "amber", "breached", "overtime", "paused", "done", "muted")

CONSOLE_THEMES = (
    _console_theme(
        "desk-dark",
        True,
        "black black black white cyan teal black black white blue white",
        "lime yellow pink pink teal silver silver",
    ),
    _console_theme(
        "desk-light",
        False,
        "white white white black blue blue white white black teal black",
        "blue brown red red purple grey grey",
    ),
    _console_theme(
        "desk-contrast",
        True,
        "black black black white cyan silver black black white blue white",
        "lime yellow pink pink cyan silver silver",
    ),
    _console_theme(
        "desk-colour-safe",
        True,
        "black black black white cyan teal black black white blue white",
        "cyan yellow pink pink silver silver silver",
    ),
)
"""The same themes for a terminal of sixteen colours."""


def themes(color_system: str | None) -> Sequence[Theme]:
    """Return the themes for a terminal with that system of colours, as rich names it."""
    return CONSOLE_THEMES if color_system in ("standard", "windows") else THEMES


def css_variables() -> dict[str, str]:
    """Return defaults for `App.get_theme_variable_defaults`, so that styles are valid in any theme."""
    return dict(THEMES[0].variables)


def next_theme(name: str) -> str:
    """Return the theme after `name`; the first one after the last, and after an unknown one."""
    names = list(TITLES)
    return names[(names.index(name) + 1) % len(names)] if name in names else DEFAULT
