"""Faults: one line for the operator, and a private log without personal data."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from core.base.i18n_marks import N_
from tui.i18n import _

LARGEST_LOG = 256 * 1024
"""Size in bytes from which the log is renamed to `.1` and a new one begins."""


def describe(error: BaseException) -> str:
    """Return the types of the exceptions and where they were raised, without messages or local variables."""
    return "\n".join(_described(error, set()))


def _described(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"    {frame.filename}:{frame.lineno} {frame.name}"
    for cause in (getattr(error, "error", None), error.__cause__, error.__context__):
        if isinstance(cause, BaseException) and id(cause) not in seen:
            yield "caused by"
            yield from _described(cause, seen)


def record(file: Path, error: BaseException) -> None:
    """Append the description of `error` to `file`, which only its owner can read."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists() and file.stat().st_size > LARGEST_LOG:
        file.replace(file.with_name(file.name + ".1"))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as log:
        python = ".".join(map(str, sys.version_info[:3]))
        log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} python {python}\n{describe(error)}\n\n")


def recorded(error: Exception, file: Path | None) -> str:
    """Write the fault to `file` if there is one; return the line to show to the operator."""
    kind = type(getattr(error, "error", error)).__name__
    if file is not None:
        try:
            record(file, error)
        except OSError:
            kind = f"{kind}, {_(N_('not logged'))}"
        else:
            stopped = _(N_("dutydesk stopped because of a fault ({kind}). Details: {file}"))
            return stopped.format(kind=kind, file=file)
    return _(N_("dutydesk stopped because of a fault ({kind}).")).format(kind=kind)
