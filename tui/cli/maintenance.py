"""Maintenance of the data: paths, backup and restore, migration, checks."""

import locale
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from platform import python_version
from typing import Annotated

from core.base.errors import DeskError, InvalidInput, NotFound, filled
from core.base.i18n_marks import C_, N_
from tui.cli.context import Here
from tui.cli.printing import print_json, print_table, say
from tui.cli.words import AsJson, argument, count, flag, option
from tui.commands import keymap
from tui.i18n import _
from tui.widgets.names import ROLES

File = Annotated[Path, argument("FILE", _("The backup."))]


def config(here: Here, as_json: AsJson = False) -> None:
    """Print the paths and settings in use, without passwords."""
    _print_facts(_settings(here), as_json=as_json)


def _settings(here: Here) -> dict[str, str]:
    settings = here.settings
    actor = here.desk.queries.actor()
    return {
        "database": without_password(settings.database),
        "config": str(settings.config_file),
        "keys": str(settings.keys_file),
        "data": str(settings.data_dir),
        "state": str(settings.state_dir),
        "log": str(settings.log_file),
        "language": settings.language,
        "theme": settings.theme,
        "person": actor.name,
        "role": _("everything (no supervisor is entered yet)") if actor.unrestricted else actor.role,
        "zone": here.policy.site.tz,
        "policy": str(here.policy.version),
        **_versions(),
    }


def without_password(address: str) -> str:
    """Return the address of the database with its password hidden."""
    hidden = re.sub("(://[^/:@]*):[^/]*@", r"\1:***@", address)
    return re.sub("([?&]password=)[^&]*", r"\1***", hidden, flags=re.IGNORECASE)


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {name: version(name) for name in ("dutydesk", "textual", "sqlalchemy")} | {
        "python": python_version()
    }


def _print_facts(facts: Mapping[str, str], *, as_json: bool) -> None:
    if as_json:
        print_json(dict(facts))
    else:
        rows = [[_(FACTS.get(name, name)), _(ROLES.get(value, value))] for name, value in facts.items()]
        print_table([_("Setting"), _("Value")], rows)


FACTS = {
    "database": C_("setting", "database"),
    "config": C_("setting", "settings"),
    "keys": C_("setting", "keys"),
    "data": C_("setting", "data"),
    "state": C_("setting", "state"),
    "log": C_("setting", "log"),
    "language": C_("setting", "language"),
    "theme": C_("setting", "theme"),
    "person": C_("setting", "person"),
    "role": C_("setting", "role"),
    "zone": C_("setting", "time zone"),
    "policy": C_("setting", "rules, version"),
    "terminal": C_("setting", "terminal"),
    "colours": C_("setting", "colours"),
    "size": C_("setting", "size"),
    "encoding": C_("setting", "encoding"),
    "schema": C_("setting", "schema"),
}
"""Settings in the table; JSON has the keys themselves."""


def backup(here: Here, file: File) -> None:
    """Copy the database to a file; other screens may be open meanwhile."""
    from storage.backup import backup as copy

    copy(here.store.database, file)
    say(_("Everything is in {file}.").format(file=file))


def restore(
    here: Here, file: File, yes: Annotated[bool, flag("--yes", _("Skip the confirmation question."))] = False
) -> None:
    """Replace the database by a backup; the replaced data is kept in a file next to it."""
    from storage.backup import restore as put_back

    place = here.settings.database
    if not file.is_file():
        raise NotFound(N_("There is no file {file}."), file=file)
    if not yes and not _sure(without_password(place)):
        raise InvalidInput(N_("Nothing was restored."), hint=N_("Answer “yes”, or use --yes."))
    kept = put_back(file, place, here.clock())
    say(_("{file} is restored.").format(file=file))
    if kept:
        say(_("The old data is kept in {file}.").format(file=kept))


def _sure(place: str) -> bool:
    """Ask at the terminal for confirmation; return False without a terminal."""
    if not sys.stdin.isatty():
        return False
    import typer

    try:
        return typer.confirm(_("Replace everything in {place}?").format(place=place), err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def migrate(here: Here) -> None:
    """Migrate the database; an older SQLite file is copied first."""
    schema = _schema(here)
    say(_("{place} has schema {schema}.").format(place=here.store.database.place, schema=schema))


def _schema(here: Here) -> int:
    from storage.schema import version_of

    database = here.store.database
    with database.reading() as connection:
        return version_of(connection, database.place)


def doctor(
    here: Here,
    audit: Annotated[bool, flag("--audit", _("Only whether anything fell through that is owed."))] = False,
    watch: Annotated[bool, flag("--watch", _("Audit until stopped, and log expired notices."))] = False,
    dead_man: Annotated[
        str,
        option(
            "--dead-man", _("With --watch: called after each audit that passed; or DUTYDESK_DEAD_MAN."), "URL"
        ),
    ] = "",
    every: Annotated[int, count("--every", _("With --watch: seconds between two audits."), 1, 86_400)] = 300,
    times: Annotated[int | None, count("--times", _("With --watch: end after this many."), 1, 10**6)] = None,
    as_json: AsJson = False,
) -> int:
    """Check terminal, keys and data, and print the problems; return 1 if there are any."""
    if audit or watch:
        from tui.cli import audit as audits

        if watch:
            url = dead_man or os.environ.get("DUTYDESK_DEAD_MAN", "")
            return audits.watch(here, url, every, times)
        return audits.print_audit(here, as_json=as_json)
    facts = {
        **_terminal(),
        "database": here.store.database.place,
        "schema": str(_schema(here)),
        **_versions(),
    }
    problems = [*_terminal_problems(), *_key_problems(here), *_data_problems(here)]
    if as_json:
        print_json({"facts": facts, "problems": problems})
    else:
        _print_facts(facts, as_json=False)
        say()
        for problem in problems or [_("Nothing is wrong.")]:
            say(problem)
    if problems:
        return DeskError.exit_code
    return 0


def _terminal() -> dict[str, str]:
    size = shutil.get_terminal_size()
    return {
        "terminal": os.environ.get("TERM", ""),
        "colours": os.environ.get("COLORTERM", ""),
        "size": f"{size.columns}x{size.lines}",
        "encoding": _encoding(),
    }


def _encoding() -> str:
    return locale.getencoding()


def _terminal_problems() -> Iterator[str]:
    size = shutil.get_terminal_size()
    if not _encoding().lower().replace("-", "").startswith("utf8"):
        yield _("The locale is not UTF-8 but {encoding}; set LANG.").format(encoding=_encoding())
    if sys.stdout.isatty() and os.environ.get("TERM", "dumb") in ("", "dumb", "unknown"):
        yield _("TERM does not name the type of the terminal.")
    if sys.stdout.isatty() and (size.columns < 80 or size.lines < 24):
        yield _("The terminal is smaller than 80x24.")


def _key_problems(here: Here) -> Iterator[str]:
    for problem in keymap.load(here.settings.keys_file).problems:
        if not problem.warning:
            yield problem.text(_)


def _data_problems(here: Here) -> Iterator[str]:
    from storage.doctor import examine

    for finding in examine(here.store.database):
        yield filled(finding.message, finding.values, _)
