"""Acting person of the command line, and their PIN: never an argument, never shown."""

import getpass
import os
import stat
import sys
from pathlib import Path

from core.base.errors import InvalidInput, Misconfigured, NotAllowed
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from tui.files.settings import Settings
from tui.i18n import _
from tui.terminal.unsafe import harmless

PIN_FILE = "DUTYDESK_PIN_FILE"
"""Environment variable with the path of a private file whose first line is the PIN, for scripts."""


def acting(desk: Desk, settings: Settings) -> tuple[Desk, str]:
    """Return the desk of the acting person, and the PIN if one was asked for.

    The person named with `--as` or in config.toml acts; otherwise the person of the login's account;
    otherwise the operator in charge; otherwise the login's own name.  Where people have accounts, a login
    without one acts only as itself.
    """
    if own := desk.people.person_of_account(settings.login, settings.person if settings.named else ""):
        return desk.acting(own), ""
    if not settings.named and not desk.people.by_accounts() and (watch := desk.queries.holder()):
        return desk.named(watch.no or watch.operator), ""
    if not desk.people.has_pin(settings.person):
        return desk, ""
    person = desk.people.somebody(settings.person)
    pin = asked(person.name)
    desk.people.check_pin(person.no, pin)
    return desk.acting(person), pin


def asked(name: str) -> str:
    """Return the PIN of `name`, from the private file that the environment names or typed without echo."""
    named = os.environ.get(PIN_FILE, "")
    return _from_file(Path(named)) if named else typed(_("PIN of {name}:").format(name=name))


def fresh(name: str) -> str:
    """Return a new PIN, typed twice without echo or read from one line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    pin = typed(_("New PIN of {name}:").format(name=name))
    if pin != typed(_("Once more:")):
        raise InvalidInput(N_("The two PINs do not match."), hint=N_("Try again."))
    return pin


def typed(prompt: str) -> str:
    """Return a text typed at the terminal without echo; raise `NotAllowed` without a terminal."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        raise NotAllowed(
            N_("A PIN is needed, but there is no terminal to type it in."),
            hint=N_("Put the PIN in a private file and set {variable} to its path."),
            variable=PIN_FILE,
        ) from None
    sys.stderr.write(f"{harmless(prompt)} ")
    sys.stderr.flush()
    try:
        return getpass.getpass("")
    except EOFError:
        raise KeyboardInterrupt from None


def _from_file(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            if os.fstat(opened.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise Misconfigured(
                    N_("Other users can read {file}."), hint=N_("Run: chmod 600 {file}"), file=file
                )
            return opened.readline().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        raise Misconfigured(N_("{file} cannot be read: {error}."), file=file, error=reason) from error
