"""Audit of the desk on the command line: once, or again and again for a watch outside (§7)."""

import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from core.base.errors import DeskError, InvalidInput, filled
from core.base.i18n_marks import N_
from core.ticket.audit import Audit, FellThrough
from tui.cli.context import Here
from tui.cli.printing import complain, print_json, say
from tui.i18n import _
from tui.widgets.audit_words import TAKE_DOWN, audit_text, what_fell

TIMEOUT = 10
"""Seconds that a dead-man URL may take to answer."""


def whole_audit(here: Here) -> Audit:
    """Return what fell through, computed from the events alone, with the damage that the doctor finds.

    What is written between the two reads could look like a fault, so that only what two looks find counts.
    """
    from storage.doctor import examine

    damage = tuple(
        FellThrough(
            "damage", str(found.values.get("number", "")), text=filled(found.message, found.values, _)
        )
        for found in examine(here.store.database)
    )
    try:
        first = _owed(here)
        found = first if first.ok else _both(first, _owed(here))
    except (ValueError, LookupError):
        damage += (FellThrough("damage", "", text=_(N_("The lists of the desk cannot be read."))),)
        found = Audit(here.clock(), 0)
    return Audit(found.at, found.tickets, (*damage, *found.found))


def _owed(here: Here) -> Audit:
    from storage.audit import not_ended

    return here.desk.audit.look(not_ended(here.store.database))


def _both(first: Audit, second: Audit) -> Audit:
    return Audit(second.at, second.tickets, tuple(one for one in second.found if one in first.found))


def print_audit(here: Here, *, as_json: bool) -> int:
    """Print what fell through; return 1 if anything did."""
    audit = whole_audit(here)
    if as_json:
        fell = [
            {"kind": one.kind, "number": one.number or None, "what": what_fell(one, here.policy)}
            for one in audit.found
        ]
        print_json({"ok": audit.ok, "fell_through": fell})
    elif audit.ok:
        say(audit_text(audit, here.policy))
    else:
        for one in audit.found:
            say(f"{one.number}  {what_fell(one, here.policy)}".strip())
    return 0 if audit.ok else DeskError.exit_code


def watch(
    here: Here, url: str, every: int, times: int | None, pause: Callable[[float], object] = time.sleep
) -> int:
    """Audit every so many seconds, and call the dead-man URL only after an audit that passed.

    As at a desk that runs, notices that have expired are logged before it (R069).
    The URL may hold a secret: only its host is ever printed.
    """
    host = _host_of(url)
    code, count = 0, 0
    while times is None or count < times:
        if count:
            pause(every)
        count += 1
        _log_expired(here)
        code = print_audit(here, as_json=False)
        if code == 0 and url:
            code = _call(url, host)
    return code


def _log_expired(here: Here) -> None:
    """Log expired notices; a failure is told, and tried again before the next audit."""
    with suppress(ValueError):  # the audit names the damage
        try:
            here.desk.notice_boards.log_expired(_(TAKE_DOWN))
        except DeskError as error:
            complain(error.text(_))


def _host_of(url: str) -> str:
    parts = urlsplit(url)
    if url and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise InvalidInput(N_("The dead-man URL must begin with https:// or http://."))
    return parts.hostname or ""


def _call(url: str, host: str) -> int:
    """Call the URL; a failure is told, and the next audit tries again."""
    from urllib.request import urlopen  # a tenth of a second that no other command needs

    try:
        with urlopen(url, timeout=TIMEOUT) as answer:
            answer.read(1)
    except (OSError, ValueError) as error:
        words = _(N_("{host} could not be called: {error}."))
        complain(words.format(host=host, error=type(error).__name__))
        return DeskError.exit_code
    return 0
