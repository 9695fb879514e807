"""Identity of the acting person in the app: name, rights, drafts, lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.people.roles import Actor

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.people.directory import Directory, Person
    from tui.app.live_desk import LiveDesk
    from tui.files.drafts import Drafts
    from tui.files.settings import Settings

WHEN_LOCKED = (
    "app.help",
    "app.palette",
    "app.theme",
    "app.language",
    "app.sound",
    "app.repaint",
)
"""Commands that a locked app allows."""


class Identity:
    """Person signed in at the app; until then the login's own name."""

    def __init__(self, desk: LiveDesk, settings: Settings) -> None:
        self.settings = settings
        self.locked = False
        """True while a person has to sign in before anything is shown."""
        self.person: Person | None = None
        """Person signed in; None until then."""
        self._desk = desk
        self._drafts: dict[str, Drafts] = {}
        self._acting: tuple[Desk, Directory, Actor] | None = None

    @property
    def actor(self) -> Actor:
        """Return the acting person with their rights; until the directory is read, without limits."""
        desk, directory = self._desk.desk, self._desk.directory
        if desk is None or not self._desk.ready:
            return Actor(self.settings.person, unrestricted=True)
        known = self._acting
        if known is None or known[0] is not desk or known[1] is not directory:
            known = self._acting = (desk, directory, desk.session.actor_in(directory))
        return known[2]

    @property
    def operator(self) -> str:
        """Return the name of the acting person."""
        return self.actor.name

    @property
    def drafts(self) -> Drafts:
        """Return the drafts of the acting person: calls typed and not yet saved."""
        return self.drafts_of(self._desk.desk.name if self._desk.desk else self.settings.person)

    def drafts_of(self, name: str) -> Drafts:
        """Return the drafts of an operator."""
        from tui.files.drafts import Drafts  # not for the first frame

        if name not in self._drafts:
            self._drafts[name] = Drafts(self.settings.state_dir / "drafts", name)
        return self._drafts[name]

    def forbids(self, command_id: str) -> bool:
        """Return True if the command needs a sign-in first; a screen locked by a person cannot be quit."""
        if command_id == "app.quit":
            return self.locked and self.person is not None
        return self.locked and command_id not in WHEN_LOCKED

    def recognise(self, person: Person) -> None:
        """Register the acting person, who has just got a PIN, as the one to unlock the screen."""
        if self.person is None and person.name == self.operator:
            self.person = person
