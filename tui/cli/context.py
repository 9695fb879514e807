"""Context of a command: options, settings, storage, acting person and time."""

from dataclasses import field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from core.base.clock import Clock, system_clock
from core.base.dataclass import dataclass
from core.base.spoken_times import Aim
from core.base.time_input import parse_day, parse_due, parse_when
from core.events.as_of import AsOf
from tui.app.bootstrap import open_store
from tui.cli.command import Misused
from tui.cli.process import collect_again
from tui.cli.progress_line import progress_line
from tui.files.settings import Options, Settings, load_settings
from tui.i18n import _, listed, use_titles

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.people.directory import Directory
    from core.policy.model import Policy
    from storage.store import SqlStore


@dataclass
class Here:
    """Context of one command; settings and storage are opened when first needed.

    `started` is the start of the command: a ticket changed after it by another user is not overwritten.
    """

    options: Options
    started: datetime
    clock: Clock = field(default=system_clock)

    @cached_property
    def settings(self) -> Settings:
        """Return paths, language and person."""
        return load_settings(self.options)

    @cached_property
    def store(self) -> "SqlStore":
        """Open the storage, migrated if it is older than the program."""
        import storage.store  # noqa: F401 (the largest part of what a command loads)

        collect_again()
        with progress_line() as show:
            return open_store(self.settings, show)

    def close(self) -> None:
        """Close the storage, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    @property
    def desk(self) -> "Desk":
        """Return the desk of the acting person."""
        return self._acting[0]

    @cached_property
    def pin(self) -> str:
        """Return the acting person's PIN, asked for once; empty if they have none."""
        from tui.cli.acting_person import asked

        desk, pin = self._acting
        return pin or (asked(desk.name) if desk.people.has_pin(desk.name) else "")

    @cached_property
    def _acting(self) -> tuple["Desk", str]:
        from core.desk.desk import Desk  # loads a third of the program, which `ring` does without
        from tui.cli.acting_person import acting

        desk = Desk(self.store, self.settings.person, self.clock, self.started)
        use_titles(desk.queries.policy())
        return acting(desk, self.settings)

    @cached_property
    def policy(self) -> "Policy":
        """Return the policy in force."""
        return self.desk.queries.policy()

    @property
    def directory(self) -> "Directory":
        """Return units and people."""
        return self.desk.queries.directory()

    def channel(self, word: str, *, dropped: bool = False) -> str:
        """Return the code of the channel that `word` names; raise `Misused` for one that is not listed.

        With `dropped` it may also be one that only an earlier policy lists.
        """
        policy = self.desk.queries.naming() if word and dropped else self.policy
        found = policy.channel(word) if word else None
        if word and not found:
            said = _("“{value}” is not a channel. Channels: {names}")
            raise Misused(said.format(value=word, names=listed(self.policy.channels)))
        return found.code if found else ""

    def when(self, text: str, aim: Aim = Aim.ANY) -> datetime:
        """Return the instant that a WHEN means, in site time, on the side `aim` of now."""
        return parse_when(text, self.clock(), self.policy.site.zone, aim)

    def past(self, text: str) -> datetime | None:
        """Return the instant of something that has happened; None for an empty text."""
        return self.when(text, Aim.PAST) if text else None

    def as_of(self, text: str, *, happened: bool = False) -> AsOf | None:
        """Return the past instant that a WHEN means, with the question about it; None for an empty text."""
        if text:
            return AsOf(self.when(text, Aim.PAST), happened)
        if happened:
            raise Misused(_("--happened belongs to a past moment: use --as-of WHEN"))
        return None

    def ahead(self, text: str) -> datetime | None:
        """Return the instant of something agreed; None for an empty text."""
        return self.when(text, Aim.FUTURE) if text else None

    def due(self, text: str) -> datetime:
        """Return the deadline that a WHEN means; a day alone means its end."""
        return parse_due(text, self.clock(), self.policy.site.zone)

    def day(self, text: str, aim: Aim = Aim.ANY) -> date:
        """Return the site day that a DATE means."""
        return parse_day(text, self.clock(), self.policy.site.zone, aim)
