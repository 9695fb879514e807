"""Keymap: the shipped keybindings.toml, with single entries replaced by the user's own file."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from pathlib import Path

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.keynames import BadKey, caution, display, is_printable, normalise
from tui.commands.registry import COMMANDS, CONTEXTS, SCREENS, commands

NEVER_LOST = {"app.quit": "ctrl+q, f10", "app.help": "f1"}
"""Commands that need a key for every screen, even while a text is typed, and good keys for them."""

TYPING = ("intake", "form", "search")
"""Contexts with the focus in a text field."""

_HABITS = {"ctrl+d", "ctrl+h", "ctrl+k", "ctrl+w"}
_INPUT = (
    _HABITS
    | {"ctrl+a", "ctrl+c", "ctrl+e", "ctrl+u", "ctrl+v", "ctrl+x", "alt+backspace"}
    | {
        *("left", "right", "home", "end", "delete", "backspace", "enter", "ctrl+left", "ctrl+right"),
        *("ctrl+backspace", "ctrl+shift+a", "ctrl+shift+left", "ctrl+shift+right"),
        *("shift+left", "shift+right", "shift+home", "shift+end"),
    }
)
CONSUMED = {
    "intake": _INPUT,
    "form": _INPUT | {"ctrl+y", "ctrl+z", "f6", "f7", "ctrl+shift+k"},
    "search": _INPUT,
}
"""Keys that the text fields of a context use themselves, in addition to all characters."""

Keys = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Mistake in a key file; `reason` is an English template for `values`."""

    file: Path
    line: int
    """Line, counted from 1; 0 for the whole file."""
    entry: str
    """Entry as `context.command`, or empty."""
    reason: str
    suggestion: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False
    """True if the entry is used nevertheless."""
    key: str = ""
    """Wrong key, as written; empty if no single key is wrong."""

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Return `file:line: entry: reason. Try: suggestion` on one line."""
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        reason = translate(self.reason).format(**self.values)
        parts = [part for part in (place, self.entry, self.key and f'"{self.key}"', reason) if part]
        hint = translate(N_("Try: {suggestion}")).format(suggestion=self.suggestion)
        return ": ".join(parts) + (f". {hint}" if self.suggestion else "")


@dataclass(frozen=True, slots=True)
class Keymap:
    """Keys in force, and the mistakes in the files they come from."""

    by_command: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Return True if all entries are usable."""
        return all(problem.warning for problem in self.problems)

    def keys(self, command_id: str) -> tuple[str, ...]:
        """Return the normalised keys of a command, the one to display first."""
        return self.by_command.get(command_id, ())

    def shown(self, command_id: str) -> str:
        """Return the first key of a command as the footer writes it; empty if it has none."""
        return next(map(display, self.keys(command_id)), "")

    def find(self, key: str, *contexts: str) -> str | None:
        """Return the id of the command of `key` in these contexts; None if there is none."""
        for command in commands(*contexts):
            if key in self.keys(command.id):
                return command.id
        return None

    def textual(self) -> dict[str, str]:
        """Return the complete map for `App.set_keymap`."""
        return {name: ",".join(keys) for name, keys in self.by_command.items() if keys}


def default_keybindings() -> str:
    """Return the text of the shipped keybindings.toml, from the installed package or the checkout."""
    here = Path(__file__).resolve().parents[1]
    packaged = here / "keybindings.toml"
    return (packaged if packaged.is_file() else here.parent / packaged.name).read_text(encoding="utf-8")


def load(user_file: Path | None = None) -> Keymap:
    """Return the keys in force; a broken entry of `user_file` keeps its default and is a problem."""
    shipped = _Reading(Path("keybindings.toml"), default_keybindings())
    defaults: Keys = dict.fromkeys(COMMANDS, ()) | shipped.entries
    if user_file is None or not user_file.exists():
        return Keymap(defaults, tuple(shipped.problems))
    try:
        text = user_file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        unreadable = N_("cannot be read: {error}")
        return Keymap(defaults, (Problem(user_file, 0, "", unreadable, values={"error": str(error)}),))
    own = _Reading(user_file, text)
    keys = _settled(defaults, own)
    own.problems.extend(_cautions(keys, own))
    return Keymap(keys, tuple(sorted(own.problems, key=lambda problem: problem.line)))


class _Reading:
    """Key file: its usable entries, their lines and its mistakes."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.entries: Keys = {}
        self.lines = _lines(text)
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            line = int(where[1]) if where else 0
            reason = N_("is not TOML: {error}")
            self.problems.append(Problem(file, line, "", reason, values={"error": str(error)}))
        else:
            self._read(tables)

    def complain(self, entry: str, reason: str, hint: str = "", written: str = "", **values: str) -> None:
        """Add a mistake of an entry, with the line of the entry."""
        line = self.lines.get(entry, 0)
        self.problems.append(Problem(self.file, line, entry, reason, hint, values, key=written))

    def _read(self, tables: Mapping[str, object]) -> None:
        for context, table in tables.items():
            if context not in CONTEXTS or not isinstance(table, dict):
                self.complain(context, N_("there is no such context"), _nearest(context, CONTEXTS))
                continue
            for name, value in table.items():
                self._entry(context, name, value)

    def _entry(self, context: str, name: str, value: object) -> None:
        entry = f"{context}.{name}"
        if entry not in COMMANDS:
            names = [command.name for command in commands(context)]
            self.complain(entry, N_("there is no such command"), _nearest(name, names))
            return
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(key, str) for key in written):
            self.complain(entry, N_("a key is a text or a list of texts"), '"a", ["a", "f5"]')
            return
        keys, wrong = self._keys(entry, written)
        if not wrong and not self._refused(COMMANDS[entry], keys):
            self.entries[entry] = tuple(dict.fromkeys(keys))

    def _keys(self, entry: str, written: list[str]) -> tuple[list[str], bool]:
        keys, wrong = [], False
        for key in written:
            try:
                keys.append(normalise(key))
            except BadKey as bad:
                wrong = True
                self.complain(entry, bad.reason, bad.hint, key, **bad.values)
        return keys, wrong

    def _refused(self, command: Command, keys: list[str]) -> bool:
        """Add a problem for each reason against these keys; return True if there is one."""
        before = len(self.problems)
        entry = command.id
        for key in keys:
            shown = display(key)
            if command.context in TYPING and is_printable(key):
                self.complain(entry, N_("{key} is typed into the field here"), _FREE, key=shown)
            elif key in CONSUMED.get(command.context, ()):
                self.complain(entry, N_("the text field takes {key} for itself"), _FREE, key=shown)
            elif key == "ctrl+c":
                self.complain(entry, N_("{key} copies the selected text"), key=shown)
            elif command.danger and key in _HABITS:
                self.complain(entry, N_("{key} is pressed out of habit while typing"), key=shown)
        if entry in NEVER_LOST and all(map(is_printable, keys)):
            self.complain(entry, N_("it needs a key that works while something is typed"), NEVER_LOST[entry])
        return len(self.problems) > before


_FREE = "f4, f5, ctrl+n, ctrl+o, ctrl+r, ctrl+t, ctrl+g"


def _settled(defaults: Keys, own: _Reading) -> Keys:
    """Return the defaults under the user's entries, without those that clash."""
    entries = dict(own.entries)
    while True:
        keys = defaults | entries
        clash = next(_clashes(keys, entries, own.lines), None)
        if clash is None:
            return keys
        loser, winner, key = clash
        del entries[loser]
        reason = (
            N_("{key} would hide {winner} there")
            if winner in NEVER_LOST
            else N_("{key} is already used for {winner}")
        )
        own.complain(loser, reason, key=display(key), winner=winner)


def _clashes(
    keys: Keys, entries: Mapping[str, object], lines: Mapping[str, int]
) -> Iterator[tuple[str, str, str]]:
    """Yield the entry to drop, the entry it clashes with, and the key; the later line of two loses."""
    for contexts in (*SCREENS.values(), ("app",)):
        owners: dict[str, str] = {}
        for command in commands(*contexts):
            for key in keys[command.id]:
                other = owners.setdefault(key, command.id)
                if other != command.id:
                    loser, winner = sorted(
                        (command.id, other), key=lambda name: (name not in entries, -lines.get(name, 0))
                    )
                    yield loser, winner, key
        yield from _buried(keys, entries, owners)


def _buried(
    keys: Keys, entries: Mapping[str, object], owners: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield clashes that would leave quit or help without a key on a screen."""
    for name in NEVER_LOST:
        working = [key for key in keys[name] if not is_printable(key)]
        hiding = [owners[key] for key in working if owners.get(key, name) != name]
        if len(hiding) == len(working):
            loser = next((owner for owner in (*hiding, name) if owner in entries), name)
            yield loser, name, working[0]


def _cautions(keys: Keys, own: _Reading) -> Iterator[Problem]:
    """Yield warnings: keys that do not always arrive, screen keys that hide app keys."""
    everywhere = {key: command.id for command in commands("app") for key in keys[command.id]}
    for entry in own.entries:
        line = own.lines.get(entry, 0)
        reasons = {caution(key) for key in keys[entry]}
        if keys[entry] == own.entries[entry] and len(reasons) == 1 and (reason := reasons.pop()):
            yield Problem(own.file, line, entry, reason, _FREE, warning=True)
        for key in keys[entry]:
            if not entry.startswith("app.") and key in everywhere:
                values = {"key": display(key), "other": everywhere[key]}
                hides = N_("{key} hides {other} there")
                yield Problem(own.file, line, entry, hides, values=values, warning=True)


def _lines(text: str) -> dict[str, int]:
    """Return the line number of each table and each entry."""
    lines: dict[str, int] = {}
    context = ""
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(r"\s*\[\s*([\w\"'-]+)\s*\]", line):
            context = table[1].strip("\"'")
            lines.setdefault(context, number)
        elif entry := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            name = entry[1].replace('"', "").replace("'", "")
            lines.setdefault(f"{context}.{name}" if context else name, number)
    return lines


def _nearest(name: str, names: Mapping[str, object] | list[str]) -> str:
    found = difflib.get_close_matches(name, list(names), n=1, cutoff=0.5)
    return found[0] if found else ""


def markdown(keymap: Keymap) -> str:
    """Return the page docs/keys.md, with one table per context."""
    tables = chain.from_iterable(_table(keymap, context) for context in CONTEXTS)
    return "\n".join(chain(_PAGE, tables)).rstrip() + "\n"


_PAGE = (
    "# Keys",
    "",
    "Made by `make docs` from the registry of commands and `keybindings.toml`. Your own `keybindings.toml`",
    "in the configuration folder (`dutydesk config` names it) replaces single entries;",
    "`dutydesk keys --check` names every mistake in it.",
    "",
)


def _table(keymap: Keymap, context: str) -> Iterator[str]:
    yield from (f"## {CONTEXTS[context]} (`[{context}]`)", "")
    yield from ("| Keys | Entry | Command | What it does |", "| --- | --- | --- | --- |")
    for command in commands(context):
        keys = " ".join(f"`{display(key)}`" for key in keymap.keys(command.id)).replace("|", r"\|")
        yield f"| {keys} | `{command.name}` | {command.title} | {command.help} |"
    yield ""
