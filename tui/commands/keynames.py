"""Names of keys: as written in a file, as terminals send them, as shown to people."""

from __future__ import annotations

import difflib
import unicodedata

from core.base.i18n_marks import N_

NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("backspace", "tab", "enter", "escape", "space"),
    *(f"f{number}" for number in range(1, 13)),
)
"""Names of the keys that do not type a character."""

ALIASES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "spacebar": "space",
    "bs": "backspace",
}
MODIFIERS = {
    "alt": "alt",
    "control": "ctrl",
    "ctrl": "ctrl",
    "meta": "alt",
    "option": "alt",
    "shift": "shift",
    "super": "super",
}

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

PUNCTUATION = {
    _RENAMED.get(name, name): character
    for character in (chr(code) for code in range(0x21, 0x7F))
    if not character.isalnum()
    for name in [unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")]
}
"""Names of the ASCII characters that are neither letters nor digits, with the character."""

ARRIVES_AS = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+space": "ctrl+@",
    "ctrl+at": "ctrl+@",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
    "alt+enter": "enter",
    "shift+space": "space",
    "shift+backspace": "backspace",
    "ctrl+shift+tab": "shift+tab",
}
"""Keys that reach a program as another key."""

ONLY_MODERN = N_("only some terminals can send it; add a second key")
WINDOW_KEY = N_("terminals, multiplexers or desktops often keep it for themselves; add a second key")

_TAKEN = {"ctrl+a", "ctrl+b", "ctrl+j", "ctrl+k", "ctrl+l", "ctrl+s", "ctrl+backslash"} | {
    *("alt+left", "alt+right", "f1", "f10", "f11")
}


class BadKey(ValueError):
    """Key that cannot be used: `reason` is an English template, `hint` a better key or empty."""

    def __init__(self, reason: str, hint: str = "", **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.values = values


def normalise(written: str) -> str:
    """Return Textual's name of a key: `?` is `question_mark`, `ctrl+A` is `ctrl+shift+a`.

    Raise `BadKey` for an unknown or undeliverable key.
    """
    text = written.strip() or written[:1]
    if len(text) == 1:
        return _character(text)
    head, base = _split(text)
    modifiers = {_modifier(name) for name in head}
    base = _base(base)
    if len(base) == 1 and base.isupper() and modifiers:
        modifiers, base = modifiers | {"shift"}, base.lower()
    if modifiers == {"shift"} and len(base) == 1:
        return _shifted(base)
    key = "+".join([*sorted(modifiers), base])
    _refuse_undeliverable(key, modifiers, base)
    return key


def caution(key: str) -> str:
    """Return the reason against a normalised key as a command's only key; empty if there is none."""
    if key in _TAKEN:
        return WINDOW_KEY
    *modifiers, base = key.split("+")
    if "super" in modifiers or ("shift" in modifiers and len(base) == 1):
        return ONLY_MODERN
    if "ctrl" in modifiers and base in ("enter", "tab", "backspace", "escape"):
        return ONLY_MODERN
    return ""


def is_printable(key: str) -> bool:
    """Return True if a text field takes this normalised key as a character."""
    return len(key) == 1 or key in PUNCTUATION or key == "space"


def display(key: str) -> str:
    """Return a normalised key as in footers: `^S`, `F5`, `Esc`, `?`; in ASCII for ASCII keys."""
    *modifiers, base = key.split("+")
    shown = PUNCTUATION.get(base) or _SHORT.get(base) or (base.capitalize() if base in NAMED else base)
    if modifiers == ["ctrl"] and len(shown) == 1:
        return f"^{shown.upper()}"
    return "-".join([*(name.capitalize() for name in modifiers), shown])


_SHORT = {
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Bksp",
    "escape": "Esc",
}


def _split(text: str) -> tuple[list[str], str]:
    if text.endswith("++"):
        return text[:-2].split("+"), "plus"
    *head, base = text.split("+")
    return head, base


def _modifier(name: str) -> str:
    try:
        return MODIFIERS[name.strip().lower()]
    except KeyError:
        raise BadKey(N_("there is no key “{part}”"), _nearest(name, MODIFIERS), part=name) from None


def _base(written: str) -> str:
    base = written.strip()
    if len(base) == 1:
        return _character(base)
    name = ALIASES.get(base.lower(), base.lower())
    if name in NAMED or name in PUNCTUATION:
        return name
    if name[:1] == "f" and name[1:].isdecimal():
        raise BadKey(N_("terminals have no such function key"), "f2 … f9")
    raise BadKey(N_("there is no key “{part}”"), _nearest(name, (*NAMED, *PUNCTUATION)), part=base)


def _character(character: str) -> str:
    if character == " ":
        return "space"
    for name, own in PUNCTUATION.items():
        if own == character:
            return name
    if character.isalnum():
        return character
    raise BadKey(N_("“{part}” is not a keyboard key"), part=character)


def _shifted(base: str) -> str:
    if base.isalpha():
        return base.upper()
    raise BadKey(N_("which character Shift makes of it depends on the keyboard: write that character"))


def _refuse_undeliverable(key: str, modifiers: set[str], base: str) -> None:
    if key in ARRIVES_AS:
        raise BadKey(N_("terminals send it as {other}"), other=ARRIVES_AS[key])
    if "shift" in modifiers and base in PUNCTUATION:
        raise BadKey(N_("which character Shift makes of it depends on the keyboard: write that character"))
    if modifiers == {"alt"} and (base.isdecimal() or base in ("minus", "equals_sign")):
        raise BadKey(N_("many terminals send a special character instead"))
    if "ctrl" in modifiers and base.isdecimal():
        raise BadKey(N_("terminals send it as a plain digit or not at all"))


def _nearest(name: str, names: object) -> str:
    found = difflib.get_close_matches(name.lower(), list(names), n=1)  # type: ignore[call-overload]
    return found[0] if found else ""
