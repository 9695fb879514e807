"""What a command stands on: the options, the settings, the storage, the acting person, the time."""

from dataclasses import field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from core.base.clock import Clock, system_clock
from core.base.dataclass import dataclass
from core.base.time_input import parse_day, parse_due, parse_when
from tui.app.bootstrap import open_store
from tui.cli.progress_line import progress_line
from tui.files.settings import Options, Settings, load_settings

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.people.directory import Directory
    from core.policy.model import Policy
    from storage.store import SqlStore


@dataclass
class Here:
    """One command's surroundings; settings and storage are looked up when first needed.

    `started` is when the command began: a ticket that somebody changed after it is left alone.
    """

    options: Options
    started: datetime
    clock: Clock = field(default=system_clock)

    @cached_property
    def settings(self) -> Settings:
        """Paths, language and person."""
        return load_settings(self.options)

    @cached_property
    def store(self) -> "SqlStore":
        """The storage, brought up to date if it is older than the program."""
        with progress_line() as show:
            return open_store(self.settings, show)

    def close(self) -> None:
        """Let go of the storage, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    @property
    def desk(self) -> "Desk":
        """The desk of the acting person."""
        return self._acting[0]

    @cached_property
    def pin(self) -> str:
        """The acting person's PIN, asked for once; empty where he has none."""
        from tui.cli.acting_person import asked

        desk, pin = self._acting
        return pin or (asked(desk.name) if desk.people.has_pin(desk.name) else "")

    @cached_property
    def _acting(self) -> tuple["Desk", str]:
        from core.desk.desk import Desk  # a third of the program, which `ring` does not wait for
        from tui.cli.acting_person import acting

        return acting(Desk(self.store, self.settings.person, self.clock, self.started), self.settings)

    @cached_property
    def policy(self) -> "Policy":
        """The policy in force."""
        return self.desk.queries.policy()

    @property
    def directory(self) -> "Directory":
        """Units and people."""
        return self.desk.queries.directory()

    def when(self, text: str) -> datetime:
        """The instant a WHEN means, in site time."""
        return parse_when(text, self.clock(), self.policy.site.zone)

    def due(self, text: str) -> datetime:
        """The instant a WHEN means by which something must be done; a day alone means its end."""
        return parse_due(text, self.clock(), self.policy.site.zone)

    def day(self, text: str) -> date:
        """The site day a DATE means."""
        return parse_day(text, self.clock(), self.policy.site.zone)
