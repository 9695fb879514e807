"""One thing that an operator can do: its names, its action, where it works."""

from core.base.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing an operator can do; texts are English source strings."""

    id: str
    """`context.name`, as it stands in keybindings.toml."""
    title: str
    """What the palette and the help list call it."""
    short: str = ""
    """What the footer calls it."""
    help: str = ""
    """One sentence for the help and the palette."""
    act: str = ""
    """Textual action when it is not the name after the dot, such as `view('open')`."""
    footer: bool = False
    right: str = ""
    """What it takes of `core.people.rights.RIGHTS`; the table of acts says it of a ticket's steps."""
    step: str = ""
    """The act of a ticket, or the further right of one, that it does under another name than `act.…`."""
    danger: bool = False
    """It cannot be taken back in one step: the screen asks before it does it."""
    moves: bool = False
    """It only moves the cursor or the focus: help lists it, the palette does not."""

    @property
    def context(self) -> str:
        """The part before the dot: where the command works."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The part after the dot."""
        return self.id.partition(".")[2]

    @property
    def action(self) -> str:
        """The Textual action, with the app named as its place for commands that work everywhere."""
        return f"app.do('{self.id}')" if self.context == "app" else f"do('{self.id}')"
