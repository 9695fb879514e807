"""Saving of a paper as a private file, whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from core.base.errors import Unavailable
from core.base.i18n_marks import N_, SourceText
from core.desk.desk import Desk
from tui.papers.forms import FORMS
from tui.papers.paper import Paper

WHOLE_NUMBERS = N_("It has whole phone numbers: keep it where only those who need them can read it.")
"""Notice about a list that the import takes back."""


def save(desk: Desk, paper: Paper, path: Path, form: str) -> None:
    """Write a paper to a file and record the export; raise `NotAllowed` or `Unavailable`."""
    desk.exports.may_export(paper.kind)
    data = FORMS[form](paper)
    write_private(path, data, lambda: desk.exports.exported(paper.kind, form, paper.subject))


def write_private(path: Path, data: bytes, before: Callable[[], None]) -> None:
    """Write a file that only its owner can read; call `before` before it replaces an older one.

    Raises `Unavailable`, or the errors of `before`; then an older file stays in place.
    """
    target = path.expanduser().resolve()
    if target.exists() and not target.is_file():
        raise Unavailable(N_("{file} is not a regular file."), hint=N_("Choose another place."), file=path)
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as out:
            held = Path(out.name)
            try:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
                before()
                held.replace(target)
            except BaseException:
                held.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Unavailable(
            N_("{file} cannot be written: {reason}."),
            hint=N_("Choose another place."),
            file=path,
            reason=SourceText(error.strerror or type(error).__name__),
        ) from error
