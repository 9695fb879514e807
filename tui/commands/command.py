"""Command: an action that an operator can take, with its names and its context."""

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Action that an operator can take; texts are English source strings."""

    id: str
    """`context.name`, as written in keybindings.toml."""
    title: str
    """Title in the palette and in the help list."""
    short: str = ""
    """Name in the footer."""
    help: str = ""
    """One sentence for the help and the palette."""
    footer: bool = False
    right: str = ""
    """Required right of `core.people.rights.RIGHTS`; for a step of a ticket the table of acts has it."""
    step: str = ""
    """Act of a ticket, or further right of one, for a command that is not named `act.…`."""
    danger: bool = False
    """True if it cannot be undone in one step, so that the screen asks first."""
    moves: bool = False
    """True if it only moves the cursor or the focus: listed in the help, not in the palette."""

    @property
    def context(self) -> str:
        """Return the part before the dot: the context in which the command works."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """Return the part after the dot."""
        return self.id.partition(".")[2]

    @property
    def action(self) -> str:
        """Return the Textual action; for commands of all screens it is one of the app."""
        return f"app.do('{self.id}')" if self.context == "app" else f"do('{self.id}')"
