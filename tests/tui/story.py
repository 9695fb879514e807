"""A story in a real terminal, by a clock that the test sets, with pictures of what the operator sees."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.core.play import site
from tests.screens.conftest import ScreenText
from tests.tui.pty_desk import PtyDesk


class Story:
    """One terminal on the desk of `home`, its clock, the keys pressed in it and the pictures taken of it."""

    def __init__(
        self, home: Path, language: str, looks: SnapshotAssertion, began: str, person: str = "desk"
    ) -> None:
        self._hands = home / "hands"
        self._looks = looks.use_extension(ScreenText)
        self.keys: list[str] = []
        self.at(began)
        command = [sys.executable, "-m", "tests.tui.night_desk", str(home / "desk.db"), language]
        env = {"HOME": str(home), "HANDS": str(self._hands), "LOGNAME": person}
        self.desk = PtyDesk(command, env)

    def __enter__(self) -> Story:
        self.desk.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.desk.__exit__(*error)

    def at(self, time: str) -> None:
        """It is that day and time at the site."""
        moved = self._hands.with_suffix(".new")
        moved.write_text(site(time).isoformat())
        moved.replace(self._hands)

    def type(self, *keys: str, seen: str | Callable[[str], bool]) -> None:
        """Press these keys and wait for what comes of them."""
        for key in keys:
            self.desk.type(key)
            self.desk.read(0.05)  # a hand is not as quick as a paste
        self.keys += keys
        self.desk.until(seen)

    def picture(self, name: str, *, board: bool = False) -> None:
        """What the screen shows when nothing moves any more; of a board once it has been audited."""
        if board:
            self.desk.until(_is_audited)
        self._settled()
        lines = ["(audit)" if is_audit(line) else line for line in self.desk.text().split("\n")]
        assert "\n".join(lines) + "\n" == self._looks(name=name)

    def until_audited(self, times: str) -> None:
        """Let minutes go by until the first audit, which the foot of the board shows from then on."""
        for minute in range(10, 40):
            self.at(times.format(minute=minute))
            self.desk.read(1.0)
            if _is_audited(self.desk.text()):
                return
        raise AssertionError(f"never audited\n{self.desk.text()}")

    def _settled(self) -> None:
        """Wait until the screen stays as it is, also on a machine with much else to do."""
        before = ""
        while self.desk.text() != before:
            before = self.desk.text()
            self.desk.read(0.5)


def _is_audited(text: str) -> bool:
    return any(map(is_audit, text.splitlines()))


def is_audit(line: str) -> bool:
    """Return True for the foot of the board; how many tickets it counted depends on when it looked."""
    return line.startswith((" nothing fell through", " 无遗漏"))
