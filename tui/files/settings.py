"""Settings and folders of the program: command line, then environment, then config.toml."""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from core.base.dataclass import dataclass
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from tui.i18n import LANGUAGES, detect_language

THEMES = ("desk-dark", "desk-light", "desk-contrast", "desk-colour-safe")
"""Names of `tui.theme.TITLES`, repeated so that the command line need not load Textual."""

FILE = "config.toml"


@dataclass(frozen=True, slots=True)
class Options:
    """Global options as given on the command line; empty or None if not given."""

    database: str = ""
    config: str = ""
    language: str = ""
    person: str = ""
    mouse: bool | None = None
    version: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings in force, with the defaults filled in; `database` is an address or a file's path.

    `person` is the acting person unless the desk knows better: `named` if it was set, else the name of
    the login.  `login` is the account that the system gave this process, which cannot be merely claimed.
    """

    database: str
    config_dir: Path
    data_dir: Path
    state_dir: Path
    language: str
    person: str
    named: bool = False
    login: str = ""
    theme: str = THEMES[0]
    sound: bool = True
    mouse: bool = False

    @property
    def config_file(self) -> Path:
        """Return the file of the user's settings."""
        return self.config_dir / FILE

    @property
    def keys_file(self) -> Path:
        """Return the file of the user's own keys."""
        return self.config_dir / "keybindings.toml"

    @property
    def log_file(self) -> Path:
        """Return the file in which faults are logged."""
        return self.state_dir / "dutydesk.log"

    def keep(self, name: str, value: str | bool) -> None:
        """Write one setting into config.toml without changing other lines; raise `OSError`."""
        private_folder(self.config_dir)
        file = self.config_file
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        fresh = file.with_suffix(".part")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(_with_line(before, name, value))
        fresh.replace(file)


def _with_line(text: str, name: str, value: str | bool) -> str:
    written = str(value).lower() if isinstance(value, bool) else f'"{value}"'
    line = f"{name} = {written}\n"
    pattern = re.compile(rf"^\s*{name}\s*=.*\n?", re.MULTILINE)
    if pattern.search(text):
        return pattern.sub(line, text, count=1)
    return f"{text}\n{line}" if text and not text.endswith("\n") else text + line


def private_folder(folder: Path) -> Path:
    """Return `folder` after making it and its missing parents, accessible to the owner alone."""
    for part in reversed([folder, *folder.parents]):
        if not part.is_dir():
            part.mkdir(mode=0o700, exist_ok=True)
    return folder


def load_settings(options: Options | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in force; raise `Misconfigured` naming all problems at once."""
    import platformdirs  # not before it is needed: `--version` is quick

    from core.base.text import LONGEST_NAME, clean

    options = options or Options()
    place = platformdirs.PlatformDirs("dutydesk", appauthor=False)
    config_dir = _path(options.config or environ.get("DUTYDESK_CONFIG", "")) or place.user_config_path
    file = config_dir / FILE
    written = _read(file)
    language = options.language or environ.get("DUTYDESK_LANG", "")
    if language and not _language(language):
        raise Misconfigured(
            N_("Language “{name}” is not known."), hint=N_("Use one of: {names}."), name=language,
            names=tuple(LANGUAGES),
        )  # fmt: skip
    if problems := list(_problems(written)):
        raise Misconfigured(
            N_("{file}: {problems}"), hint=N_("Correct it and try again."), file=file,
            problems=tuple(problems),
        )  # fmt: skip
    data_dir = place.user_data_path
    database = options.database or environ.get("DUTYDESK_DATABASE", "") or written.get("database", "")
    named = options.person or written.get("person", "")
    return Settings(
        database=database or str(data_dir / "dutydesk.db"),
        config_dir=config_dir,
        data_dir=data_dir,
        state_dir=place.user_state_path,
        language=_language(language or written.get("language", "")) or detect_language(environ),
        person=clean(named or _login_name(environ), LONGEST_NAME),
        named=bool(named),
        login=_account(),
        theme=written.get("theme", THEMES[0]),
        sound=written.get("sound", True),
        mouse=options.mouse if options.mouse is not None else written.get("mouse", False),
    )


def _path(text: str) -> Path | None:
    return Path(text).expanduser().absolute() if text else None


def _login_name(environ: Mapping[str, str]) -> str:
    return environ.get("LOGNAME", "") or environ.get("USER", "") or _account() or f"user {os.getuid()}"


def _account() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misconfigured(
            N_("{file} cannot be read: {error}."),
            hint=N_("Correct it and try again."),
            file=file,
            error=error,
        ) from error


def _language(text: str) -> str:
    """Return the language meant by `zh`, `zh-CN`, `en_GB` and the like; empty for any other."""
    start = text.replace("-", "_").lower().partition("_")[0]
    return next((code for code in LANGUAGES if start and code.startswith(start) and len(start) == 2), "")


def _one_of(names: tuple[str, ...]) -> Callable[[object], str]:
    return lambda value: "" if value in names else ", ".join(names)


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "true, false"


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else '"…"'


CHECKS: dict[str, Callable[[object], str]] = {
    "database": _text,
    "language": _one_of(LANGUAGES),
    "person": _text,
    "theme": _one_of(THEMES),
    "sound": _flag,
    "mouse": _flag,
}
"""Checks of the entries of config.toml: each returns the possible values if the given one is wrong."""


def _problems(written: Mapping[str, object]) -> Iterator[str]:
    import difflib

    for name, value in written.items():
        if name not in CHECKS:
            near = difflib.get_close_matches(name, CHECKS, n=1)
            yield f"{name}: {', '.join(near or CHECKS)}?"
        elif expected := CHECKS[name](value):
            yield f"{name} = {value!r}: {expected}"
