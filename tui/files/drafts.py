"""What was typed and not yet saved: one private file for each open form, outside the database.

A draft is on disk two seconds after the last key at the latest, and gone when the ticket is logged.
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
"""The form of a call that is being written down."""


def new_key() -> str:
    """A key of a form: the same key logs once."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stands: what was typed into each field, by the field's name.

    `key` names the form and makes its saving happen once; `started_at` is the first key, in UTC.
    """

    form: str
    started_at: datetime
    fields: Mapping[str, str]
    key: str = field(default_factory=new_key)


class Drafts:
    """The drafts of one login in one folder; a form that is open in another desk is not touched."""

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
        """Bring the draft to disk, 0600; nothing happens once it was discarded.  Raises `Unavailable`."""
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
        """The ticket is logged, or the draft thrown away: its file goes and does not come back."""
        with self._lock:
            self._gone.add(draft.key)
            self._path(draft).unlink(missing_ok=True)

    def take(self, draft: Draft) -> Draft | None:
        """Make a pending draft this desk's own, as it stands on disk, or None.

        None where it is gone or another desk has it: of two desks that see what a third one left, only
        one gets it.  Raises `Unavailable`.
        """
        with self._lock, self._claim():
            found = _read(self._path(draft))
            if found is None or not (found[0] == self._desk or self._is_over(found[0])):
                return None
            self.save(found[1])
            return found[1]

    def pending(self) -> list[Draft]:
        """The drafts left by this desk or by one that is no more, oldest first."""
        found = filter(None, (_read(path) for path in self._folder.glob(f"{self._prefix}-*.json")))
        mine = [draft for desk, draft in found if desk == self._desk or self._is_over(desk)]
        return sorted(mine, key=lambda draft: draft.started_at)

    def _hold(self) -> None:
        """Show the other desks of this login that this one lives: the lock ends with the process."""
        if not self._held:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # never closed: the system does it, with the lock, when the process ends in whatever way
            fcntl.flock(_private(self._lock_file(self._desk)), fcntl.LOCK_EX)
            self._held = True

    @contextmanager
    def _claim(self) -> Iterator[None]:
        """One desk of this login at a time."""
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
        N_("What you typed cannot be kept on disk: {error}."),
        hint=N_("Save the ticket before you leave."),
        error=error.strerror or error,
    )


def _private(path: Path) -> int:
    """An open new file that only its owner can read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _replace(path: Path, text: str) -> None:
    """Write, bring to disk, then put in place: a reader sees the old text or the new one."""
    fresh = path.with_suffix(".part")
    with os.fdopen(_private(fresh), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(path: Path) -> tuple[str, Draft] | None:
    """The desk that wrote it and the draft; None for a file that is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        started_at = datetime.fromisoformat(content["started_at"])
        fields = {str(name): str(text) for name, text in content["fields"].items()}
        draft = Draft(str(content["form"]), started_at, fields, str(content["key"]))
        return str(content["desk"]), draft
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
