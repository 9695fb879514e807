"""Drafts of unsaved forms: a private file for each open form, outside the database.

A draft is on disk a third of a second after the last key at the latest, and deleted when the ticket is
logged or the act of a dialog is done.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from uuid import uuid4

from core.base.dataclass import dataclass
from core.base.errors import Unavailable
from core.base.i18n_marks import N_

CALL = "intake"
"""Form for logging a call."""


def new_key() -> str:
    """Return a new key of a form; one key is logged once."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsaved form: the typed text of each field, by the field's name.

    `key` names the form and makes its saving happen once; `started_at` is the first key, in UTC.
    """

    form: str
    started_at: datetime
    fields: Mapping[str, str]
    key: str = field(default_factory=new_key)


class Drafts:
    """Drafts of one login in one folder; those of another open screen are not touched."""

    def __init__(self, folder: Path, login: str) -> None:
        self._folder = folder
        # a login may be any text; its digest is always a file name
        self._prefix = f"draft-{hashlib.sha256(login.encode()).hexdigest()[:12]}"
        self._desk = new_key()
        self._held = False
        self._gone: set[str] = set()
        # a signal may ask for a save in the middle of another one
        self._lock = RLock()

    def save(self, draft: Draft) -> None:
        """Write the draft to disk, 0600, unless it was discarded; raise `Unavailable`."""
        with self._lock:
            if draft.key in self._gone:
                return
            content = asdict(draft) | {"started_at": draft.started_at.isoformat(), "desk": self._desk}
            try:
                self._hold()
                # all ASCII: half a character that a terminal sent must not keep the rest from the disk
                _replace(self._path(draft), json.dumps(content))
            except OSError as error:
                raise _not_kept(error) from error

    def discard(self, draft: Draft) -> None:
        """Delete the draft's file for good: its ticket is logged, or the draft is thrown away."""
        with self._lock:
            self._gone.add(draft.key)
            self._path(draft).unlink(missing_ok=True)

    def take(self, draft: Draft) -> Draft | None:
        """Return a pending draft as it is on disk, from now on this screen's; None if another has it.

        Also None if it is deleted: of two screens that see the draft of a third, only one gets it.  Raises
        `Unavailable`.
        """
        with self._lock, self._claim():
            found = _read(self._path(draft))
            if found is None or not (found[0] == self._desk or self._is_over(found[0])):
                return None
            self.save(found[1])
            return found[1]

    def pending(self, form: str | None = CALL) -> list[Draft]:
        """Return the drafts of a form, or of all, left by this screen or by ended ones, oldest first."""
        found = filter(None, (_read(path) for path in self._folder.glob(f"{self._prefix}-*.json")))
        mine = [draft for desk, draft in found if desk == self._desk or self._is_over(desk)]
        wanted = (draft for draft in mine if form in (None, draft.form))
        return sorted(wanted, key=lambda draft: draft.started_at)

    def _hold(self) -> None:
        """Take the lock that shows this screen alive to others; it ends with the process."""
        if not self._held:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # never closed: the system does it, and frees the lock, however the process ends
            fcntl.flock(_private(self._lock_file(self._desk)), fcntl.LOCK_EX)
            self._held = True

    @contextmanager
    def _claim(self) -> Iterator[None]:
        """Let one screen of this login at a time into the block."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(_private(self._folder / f"{self._prefix}.claim"), "w") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise _not_kept(error) from error

    def _is_over(self, desk: str) -> bool:
        path = self._lock_file(desk)
        try:
            with path.open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        path.unlink(missing_ok=True)
        return True

    def _lock_file(self, desk: str) -> Path:
        return self._folder / f"{self._prefix}-{desk}.lock"

    def _path(self, draft: Draft) -> Path:
        return self._folder / f"{self._prefix}-{draft.form}-{draft.key}.json"


def _not_kept(error: OSError) -> Unavailable:
    return Unavailable(
        N_("The draft could not be saved: {error}."),
        hint=N_("Log the ticket before you close the form, or the draft is lost."),
        error=error.strerror or error,
    )


def _private(path: Path) -> int:
    """Open a new file that only its owner can read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _replace(path: Path, text: str) -> None:
    """Write and sync a new file, then put it in place: a reader sees the old text or the new one."""
    fresh = path.with_suffix(".part")
    with os.fdopen(_private(fresh), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(path: Path) -> tuple[str, Draft] | None:
    """Return the writing screen and the draft; None for a file that is not a draft."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        started_at = datetime.fromisoformat(content["started_at"])
        fields = {str(name): str(text) for name, text in content["fields"].items()}
        draft = Draft(str(content["form"]), started_at, fields, str(content["key"]))
        return str(content["desk"]), draft
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
